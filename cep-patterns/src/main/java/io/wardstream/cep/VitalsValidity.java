package io.wardstream.cep;

import java.util.List;

/**
 * How long a measured vital may be used for a score. It is no pattern: scores are made from the latest vitals, and one
 * that is older than this counts as unknown.
 */
public final class VitalsValidity {

    public static final SettingKey CONTINUOUS_MS = new SettingKey(
            "VitalsValidity.continuousMs",
            "ms",
            120_000,
            5_000,
            86_400_000,
            "how long heart rate, respiration and saturation may be used for a score (design default)");
    public static final SettingKey CUFF_MS = new SettingKey(
            "VitalsValidity.cuffMs",
            "ms",
            3_600_000,
            60_000,
            86_400_000,
            "how long a cuff pressure may be used for a score (design default: twice the slowest usual cycle)");
    public static final SettingKey TEMPERATURE_MS = new SettingKey(
            "VitalsValidity.temperatureMs",
            "ms",
            21_600_000,
            60_000,
            86_400_000,
            "how long a temperature may be used for a score (design default)");

    /** The settings, for the catalogue. */
    static final List<SettingKey> SETTINGS = List.of(CONTINUOUS_MS, CUFF_MS, TEMPERATURE_MS);

    private VitalsValidity() {}

    /**
     * The numbers.
     *
     * @param continuousMs for heart rate, respiration and saturation, ms
     * @param cuffMs for cuff pressures, ms
     * @param temperatureMs for the temperature, ms
     */
    public record Limits(long continuousMs, long cuffMs, long temperatureMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.millis(CONTINUOUS_MS), settings.millis(CUFF_MS), settings.millis(TEMPERATURE_MS));
        }
    }
}
