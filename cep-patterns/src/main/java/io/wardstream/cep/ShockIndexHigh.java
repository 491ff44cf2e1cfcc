package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Heart rate over systolic pressure is high in two cuff measurements. */
public final class ShockIndexHigh extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "ShockIndexHigh",
            1,
            "SHOCK_INDEX",
            "Shock index is high",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Heart rate over systolic pressure rises before either leaves its range: bleeding and sepsis "
                    + "show there first.",
            "0.9: raised, 0.5 to 0.7 is normal; 0.85 to end it; two cuff measurements: clinical catalogue " + "V17",
            "beta-blockers, pacing, hypertension");

    static final SettingKey HIGH =
            new SettingKey("ShockIndexHigh.high", "1", 0.9, 0.7, 1.2, "shock index from which it is high");
    static final SettingKey HYSTERESIS = new SettingKey(
            "ShockIndexHigh.hysteresis", "1", 0.05, 0, 0.2, "how far below it must fall to count as recovered");

    /**
     * The numbers.
     *
     * @param high shock index from which it is high
     * @param hysteresis how far below it must fall to count as recovered
     */
    public record Limits(double high, double hysteresis) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(HIGH), settings.get(HYSTERESIS));
        }

        /** The range, and how many measurements must agree that it was left. */
        public Range range() {
            return new Range(Double.NEGATIVE_INFINITY, high, Double.NEGATIVE_INFINITY, high - hysteresis, true, 2, 2);
        }
    }

    public ShockIndexHigh() {
        super(
                CARD,
                "shock-index-is-high",
                Set.of(SignKind.SHOCK_INDEX_HIGH),
                Set.of(SignKind.SHOCK_INDEX_HIGH_OVER),
                List.of(HIGH, HYSTERESIS));
    }
}
