package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Mean arterial pressure is very low in one cuff measurement. */
public final class MeanPressureVeryLow extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "MeanPressureVeryLow",
            1,
            "BLOOD_PRESSURE",
            "Mean arterial pressure is very low",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "Brain and heart are no longer perfused.",
            "55 mmHg in one cuff measurement: clinical catalogue V10",
            "a cuff of the wrong size");

    static final SettingKey LOW =
            new SettingKey("MeanPressureVeryLow.low", "mm[Hg]", 55, 30, 80, "mean pressure below which it is very low");
    static final SettingKey HYSTERESIS = new SettingKey(
            "MeanPressureVeryLow.hysteresis",
            "mm[Hg]",
            5,
            0,
            20,
            "how far inside the range it must come to count as recovered");

    /**
     * The numbers.
     *
     * @param low mean pressure below which it is very low, mm[Hg]
     * @param hysteresis how far inside the range it must come to count as recovered, mm[Hg]
     */
    public record Limits(double low, double hysteresis) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(LOW), settings.get(HYSTERESIS));
        }

        /** The range, and how many measurements must agree that it was left. */
        public Range range() {
            return new Range(low, Double.POSITIVE_INFINITY, low + hysteresis, Double.POSITIVE_INFINITY, false, 1, 1);
        }
    }

    public MeanPressureVeryLow() {
        super(
                CARD,
                "mean-pressure-is-very-low",
                Set.of(SignKind.MAP_VERY_LOW),
                Set.of(SignKind.MAP_VERY_LOW_OVER),
                List.of(LOW, HYSTERESIS));
    }
}
