package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.internal.client.Outgoing;

/**
 * The ticks of one session: publishes the time on a topic inside the split's own filter, one tick at a time, and never
 * one that is earlier than one before it, also before a restart.
 *
 * <p>{@link #tick} is called by the ticking thread, the rest by the fetcher's.
 */
final class Ticks {

    private final BrokerTime time;
    private final String topic;
    private final SourceMetrics metrics;
    private volatile boolean inFlight;
    private volatile long newest;

    /**
     * @param topic where this split ticks
     * @param lastTick the last tick that the split's state knows
     */
    Ticks(BrokerTime time, String topic, long lastTick, SourceMetrics metrics) {
        this.time = time;
        this.topic = topic;
        this.metrics = metrics;
        this.newest = lastTick;
    }

    /** The time now, for what comes over a connection before its first tick. */
    long now() {
        return Math.max(time.clock().nowMs(), newest);
    }

    /** A new connection: no tick is on its way over it. */
    void reconnected() {
        inFlight = false;
    }

    /** Publishes a tick, if the last one was taken. */
    void tick(Link link) {
        if (inFlight) {
            metrics.tickSkipped();
            return;
        }
        long now = now();
        newest = now;
        link.ticking(now);
        inFlight = true;
        link.client()
                .publish(Outgoing.of(topic, BrokerTime.encode(now)))
                .whenComplete((result, error) -> inFlight = false);
    }
}
