package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Systolic pressure rises, the heart slows and breathing is off, in two cuff measurements. */
public final class CushingLike extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "CushingLike",
            1,
            "CUSHING",
            "Pressure rises and the heart slows",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "A rising pressure with a slowing heart and irregular breathing is what a compressed brain " + "does.",
            "systolic pressure up by 30 %, heart rate down by 20 % within 30 min and respiration off: "
                    + "clinical catalogue V19 (general knowledge, not from a source that was read)",
            "drugs that do the same");

    static final SettingKey RISE_PCT =
            new SettingKey("CushingLike.risePct", "%", 30, 10, 100, "rise of the systolic pressure");
    static final SettingKey FALL_PCT = new SettingKey("CushingLike.fallPct", "%", 20, 10, 60, "fall of the heart rate");
    static final SettingKey WINDOW_MS =
            new SettingKey("CushingLike.windowMs", "ms", 1_800_000, 600_000, 3_600_000, "within how long");

    /**
     * The numbers.
     *
     * @param risePct rise of the systolic pressure, %
     * @param fallPct fall of the heart rate, %
     * @param windowMs within how long, ms
     */
    public record Limits(double risePct, double fallPct, long windowMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(RISE_PCT), settings.get(FALL_PCT), settings.millis(WINDOW_MS));
        }

        /** The range, and how many measurements must agree that it was left. */
        public Range range() {
            return new Range(
                    Double.NEGATIVE_INFINITY, risePct, Double.NEGATIVE_INFINITY, Math.nextDown(risePct), true, 2, 2);
        }
    }

    public CushingLike() {
        super(
                CARD,
                "pressure-rises-and-heart-slows",
                Set.of(SignKind.CUSHING_LIKE),
                Set.of(SignKind.CUSHING_LIKE_OVER),
                List.of(RISE_PCT, FALL_PCT, WINDOW_MS));
    }
}
