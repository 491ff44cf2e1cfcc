package io.wardstream.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern holds. The alarm's life decides whether that raises an alarm, escalates one or says nothing new.
 *
 * @param pattern the pattern's id
 * @param patternVersion its version
 * @param family patterns of one family share one alarm
 * @param priority its priority
 * @param kind body or equipment
 * @param latching whether the alarm stays until acknowledged although its condition is gone
 * @param subject the subject under whose key it was found
 * @param about the key of what the alarm is about: the subject's own, or one of its devices'
 * @param onset when the episode began
 * @param at when the pattern came to hold, computed from its signs
 * @param evidence what made it
 * @param settingsVersion the version of the settings in force
 * @param reason why, where the evidence does not say it
 */
public record Finding(
        String pattern,
        int patternVersion,
        String family,
        Priority priority,
        AlarmKind kind,
        boolean latching,
        Subject subject,
        String about,
        @Time long onset,
        @Time long at,
        List<Evidence> evidence,
        long settingsVersion,
        @Nullable String reason) {

    /** The id of the alarm that this finding raises, if none of its family is open. */
    public String alarmId() {
        return Ids.alarm(family, about, onset);
    }
}
