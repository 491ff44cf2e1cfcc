package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * The device message that something was concluded from.
 *
 * @param deviceId the device
 * @param boot its boot
 * @param seq its running number
 * @param measuredAt its own time of the measurement
 */
public record Source(
        String deviceId,
        String boot,
        long seq,
        @Time @Nullable Long measuredAt) {

    /** The identity of an event's message. */
    public static Source of(BedsideEvent event) {
        return new Source(event.deviceId(), event.boot(), event.seq(), event.measuredAt());
    }
}
