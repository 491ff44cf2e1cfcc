package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsRemoval;

/**
 * Fetches from the sessions of one reader. The fetcher's thread calls it; it sees to each session's connection, collects
 * what was delivered, and sleeps when there is nothing.
 */
final class MqttSplitReader implements SplitReader<Received, MqttSplit> {

    private static final int BATCH = 512;
    private static final long IDLE_MS = 50;

    private final SessionConfig config;
    private final SessionMetrics metrics;
    private final Map<String, MqttSession> sessions = new LinkedHashMap<>();
    private final Map<String, MqttSession> ticking = new ConcurrentHashMap<>();
    private final Semaphore work = new Semaphore(0);
    private final ExecutorService network;
    private final ScheduledExecutorService ticker;
    private volatile boolean wokenUp;

    MqttSplitReader(SessionConfig config, SessionMetrics metrics, int subtask) {
        this.config = config;
        this.metrics = metrics;
        this.network = Executors.newCachedThreadPool(daemons("mqtt-source-network-" + subtask));
        this.ticker = Executors.newSingleThreadScheduledExecutor(daemons("mqtt-source-tick-" + subtask));
        BrokerTime time = config.brokerTime();
        if (time != null) {
            long everyMs = time.interval().toMillis();
            ticker.scheduleAtFixedRate(this::tickAll, everyMs, everyMs, TimeUnit.MILLISECONDS);
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private void tickAll() {
        for (MqttSession session : ticking.values()) {
            session.tick();
        }
    }

    @Override
    public RecordsWithSplitIds<Received> fetch() throws IOException {
        while (true) {
            RecordsBySplits.Builder<Received> records = new RecordsBySplits.Builder<>();
            boolean any = false;
            work.drainPermits();
            for (MqttSession session : sessions.values()) {
                session.attend();
                // A list of its own: the task's thread reads it while this thread fetches the next one.
                List<Received> batch = new ArrayList<>();
                if (session.drainTo(batch, BATCH) > 0) {
                    records.addAll(session.splitId(), batch);
                    any = true;
                }
            }
            if (any || wokenUp) {
                wokenUp = false;
                return records.build();
            }
            try {
                boolean unused = work.tryAcquire(IDLE_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return records.build();
            }
        }
    }

    @Override
    public void handleSplitsChanges(SplitsChange<MqttSplit> change) {
        if (change instanceof SplitsAddition) {
            for (MqttSplit split : change.splits()) {
                MqttSession session = new MqttSession(split, config, network, this::signal, System::nanoTime, metrics);
                sessions.put(split.splitId(), session);
                ticking.put(split.splitId(), session);
            }
        } else if (change instanceof SplitsRemoval) {
            for (MqttSplit split : change.splits()) {
                ticking.remove(split.splitId());
                MqttSession session = sessions.remove(split.splitId());
                if (session != null) {
                    session.close();
                }
            }
        } else {
            throw new IllegalStateException("A change of splits that is not known: " + change);
        }
    }

    @Override
    public void pauseOrResumeSplits(Collection<MqttSplit> toPause, Collection<MqttSplit> toResume) {
        for (MqttSplit split : toPause) {
            MqttSession session = sessions.get(split.splitId());
            if (session != null) {
                session.pause(true);
            }
        }
        for (MqttSplit split : toResume) {
            MqttSession session = sessions.get(split.splitId());
            if (session != null) {
                session.pause(false);
            }
        }
    }

    @Override
    public void wakeUp() {
        wokenUp = true;
        signal();
    }

    /** There is something to take or to see to. Any thread. */
    private void signal() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    /** How full the fullest session's window is, 0 to 1. Any thread. */
    double windowUtilisation() {
        int most = 0;
        for (MqttSession session : ticking.values()) {
            most = Math.max(most, session.outstanding());
        }
        return (double) most / config.receiveMaximum();
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        ticking.clear();
        sessions.values().forEach(MqttSession::close);
        network.shutdown();
    }
}
