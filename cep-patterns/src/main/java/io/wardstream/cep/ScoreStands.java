package io.wardstream.cep;

import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.time.Duration;
import java.util.List;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * A score reaches a threshold and is not taken back for a while; it must stay below for a while to end. A monitor that
 * measures every few seconds must agree with itself for that long; a score from charted observations, an hour apart,
 * stands at once.
 *
 * <p>The score that is compared is the certain part: what is unknown counts as normal here and as missing in the score
 * itself.
 */
abstract class ScoreStands implements WardPattern {

    private final PatternCard card;
    private final SignKind reached;
    private final SignKind takenBack;
    private final SettingKey confirmMs;
    private final Wait confirmed;
    private final Wait recovered;

    /**
     * @param reached the sign that the threshold is reached
     * @param takenBack the sign that it is not, any more
     * @param confirmMs how long it must not be taken back
     */
    ScoreStands(
            PatternCard card,
            SignKind reached,
            SignKind takenBack,
            SettingKey confirmMs,
            Wait confirmed,
            Wait recovered) {
        this.card = card;
        this.reached = reached;
        this.takenBack = takenBack;
        this.confirmMs = confirmMs;
        this.confirmed = confirmed;
        this.recovered = recovered;
    }

    /** The wait for it to stand. */
    static Wait confirmed(PatternCard card, SignKind reached, SignKind takenBack, SettingKey confirmMs) {
        return wait(card, "confirmed", reached, takenBack, confirmMs);
    }

    /** The wait for it to be over. */
    static Wait recovered(PatternCard card, SignKind reached, SignKind takenBack, SettingKey recoveredMs) {
        return wait(card, "recovered", takenBack, reached, recoveredMs);
    }

    private static Wait wait(PatternCard card, String name, SignKind startsOn, SignKind cancelledBy, SettingKey time) {
        return new Wait(
                card.id(),
                name,
                sign -> sign.kind() == startsOn,
                Wait.CountedFrom.SIGN,
                sign -> sign.kind() == cancelledBy,
                settings -> settings.millis(time));
    }

    @Override
    public final PatternCard card() {
        return card;
    }

    @Override
    public final Pattern<Sign, ?> pattern() {
        return Pattern.<Sign>begin("score-reaches-the-threshold", AfterMatchSkipStrategy.noSkip())
                .where(Signs.are(reached))
                .notFollowedBy("score-is-taken-back")
                .where(Signs.are(takenBack))
                .followedBy("score-stands")
                .where(Signs.timeIsUp(confirmed, "score-reaches-the-threshold"))
                .within(Duration.ofMillis((long) confirmMs.max() + 60_000));
    }

    @Override
    public final List<Wait> waits() {
        return List.of(confirmed, recovered);
    }

    @Override
    public final boolean clearedBy(Sign sign) {
        return recovered.isOver(sign);
    }
}
