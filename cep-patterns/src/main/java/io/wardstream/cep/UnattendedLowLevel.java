package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.time.Duration;
import java.util.List;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/**
 * A bag stays low and nobody comes: it went low, stayed low for {@link Limits#sustainedMs}, and for
 * {@link Limits#unattendedMs} after that nobody acknowledged, restored the level, changed the bag or closed the clamp.
 * The alarm escalates to HIGH and the clamp gate is asked to close the line.
 *
 * <p>An acknowledgement counts from the moment the level went low, not only once the episode is sustained. With the
 * defaults a bag that went low at 08:00:00 is armed at 08:00:30 and due at 08:02:30; an acknowledgement stamped
 * 08:02:31 still counts.
 *
 * <p>A bag that is low by the time that it lasts, and not by level, does not arm it: there is fluid left to give.
 *
 * <p>The pattern asks for the clamp; whether it is closed is decided by the gate (design D5).
 */
public final class UnattendedLowLevel implements WardPattern {

    public static final PatternCard CARD = new PatternCard(
            "UnattendedLowLevel",
            2,
            LowLevel.CARD.family(),
            "Infusion bag is low and nobody comes",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "For a plain maintenance crystalloid a closed line is the lower risk once the bag runs out unattended: no air,"
                    + " no blood flowing back.",
            "120 s without acknowledgement at the bedside: interlock 4 of the project's clamp rules; 30 s sustained is a"
                    + " design default, longer than any bump or bag swap",
            "a nurse who is there and touches nothing; a device that fell silent (the alarm comes, the clamp is withheld)");

    static final SettingKey SUSTAINED_MS = new SettingKey(
            "UnattendedLowLevel.sustainedMs",
            "ms",
            30_000,
            10_000,
            600_000,
            "how long a bag must stay low to be armed");
    static final SettingKey UNATTENDED_MS = new SettingKey(
            "UnattendedLowLevel.unattendedMs",
            "ms",
            120_000,
            30_000,
            3_600_000,
            "how long after that somebody has to come");

    static final Wait SUSTAINED = new Wait(
            CARD.id(),
            "sustained",
            UnattendedLowLevel::arms,
            Wait.CountedFrom.EPISODE,
            UnattendedLowLevel::somebodyCame,
            settings -> Limits.from(settings).sustainedMs());

    static final Wait UNATTENDED = new Wait(
            CARD.id(),
            "unattended",
            SUSTAINED::isOver,
            Wait.CountedFrom.SIGN,
            UnattendedLowLevel::somebodyCame,
            settings -> Limits.from(settings).unattendedMs());

    /**
     * The numbers.
     *
     * @param sustainedMs how long a bag must stay low to be armed, ms
     * @param unattendedMs how long after that somebody has to come, ms
     */
    public record Limits(long sustainedMs, long unattendedMs) {

        public Limits {
            if (sustainedMs <= 0 || unattendedMs <= 0) {
                throw new IllegalArgumentException(
                        "UnattendedLowLevel times must be positive: " + sustainedMs + " ms, " + unattendedMs + " ms");
            }
        }

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(SUSTAINED_MS), settings.millis(UNATTENDED_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public Pattern<Sign, ?> pattern() {
        return Pattern.<Sign>begin("level-falls-low", AfterMatchSkipStrategy.noSkip())
                .where(SimpleCondition.of(UnattendedLowLevel::arms))
                .notFollowedBy("somebody-comes-at-once")
                .where(attended())
                .followedBy("it-stays-low")
                .where(Signs.timeIsUp(SUSTAINED, "level-falls-low"))
                .notFollowedBy("somebody-comes")
                .where(attended())
                .followedBy("nobody-came")
                .where(Signs.timeIsUp(UNATTENDED, "level-falls-low"))
                // Longer than both waits can be set to together: only a bound on state, no part of the meaning.
                .within(Duration.ofMillis((long) (SUSTAINED_MS.max() + UNATTENDED_MS.max() + 60_000)));
    }

    @Override
    public List<Wait> waits() {
        return List.of(SUSTAINED, UNATTENDED);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return LowLevel.levelIsBack(sign);
    }

    /** Low by level, which a clamp may answer to; not by time alone, and not if somebody knows already. */
    private static boolean arms(Sign sign) {
        return sign.kind() == SignKind.LEVEL_LOW && sign.limit() != null && sign.reason() == null;
    }

    /** Whether a sign means that the bag is attended, or that there is nothing left to attend to. */
    public static boolean somebodyCame(Sign sign) {
        return switch (sign.kind()) {
            case ACKNOWLEDGED, LEVEL_RESTORED, BAG_CHANGED, CLAMP_CLOSED -> true;
            default -> false;
        };
    }

    static SimpleCondition<Sign> attended() {
        return SimpleCondition.of(UnattendedLowLevel::somebodyCame);
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(SUSTAINED_MS, UNATTENDED_MS);
    }
}
