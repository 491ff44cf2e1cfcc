package io.wardstream.jobs.safety;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.Time;
import org.jspecify.annotations.Nullable;

/**
 * An alarm in the middle of its life.
 *
 * @param last its last event; everything that an event says holds until the next one
 * @param about the key of what it is about
 * @param latching whether it waits for an acknowledgement although its condition is gone
 * @param active whether its condition holds
 * @param acknowledgedUntil until when an acknowledgement holds, or null
 * @param forgetAt when a closed alarm may be forgotten, or null while it is not closed
 */
public record AlarmState(
        AlarmEvent last,
        String about,
        boolean latching,
        boolean active,
        @Time @Nullable Long acknowledgedUntil,
        @Time @Nullable Long forgetAt) {

    /** Whether nothing more will come of it. */
    public boolean closed() {
        return forgetAt != null;
    }
}
