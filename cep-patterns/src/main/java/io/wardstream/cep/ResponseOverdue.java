package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * A score called for somebody who may decide, and nobody reviewed the patient in the time that the chart gives. An
 * acknowledgement is no review: it says that somebody has seen the alarm.
 */
public final class ResponseOverdue implements WardPattern {

    public static final PatternCard CARD = new PatternCard(
            "ResponseOverdue",
            1,
            "RESPONSE",
            "Nobody has reviewed the patient",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "A score helps only if somebody comes: the delay of the response is what patients die of.",
            "60 min for a total of 5 or 6, 30 min for 7 or more: the NEWS2 protocol as restated in Clinical Medicine; 60 min for a"
                    + " single red parameter is a design default",
            "a review that nobody reported");

    static final SettingKey RED_MS = new SettingKey(
            "ResponseOverdue.redMs",
            "ms",
            3_600_000,
            300_000,
            14_400_000,
            "how long a single red parameter may go unreviewed");
    static final SettingKey MEDIUM_MS = new SettingKey(
            "ResponseOverdue.mediumMs",
            "ms",
            3_600_000,
            300_000,
            14_400_000,
            "how long an urgent score may go unreviewed");
    static final SettingKey HIGH_MS = new SettingKey(
            "ResponseOverdue.highMs",
            "ms",
            1_800_000,
            300_000,
            14_400_000,
            "how long a score that calls for an emergency response may go unreviewed");

    static final Wait RED = wait("red", SignKind.NEWS2_RED, SignKind.NEWS2_NO_RED, settings -> settings.millis(RED_MS));
    static final Wait MEDIUM =
            wait("medium", SignKind.NEWS2_MEDIUM, SignKind.NEWS2_BELOW_MEDIUM, settings -> settings.millis(MEDIUM_MS));
    static final Wait HIGH =
            wait("high", SignKind.NEWS2_HIGH, SignKind.NEWS2_BELOW_HIGH, settings -> settings.millis(HIGH_MS));

    private static final String CALLED = "score-calls-for-a-response";

    private static Wait wait(String name, SignKind startsOn, SignKind over, ToLongFunction<SettingsView> time) {
        return new Wait(
                CARD.id(),
                name,
                sign -> sign.kind() == startsOn,
                Wait.CountedFrom.SIGN,
                sign -> sign.kind() == over || isReview(sign),
                time);
    }

    private static boolean isReview(Sign sign) {
        return sign.kind() == SignKind.REVIEWED || sign.kind() == SignKind.DISCHARGED;
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public Pattern<Sign, ?> pattern() {
        long longest = (long) Math.max(Math.max(RED_MS.max(), MEDIUM_MS.max()), HIGH_MS.max());
        return Pattern.<Sign>begin(CALLED, AfterMatchSkipStrategy.noSkip())
                .where(Signs.are(SignKind.NEWS2_RED, SignKind.NEWS2_MEDIUM, SignKind.NEWS2_HIGH))
                .notFollowedBy("somebody-reviews")
                .where(Signs.are(SignKind.REVIEWED, SignKind.DISCHARGED))
                .followedBy("nobody-reviewed")
                .where(Signs.timeIsUpAfter(CALLED, List.of(RED, MEDIUM, HIGH)))
                // Longer than the waits can be set to: only a bound on state, no part of the meaning.
                .within(Duration.ofMillis(longest + 60_000));
    }

    @Override
    public List<Wait> waits() {
        return List.of(RED, MEDIUM, HIGH);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return isReview(sign);
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(RED_MS, MEDIUM_MS, HIGH_MS);
    }
}
