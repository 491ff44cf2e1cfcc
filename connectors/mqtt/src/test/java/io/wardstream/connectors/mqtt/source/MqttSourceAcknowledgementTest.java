package io.wardstream.connectors.mqtt.source;

import static io.wardstream.connectors.mqtt.testing.ReaderHarness.fence;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.mqtt.AckMode;
import io.wardstream.connectors.mqtt.MalformedPolicy;
import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import io.wardstream.connectors.mqtt.MqttMessage;
import io.wardstream.connectors.mqtt.MqttVersion;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import io.wardstream.connectors.mqtt.testing.Packets;
import io.wardstream.connectors.mqtt.testing.Packets.Disconnect;
import io.wardstream.connectors.mqtt.testing.Packets.PubAck;
import io.wardstream.connectors.mqtt.testing.Packets.Publish;
import io.wardstream.connectors.mqtt.testing.ReaderHarness;
import io.wardstream.connectors.mqtt.testing.ScriptedBroker.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a source acknowledges to a broker, and when. */
class MqttSourceAcknowledgementTest extends MqttSourceProtocol {

    @ParameterizedTest
    @EnumSource
    void acknowledgesWhenACheckpointIsCompleteExactlyWhatItHasInTheOrderOfDelivery(MqttVersion spoken)
            throws Exception {
        version = spoken;
        Connection connection = read(ticking());
        List<Integer> ids = connection.publish(TOPIC, payloads("m", 5));
        reader.records(5);
        fence(connection);
        assertThat(connection.acknowledged()).as("handed on").isEmpty();

        reader.snapshot(1);
        List<Integer> later = connection.publish(TOPIC, "late0", "late1");
        reader.records(7);
        fence(connection);
        assertThat(connection.acknowledged()).as("in a snapshot").isEmpty();
        assertThat(reader.gauge("unackedRecords")).isEqualTo(7);

        reader.complete(1);
        connection.received(PubAck.class, 5);
        fence(connection);
        assertThat(connection.acknowledged()).as("complete").isEqualTo(ids);
        assertThat(reader.gauge("unackedRecords")).isEqualTo(2);

        reader.checkpoint(2);
        connection.received(PubAck.class, 7);
        assertThat(connection.acknowledged().subList(5, 7)).isEqualTo(later);
        assertThat(connection.received(PubAck.class)).allMatch(ack -> ack.reason() == Packets.NORMAL);
        assertThat(reader.records()).isEqualTo(texts("m0", "m1", "m2", "m3", "m4", "late0", "late1"));
    }

    @Test
    void measuresWhatItDoes() throws Exception {
        Connection connection =
                read(source().malformedPolicy(MalformedPolicy.DROP).deserializer(new PickySchema()));
        connection.publish(TOPIC, "four", "bad", "five5");
        assertThat(reader.records(2)).containsExactly("four", "five5");
        assertThat(reader.recordsInErrors()).isEqualTo(1);
        assertThat(reader.counter("malformed")).isEqualTo(1);
        assertThat(reader.gauge("unackedRecords")).isEqualTo(3);
        assertThat((Double) reader.gauge("windowUtilisation")).isEqualTo(3.0 / 16_384);
        assertThat(reader.flinkGauge("pendingRecords")).isEqualTo(0L);
        reader.checkpoint(1);
        assertThat((Long) reader.gauge("ackLatencyMs")).isBetween(0L, 60_000L);
        assertThat((Double) reader.gauge("windowUtilisation")).isZero();
        connection.received(PubAck.class, 3);
    }

    /** Cannot read {@code bad}. */
    private static final class PickySchema implements MqttDeserializationSchema<String> {
        @Override
        public void deserialize(MqttMessage message, Collector<String> out) throws IOException {
            String text = new String(message.payload(), StandardCharsets.UTF_8);
            if (text.equals("bad")) {
                throw new IOException("bad");
            }
            out.collect(text);
        }

        @Override
        public TypeInformation<String> getProducedType() {
            return Types.STRING;
        }
    }

    @Test
    void acknowledgesWithALaterCheckpointWhatAnEarlierOneHadWhoseNotificationNeverCame() throws Exception {
        Connection connection = read(ticking());
        List<Integer> ids = new ArrayList<>(connection.publish(TOPIC, payloads("a", 3)));
        reader.records(3);
        reader.snapshot(1);
        ids.addAll(connection.publish(TOPIC, payloads("b", 3)));
        reader.records(6);
        reader.snapshot(2);
        connection.publish(TOPIC, payloads("c", 3));
        reader.records(9);
        fence(connection);
        assertThat(connection.acknowledged()).isEmpty();

        reader.complete(2);
        connection.received(PubAck.class, 6);
        reader.complete(1);
        fence(connection);
        assertThat(connection.acknowledged()).isEqualTo(ids);
    }

    @Test
    void acknowledgesNothingForAnAbortedCheckpointAndAllOfItWithTheNextOne() throws Exception {
        Connection connection = read(ticking());
        List<Integer> ids = new ArrayList<>(connection.publish(TOPIC, payloads("a", 3)));
        reader.records(3);
        reader.snapshot(1);
        reader.abort(1);
        ids.addAll(connection.publish(TOPIC, payloads("b", 3)));
        reader.records(6);
        reader.snapshot(2);
        fence(connection);
        assertThat(connection.acknowledged()).isEmpty();

        reader.complete(2);
        connection.received(PubAck.class, 6);
        assertThat(connection.acknowledged()).isEqualTo(ids);
    }

    @Test
    void takesEverythingThoughTheWindowIsFullAgainAndAgain() throws Exception {
        Connection connection = read(ticking().receiveMaximum(5));
        String[] payloads = payloads("m", 23);
        connection.publish(TOPIC, payloads);
        for (int checkpoint = 1; checkpoint <= 5; checkpoint++) {
            int expected = Math.min(5 * checkpoint, 23);
            reader.records(expected);
            fence(connection);
            assertThat(reader.records()).as("a full window, and no more").hasSize(expected);
            assertThat(reader.gauge("windowUtilisation")).isEqualTo((expected - 5 * (checkpoint - 1)) / 5.0);
            reader.checkpoint(checkpoint);
        }
        connection.received(PubAck.class, 23);
        assertThat(reader.records()).isEqualTo(texts(payloads));
        assertThat(connection.mostUnacknowledged()).isEqualTo(5);
    }

    @Test
    void acknowledgesAtOnceIfAskedTo() throws Exception {
        Connection connection = read(source().ackMode(AckMode.ON_EMIT));
        List<Integer> ids = connection.publish(TOPIC, payloads("m", 3));
        reader.records(3);
        connection.received(PubAck.class, 3);
        assertThat(connection.acknowledged()).isEqualTo(ids);
    }

    @Test
    void handsOnWhatNobodyWaitsToHaveAcknowledged() throws Exception {
        Connection connection = read(ticking());
        broker.publish(
                CLIENT, new Publish(0, TOPIC, "q0", 0, false, false, null, null, null, null, List.of()), message("q1"));
        assertThat(reader.records(2)).isEqualTo(texts("q0", "q1"));
        reader.checkpoint(1);
        connection.received(PubAck.class, 1);
        fence(connection);
        assertThat(connection.acknowledged()).hasSize(1);
    }

    @Test
    void acknowledgesEachSessionsMessagesOverItsOwnConnection() throws Exception {
        MqttSplit other = MqttSplit.ofFilter("ward/2/#");
        reader = new ReaderHarness(source().topicFilters("ward/2/#").build(), NEW, other);
        List<String> clients = List.of(
                broker.connection(1).connect().clientId(),
                broker.connection(2).connect().clientId());
        assertThat(clients).containsExactlyInAnyOrder(CLIENT, "job-s-" + other.splitId());
        Connection one = broker.connection(clients.indexOf(CLIENT) + 1);
        Connection two = broker.connection(2 - clients.indexOf(CLIENT));
        List<Integer> ids = one.publish(TOPIC, payloads("one", 3));
        reader.records(3);
        reader.snapshot(1);
        List<Integer> others = two.publish("ward/2/b/telemetry", "two");
        reader.records(4);
        reader.complete(1);
        one.received(PubAck.class, 3);
        reader.checkpoint(2);
        two.received(PubAck.class, 1);
        assertThat(one.acknowledged()).isEqualTo(ids);
        assertThat(two.acknowledged()).isEqualTo(others);
    }

    @Test
    void saysWhatIsSafeBeforeItLeavesAndLeavesTheSessionBehind() throws Exception {
        Connection connection = read(source());
        List<Integer> ids = connection.publish(TOPIC, payloads("m", 500));
        reader.records(500);
        reader.checkpoint(1);
        reader.close();
        reader = null;
        List<Disconnect> last = connection.received(Disconnect.class, 1);
        assertThat(connection.acknowledged()).isEqualTo(ids);
        assertThat(last).containsExactly(new Disconnect(Packets.NORMAL, null));
    }
}
