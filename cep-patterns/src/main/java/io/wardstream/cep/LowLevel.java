package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/**
 * An infusion bag runs low: the fluid left fell to {@link Limits#lowMl}, or to {@link Limits#lowPct} of what hung there
 * first, or lasts for {@link Limits#lowMinutes} only, whichever comes first, and stayed so long enough not to be a
 * bump. A bag that is low when it is first weighed counts too.
 */
public final class LowLevel implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "LowLevel",
            2,
            "LEVEL",
            "Infusion bag is low",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "A bag that runs empty stops the therapy; blood flows back and clots the access, and a rigid bottle can let"
                    + " air in.",
            "50 mL: buzzer threshold of published monitors (24 min at 125 mL/h, 3 min at 999 mL/h, hence the time); 15 % of"
                    + " the bag: a published ward system; 15 min, three filtered samples and 20 mL of hysteresis are design"
                    + " defaults (clinical catalogue I2)",
            "fluid that leaks past the vein, air in the line, and a bag that was never weighed");

    /**
     * The reason of a {@link SignKind#LEVEL_LOW} by level when somebody had acknowledged that the bag was low by time:
     * they know, so {@link UnattendedLowLevel} is not armed. If they do not come all the same, {@link CriticalLevel}
     * and {@link UnattendedEmpty} follow.
     */
    public static final String ACKNOWLEDGED_BEFORE = "acknowledged when it was low by time";

    static final SettingKey LOW_ML =
            new SettingKey("LowLevel.lowMl", "mL", 50, 5, 1_000, "fluid left at which a bag is low");
    static final SettingKey HYSTERESIS_ML = new SettingKey(
            "LowLevel.hysteresisMl",
            "mL",
            20,
            5,
            200,
            "how far above the limit the level must rise to count as restored");
    static final SettingKey LOW_PCT = new SettingKey(
            "LowLevel.lowPct",
            "%",
            15,
            0,
            50,
            "share of what hung there first at which a bag is low; 0: the share does not count");
    static final SettingKey LOW_MINUTES = new SettingKey(
            "LowLevel.lowMinutes",
            "min",
            15,
            0,
            120,
            "time to empty at which a bag is low; 0: the time does not count");
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
     * @param lowPct share of what hung there first at which it is low, %; 0 if the share does not count
     * @param lowMinutes time to empty at which it is low, min; 0 if the time does not count
     * @param samples filtered samples in a row that must agree
     * @param confirmMs how long they must span, ms
     */
    public record Limits(
            double lowMl, double hysteresisMl, double lowPct, double lowMinutes, int samples, long confirmMs) {

        /** The time to empty must grow by so much beyond its limit before a bag counts as restored. */
        private static final double MINUTES_HYSTERESIS = 4.0 / 3;

        public Limits {
            if (!(lowMl > 0)
                    || !(hysteresisMl > 0)
                    || !(lowPct >= 0)
                    || !(lowMinutes >= 0)
                    || samples < 1
                    || confirmMs < 0) {
                throw new IllegalArgumentException("LowLevel limits must be positive: " + lowMl + " mL, " + hysteresisMl
                        + " mL, " + lowPct + " %, " + lowMinutes + " min, " + samples + " samples, " + confirmMs
                        + " ms");
            }
        }

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.get(LOW_ML),
                    settings.get(HYSTERESIS_ML),
                    settings.get(LOW_PCT),
                    settings.get(LOW_MINUTES),
                    settings.count(SAMPLES),
                    settings.millis(CONFIRM_MS));
        }

        /**
         * The level at or below which a bag is low, mL.
         *
         * @param hungMl what hung there first, mL, or NaN if nobody saw it
         */
        public double limitMl(double hungMl) {
            double share = hungMl * lowPct / 100;
            return share > lowMl ? share : lowMl;
        }

        /**
         * Whether a bag is low by what is left.
         *
         * @param levelMl fluid left, mL
         * @param hungMl what hung there first, mL, or NaN
         */
        public boolean isLow(double levelMl, double hungMl) {
            return levelMl <= limitMl(hungMl);
        }

        /** Whether the level ends a low episode; the same arguments. */
        public boolean isRestored(double levelMl, double hungMl) {
            return levelMl >= limitMl(hungMl) + hysteresisMl;
        }

        /**
         * Whether a bag is low by the time that it lasts.
         *
         * @param minutesLeft time to empty, min, or NaN if it is not known
         */
        public boolean isLowByTime(double minutesLeft) {
            return minutesLeft <= lowMinutes;
        }

        /** Whether the time ends a low episode: what is not known does not. */
        public boolean isRestoredByTime(double minutesLeft) {
            return minutesLeft >= lowMinutes * MINUTES_HYSTERESIS;
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "level-is-low";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.LEVEL_LOW);
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
        return List.of(LOW_ML, HYSTERESIS_ML, LOW_PCT, LOW_MINUTES, SAMPLES, CONFIRM_MS);
    }
}
