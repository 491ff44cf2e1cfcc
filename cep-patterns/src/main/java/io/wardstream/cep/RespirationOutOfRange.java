package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Respiration is out of range, in two of three measurements. */
public final class RespirationOutOfRange extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "RespirationOutOfRange",
            1,
            "RESPIRATION",
            "Respiration is out of range",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Respiration changes first when a patient gets worse, and is watched least.",
            "30 and 8 /min: LIFEPAK and Philips defaults, and NEWS2's red below; two of three "
                    + "measurements because the signal is noisy: clinical catalogue V7",
            "movement and talking, which an impedance sensor counts as breaths");

    static final SettingKey HIGH =
            new SettingKey("RespirationOutOfRange.high", "/min", 30, 22, 70, "respiration rate above which it is so");
    static final SettingKey LOW =
            new SettingKey("RespirationOutOfRange.low", "/min", 8, 3, 12, "respiration rate below which it is so");
    static final SettingKey HYSTERESIS = new SettingKey(
            "RespirationOutOfRange.hysteresis",
            "/min",
            2,
            0,
            6,
            "how far inside the range it must come to count as recovered");
    static final SettingKey MEASUREMENTS = new SettingKey(
            "RespirationOutOfRange.measurements", "1", 2, 1, 3, "distinct measurements that must agree, of three");
    static final SettingKey DELAY_MS = new SettingKey(
            "RespirationOutOfRange.delayMs", "ms", 30_000, 0, 120_000, "how long they must span at least, either way");

    /**
     * The numbers.
     *
     * @param high respiration rate above which it is so, /min
     * @param low respiration rate below which it is so, /min
     * @param hysteresis how far inside the range it must come to count as recovered, /min
     * @param measurements distinct measurements that must agree, of three
     * @param delayMs how long they must span at least, either way, ms
     */
    public record Limits(double high, double low, double hysteresis, int measurements, long delayMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.get(HIGH),
                    settings.get(LOW),
                    settings.get(HYSTERESIS),
                    settings.count(MEASUREMENTS),
                    settings.millis(DELAY_MS));
        }

        /** The range, and how many measurements must agree that it was left. */
        public Range range() {
            return new Range(low, high, low + hysteresis, high - hysteresis, false, measurements, 3, delayMs);
        }
    }

    public RespirationOutOfRange() {
        super(
                CARD,
                "respiration-leaves-its-range",
                Set.of(SignKind.RR_OUT_OF_RANGE),
                Set.of(SignKind.RR_RECOVERED),
                List.of(HIGH, LOW, HYSTERESIS, MEASUREMENTS, DELAY_MS));
    }
}
