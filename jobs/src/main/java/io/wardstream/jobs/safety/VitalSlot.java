package io.wardstream.jobs.safety;

import io.wardstream.model.Time;
import org.jspecify.annotations.Nullable;

/**
 * The latest measurement of one vital.
 *
 * @param value the value, in the vital's own unit
 * @param at when it was taken in, on the ward clock
 * @param measuredAt the device's own time of it
 */
public record VitalSlot(
        double value, @Time long at, @Time @Nullable Long measuredAt) {

    /** The value if it is not older than {@code maxAgeMs} at {@code now}, else null. */
    @Nullable
    Double freshAt(long now, long maxAgeMs) {
        return now - at <= maxAgeMs ? value : null;
    }
}
