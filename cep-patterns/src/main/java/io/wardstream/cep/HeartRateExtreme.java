package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** The heart rate is beyond its extreme limits. One measurement is enough if the signal is good, else two in a row. */
public final class HeartRateExtreme extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "HeartRateExtreme",
            1,
            "HEART_RATE",
            "Heart rate is extreme",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "At these rates the heart may stop pumping, or soon will.",
            "40 and 140 /min: extreme limits of Philips monitors as the project has them; the Institute "
                    + "for Healthcare Improvement calls a rapid response team below 40 and above 130",
            "rhythm");

    static final SettingKey HIGH =
            new SettingKey("HeartRateExtreme.high", "/min", 140, 100, 300, "heart rate above which it is extreme");
    static final SettingKey LOW =
            new SettingKey("HeartRateExtreme.low", "/min", 40, 10, 60, "heart rate below which it is extreme");
    static final SettingKey HYSTERESIS = new SettingKey(
            "HeartRateExtreme.hysteresis",
            "/min",
            5,
            0,
            20,
            "how far inside the range it must come to count as recovered");

    /**
     * The numbers.
     *
     * @param high heart rate above which it is extreme, /min
     * @param low heart rate below which it is extreme, /min
     * @param hysteresis how far inside the range it must come to count as recovered, /min
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

    public HeartRateExtreme() {
        super(
                CARD,
                "heart-rate-is-extreme",
                Set.of(SignKind.HR_EXTREME),
                Set.of(SignKind.HR_EXTREME_OVER),
                List.of(HIGH, LOW, HYSTERESIS));
    }
}
