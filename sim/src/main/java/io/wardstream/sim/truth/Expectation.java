package io.wardstream.sim.truth;

import io.wardstream.model.Time;

/**
 * Something that must or may happen once within a span of the ward's time. What no expectation covers must not happen.
 *
 * @param id names it within its ward: a resumed world makes the same again, and the newer word counts
 * @param pattern the pattern, one of {@link Patterns}
 * @param about the key of the subject, for example {@code line:L-e01}
 * @param kind what must or may happen
 * @param must whether it must happen; else it may
 * @param from the earliest time at which it is right, inclusive
 * @param until the latest, inclusive
 * @param why what in the world makes it so
 */
public record Expectation(
        String id,
        String pattern,
        String about,
        Kind kind,
        boolean must,
        @Time long from,
        @Time long until,
        String why) {

    /** What is expected. */
    public enum Kind {
        /** An alarm is raised. */
        ALARM,
        /** The clamp of the line closes by a command. */
        CLAMP
    }

    public Expectation {
        if (from > until) {
            throw new IllegalArgumentException("expectation " + id + " ends before it begins");
        }
    }

    /** Whether a time lies within it. */
    public boolean covers(long at) {
        return at >= from && at <= until;
    }

    /** Whether any part of it lies within a span. */
    public boolean overlaps(long spanFrom, long spanUntil) {
        return from <= spanUntil && until >= spanFrom;
    }

    /** The same, no longer demanded, and allowed until a later time if that is later. */
    public Expectation relaxed(long atLeastUntil, String reason) {
        return new Expectation(
                id, pattern, about, kind, false, from, Math.max(until, atLeastUntil), why + "; " + reason);
    }

    /** The same, allowed from an earlier time if that is earlier. */
    public Expectation from(long atMostFrom) {
        return new Expectation(id, pattern, about, kind, must, Math.min(from, atMostFrom), until, why);
    }

    /** The same, no longer demanded, and allowed only until a time. */
    public Expectation closedAt(long last, String reason) {
        return new Expectation(
                id, pattern, about, kind, false, Math.min(from, last), Math.min(until, last), why + "; " + reason);
    }
}
