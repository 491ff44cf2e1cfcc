package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.AckMode;
import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Reads the splits of one subtask and acknowledges their messages when a checkpoint has them.
 *
 * <p>The promise: a message is acknowledged to the broker only after a checkpoint that contains its effect is complete. So
 * after a failure the broker delivers again whatever the restored state has not seen. What it delivers again although the
 * state has seen it (the task died between the checkpoint and the acknowledgement) is a duplicate that only keyed
 * deduplication behind the source can take out.
 *
 * @param <T> the records
 */
public final class MqttSourceReader<T>
        extends SingleThreadMultiplexSourceReaderBase<Received, T, MqttSplit, MqttSplitState> {

    private final SessionConfig sessions;
    private final SessionMetrics metrics;
    private final AckLedger ledger;

    private MqttSourceReader(
            SourceReaderContext context,
            SessionConfig config,
            MqttDeserializationSchema<T> schema,
            AckMode ackMode,
            SessionMetrics metrics,
            AckLedger ledger,
            AtomicReference<@Nullable MqttSplitReader> splitReader) {
        super(
                () -> {
                    MqttSplitReader reader = new MqttSplitReader(config, metrics, context.getIndexOfSubtask());
                    splitReader.set(reader);
                    return reader;
                },
                new MqttRecordEmitter<>(schema, ledger, ackMode, config.brokerTime()),
                context.getConfiguration(),
                context);
        this.sessions = config;
        this.metrics = metrics;
        this.ledger = ledger;
    }

    /** Makes a reader; {@code schema} is open. */
    public static <T> MqttSourceReader<T> create(
            SourceReaderContext context, SessionConfig config, MqttDeserializationSchema<T> schema, AckMode ackMode) {
        MetricGroup group = context.metricGroup().addGroup("MqttSourceReader");
        AckLedger ledger = new AckLedger();
        AtomicReference<@Nullable MqttSplitReader> splitReader = new AtomicReference<>();
        group.gauge("unackedRecords", ledger::size);
        group.gauge("windowUtilisation", () -> {
            MqttSplitReader reader = splitReader.get();
            return reader == null ? 0.0 : reader.windowUtilisation();
        });
        return new MqttSourceReader<>(context, config, schema, ackMode, new SessionMetrics(group), ledger, splitReader);
    }

    @Override
    public List<MqttSplit> snapshotState(long checkpointId) {
        List<MqttSplit> splits = super.snapshotState(checkpointId);
        ledger.seal(checkpointId);
        return splits;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        ledger.complete(checkpointId);
    }

    @Override
    protected void onSplitFinished(Map<String, MqttSplitState> finishedSplitIds) {
        // Splits of an unbounded source do not finish.
    }

    @Override
    protected MqttSplitState initializedState(MqttSplit split) {
        String tickTopic = sessions.brokerTime() == null
                ? null
                : BrokerTime.tickTopic(split.topicFilter(), sessions.clientId(split.splitId()));
        return new MqttSplitState(split, tickTopic);
    }

    @Override
    protected MqttSplit toSplitType(String splitId, MqttSplitState state) {
        return state.toSplit(state.sessionWasStarted() || metrics.isStarted(splitId));
    }
}
