package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.time.Duration;
import java.util.List;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * An infusion bag runs low: the fluid left fell to {@link Limits#lowMl} and stayed there long enough not to be a bump. A
 * bag that is low when it is first weighed counts too.
 */
public final class LowLevel implements WardPattern {

    public static final PatternCard CARD = new PatternCard(
            "LowLevel",
            1,
            "LEVEL",
            "Infusion bag is low",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "A bag that runs empty stops the therapy; blood flows back and clots the access, and a rigid bottle can let"
                    + " air in.",
            "50 mL: buzzer threshold of published monitors (24 min at 125 mL/h, 3 min at 999 mL/h); three filtered samples"
                    + " and 20 mL of hysteresis are design defaults",
            "fluid that leaks past the vein, air in the line, and a bag that was never weighed");

    static final SettingKey LOW_ML =
            new SettingKey("LowLevel.lowMl", "mL", 50, 5, 1_000, "fluid left at which a bag is low");
    static final SettingKey HYSTERESIS_ML = new SettingKey(
            "LowLevel.hysteresisMl",
            "mL",
            20,
            5,
            200,
            "how far above the limit the level must rise to count as restored");
    static final SettingKey SAMPLES = new SettingKey(
            "LowLevel.samples",
            "1",
            3,
            1,
            20,
            "filtered samples in a row that must agree before the level changes band");
    static final SettingKey CONFIRM_MS = new SettingKey(
            "LowLevel.confirmMs",
            "ms",
            10_000,
            0,
            60_000,
            "how long the samples must span; a tug at the line lasts up to 5 s");

    /**
     * The numbers.
     *
     * @param lowMl fluid left at which a bag is low, mL
     * @param hysteresisMl how far above that it must rise to count as restored, mL
     * @param samples filtered samples in a row that must agree
     * @param confirmMs how long they must span, ms
     */
    public record Limits(double lowMl, double hysteresisMl, int samples, long confirmMs) {

        public Limits {
            if (!(lowMl > 0) || !(hysteresisMl > 0) || samples < 1 || confirmMs < 0) {
                throw new IllegalArgumentException("LowLevel limits must be positive: " + lowMl + " mL, " + hysteresisMl
                        + " mL, " + samples + " samples, " + confirmMs + " ms");
            }
        }

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.get(LOW_ML),
                    settings.get(HYSTERESIS_ML),
                    settings.count(SAMPLES),
                    settings.millis(CONFIRM_MS));
        }

        /** Whether this much fluid is low. */
        public boolean isLow(double levelMl) {
            return levelMl <= lowMl;
        }

        /** Whether this much fluid ends a low episode. */
        public boolean isRestored(double levelMl) {
            return levelMl >= lowMl + hysteresisMl;
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public Pattern<Sign, ?> pattern() {
        return Pattern.<Sign>begin("level-is-low", AfterMatchSkipStrategy.noSkip())
                .where(Signs.are(SignKind.LEVEL_LOW))
                .within(Duration.ofMinutes(1));
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return levelIsBack(sign);
    }

    /** Whether a low episode is over: the level rose, or a new bag hangs. */
    static boolean levelIsBack(Sign sign) {
        return sign.kind() == SignKind.LEVEL_RESTORED || sign.kind() == SignKind.BAG_CHANGED;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(LOW_ML, HYSTERESIS_ML, SAMPLES, CONFIRM_MS);
    }
}
