package io.wardstream.sim.story;

import io.wardstream.model.Time;

/**
 * A stretch of ward time.
 *
 * @param from its first millisecond
 * @param until its last
 */
public record Span(@Time long from, @Time long until) {

    /** Whether any part of it lies within another stretch. */
    public boolean overlaps(long otherFrom, long otherUntil) {
        return from <= otherUntil && until >= otherFrom;
    }
}
