package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import io.wardstream.model.rules.News2;
import java.util.List;

/** The NEWS2 total reaches the emergency threshold and is not taken back within {@link Limits#confirmMs}. */
public final class News2High extends ScoreStands {

    public static final PatternCard CARD = new PatternCard(
            "News2High",
            1,
            "NEWS2",
            "NEWS2 calls for an emergency response",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "A total of 7 or more calls for an emergency assessment by a team with critical-care " + "competence.",
            "7: Royal College of Physicians, NEWS2 chart 4; response within 30 min, 30 min below it to "
                    + "clear: its protocol as restated in Clinical Medicine; 60 s of agreement is a design default",
            "consciousness and oxygen, unless staff tell them; patients under 16 years or pregnant, for "
                    + "whom NEWS2 is not meant");

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

    static final Wait CONFIRMED = confirmed(CARD, SignKind.NEWS2_HIGH, SignKind.NEWS2_BELOW_HIGH, CONFIRM_MS);

    static final Wait RECOVERED = recovered(CARD, SignKind.NEWS2_HIGH, SignKind.NEWS2_BELOW_HIGH, RECOVERED_MS);

    /**
     * The numbers.
     *
     * @param threshold total from which the response is an emergency
     * @param confirmMs how long the score must not be taken back before it alarms, ms
     * @param recoveredMs how long the score must stay below to clear, ms
     */
    public record Limits(int threshold, long confirmMs, long recoveredMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.count(THRESHOLD), settings.millis(CONFIRM_MS), settings.millis(RECOVERED_MS));
        }
    }

    public News2High() {
        super(CARD, SignKind.NEWS2_HIGH, SignKind.NEWS2_BELOW_HIGH, CONFIRM_MS, CONFIRMED, RECOVERED);
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(THRESHOLD, CONFIRM_MS, RECOVERED_MS);
    }
}
