package io.wardstream.sim.world;

import io.wardstream.model.Time;
import org.jspecify.annotations.Nullable;

/** What the world does to the outside, in the order in which it happens. */
public sealed interface Outgoing {

    /** When, in ward time. */
    @Time
    long at();

    /** The device that does it. */
    String deviceId();

    /** What a message is about, as far as it decides how it is kept while the device is cut off. */
    enum Kind {
        /** A measurement: only the newest are kept. */
        READING,
        /** What staff did: kept until the broker has it. */
        CARE,
        /** The device's own state: kept. */
        STATE,
        /** Deliberately no message at all: treated like a reading. */
        MALFORMED
    }

    /**
     * A message to publish.
     *
     * @param topic its topic
     * @param payload its text
     * @param kind what it is about
     * @param copies how often it is sent: more than once only to see that nobody minds
     * @param receipt what to hand back to the world when the broker has it, or null
     */
    record Message(
            @Time long at,
            String deviceId,
            String topic,
            String payload,
            Kind kind,
            int copies,
            @Nullable String receipt)
            implements Outgoing {}

    /**
     * The device loses or regains its network.
     *
     * @param up whether it regains it
     */
    record Link(@Time long at, String deviceId, boolean up) implements Outgoing {}
}
