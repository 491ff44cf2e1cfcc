package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * A command to a clamp, or what became of it. {@code commandId} and {@code phase} identify the fact.
 *
 * @param commandId {@link Ids#command}: the same for every replay of the same episode
 * @param phase what happened
 * @param alarmId the alarm that asked for it
 * @param subject the line, and where it is
 * @param deviceId the clamp, or null if none is registered
 * @param onset when the episode began
 * @param at when this happened: ward clock for decisions
 * @param issuedAt wall time at which the command was sent
 * @param expiresAt wall time after which the clamp must ignore it
 * @param epoch fencing token: larger at every start of the safety job; a clamp refuses one lower than it has seen
 * @param reason why it was withheld, refused or counted as unanswered
 * @param foreign what a clamp with a foreign profile is sent instead of a {@link ClampCommand}
 * @param action what the clamp is to do
 * @param by who asked for it, a pseudonym; null if the system decided
 */
public record ClampEvent(
        String commandId,
        ClampPhase phase,
        String alarmId,
        Subject subject,
        @Nullable String deviceId,
        @Time long onset,
        @Time long at,
        @Time @Nullable Long issuedAt,
        @Time @Nullable Long expiresAt,
        @Nullable Long epoch,
        @Nullable String reason,
        @Nullable ForeignCommand foreign,
        ClampAction action,
        @Nullable String by) {

    /** The system's own decision about a clamp that speaks our language, or of which nothing more is sent. */
    public ClampEvent(
            String commandId,
            ClampPhase phase,
            String alarmId,
            Subject subject,
            @Nullable String deviceId,
            long onset,
            long at,
            @Nullable Long issuedAt,
            @Nullable Long expiresAt,
            @Nullable Long epoch,
            @Nullable String reason) {
        this(
                commandId,
                phase,
                alarmId,
                subject,
                deviceId,
                onset,
                at,
                issuedAt,
                expiresAt,
                epoch,
                reason,
                null,
                ClampAction.CLOSE,
                null);
    }

    /** This, sent in the clamp's own words. */
    public ClampEvent inWordsOf(@Nullable ForeignCommand command) {
        return new ClampEvent(
                commandId, phase, alarmId, subject, deviceId, onset, at, issuedAt, expiresAt, epoch, reason, command,
                action, by);
    }

    /** This, asked for by a member of staff. */
    public ClampEvent askedBy(@Nullable String who, ClampAction what) {
        return new ClampEvent(
                commandId, phase, alarmId, subject, deviceId, onset, at, issuedAt, expiresAt, epoch, reason, foreign,
                what, who);
    }
}
