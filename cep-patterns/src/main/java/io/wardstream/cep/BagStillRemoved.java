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

/** The hook has been empty for {@link Limits#stillMs}, and nobody has hung a bag or said that it is meant. */
public final class BagStillRemoved implements WardPattern {

    public static final PatternCard CARD = new PatternCard(
            "BagStillRemoved",
            1,
            BagRemoved.CARD.family(),
            "Infusion bag is still off",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "An infusion that was interrupted for a moment was forgotten.",
            "10 min: clinical catalogue I12",
            "what BagRemoved does not see either");

    static final SettingKey STILL_MS = new SettingKey(
            "BagStillRemoved.stillMs", "ms", 600_000, 60_000, 7_200_000, "how long after it was taken off");

    static final Wait STILL = new Wait(
            CARD.id(),
            "still",
            sign -> sign.kind() == SignKind.BAG_REMOVED,
            Wait.CountedFrom.EPISODE,
            BagStillRemoved::isMeant,
            settings -> Limits.from(settings).stillMs());

    /**
     * The number.
     *
     * @param stillMs how long after it was taken off, ms
     */
    public record Limits(long stillMs) {

        /** The number in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(STILL_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public Pattern<Sign, ?> pattern() {
        return Pattern.<Sign>begin("bag-was-taken-off", AfterMatchSkipStrategy.noSkip())
                .where(Signs.are(SignKind.BAG_REMOVED))
                .notFollowedBy("it-is-meant")
                .where(SimpleCondition.of(BagStillRemoved::isMeant))
                .followedBy("it-is-still-off")
                .where(Signs.timeIsUp(STILL, "bag-was-taken-off"))
                // Longer than the wait can be set to: only a bound on state, no part of the meaning.
                .within(Duration.ofMillis((long) STILL_MS.max() + 60_000));
    }

    private static boolean isMeant(Sign sign) {
        return BagRemoved.isBack(sign) || sign.kind() == SignKind.ACKNOWLEDGED;
    }

    @Override
    public List<Wait> waits() {
        return List.of(STILL);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return BagRemoved.isBack(sign);
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(STILL_MS);
    }
}
