package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Oxygen saturation is below its limit in as many distinct measurements in a row as the limits ask for. */
public final class Spo2Low implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "Spo2Low",
            1,
            "SPO2",
            "Oxygen saturation is low",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Low oxygen saturation is the vital sign whose continuous watch has been shown to save lives on wards.",
            "90 % in two distinct measurements: monitor defaults (Mindray, Edan, GE); recovery at 92 % twice is a design"
                    + " default. Waiting 15 s at 90 % removed 60 % of the alarms in a recovery room",
            "a probe that is off or cold fingers, where the oximeter gives no perfusion and no quality");

    static final SettingKey LOW_PCT =
            new SettingKey("Spo2Low.lowPct", "%", 90, 70, 100, "saturation below which it is low");
    static final SettingKey SCALE2_LOW_PCT = new SettingKey(
            "Spo2Low.scale2LowPct", "%", 88, 70, 95, "the same for a patient with a prescribed target of 88 to 92 %");
    static final SettingKey HYSTERESIS_PCT = new SettingKey(
            "Spo2Low.hysteresisPct", "%", 2, 0, 10, "how far above the limit it must rise to count as recovered");
    static final SettingKey MEASUREMENTS = new SettingKey(
            "Spo2Low.measurements", "1", 2, 1, 20, "distinct measurements in a row that must agree, either way");

    static final SettingKey DELAY_MS = new SettingKey(
            "Spo2Low.delayMs",
            "ms",
            15_000,
            0,
            120_000,
            "how long these must span at least, either way: 15 s at 90 % removed 60 % of the alarms in a recovery room");

    /**
     * The numbers.
     *
     * @param lowPct saturation below which it is low, %
     * @param scale2LowPct the same for a patient with a prescribed target of 88 to 92 %, %
     * @param hysteresisPct how far above that it must rise to count as recovered, %
     * @param measurements distinct measurements in a row that must agree
     * @param delayMs how long these must span at least, ms
     */
    public record Limits(double lowPct, double scale2LowPct, double hysteresisPct, int measurements, long delayMs) {

        public Limits {
            if (!(lowPct > 0) || !(scale2LowPct > 0) || !(hysteresisPct >= 0) || measurements < 1) {
                throw new IllegalArgumentException("Spo2Low limits must be positive: " + lowPct + " %, " + hysteresisPct
                        + " %, " + measurements + " measurements");
            }
        }

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.get(LOW_PCT),
                    settings.get(SCALE2_LOW_PCT),
                    settings.get(HYSTERESIS_PCT),
                    settings.count(MEASUREMENTS),
                    settings.millis(DELAY_MS));
        }

        /** The limit for a patient, %. */
        public double lowPct(boolean scale2) {
            return scale2 ? scale2LowPct : lowPct;
        }

        /** The range of a patient, and how many measurements must agree that it was left. */
        public Range range(boolean scale2) {
            double low = lowPct(scale2);
            return new Range(
                    low,
                    Double.POSITIVE_INFINITY,
                    low + hysteresisPct,
                    Double.POSITIVE_INFINITY,
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
        return "saturation-is-low";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.SPO2_LOW);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.SPO2_RECOVERED;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(LOW_PCT, SCALE2_LOW_PCT, HYSTERESIS_PCT, MEASUREMENTS, DELAY_MS);
    }
}
