package io.wardstream.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event in the life of one alarm. {@code alarmId} and {@code sequence} identify it: a replay after a failure writes
 * the same events again, and readers keep the first.
 *
 * @param alarmId {@link Ids#alarm}: the same for every replay of the same episode
 * @param sequence 0 for RAISED, then 1, 2, …
 * @param pattern the id of the pattern that holds now
 * @param patternVersion its version
 * @param family patterns of one family escalate one alarm and never raise a second
 * @param phase what happened
 * @param priority how soon somebody must act
 * @param kind body or equipment
 * @param subject about whom or what, and where
 * @param onset when the episode began
 * @param at when this event became true: computed from its evidence, so the same on every replay
 * @param evidence the readings and limits that made it
 * @param settingsVersion the version of the settings in force
 * @param tier how far up the ladder of staff it has gone: 0 is the assigned nurse
 * @param by who acknowledged or acted, a pseudonym
 * @param reason why, in a person's or the gate's words
 */
public record AlarmEvent(
        String alarmId,
        int sequence,
        String pattern,
        int patternVersion,
        String family,
        AlarmPhase phase,
        Priority priority,
        AlarmKind kind,
        Subject subject,
        @Time long onset,
        @Time long at,
        List<Evidence> evidence,
        long settingsVersion,
        int tier,
        @Nullable String by,
        @Nullable String reason) {}
