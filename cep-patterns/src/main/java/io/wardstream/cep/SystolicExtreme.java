package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Systolic pressure is beyond its extreme limits in one cuff measurement. */
public final class SystolicExtreme extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "SystolicExtreme",
            1,
            "BLOOD_PRESSURE",
            "Systolic pressure is extreme",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "At these pressures organs fail or vessels tear.",
            "80 and 200 mmHg, in one cuff measurement: GE V100 defaults; clinical catalogue V9",
            "a cuff of the wrong size");

    static final SettingKey HIGH = new SettingKey(
            "SystolicExtreme.high", "mm[Hg]", 200, 150, 300, "systolic pressure above which it is extreme");
    static final SettingKey LOW =
            new SettingKey("SystolicExtreme.low", "mm[Hg]", 80, 40, 100, "systolic pressure below which it is extreme");
    static final SettingKey HYSTERESIS = new SettingKey(
            "SystolicExtreme.hysteresis",
            "mm[Hg]",
            5,
            0,
            20,
            "how far inside the range it must come to count as recovered");

    /**
     * The numbers.
     *
     * @param high systolic pressure above which it is extreme, mm[Hg]
     * @param low systolic pressure below which it is extreme, mm[Hg]
     * @param hysteresis how far inside the range it must come to count as recovered, mm[Hg]
     */
    public record Limits(double high, double low, double hysteresis) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(HIGH), settings.get(LOW), settings.get(HYSTERESIS));
        }

        /** The range, and how many measurements must agree that it was left. */
        public Range range() {
            return new Range(low, high, low + hysteresis, high - hysteresis, false, 1, 1);
        }
    }

    public SystolicExtreme() {
        super(
                CARD,
                "pressure-is-extreme",
                Set.of(SignKind.SYS_EXTREME),
                Set.of(SignKind.SYS_EXTREME_OVER),
                List.of(HIGH, LOW, HYSTERESIS));
    }
}
