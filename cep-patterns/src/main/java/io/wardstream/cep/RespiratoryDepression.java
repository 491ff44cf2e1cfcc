package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Respiration is slow, and saturation or consciousness falls, in a patient with an opioid. */
public final class RespiratoryDepression extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "RespiratoryDepression",
            1,
            "RESPIRATORY_DEPRESSION",
            "Breathing is depressed",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "An opioid stops breathing slowly: who sees it early can turn it back.",
            "below 10 /min with saturation down by 3 % or answering to voice only, where an opioid is "
                    + "given; above 12 to end it: clinical catalogue V22 (general knowledge, not from a source that "
                    + "was read)",
            "a patient whose opioid nobody entered");

    static final SettingKey LOW =
            new SettingKey("RespiratoryDepression.low", "/min", 10, 6, 14, "respiration rate below which it is slow");
    static final SettingKey SPO2_FALL_PCT =
            new SettingKey("RespiratoryDepression.spo2FallPct", "%", 3, 2, 10, "fall of the saturation within 30 min");
    static final SettingKey RECOVERED = new SettingKey(
            "RespiratoryDepression.recovered", "/min", 12, 8, 20, "respiration rate above which it is over");

    /**
     * The numbers.
     *
     * @param low respiration rate below which it is slow, /min
     * @param spo2FallPct fall of the saturation within 30 min, %
     * @param recovered respiration rate above which it is over, /min
     */
    public record Limits(double low, double spo2FallPct, double recovered) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(LOW), settings.get(SPO2_FALL_PCT), settings.get(RECOVERED));
        }

        /** The range, and how many measurements must agree that it was left. */
        public Range range() {
            return new Range(low, Double.POSITIVE_INFINITY, recovered, Double.POSITIVE_INFINITY, false, 2, 2);
        }
    }

    public RespiratoryDepression() {
        super(
                CARD,
                "breathing-is-depressed",
                Set.of(SignKind.BREATHING_DEPRESSED),
                Set.of(SignKind.BREATHING_DEPRESSED_OVER),
                List.of(LOW, SPO2_FALL_PCT, RECOVERED));
    }
}
