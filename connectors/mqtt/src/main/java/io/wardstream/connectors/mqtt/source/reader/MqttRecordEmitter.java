package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.AckMode;
import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.MalformedHandler;
import io.wardstream.connectors.mqtt.MqttMessage;
import io.wardstream.connectors.mqtt.internal.client.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages on in the order in which they came, stamped, and moves the split's clock and watermark when a tick
 * comes by. A message's records are handed on when the deserializer has returned: all of them or, if it throws, none.
 * Used by the task's thread only.
 *
 * @param <T> the records
 */
final class MqttRecordEmitter<T> implements RecordEmitter<Received, T, MqttSplitState> {

    private static final Logger LOG = LoggerFactory.getLogger(MqttRecordEmitter.class);

    private final Deserialization<T> deserialization;
    private final AckLedger ledger;
    private final boolean ackOnCheckpoint;
    private final boolean brokerTime;
    private final SourceMetrics metrics;
    private final Records<T> records = new Records<>();

    MqttRecordEmitter(
            Deserialization<T> deserialization, AckLedger ledger, SessionConfig config, SourceMetrics metrics) {
        this.deserialization = deserialization;
        this.ledger = ledger;
        this.ackOnCheckpoint = config.ackMode() == AckMode.ON_CHECKPOINT;
        this.brokerTime = config.brokerTime() != null;
        this.metrics = metrics;
    }

    @Override
    public void emitRecord(Received received, SourceOutput<T> output, MqttSplitState split) throws Exception {
        Delivery delivery = received.delivery();
        String topic = delivery.topic();
        long stamp = received.receivedAtMs();
        boolean handOn = true;
        if (brokerTime) {
            stamp = split.stamp(received.link().startTick());
            metrics.fetchLag(received.receivedAtMs() - stamp);
            if (BrokerTime.isTick(topic)) {
                handOn = false;
                if (split.isOwnTick(topic)) {
                    tick(received, output, split);
                }
            }
        }
        if (handOn) {
            metrics.received(delivery.size());
            split.read();
            deserialize(new PublishedMessage(delivery, topic, received.receivedAtMs(), stamp));
            for (T record : records.list) {
                output.collect(record, stamp);
            }
        }
        // Last: a message whose deserialization failed must not be acknowledged.
        if (ackOnCheckpoint) {
            ledger.handedOn(received);
        } else {
            received.acknowledge();
        }
    }

    private void deserialize(MqttMessage message) throws IOException {
        records.list.clear();
        try {
            deserialization.schema().deserialize(message, records);
        } catch (Exception e) {
            records.list.clear();
            metrics.malformed();
            malformed(message, e);
        }
    }

    private void malformed(MqttMessage message, Exception cause) throws IOException {
        String what = "A message on " + message.topic() + " of " + message.payload().length + " bytes cannot be read";
        switch (deserialization.malformedPolicy()) {
            case FAIL -> throw new IOException(what, cause);
            case DROP -> LOG.warn("{} and is dropped: {}", what, cause.toString());
            case HAND_ON -> {
                MalformedHandler<T> handler = deserialization.malformedHandler();
                if (handler == null) {
                    throw new IllegalStateException("There is no handler of malformed messages");
                }
                records.list.add(handler.toRecord(message, cause));
            }
        }
    }

    private static <T> void tick(Received received, SourceOutput<T> output, MqttSplitState split) {
        OptionalLong tick = BrokerTime.decode(received.delivery().payload());
        if (tick.isPresent() && received.link().mayAdvanceTo(tick.getAsLong()) && split.advanceTo(tick.getAsLong())) {
            output.emitWatermark(new Watermark(tick.getAsLong() - 1));
        }
    }

    private static final class Records<T> implements Collector<T> {
        private final List<T> list = new ArrayList<>(4);

        @Override
        public void collect(T record) {
            list.add(record);
        }

        @Override
        public void close() {
            // The output is the task's.
        }
    }
}
