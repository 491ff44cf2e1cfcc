package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A limit of the patient is set as wide as it can be. */
public final class LimitsOpen extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "LimitsOpen",
            1,
            "LIMITS",
            "A limit cannot alarm",
            Priority.LOW,
            AlarmKind.TECHNICAL,
            false,
            About.SUBJECT,
            "A limit that is set so wide that nothing crosses it is an alarm that is switched off: "
                    + "everybody must see that.",
            "a limit at the end of what may be set; said again each hour: clinical catalogue T9",
            "a limit that is merely unwise");

    static final SettingKey HOURLY_MS =
            new SettingKey("LimitsOpen.hourlyMs", "ms", 3_600_000, 600_000, 86_400_000, "how often it is looked at");

    /**
     * The numbers.
     *
     * @param hourlyMs how often it is looked at, ms
     */
    public record Limits(long hourlyMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(HOURLY_MS));
        }
    }

    /** The limits, and whether each is open at its largest value. */
    private static final Map<SettingKey, Boolean> OPEN_AT_MAX = openAtMax();

    private static Map<SettingKey, Boolean> openAtMax() {
        Map<SettingKey, Boolean> limits = new LinkedHashMap<>();
        for (SettingKey key : List.of(
                Spo2Low.LOW_PCT,
                Spo2Low.SCALE2_LOW_PCT,
                Spo2Desaturation.LOW_PCT,
                Spo2Critical.LOW_PCT,
                HeartRateOutOfRange.LOW_BPM,
                HeartRateExtreme.LOW,
                RespirationOutOfRange.KEYS.low(),
                RespirationExtreme.KEYS.low(),
                SystolicOutOfRange.LOW,
                SystolicExtreme.LOW,
                MeanPressureLow.LOW,
                MeanPressureVeryLow.LOW,
                TemperatureOutOfRange.LOW,
                TemperatureExtreme.LOW)) {
            limits.put(key, false);
        }
        for (SettingKey key : List.of(
                HeartRateOutOfRange.HIGH_BPM,
                HeartRateExtreme.HIGH,
                RespirationOutOfRange.KEYS.high(),
                RespirationExtreme.KEYS.high(),
                SystolicOutOfRange.HIGH,
                SystolicExtreme.HIGH,
                TemperatureOutOfRange.HIGH,
                TemperatureExtreme.HIGH,
                ShockIndexHigh.HIGH,
                ShockIndexVeryHigh.HIGH,
                News2Medium.THRESHOLD,
                News2High.THRESHOLD)) {
            limits.put(key, true);
        }
        return limits;
    }

    /**
     * Which limits are open.
     *
     * @param names their names, in the order of the catalogue
     */
    public record Open(List<String> names) {

        /** What is open now. */
        public static Open from(SettingsView settings) {
            List<String> names = new ArrayList<>(0);
            OPEN_AT_MAX.forEach((key, atMax) -> {
                if (settings.get(key) == (atMax ? key.max() : key.min())) {
                    names.add(key.name());
                }
            });
            return new Open(names);
        }
    }

    public LimitsOpen() {
        super(CARD, "limit-is-open", Set.of(SignKind.LIMITS_OPEN), Set.of(SignKind.LIMITS_CLOSED), List.of(HOURLY_MS));
    }
}
