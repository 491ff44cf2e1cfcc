package io.wardstream.connectors.mqtt.source.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which messages a checkpoint has, and with it, which may be acknowledged.
 *
 * <p>A message is <em>open</em> from the moment it was handed on; a snapshot seals all open ones under its id; when
 * that checkpoint, or a later one, is complete, they are acknowledged. A notification can be missing (the next one does
 * its work too), a checkpoint can be aborted (its messages go with the next one).
 *
 * <p>Changed by the task's thread only; its figures may be read by any.
 */
final class AckLedger {

    private List<Acknowledgeable> open = new ArrayList<>();
    private final TreeMap<Long, List<Acknowledgeable>> sealed = new TreeMap<>();
    private int size;
    private volatile long lastLatencyMs;

    /** A message was handed on. */
    void handedOn(Acknowledgeable message) {
        open.add(message);
        size++;
    }

    /** The snapshot of a checkpoint has every message that was handed on until now. */
    void seal(long checkpointId) {
        sealed.put(checkpointId, open);
        open = new ArrayList<>();
    }

    /**
     * A checkpoint is complete.
     *
     * <p>The newest message is acknowledged first: the client sends acknowledgements in the order of delivery only, so
     * it writes them all in one go when the oldest is acknowledged last.
     */
    void complete(long checkpointId) {
        Map<Long, List<Acknowledgeable>> safe = sealed.headMap(checkpointId, true);
        List<Acknowledgeable> messages = new ArrayList<>();
        safe.values().forEach(messages::addAll);
        for (int i = messages.size() - 1; i >= 0; i--) {
            messages.get(i).acknowledge();
        }
        size -= messages.size();
        safe.clear();
        if (!messages.isEmpty()) {
            lastLatencyMs = System.currentTimeMillis() - messages.get(0).receivedAtMs();
        }
    }

    /** How long the oldest message that was acknowledged last had waited, in milliseconds. */
    long lastLatencyMs() {
        return lastLatencyMs;
    }

    /** Messages that were handed on and not acknowledged. */
    int size() {
        return size;
    }
}
