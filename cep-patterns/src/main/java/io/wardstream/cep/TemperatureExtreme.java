package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Temperature is beyond its extreme limits in two distinct measurements, or in one that nothing contradicts for 10 min. */
public final class TemperatureExtreme extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "TemperatureExtreme",
            1,
            "TEMPERATURE",
            "Temperature is extreme",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Cold of 35.0 °C scores 3 in NEWS2; at 39.5 °C a cause has to be found.",
            "39.5 and 35.0 °C: clinical catalogue V11, NEWS2 chart 1",
            "a probe that lies beside the patient");

    static final SettingKey HIGH =
            new SettingKey("TemperatureExtreme.high", "Cel", 39.5, 38, 43, "temperature from which it is extreme");
    static final SettingKey LOW = new SettingKey(
            "TemperatureExtreme.low", "Cel", 35.0, 30, 36, "temperature at and below which it is extreme");
    static final SettingKey HYSTERESIS = new SettingKey(
            "TemperatureExtreme.hysteresis",
            "Cel",
            0.2,
            0,
            1,
            "how far inside the range it must come to count as recovered");

    /**
     * The numbers.
     *
     * @param high temperature from which it is extreme, Cel
     * @param low temperature at and below which it is extreme, Cel
     * @param hysteresis how far inside the range it must come to count as recovered, Cel
     */
    public record Limits(double high, double low, double hysteresis) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(HIGH), settings.get(LOW), settings.get(HYSTERESIS));
        }

        /** The range, and how many measurements must agree that it was left. */
        public Range range() {
            return new Range(low, high, low + hysteresis, high - hysteresis, true, 2, 2);
        }
    }

    public TemperatureExtreme() {
        super(
                CARD,
                "temperature-is-extreme",
                Set.of(SignKind.TEMP_EXTREME),
                Set.of(SignKind.TEMP_EXTREME_OVER),
                List.of(HIGH, LOW, HYSTERESIS));
    }
}
