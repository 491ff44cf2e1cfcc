package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one reader, with the threads that serve them. They live as long as the reader and not as long as its
 * fetcher: a fetcher ends with its splits, and their last messages are acknowledged later, with the last checkpoint.
 *
 * <p>Thread-safe, but {@link #close} is for when the fetcher has ended.
 */
final class Sessions implements AutoCloseable {

    private final SessionConfig config;
    private final SourceMetrics metrics;
    private final int subtask;
    private final Map<String, MqttSession> sessions = new ConcurrentHashMap<>();
    private final ExecutorService network;
    private @Nullable ScheduledExecutorService ticker;

    Sessions(SessionConfig config, SourceMetrics metrics, int subtask) {
        this.config = config;
        this.metrics = metrics;
        this.subtask = subtask;
        this.network = Executors.newCachedThreadPool(daemons("mqtt-source-network-" + subtask));
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Begins a split's session; {@code signal} is called when there is something to take or to see to. */
    synchronized MqttSession begin(MqttSplit split, Runnable signal) {
        MqttSession session = new MqttSession(split, config, network, signal, System::nanoTime, metrics);
        sessions.put(split.splitId(), session);
        BrokerTime time = config.brokerTime();
        if (time != null && ticker == null) {
            ticker = Executors.newSingleThreadScheduledExecutor(daemons("mqtt-source-tick-" + subtask));
            long everyMs = time.interval().toMillis();
            ticker.scheduleAtFixedRate(this::tickAll, everyMs, everyMs, TimeUnit.MILLISECONDS);
        }
        return session;
    }

    /** Ends a session. */
    void end(String splitId) {
        MqttSession session = sessions.remove(splitId);
        if (session != null) {
            session.close();
        }
    }

    private void tickAll() {
        sessions.values().forEach(MqttSession::tick);
    }

    /** How full the fullest session's window is, 0 to 1. */
    double windowUtilisation() {
        return sessions.values().stream()
                .mapToDouble(MqttSession::windowUtilisation)
                .max()
                .orElse(0);
    }

    /** Messages delivered and not acknowledged. */
    long outstanding() {
        return sessions.values().stream().mapToLong(MqttSession::outstanding).sum();
    }

    @Override
    public synchronized void close() {
        if (ticker != null) {
            ticker.shutdownNow();
        }
        Collection<MqttSession> left = sessions.values();
        left.forEach(MqttSession::close);
        left.clear();
        network.shutdown();
    }
}
