package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsRemoval;

/**
 * Fetches from the sessions of one reader. The fetcher's thread calls it; it sees to each session's connection,
 * collects what was delivered, and sleeps when there is nothing. The sessions are the reader's: closing this closes
 * none of them.
 */
final class MqttSplitReader implements SplitReader<Received, MqttSplit> {

    private static final int BATCH = 512;
    private static final long IDLE_MS = 50;

    private final Sessions sessions;
    private final Map<String, MqttSession> fetched = new LinkedHashMap<>();
    private final Semaphore work = new Semaphore(0);
    private volatile boolean wokenUp;

    MqttSplitReader(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public RecordsWithSplitIds<Received> fetch() throws IOException {
        while (true) {
            RecordsBySplits.Builder<Received> records = new RecordsBySplits.Builder<>();
            boolean any = false;
            work.drainPermits();
            for (Iterator<MqttSession> each = fetched.values().iterator(); each.hasNext(); ) {
                MqttSession session = each.next();
                session.attend();
                // A list of its own: the task's thread reads it while this thread fetches the next one.
                List<Received> batch = new ArrayList<>();
                if (session.drainTo(batch, BATCH) > 0) {
                    records.addAll(session.splitId(), batch);
                    any = true;
                }
                if (session.ended()) {
                    records.addFinishedSplit(session.splitId());
                    each.remove();
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
                fetched.put(split.splitId(), sessions.begin(split, this::signal));
            }
        } else if (change instanceof SplitsRemoval) {
            for (MqttSplit split : change.splits()) {
                fetched.remove(split.splitId());
                sessions.end(split.splitId());
            }
        } else {
            throw new IllegalStateException("A change of splits that is not known: " + change);
        }
    }

    @Override
    public void pauseOrResumeSplits(Collection<MqttSplit> toPause, Collection<MqttSplit> toResume) {
        pause(toPause, true);
        pause(toResume, false);
    }

    private void pause(Collection<MqttSplit> splits, boolean value) {
        for (MqttSplit split : splits) {
            MqttSession session = fetched.get(split.splitId());
            if (session != null) {
                session.pause(value);
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

    @Override
    public void close() {
        // The sessions outlive the fetcher: see Sessions.
    }
}
