package io.wardstream.jobs.safety;

import org.jspecify.annotations.Nullable;

/** When a device was last heard. Mutable state of one key; a POJO to Flink. */
public final class SilenceState {

    /** Ward time of its last message. */
    public long lastHeardAt = Long.MIN_VALUE;

    /** Since when it has been counted as quiet, or null while it is heard. */
    public @Nullable Long quietSince;

    /** Since when it has been counted as silent, or null while it is heard. */
    public @Nullable Long silentSince;

    /** The time for which a look at it is booked, or null. */
    public @Nullable Long lookAt;

    public SilenceState() {}
}
