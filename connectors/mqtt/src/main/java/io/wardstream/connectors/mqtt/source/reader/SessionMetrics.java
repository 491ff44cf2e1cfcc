package io.wardstream.connectors.mqtt.source.reader;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the sessions of one reader count, and which of them the broker knows. Thread-safe. */
final class SessionMetrics {

    private final Counter reconnects;
    private final Counter sessionsLost;
    private final Counter ticksSkipped;
    private final Set<String> started = ConcurrentHashMap.newKeySet();

    SessionMetrics(MetricGroup group) {
        this.reconnects = group.counter("reconnects");
        this.sessionsLost = group.counter("sessionLost");
        this.ticksSkipped = group.counter("ticksSkipped");
    }

    void reconnected() {
        reconnects.inc();
    }

    void sessionLost() {
        sessionsLost.inc();
    }

    /** A tick was not published because the one before was not taken yet. */
    void tickSkipped() {
        ticksSkipped.inc();
    }

    /** The broker has this split's session. */
    void started(String splitId) {
        started.add(splitId);
    }

    boolean isStarted(String splitId) {
        return started.contains(splitId);
    }
}
