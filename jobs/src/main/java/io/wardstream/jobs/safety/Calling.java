package io.wardstream.jobs.safety;

import io.wardstream.model.Time;
import org.jspecify.annotations.Nullable;

/**
 * How an alarm calls: where its ladder of calls stands, and what quiets it. Every part that quiets has an end.
 *
 * @param ladderFrom the time from which the ladder's minutes count
 * @param acknowledgedUntil until when an acknowledgement stops the ladder, or null
 * @param acknowledgedBy who acknowledged last, or null if nobody ever did
 * @param silencedUntil until when the sound is paused, or null
 */
public record Calling(
        @Time long ladderFrom,
        @Time @Nullable Long acknowledgedUntil,
        @Nullable String acknowledgedBy,
        @Time @Nullable Long silencedUntil) {

    /** A new alarm calls from the moment in which it is raised. */
    static Calling from(long raisedAt) {
        return new Calling(raisedAt, null, null, null);
    }

    boolean acknowledged() {
        return acknowledgedUntil != null;
    }

    /** It calls again, aloud and without an acknowledgement. */
    Calling again(long newLadderFrom) {
        return new Calling(newLadderFrom, null, acknowledgedBy, null);
    }

    /** It calls on without an acknowledgement; a paused sound stays paused. */
    Calling onwards(long newLadderFrom) {
        return new Calling(newLadderFrom, null, acknowledgedBy, silencedUntil);
    }

    /** Somebody has taken it on: that ends a pause, which could only call again too early. */
    Calling acknowledged(long until, @Nullable String by) {
        return new Calling(ladderFrom, until, by, null);
    }

    Calling silenced(@Nullable Long until) {
        return new Calling(ladderFrom, acknowledgedUntil, acknowledgedBy, until);
    }
}
