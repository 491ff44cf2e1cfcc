package io.wardstream.connectors.mqtt.source.reader;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.wardstream.connectors.mqtt.AckMode;
import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import java.util.OptionalLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages on in the order in which they came, stamped, and moves the split's clock and watermark when a tick comes
 * by. Used by the task's thread only.
 *
 * @param <T> the records
 */
final class MqttRecordEmitter<T> implements RecordEmitter<Received, T, MqttSplitState> {

    private final MqttDeserializationSchema<T> schema;
    private final AckLedger ledger;
    private final AckMode ackMode;
    private final boolean brokerTime;
    private final StampingCollector<T> collector = new StampingCollector<>();

    MqttRecordEmitter(
            MqttDeserializationSchema<T> schema, AckLedger ledger, AckMode ackMode, @Nullable BrokerTime brokerTime) {
        this.schema = schema;
        this.ledger = ledger;
        this.ackMode = ackMode;
        this.brokerTime = brokerTime != null;
    }

    @Override
    public void emitRecord(Received received, SourceOutput<T> output, MqttSplitState split) throws Exception {
        Mqtt5Publish publish = received.publish();
        String topic = publish.getTopic().toString();
        long stamp = received.receivedAtMs();
        boolean handOn = true;
        if (brokerTime) {
            stamp = split.stamp(received.link().startTick());
            if (BrokerTime.isTick(topic)) {
                handOn = false;
                if (split.isOwnTick(topic)) {
                    tick(received, output, split);
                }
            }
        }
        if (handOn) {
            collector.output = output;
            collector.stamp = stamp;
            schema.deserialize(new PublishedMessage(publish, received.receivedAtMs(), stamp), collector);
        }
        // Last: a message whose deserialization failed must not be acknowledged.
        if (ackMode == AckMode.ON_EMIT) {
            received.acknowledge();
        } else {
            ledger.handedOn(received);
        }
    }

    private static <T> void tick(Received received, SourceOutput<T> output, MqttSplitState split) {
        OptionalLong tick = BrokerTime.decode(received.publish().getPayloadAsBytes());
        if (tick.isPresent() && received.link().mayAdvanceTo(tick.getAsLong()) && split.advanceTo(tick.getAsLong())) {
            output.emitWatermark(new Watermark(tick.getAsLong() - 1));
        }
    }

    private static final class StampingCollector<T> implements Collector<T> {
        private @Nullable SourceOutput<T> output;
        private long stamp;

        @Override
        public void collect(T record) {
            if (output == null) {
                throw new IllegalStateException("Records may be collected only while a message is deserialized");
            }
            output.collect(record, stamp);
        }

        @Override
        public void close() {
            // The output is the task's.
        }
    }
}
