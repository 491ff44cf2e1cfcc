package io.wardstream.cep;

import java.util.List;

/**
 * How long what was measured or told may be used, and how long a measurement that nobody repeats stands for itself. It is no
 * pattern: scores are made from the latest vitals, and one that is older than this counts as unknown.
 *
 * @param continuousMs for heart rate, respiration and saturation, ms
 * @param cuffMs for cuff pressures, ms
 * @param temperatureMs for the temperature, ms
 * @param observedMs for what staff told of consciousness and oxygen, ms
 * @param medianMs over how long a score takes the median of what is measured continuously, ms
 * @param cuffRepeatMs how long a second cuff measurement is waited for, ms
 * @param temperatureRepeatMs how long a second temperature is waited for, ms
 */
public record VitalsValidity(
        long continuousMs,
        long cuffMs,
        long temperatureMs,
        long observedMs,
        long medianMs,
        long cuffRepeatMs,
        long temperatureRepeatMs) {

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
    public static final SettingKey OBSERVED_MS = new SettingKey(
            "VitalsValidity.observedMs",
            "ms",
            43_200_000,
            600_000,
            86_400_000,
            "how long consciousness and oxygen, as staff told them, may be used for a score: the monitoring interval of NEWS2's"
                    + " lowest band; with a total of 1 to 4 half of it, from 5 on or with a red parameter a twelfth");
    public static final SettingKey MEDIAN_MS = new SettingKey(
            "VitalsValidity.medianMs",
            "ms",
            300_000,
            0,
            900_000,
            "over how long a score takes the median of what is measured continuously (design default)");
    public static final SettingKey CUFF_REPEAT_MS = new SettingKey(
            "VitalsValidity.cuffRepeatMs",
            "ms",
            180_000,
            0,
            900_000,
            "how long a second cuff measurement is waited for before the first stands for itself; clinical catalogue V9");
    public static final SettingKey TEMPERATURE_REPEAT_MS = new SettingKey(
            "VitalsValidity.temperatureRepeatMs",
            "ms",
            600_000,
            0,
            3_600_000,
            "how long a second temperature is waited for before the first stands for itself; clinical catalogue V11");

    /** The settings, for the catalogue. */
    static final List<SettingKey> SETTINGS = List.of(
            CONTINUOUS_MS, CUFF_MS, TEMPERATURE_MS, OBSERVED_MS, MEDIAN_MS, CUFF_REPEAT_MS, TEMPERATURE_REPEAT_MS);

    /** The numbers in force. */
    public static VitalsValidity from(SettingsView settings) {
        return new VitalsValidity(
                settings.millis(CONTINUOUS_MS),
                settings.millis(CUFF_MS),
                settings.millis(TEMPERATURE_MS),
                settings.millis(OBSERVED_MS),
                settings.millis(MEDIAN_MS),
                settings.millis(CUFF_REPEAT_MS),
                settings.millis(TEMPERATURE_REPEAT_MS));
    }
}
