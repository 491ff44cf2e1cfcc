package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Heart rate over systolic pressure is very high, or high with a low pressure, in two cuff measurements. */
public final class ShockIndexVeryHigh extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "ShockIndexVeryHigh",
            1,
            "SHOCK_INDEX",
            "Shock index is very high",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "The circulation is failing.",
            "1.3, or 1.0 with a systolic pressure below 100 mmHg, in two cuff measurements: clinical "
                    + "catalogue V17",
            "beta-blockers, pacing, hypertension");

    static final SettingKey HIGH =
            new SettingKey("ShockIndexVeryHigh.high", "1", 1.3, 1, 2, "shock index from which it is very high");
    static final SettingKey HIGH_WITH_LOW_PRESSURE = new SettingKey(
            "ShockIndexVeryHigh.highWithLowPressure",
            "1",
            1.0,
            0.8,
            1.5,
            "shock index from which it is very high with a low pressure");
    static final SettingKey LOW_PRESSURE = new SettingKey(
            "ShockIndexVeryHigh.lowPressure", "mm[Hg]", 100, 70, 120, "systolic pressure below which it is low");
    static final SettingKey HYSTERESIS = new SettingKey(
            "ShockIndexVeryHigh.hysteresis", "1", 0.05, 0, 0.2, "how far below it must fall to count as recovered");

    /**
     * The numbers.
     *
     * @param high shock index from which it is very high
     * @param highWithLowPressure shock index from which it is very high with a low pressure
     * @param lowPressure systolic pressure below which it is low, mm[Hg]
     * @param hysteresis how far below it must fall to count as recovered
     */
    public record Limits(double high, double highWithLowPressure, double lowPressure, double hysteresis) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.get(HIGH),
                    settings.get(HIGH_WITH_LOW_PRESSURE),
                    settings.get(LOW_PRESSURE),
                    settings.get(HYSTERESIS));
        }

        /**
         * The range, and how many measurements must agree that it was left.
         *
         * @param sysMmHg the systolic pressure that the index is made of
         */
        public Range range(double sysMmHg) {
            double from = sysMmHg < lowPressure ? Math.min(high, highWithLowPressure) : high;
            return new Range(Double.NEGATIVE_INFINITY, from, Double.NEGATIVE_INFINITY, from - hysteresis, true, 2, 2);
        }
    }

    public ShockIndexVeryHigh() {
        super(
                CARD,
                "shock-index-is-very-high",
                Set.of(SignKind.SHOCK_INDEX_VERY_HIGH),
                Set.of(SignKind.SHOCK_INDEX_VERY_HIGH_OVER),
                List.of(HIGH, HIGH_WITH_LOW_PRESSURE, LOW_PRESSURE, HYSTERESIS));
    }
}
