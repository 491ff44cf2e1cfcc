package io.wardstream.connectors.mqtt.source.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardstream.connectors.mqtt.MalformedHandler;
import io.wardstream.connectors.mqtt.MalformedPolicy;
import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import io.wardstream.connectors.mqtt.MqttMessage;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.testutils.source.reader.TestingReaderOutput;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** A message that cannot be read, between two that can. */
class MalformedMessagesTest {

    private final AckLedger ledger = new AckLedger();
    private final Link link = new Link(100, 0, () -> {});
    private final TestingReaderOutput<String> out = new TestingReaderOutput<>();
    private final MqttSplitState split = new MqttSplitState(MqttSplit.ofFilter("a/#"), null);

    /** Gives a record for each part of a message, and throws at the part {@code bad}. */
    private static final class Parts implements MqttDeserializationSchema<String> {
        @Override
        public void deserialize(MqttMessage message, Collector<String> collector) throws IOException {
            for (String part : new String(message.payload(), StandardCharsets.UTF_8).split(",")) {
                if (part.equals("bad")) {
                    throw new IllegalStateException("bad");
                }
                collector.collect(part);
            }
        }

        @Override
        public TypeInformation<String> getProducedType() {
            return Types.STRING;
        }
    }

    private void emit(MalformedPolicy policy, MalformedHandler<String> handler) throws Exception {
        MqttRecordEmitter<String> emitter = new MqttRecordEmitter<>(
                new Deserialization<>(new Parts(), policy, handler), ledger, Emitters.config(null), Emitters.metrics());
        for (String payload : new String[] {"1,2", "3,bad,4", "5"}) {
            link.deliver(new FakeDelivery("a/b", payload, () -> {}));
            emitter.emitRecord(link.poll(), out, split);
        }
    }

    @Test
    void failsWithoutSayingWhatIsInTheMessage() {
        assertThatThrownBy(() -> emit(MalformedPolicy.FAIL, null))
                .isInstanceOf(IOException.class)
                .hasMessage("A message on a/b of 7 bytes cannot be read");
        assertThat(ledger.size()).as("it is not acknowledged").isEqualTo(1);
        assertThat(out.getEmittedRecords()).containsExactly("1", "2");
    }

    @Test
    void dropsAllOfItAndAcknowledgesIt() throws Exception {
        emit(MalformedPolicy.DROP, null);
        assertThat(out.getEmittedRecords()).containsExactly("1", "2", "5");
        assertThat(ledger.size()).isEqualTo(3);
    }

    @Test
    void handsOnWhatTheHandlerMakesOfIt() throws Exception {
        emit(
                MalformedPolicy.HAND_ON,
                (message, cause) -> "malformed " + message.topic() + " " + cause.getMessage() + " "
                        + new String(message.payload(), StandardCharsets.UTF_8));
        assertThat(out.getEmittedRecords()).containsExactly("1", "2", "malformed a/b bad 3,bad,4", "5");
        assertThat(ledger.size()).isEqualTo(3);
    }
}
