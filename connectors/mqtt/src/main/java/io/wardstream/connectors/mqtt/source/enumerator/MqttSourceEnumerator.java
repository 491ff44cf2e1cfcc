package io.wardstream.connectors.mqtt.source.enumerator;

import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the splits: all known at the start, none ever found later.
 *
 * <p>Life: it waits until every reader has registered, then gives the i-th split to reader i modulo parallelism, so
 * that every reader has one as long as there are no more readers than splits. A reader that failed gives its splits
 * back and gets them again when it registers. After a restore the readers bring their splits with them; only splits
 * that are new in the configuration are handed out. A bounded source's readers are told that nothing more comes. All
 * calls are made by the coordinator's thread.
 */
public final class MqttSourceEnumerator implements SplitEnumerator<MqttSplit, MqttEnumeratorState> {

    private final SplitEnumeratorContext<MqttSplit> context;
    private final String clientIdPrefix;
    private final List<MqttSplit> splits;
    private final List<String> order;
    private final boolean everyReaderNeedsASplit;
    private final boolean bounded;
    private final Map<String, MqttSplit> unassigned = new LinkedHashMap<>();
    private final Set<Integer> toldNoMore = new HashSet<>();

    public MqttSourceEnumerator(
            SplitEnumeratorContext<MqttSplit> context,
            String clientIdPrefix,
            List<MqttSplit> splits,
            boolean everyReaderNeedsASplit,
            boolean bounded,
            @Nullable MqttEnumeratorState restored) {
        this.context = context;
        this.clientIdPrefix = clientIdPrefix;
        this.splits = List.copyOf(splits);
        this.order = splits.stream().map(MqttSplit::splitId).toList();
        this.everyReaderNeedsASplit = everyReaderNeedsASplit;
        this.bounded = bounded;
        Set<String> known = new HashSet<>();
        if (restored != null) {
            if (!restored.clientIdPrefix().equals(clientIdPrefix)) {
                throw new FlinkRuntimeException("The state was written with the client id prefix '"
                        + restored.clientIdPrefix() + "', this source has '" + clientIdPrefix
                        + "'. Under another prefix the broker knows other sessions, and what is queued in the old ones"
                        + " would be lost.");
            }
            for (MqttSplit split : restored.known()) {
                if (!order.contains(split.splitId())) {
                    throw new FlinkRuntimeException("The state has a session for the topic filter '"
                            + split.topicFilter()
                            + "', which this source no longer reads. What is queued in it would be lost: read it to its"
                            + " end first, or start without state.");
                }
                known.add(split.splitId());
            }
            restored.unassigned().forEach(split -> unassigned.put(split.splitId(), split));
        }
        for (MqttSplit split : splits) {
            if (!known.contains(split.splitId())) {
                unassigned.put(split.splitId(), split);
            }
        }
    }

    @Override
    public void start() {
        if (everyReaderNeedsASplit && context.currentParallelism() > splits.size()) {
            throw new FlinkRuntimeException("Parallelism " + context.currentParallelism() + " for "
                    + splits.size() + " topic filter(s): with broker time every reader needs a filter of its own,"
                    + " because a reader without one would hold event time still. Lower the source's parallelism.");
        }
    }

    @Override
    public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
        // Splits are assigned, never asked for.
    }

    @Override
    public void addSplitsBack(List<MqttSplit> givenBack, int subtaskId) {
        givenBack.forEach(split -> unassigned.put(split.splitId(), split));
        toldNoMore.remove(subtaskId);
        if (context.registeredReaders().containsKey(subtaskId)) {
            assign();
        }
    }

    @Override
    public void addReader(int subtaskId) {
        assign();
    }

    private void assign() {
        int parallelism = context.currentParallelism();
        if (context.registeredReaders().size() < parallelism) {
            return;
        }
        Map<Integer, List<MqttSplit>> assignment = new HashMap<>();
        for (MqttSplit split : unassigned.values()) {
            int reader = Math.floorMod(order.indexOf(split.splitId()), parallelism);
            assignment.computeIfAbsent(reader, r -> new ArrayList<>()).add(split);
        }
        unassigned.clear();
        if (!assignment.isEmpty()) {
            context.assignSplits(new SplitsAssignment<>(assignment));
        }
        for (int reader = bounded ? 0 : splits.size(); reader < parallelism; reader++) {
            if (toldNoMore.add(reader)) {
                context.signalNoMoreSplits(reader);
            }
        }
    }

    @Override
    public MqttEnumeratorState snapshotState(long checkpointId) {
        return new MqttEnumeratorState(
                clientIdPrefix, splits, Collections.unmodifiableList(new ArrayList<>(unassigned.values())));
    }

    @Override
    public void close() throws IOException {
        // Nothing is open here: the sessions are the readers'.
    }
}
