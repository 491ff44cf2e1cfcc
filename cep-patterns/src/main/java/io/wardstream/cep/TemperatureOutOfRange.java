package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Temperature is out of its range in two distinct measurements, or in one that nothing contradicts for 10 min. */
public final class TemperatureOutOfRange extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "TemperatureOutOfRange",
            1,
            "TEMPERATURE",
            "Temperature is out of range",
            Priority.LOW,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Fever and cold are early words of sepsis.",
            "35.5 to 38.5 °C: between the defaults of LIFEPAK monitors and the bands of NEWS2; two "
                    + "measurements, or one that stands for 10 min: clinical catalogue V11",
            "a probe that lies beside the patient");

    static final SettingKey HIGH = new SettingKey(
            "TemperatureOutOfRange.high", "Cel", 38.5, 37.5, 41, "temperature above which it is out of range");
    static final SettingKey LOW = new SettingKey(
            "TemperatureOutOfRange.low", "Cel", 35.5, 32, 36.5, "temperature below which it is out of range");
    static final SettingKey HYSTERESIS = new SettingKey(
            "TemperatureOutOfRange.hysteresis",
            "Cel",
            0.2,
            0,
            1,
            "how far inside the range it must come to count as recovered");

    /**
     * The numbers.
     *
     * @param high temperature above which it is out of range, Cel
     * @param low temperature below which it is out of range, Cel
     * @param hysteresis how far inside the range it must come to count as recovered, Cel
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

    public TemperatureOutOfRange() {
        super(
                CARD,
                "temperature-leaves-its-range",
                Set.of(SignKind.TEMP_OUT_OF_RANGE),
                Set.of(SignKind.TEMP_RECOVERED),
                List.of(HIGH, LOW, HYSTERESIS));
    }
}
