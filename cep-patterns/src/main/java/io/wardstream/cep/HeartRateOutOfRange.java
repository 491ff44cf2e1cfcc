package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** The heart beats too fast or too slowly in as many distinct measurements in a row as the limits ask for. */
public final class HeartRateOutOfRange implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "HeartRateOutOfRange",
            1,
            "HEART_RATE",
            "Heart rate is out of range",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "A heart rate that leaves its range and stays out is an early word of bleeding, sepsis, arrhythmia or drugs.",
            "50 to 120 /min in two distinct measurements, 5 /min of hysteresis: adult defaults of Mindray and Edan monitors",
            "rhythm; a patient whose normal rate is outside, unless the limits are set for that patient");

    static final SettingKey HIGH_BPM = new SettingKey(
            "HeartRateOutOfRange.highBpm", "/min", 120, 60, 240, "heart rate above which it is too fast");
    static final SettingKey LOW_BPM =
            new SettingKey("HeartRateOutOfRange.lowBpm", "/min", 50, 20, 59, "heart rate below which it is too slow");
    static final SettingKey HYSTERESIS_BPM = new SettingKey(
            "HeartRateOutOfRange.hysteresisBpm",
            "/min",
            5,
            0,
            20,
            "how far inside the range it must come to count as recovered");
    static final SettingKey MEASUREMENTS = new SettingKey(
            "HeartRateOutOfRange.measurements",
            "1",
            2,
            1,
            20,
            "distinct measurements in a row that must agree, either way");

    static final SettingKey DELAY_MS = new SettingKey(
            "HeartRateOutOfRange.delayMs", "ms", 10_000, 0, 120_000, "how long these must span at least, either way");

    /**
     * The numbers.
     *
     * @param highBpm heart rate above which it is too fast, per minute
     * @param lowBpm heart rate below which it is too slow, per minute
     * @param hysteresisBpm how far inside the range it must come to count as recovered, per minute
     * @param measurements distinct measurements in a row that must agree
     * @param delayMs how long these must span at least, ms
     */
    public record Limits(double highBpm, double lowBpm, double hysteresisBpm, int measurements, long delayMs) {

        public Limits {
            if (!(lowBpm > 0) || !(highBpm > lowBpm) || !(hysteresisBpm >= 0) || measurements < 1) {
                throw new IllegalArgumentException("HeartRateOutOfRange limits make no range: " + lowBpm + " to "
                        + highBpm + " /min, " + hysteresisBpm + " /min, " + measurements + " measurements");
            }
        }

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.get(HIGH_BPM),
                    settings.get(LOW_BPM),
                    settings.get(HYSTERESIS_BPM),
                    settings.count(MEASUREMENTS),
                    settings.millis(DELAY_MS));
        }

        /** The range, and how many measurements must agree that it was left. */
        public Range range() {
            return new Range(
                    lowBpm,
                    highBpm,
                    lowBpm + hysteresisBpm,
                    highBpm - hysteresisBpm,
                    false,
                    measurements,
                    measurements,
                    delayMs);
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "heart-rate-leaves-its-range";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.HR_HIGH, SignKind.HR_LOW);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.HR_RECOVERED;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(HIGH_BPM, LOW_BPM, HYSTERESIS_BPM, MEASUREMENTS, DELAY_MS);
    }
}
