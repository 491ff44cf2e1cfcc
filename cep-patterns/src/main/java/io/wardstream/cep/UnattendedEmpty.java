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
 * A bag is empty and for {@link Limits#unattendedMs} nobody acknowledged that, hung a bag or closed the clamp. It asks
 * the clamp gate once more than {@link UnattendedLowLevel} does: an acknowledgement of the low bag held that one back,
 * and then the bag ran empty all the same.
 */
public final class UnattendedEmpty implements WardPattern {

    public static final PatternCard CARD = new PatternCard(
            "UnattendedEmpty",
            1,
            LowLevel.CARD.family(),
            "Infusion bag is empty and nobody comes",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "For a plain maintenance crystalloid a closed line is the lower risk once the bag is empty: no air, no blood"
                    + " flowing back.",
            "120 s after the bag was found empty: clinical catalogue I5 and interlock 4 of the project's clamp rules",
            "a nurse who is there and touches nothing");

    static final SettingKey UNATTENDED_MS = new SettingKey(
            "UnattendedEmpty.unattendedMs",
            "ms",
            120_000,
            30_000,
            3_600_000,
            "how long after the bag is empty somebody has to come");

    static final Wait UNATTENDED = new Wait(
            CARD.id(),
            "unattended",
            sign -> sign.kind() == SignKind.BAG_EMPTY,
            Wait.CountedFrom.SIGN,
            UnattendedLowLevel::somebodyCame,
            settings -> Limits.from(settings).unattendedMs());

    /**
     * The number.
     *
     * @param unattendedMs how long after the bag is empty somebody has to come, ms
     */
    public record Limits(long unattendedMs) {

        public Limits {
            if (unattendedMs <= 0) {
                throw new IllegalArgumentException("UnattendedEmpty time must be positive: " + unattendedMs + " ms");
            }
        }

        /** The number in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(UNATTENDED_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public Pattern<Sign, ?> pattern() {
        return Pattern.<Sign>begin("bag-runs-empty", AfterMatchSkipStrategy.noSkip())
                .where(Signs.are(SignKind.BAG_EMPTY))
                .notFollowedBy("somebody-comes")
                .where(UnattendedLowLevel.attended())
                .followedBy("nobody-came")
                .where(Signs.timeIsUp(UNATTENDED, "bag-runs-empty"))
                // Longer than the wait can be set to: only a bound on state, no part of the meaning.
                .within(Duration.ofMillis((long) UNATTENDED_MS.max() + 60_000));
    }

    @Override
    public List<Wait> waits() {
        return List.of(UNATTENDED);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return LowLevel.levelIsBack(sign);
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(UNATTENDED_MS);
    }
}
