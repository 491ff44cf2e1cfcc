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
            "a probe that is off or cold fingers (no perfusion index yet); a patient whose prescribed target is 88 to 92 %,"
                    + " unless the limit is set for that patient");

    static final SettingKey LOW_PCT =
            new SettingKey("Spo2Low.lowPct", "%", 90, 70, 100, "saturation below which it is low");
    static final SettingKey HYSTERESIS_PCT = new SettingKey(
            "Spo2Low.hysteresisPct", "%", 2, 0, 10, "how far above the limit it must rise to count as recovered");
    static final SettingKey MEASUREMENTS = new SettingKey(
            "Spo2Low.measurements", "1", 2, 1, 20, "distinct measurements in a row that must agree, either way");

    /**
     * The numbers.
     *
     * @param lowPct saturation below which it is low, %
     * @param hysteresisPct how far above that it must rise to count as recovered, %
     * @param measurements distinct measurements in a row that must agree
     */
    public record Limits(double lowPct, double hysteresisPct, int measurements) {

        public Limits {
            if (!(lowPct > 0) || !(hysteresisPct >= 0) || measurements < 1) {
                throw new IllegalArgumentException("Spo2Low limits must be positive: " + lowPct + " %, " + hysteresisPct
                        + " %, " + measurements + " measurements");
            }
        }

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(LOW_PCT), settings.get(HYSTERESIS_PCT), settings.count(MEASUREMENTS));
        }

        /** Whether this saturation is low. */
        public boolean isLow(double spo2Pct) {
            return spo2Pct < lowPct;
        }

        /** Whether this saturation ends an episode. */
        public boolean isRecovered(double spo2Pct) {
            return spo2Pct >= lowPct + hysteresisPct;
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
        return List.of(LOW_PCT, HYSTERESIS_PCT, MEASUREMENTS);
    }
}
