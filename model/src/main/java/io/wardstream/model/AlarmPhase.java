package io.wardstream.model;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of an alarm: RAISED, then any number of changes while its condition lasts, then CLEARED, then CLOSED.
 * {@link #mayFollow} is the one table of legal transitions. Constants are only ever added at the end: their order is
 * part of the state's format.
 *
 * <p>Acknowledging never clears: only the condition does. A latching alarm is CLOSED when its condition is gone
 * <em>and</em> somebody has acknowledged it; every other is CLOSED as soon as it is CLEARED. An acknowledgement may
 * therefore still come after CLEARED.
 */
public enum AlarmPhase {
    /** The condition holds. Always the first event of an alarm, and the only one of its kind. */
    RAISED,
    /** The same condition with new evidence, at the same priority. */
    UPDATED,
    /**
     * A more urgent condition of the same family, or the next tier of staff is called: nobody acknowledged in time, or
     * somebody who was called cannot come. Which of the two, the event's pattern and tier say.
     */
    ESCALATED,
    /** The more urgent condition is gone, a less urgent one of the same family remains. */
    DEESCALATED,
    /** Somebody has taken it on, until the hold time ends. */
    ACKNOWLEDGED,
    /** The hold time ended and the condition still holds: it calls again. */
    ACK_EXPIRED,
    /** Its sound is paused until a time. */
    SILENCED,
    /** The condition is gone. */
    CLEARED,
    /** Nothing more will come of this alarm. */
    CLOSED,
    /** The pause of its sound is over and the condition still holds. */
    SILENCE_EXPIRED;

    private static final Set<AlarmPhase> WHILE_ACTIVE = EnumSet.complementOf(EnumSet.of(RAISED));

    /**
     * Whether this may be an alarm's next event.
     *
     * @param previous the alarm's last event, or null if there is none yet
     */
    public boolean mayFollow(@Nullable AlarmPhase previous) {
        if (previous == null) {
            return this == RAISED;
        }
        return switch (previous) {
            case CLOSED -> false;
            // A latched alarm waits for its acknowledgement and then closes.
            case CLEARED -> this == ACKNOWLEDGED || this == CLOSED;
            // An ACKNOWLEDGED that came after CLEARED is followed by CLOSED alone: the alarm's own state knows that,
            // the
            // order of two phases cannot.
            case ACKNOWLEDGED, RAISED, UPDATED, ESCALATED, DEESCALATED, ACK_EXPIRED, SILENCED, SILENCE_EXPIRED ->
                WHILE_ACTIVE.contains(this);
        };
    }
}
