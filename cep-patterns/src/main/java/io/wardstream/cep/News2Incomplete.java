package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** A score has lacked something for longer than it may. */
public final class News2Incomplete extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "News2Incomplete",
            1,
            "NEWS2_INCOMPLETE",
            "NEWS2 cannot be completed",
            Priority.LOW,
            AlarmKind.TECHNICAL,
            false,
            About.SUBJECT,
            "A score without consciousness or oxygen is only the least that it can be: somebody has to " + "look.",
            "an hour is a design default; how long each value may be used is in the settings of "
                    + "VitalsValidity; clinical catalogue T11",
            "a value that is told and wrong");

    static final SettingKey DUE_MS = new SettingKey(
            "News2Incomplete.dueMs",
            "ms",
            3_600_000,
            600_000,
            86_400_000,
            "how long a score may lack something before it is asked for");

    /**
     * The numbers.
     *
     * @param dueMs how long a score may lack something before it is asked for, ms
     */
    public record Limits(long dueMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(DUE_MS));
        }
    }

    public News2Incomplete() {
        super(
                CARD,
                "score-lacks-something",
                Set.of(SignKind.NEWS2_INCOMPLETE),
                Set.of(SignKind.NEWS2_COMPLETE),
                List.of(DUE_MS));
    }
}
