package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Systolic pressure is out of its range in two cuff measurements, or in one that nobody repeated in time. */
public final class SystolicOutOfRange extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "SystolicOutOfRange",
            1,
            "BLOOD_PRESSURE",
            "Systolic pressure is out of range",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "A falling pressure is bleeding, sepsis or the heart; a rising one pain, or the brain.",
            "90 to 160 mmHg: defaults of Mindray monitors; a second cuff measurement within 3 min, or "
                    + "nobody repeated it: clinical catalogue V9",
            "a cuff of the wrong size; what happens between two measurements");

    static final SettingKey HIGH = new SettingKey(
            "SystolicOutOfRange.high", "mm[Hg]", 160, 120, 260, "systolic pressure above which it is out of range");
    static final SettingKey LOW = new SettingKey(
            "SystolicOutOfRange.low", "mm[Hg]", 90, 50, 110, "systolic pressure below which it is out of range");
    static final SettingKey HYSTERESIS = new SettingKey(
            "SystolicOutOfRange.hysteresis",
            "mm[Hg]",
            5,
            0,
            20,
            "how far inside the range it must come to count as recovered");

    /**
     * The numbers.
     *
     * @param high systolic pressure above which it is out of range, mm[Hg]
     * @param low systolic pressure below which it is out of range, mm[Hg]
     * @param hysteresis how far inside the range it must come to count as recovered, mm[Hg]
     */
    public record Limits(double high, double low, double hysteresis) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(HIGH), settings.get(LOW), settings.get(HYSTERESIS));
        }

        /** The range, and how many measurements must agree that it was left. */
        public Range range() {
            return new Range(low, high, low + hysteresis, high - hysteresis, false, 2, 2);
        }
    }

    public SystolicOutOfRange() {
        super(
                CARD,
                "pressure-leaves-its-range",
                Set.of(SignKind.SYS_OUT_OF_RANGE),
                Set.of(SignKind.SYS_RECOVERED),
                List.of(HIGH, LOW, HYSTERESIS));
    }
}
