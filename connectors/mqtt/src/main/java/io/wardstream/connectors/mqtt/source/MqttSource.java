package io.wardstream.connectors.mqtt.source;

import io.wardstream.connectors.mqtt.source.enumerator.MqttEnumeratorState;
import io.wardstream.connectors.mqtt.source.enumerator.MqttEnumeratorStateSerializer;
import io.wardstream.connectors.mqtt.source.enumerator.MqttSourceEnumerator;
import io.wardstream.connectors.mqtt.source.reader.Deserialization;
import io.wardstream.connectors.mqtt.source.reader.MqttSourceReader;
import io.wardstream.connectors.mqtt.source.reader.SessionConfig;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import io.wardstream.connectors.mqtt.source.split.MqttSplitSerializer;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Reads MQTT topics, and acknowledges a message only when a checkpoint has it.
 *
 * <p>Guarantee: at least once, from the broker's acknowledgement to the publisher on, through any failure of the job,
 * as long as the broker keeps the session and the job goes on from its latest completed checkpoint or from a savepoint
 * with which it was stopped. MQTT cannot rewind: an <em>older</em> checkpoint has a hole.
 *
 * <p>Made by {@link #builder()}. One topic filter is one split is one session: the order of messages within a filter is
 * the broker's. Throughput is at most the receive maximum per checkpoint interval and filter.
 *
 * @param <T> the records
 */
public final class MqttSource<T> implements Source<T, MqttSplit, MqttEnumeratorState>, ResultTypeQueryable<T> {

    @Serial
    private static final long serialVersionUID = 1;

    private final SessionConfig sessions;
    private final ArrayList<MqttSplit> splits;
    private final Deserialization<T> deserialization;

    MqttSource(SessionConfig sessions, List<MqttSplit> splits, Deserialization<T> deserialization) {
        this.sessions = sessions;
        this.splits = new ArrayList<>(splits);
        this.deserialization = deserialization;
    }

    /** Starts a source. */
    public static <T> MqttSourceBuilder<T> builder() {
        return new MqttSourceBuilder<>();
    }

    @Override
    public Boundedness getBoundedness() {
        return sessions.stop() == null ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<T, MqttSplit> createReader(SourceReaderContext context) throws Exception {
        deserialization.schema().open(new DeserializationSchema.InitializationContext() {
            @Override
            public MetricGroup getMetricGroup() {
                return context.metricGroup().addGroup("deserializer");
            }

            @Override
            public UserCodeClassLoader getUserCodeClassLoader() {
                return SimpleUserCodeClassLoader.create(
                        context.getUserCodeClassLoader().asClassLoader());
            }
        });
        return MqttSourceReader.create(context, sessions, deserialization);
    }

    @Override
    public SplitEnumerator<MqttSplit, MqttEnumeratorState> createEnumerator(SplitEnumeratorContext<MqttSplit> context) {
        return enumerator(context, null);
    }

    @Override
    public SplitEnumerator<MqttSplit, MqttEnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<MqttSplit> context, MqttEnumeratorState state) {
        return enumerator(context, state);
    }

    private MqttSourceEnumerator enumerator(
            SplitEnumeratorContext<MqttSplit> context, @Nullable MqttEnumeratorState restored) {
        return new MqttSourceEnumerator(
                context,
                sessions.clientIdPrefix(),
                splits,
                sessions.brokerTime() != null,
                sessions.stop() != null,
                restored);
    }

    @Override
    public MqttSplitSerializer getSplitSerializer() {
        return MqttSplitSerializer.INSTANCE;
    }

    @Override
    public MqttEnumeratorStateSerializer getEnumeratorCheckpointSerializer() {
        return new MqttEnumeratorStateSerializer();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return deserialization.schema().getProducedType();
    }

    /** The most readers that have something to read: the number of splits. */
    public int maxParallelism() {
        return splits.size();
    }
}
