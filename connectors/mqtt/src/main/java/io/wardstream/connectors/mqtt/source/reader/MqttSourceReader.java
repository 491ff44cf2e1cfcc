package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the splits of one subtask and acknowledges their messages when a checkpoint has them.
 *
 * <p>The promise: a message is acknowledged to the broker only after a checkpoint that contains its effect is complete.
 * So after a failure the broker delivers again whatever the restored state has not seen. What it delivers again
 * although the state has seen it (the task died between the checkpoint and the acknowledgement) is a duplicate that
 * only keyed deduplication behind the source can take out.
 *
 * @param <T> the records
 */
public final class MqttSourceReader<T>
        extends SingleThreadMultiplexSourceReaderBase<Received, T, MqttSplit, MqttSplitState> {

    private static final Logger LOG = LoggerFactory.getLogger(MqttSourceReader.class);

    private final SessionConfig sessionConfig;
    private final Sessions sessions;
    private final SourceMetrics metrics;
    private final AckLedger ledger;

    private MqttSourceReader(
            SourceReaderContext context,
            SessionConfig sessionConfig,
            Deserialization<T> deserialization,
            Sessions sessions,
            SourceMetrics metrics,
            AckLedger ledger) {
        super(
                () -> new MqttSplitReader(sessions),
                new MqttRecordEmitter<>(deserialization, ledger, sessionConfig, metrics),
                context.getConfiguration(),
                context);
        this.sessionConfig = sessionConfig;
        this.sessions = sessions;
        this.metrics = metrics;
        this.ledger = ledger;
    }

    /** Makes a reader; the deserializer is open. */
    public static <T> MqttSourceReader<T> create(
            SourceReaderContext context, SessionConfig sessionConfig, Deserialization<T> deserialization) {
        SourceMetrics metrics = new SourceMetrics(context.metricGroup());
        AckLedger ledger = new AckLedger();
        Sessions sessions = new Sessions(sessionConfig, metrics, context.getIndexOfSubtask());
        metrics.gauges(
                ledger::size,
                ledger::lastLatencyMs,
                sessions::windowUtilisation,
                () -> Math.max(0, sessions.outstanding() - ledger.size()));
        if (sessionConfig.brokerTime() != null) {
            metrics.fetchLagGauge();
        }
        return new MqttSourceReader<>(context, sessionConfig, deserialization, sessions, metrics, ledger);
    }

    @Override
    public void start() {
        super.start();
        if (sessionConfig.brokerVersionCheck() && context.getIndexOfSubtask() == 0) {
            BrokerVersionCheck.begin(sessionConfig);
        }
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
    protected void onSplitFinished(Map<String, MqttSplitState> finished) {
        finished.keySet().forEach(split -> LOG.info("{} was read to its end", sessionConfig.clientId(split)));
    }

    @Override
    protected MqttSplitState initializedState(MqttSplit split) {
        String tickTopic = sessionConfig.brokerTime() == null
                ? null
                : BrokerTime.tickTopic(split.topicFilter(), sessionConfig.clientId(split.splitId()));
        return new MqttSplitState(split, tickTopic);
    }

    @Override
    protected MqttSplit toSplitType(String splitId, MqttSplitState state) {
        return state.toSplit(state.sessionWasStarted() || metrics.isStarted(splitId));
    }

    @Override
    public void close() throws Exception {
        try {
            super.close();
        } finally {
            if (sessionConfig.stop() != null && ledger.size() > 0) {
                LOG.warn(
                        "{} messages of {} were read and not acknowledged, because no checkpoint was taken after them: they"
                                + " will be delivered again",
                        ledger.size(),
                        sessionConfig.clientIdPrefix());
            }
            sessions.close();
        }
    }
}
