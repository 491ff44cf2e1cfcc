package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.rules.News2;
import java.time.Duration;
import java.util.List;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * The NEWS2 total reaches the emergency threshold and is not taken back within {@link Limits#confirmMs}. A monitor that
 * measures every few seconds must agree with itself for that long; a score from charted observations, an hour apart,
 * stands at once.
 *
 * <p>The score that is compared is the certain part: what is unknown counts as normal here and as missing in the score
 * itself. It is taken back only by a complete score below the threshold.
 */
public final class News2High implements WardPattern {

    public static final PatternCard CARD = new PatternCard(
            "News2High",
            1,
            "NEWS2",
            "NEWS2 calls for an emergency response",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "A total of 7 or more calls for an emergency assessment by a team with critical-care competence.",
            "7: Royal College of Physicians, NEWS2 chart 4; response within 30 min, 30 min below it to clear: its protocol as"
                    + " restated in Clinical Medicine; 60 s of agreement is a design default",
            "consciousness and prescribed oxygen targets (no bedside device reports them); patients under 16 years or"
                    + " pregnant, for whom NEWS2 is not meant");

    static final SettingKey THRESHOLD = new SettingKey(
            "News2High.threshold",
            "{score}",
            News2.HIGH_THRESHOLD,
            5,
            20,
            "total from which the response is an emergency");
    static final SettingKey CONFIRM_MS = new SettingKey(
            "News2High.confirmMs",
            "ms",
            60_000,
            0,
            600_000,
            "how long the score must not be taken back before it alarms");
    static final SettingKey RECOVERED_MS = new SettingKey(
            "News2High.recoveredMs", "ms", 1_800_000, 0, 14_400_000, "how long the score must stay below to clear");

    static final Wait CONFIRMED = new Wait(
            CARD.id(),
            "confirmed",
            sign -> sign.kind() == SignKind.NEWS2_HIGH,
            Wait.CountedFrom.SIGN,
            sign -> sign.kind() == SignKind.NEWS2_BELOW_HIGH,
            settings -> Limits.from(settings).confirmMs());

    static final Wait RECOVERED = new Wait(
            CARD.id(),
            "recovered",
            sign -> sign.kind() == SignKind.NEWS2_BELOW_HIGH,
            Wait.CountedFrom.SIGN,
            sign -> sign.kind() == SignKind.NEWS2_HIGH,
            settings -> Limits.from(settings).recoveredMs());

    /**
     * The numbers.
     *
     * @param threshold total from which the response is an emergency
     * @param confirmMs how long the score must not be taken back before it alarms, ms
     * @param recoveredMs how long the score must stay below to clear, ms
     */
    public record Limits(int threshold, long confirmMs, long recoveredMs) {

        public Limits {
            if (threshold < 1 || confirmMs < 0 || recoveredMs < 0) {
                throw new IllegalArgumentException("News2High limits must be positive: " + threshold + ", " + confirmMs
                        + " ms, " + recoveredMs + " ms");
            }
        }

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.count(THRESHOLD), settings.millis(CONFIRM_MS), settings.millis(RECOVERED_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public Pattern<Sign, ?> pattern() {
        return Pattern.<Sign>begin("score-reaches-the-threshold", AfterMatchSkipStrategy.noSkip())
                .where(Signs.are(SignKind.NEWS2_HIGH))
                .notFollowedBy("score-is-taken-back")
                .where(Signs.are(SignKind.NEWS2_BELOW_HIGH))
                .followedBy("score-stands")
                .where(Signs.timeIsUp(CONFIRMED, "score-reaches-the-threshold"))
                .within(Duration.ofMillis((long) CONFIRM_MS.max() + 60_000));
    }

    @Override
    public List<Wait> waits() {
        return List.of(CONFIRMED, RECOVERED);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return RECOVERED.isOver(sign);
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(THRESHOLD, CONFIRM_MS, RECOVERED_MS);
    }
}
