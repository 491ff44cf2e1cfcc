package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;

/** One parameter of NEWS2 scores 3 and goes on to do so for {@link Limits#confirmMs}. */
public final class News2SingleRed extends ScoreStands {

    public static final PatternCard CARD = new PatternCard(
            "News2SingleRed",
            1,
            "NEWS2",
            "One vital sign alone is alarming",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "A 3 in a single parameter calls for the medical team, whatever the total.",
            "3 in one parameter: Royal College of Physicians, NEWS2 chart 4; review within 60 min, 30 min "
                    + "without to clear: its protocol as restated in Clinical Medicine; 60 s of agreement is a "
                    + "design default",
            "consciousness and oxygen, unless staff tell them; patients under 16 years or pregnant, for "
                    + "whom NEWS2 is not meant");

    static final SettingKey CONFIRM_MS = new SettingKey(
            "News2SingleRed.confirmMs",
            "ms",
            60_000,
            0,
            600_000,
            "how long the score must not be taken back before it alarms");
    static final SettingKey RECOVERED_MS = new SettingKey(
            "News2SingleRed.recoveredMs",
            "ms",
            1_800_000,
            0,
            14_400_000,
            "how long the score must stay below to clear");

    static final Wait CONFIRMED = confirmed(CARD, SignKind.NEWS2_RED, SignKind.NEWS2_NO_RED, CONFIRM_MS);

    static final Wait RECOVERED = recovered(CARD, SignKind.NEWS2_RED, SignKind.NEWS2_NO_RED, RECOVERED_MS);

    /**
     * The numbers.
     *
     * @param confirmMs how long the score must not be taken back before it alarms, ms
     * @param recoveredMs how long the score must stay below to clear, ms
     */
    public record Limits(long confirmMs, long recoveredMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(CONFIRM_MS), settings.millis(RECOVERED_MS));
        }
    }

    public News2SingleRed() {
        super(CARD, SignKind.NEWS2_RED, SignKind.NEWS2_NO_RED, CONFIRM_MS, CONFIRMED, RECOVERED);
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(CONFIRM_MS, RECOVERED_MS);
    }
}
