package io.wardstream.connectors.webhook.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The keyed state of the delivery operator, always for the current key: what is pending, what is finished, and the
 * highest delivered sequence. A sequence is in at most one of the first two. Used by the task thread only.
 */
final class Ledger {

    private static final MapStateDescriptor<Long, PendingDelivery> PENDING =
            new MapStateDescriptor<>("pending", Types.LONG, TypeInformation.of(PendingDelivery.class));
    private static final MapStateDescriptor<Long, FinishedDelivery> FINISHED =
            new MapStateDescriptor<>("finished", Types.LONG, TypeInformation.of(FinishedDelivery.class));
    private static final ValueStateDescriptor<Long> NEWEST_DELIVERED =
            new ValueStateDescriptor<>("newest-delivered", Types.LONG);

    private final KeyedStateBackend<String> backend;
    private final MapState<Long, PendingDelivery> pending;
    private final MapState<Long, FinishedDelivery> finished;
    private final ValueState<Long> newestDelivered;

    Ledger(KeyedStateBackend<String> backend) throws Exception {
        this.backend = backend;
        this.pending = backend.getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, PENDING);
        this.finished = backend.getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, FINISHED);
        this.newestDelivered =
                backend.getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, NEWEST_DELIVERED);
    }

    /** What {@link #forEachPendingKey} calls with the key set. */
    interface KeyVisitor {
        void visit(String key) throws Exception;
    }

    void forEachPendingKey(KeyVisitor visitor) throws Exception {
        List<String> keys;
        try (Stream<String> found = backend.getKeys(PENDING.getName(), VoidNamespace.INSTANCE)) {
            // Collected first: what the visitor writes must not meet the iteration.
            keys = found.toList();
        }
        for (String key : keys) {
            backend.setCurrentKey(key);
            visitor.visit(key);
        }
    }

    List<Long> pendingSequences() throws Exception {
        List<Long> sequences = new ArrayList<>();
        pending.keys().forEach(sequences::add);
        return sequences;
    }

    PendingDelivery pending(long sequence) throws Exception {
        PendingDelivery found = pending.get(sequence);
        if (found == null) {
            throw new IllegalStateException("sequence " + sequence + " is not pending");
        }
        return found;
    }

    void keep(PendingDelivery delivery) throws Exception {
        pending.put(delivery.message().sequence(), delivery);
    }

    /** The id of the message that is pending or finished under the sequence. */
    @Nullable
    String idAt(long sequence) throws Exception {
        PendingDelivery waiting = pending.get(sequence);
        if (waiting != null) {
            return waiting.message().id();
        }
        FinishedDelivery done = finished.get(sequence);
        return done == null ? null : done.id();
    }

    @Nullable
    Long newestDelivered() throws Exception {
        return newestDelivered.value();
    }

    /** Remembers the message as finished; it is no longer pending. */
    void finish(long sequence, FinishedDelivery delivery) throws Exception {
        pending.remove(sequence);
        finished.put(sequence, delivery);
        if (delivery.delivered()) {
            Long newest = newestDelivered.value();
            newestDelivered.update(newest == null ? sequence : Math.max(newest, sequence));
        }
    }

    /** Forgets what was finished at or before the time. */
    void forgetFinished(long untilMs) throws Exception {
        List<Long> old = new ArrayList<>();
        for (var entry : finished.entries()) {
            if (entry.getValue().atMs() <= untilMs) {
                old.add(entry.getKey());
            }
        }
        for (long sequence : old) {
            finished.remove(sequence);
        }
        Long newest = newestDelivered.value();
        if (newest != null && !finished.contains(newest)) {
            newestDelivered.clear();
        }
    }
}
