package io.wardstream.jobs.safety.infusion;

import io.wardstream.jobs.safety.Band;
import org.jspecify.annotations.Nullable;

/** Bands that are there only while they are needed, so that a line at rest costs little. */
final class Bands {

    private Bands() {}

    /** The band, made if there is something for it to take. */
    static @Nullable Band band(@Nullable Band band, boolean out) {
        return band == null && out ? new Band() : band;
    }

    /** The band, or null if it has nothing to remember. */
    static @Nullable Band kept(@Nullable Band band) {
        return band == null || (!band.outside && band.against == 0) ? null : band;
    }

    static boolean isOutside(@Nullable Band band) {
        return band != null && band.outside;
    }
}
