package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Mean arterial pressure is low in two cuff measurements, or in one that nobody repeated in time. */
public final class MeanPressureLow extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "MeanPressureLow",
            1,
            "BLOOD_PRESSURE",
            "Mean arterial pressure is low",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Below this the organs are no longer perfused.",
            "65 mmHg: the target of vasopressor treatment; 70 to end it, two cuff measurements: clinical "
                    + "catalogue V10",
            "a patient who lives with such a pressure, unless the limit is set for that patient");

    static final SettingKey LOW =
            new SettingKey("MeanPressureLow.low", "mm[Hg]", 65, 40, 90, "mean pressure below which it is low");
    static final SettingKey HYSTERESIS = new SettingKey(
            "MeanPressureLow.hysteresis",
            "mm[Hg]",
            5,
            0,
            20,
            "how far inside the range it must come to count as recovered");

    /**
     * The numbers.
     *
     * @param low mean pressure below which it is low, mm[Hg]
     * @param hysteresis how far inside the range it must come to count as recovered, mm[Hg]
     */
    public record Limits(double low, double hysteresis) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(LOW), settings.get(HYSTERESIS));
        }

        /** The range, and how many measurements must agree that it was left. */
        public Range range() {
            return new Range(low, Double.POSITIVE_INFINITY, low + hysteresis, Double.POSITIVE_INFINITY, false, 2, 2);
        }
    }

    public MeanPressureLow() {
        super(
                CARD,
                "mean-pressure-is-low",
                Set.of(SignKind.MAP_LOW),
                Set.of(SignKind.MAP_RECOVERED),
                List.of(LOW, HYSTERESIS));
    }
}
