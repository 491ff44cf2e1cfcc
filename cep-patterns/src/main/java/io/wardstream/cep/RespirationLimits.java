package io.wardstream.cep;

import java.util.List;

/**
 * The numbers of a pattern about the respiration rate: the three of them differ in how far and how urgent.
 *
 * @param high respiration rate above which it is so, /min
 * @param low respiration rate below which it is so, /min
 * @param hysteresis how far inside the range it must come to count as recovered, /min
 * @param measurements distinct measurements that must agree, of three
 * @param delayMs how long they must span at least, either way, ms
 */
public record RespirationLimits(double high, double low, double hysteresis, int measurements, long delayMs) {

    private static final int OF = 3;

    /** The range, and how many measurements must agree that it was left. */
    public Range range() {
        return new Range(low, high, low + hysteresis, high - hysteresis, false, measurements, OF, delayMs);
    }

    /** The settings of one of the patterns. */
    record Keys(SettingKey high, SettingKey low, SettingKey hysteresis, SettingKey measurements, SettingKey delayMs) {

        /**
         * The settings of a pattern.
         *
         * @param high the upper limit and the least and the most that it may be set to, /min
         * @param low the same of the lower limit, /min
         */
        static Keys of(String pattern, Bounds high, Bounds low) {
            return new Keys(
                    high.key(pattern + ".high", "respiration rate above which it is so"),
                    low.key(pattern + ".low", "respiration rate below which it is so"),
                    new Bounds(2, 0, 6)
                            .key(
                                    pattern + ".hysteresis",
                                    "how far inside the range it must come to count as recovered"),
                    new SettingKey(
                            pattern + ".measurements",
                            "1",
                            2,
                            1,
                            OF,
                            "distinct measurements that must agree, of three"),
                    new SettingKey(
                            pattern + ".delayMs",
                            "ms",
                            30_000,
                            0,
                            120_000,
                            "how long they must span at least, either way"));
        }

        List<SettingKey> all() {
            return List.of(high, low, hysteresis, measurements, delayMs);
        }

        /** The numbers in force. */
        RespirationLimits from(SettingsView settings) {
            return new RespirationLimits(
                    settings.get(high),
                    settings.get(low),
                    settings.get(hysteresis),
                    settings.count(measurements),
                    settings.millis(delayMs));
        }
    }

    /** A rate and between what it may be set, /min. */
    record Bounds(double usual, double least, double most) {

        private SettingKey key(String name, String meaning) {
            return new SettingKey(name, "/min", usual, least, most, meaning);
        }
    }
}
