package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Several vital signs move the wrong way, and none is out of its range yet. */
public final class DeteriorationTrend extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "DeteriorationTrend",
            1,
            "TREND",
            "Vital signs move the wrong way",
            Priority.LOW,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Several vital signs that drift together say more than one that crosses a limit, and earlier.",
            "heart rate up by 15 /min with pressure down by 15 mmHg, respiration up by 6 /min or "
                    + "saturation down by 4 % in 30 min, none out of its range: clinical catalogue V20, after "
                    + "regression on moving windows in intensive care",
            "a patient who gets up; anything faster than the window");

    static final SettingKey HR_RISE =
            new SettingKey("DeteriorationTrend.hrRise", "/min", 15, 5, 60, "rise of the heart rate");
    static final SettingKey SYS_FALL =
            new SettingKey("DeteriorationTrend.sysFall", "mm[Hg]", 15, 5, 60, "fall of the systolic pressure");
    static final SettingKey RR_RISE =
            new SettingKey("DeteriorationTrend.rrRise", "/min", 6, 2, 20, "rise of the respiration rate");
    static final SettingKey SPO2_FALL =
            new SettingKey("DeteriorationTrend.spo2Fall", "%", 4, 2, 15, "fall of the saturation");
    static final SettingKey WINDOW_MS =
            new SettingKey("DeteriorationTrend.windowMs", "ms", 1_800_000, 900_000, 3_600_000, "within how long");

    /**
     * The numbers.
     *
     * @param hrRise rise of the heart rate, /min
     * @param sysFall fall of the systolic pressure, mm[Hg]
     * @param rrRise rise of the respiration rate, /min
     * @param spo2Fall fall of the saturation, %
     * @param windowMs within how long, ms
     */
    public record Limits(double hrRise, double sysFall, double rrRise, double spo2Fall, long windowMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.get(HR_RISE),
                    settings.get(SYS_FALL),
                    settings.get(RR_RISE),
                    settings.get(SPO2_FALL),
                    settings.millis(WINDOW_MS));
        }
    }

    public DeteriorationTrend() {
        super(
                CARD,
                "vital-signs-move-the-wrong-way",
                Set.of(SignKind.TREND_WORSENING),
                Set.of(SignKind.TREND_FLAT),
                List.of(HR_RISE, SYS_FALL, RR_RISE, SPO2_FALL, WINDOW_MS));
    }
}
