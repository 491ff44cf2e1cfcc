package io.wardstream.connectors.mqtt.source;

import static io.wardstream.connectors.mqtt.testing.ReaderHarness.fence;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.mqtt.MqttCredentials;
import io.wardstream.connectors.mqtt.MqttVersion;
import io.wardstream.connectors.mqtt.SessionLostPolicy;
import io.wardstream.connectors.mqtt.testing.Packets;
import io.wardstream.connectors.mqtt.testing.Packets.Connect;
import io.wardstream.connectors.mqtt.testing.Packets.PubAck;
import io.wardstream.connectors.mqtt.testing.Packets.Publish;
import io.wardstream.connectors.mqtt.testing.Packets.Subscribe;
import io.wardstream.connectors.mqtt.testing.Packets.Subscription;
import io.wardstream.connectors.mqtt.testing.ReaderHarness;
import io.wardstream.connectors.mqtt.testing.ScriptedBroker.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a source begins its session, what it does when the connection is lost, and when the session is. */
class MqttSourceSessionTest extends MqttSourceProtocol {

    @Test
    void asksForALastingSessionWithAWindowThatNoBrokerReplaces() throws Exception {
        Connection connection = read(source().connection(connection()
                        .keepAlive(Duration.ofSeconds(17))
                        .credentials(MqttCredentials.of("flink", "secret"))
                        .build())
                .sessionExpiry(Duration.ofHours(3)));
        assertThat(connection.connect())
                .isEqualTo(new Connect(
                        Packets.MQTT_5, CLIENT, false, 17, 3 * 3600L, 16_384, null, false, "flink", "secret"));
        assertThat(connection.received(Subscribe.class))
                .singleElement()
                .satisfies(subscribe -> assertThat(subscribe.subscriptions())
                        .as("quality of service 1, its own ticks too, and what was retained only the first time")
                        .containsExactly(new Subscription(FILTER, 1, false, false, 1)));
    }

    @Test
    void sendsEvenTheLargestWindowInSoManyWords() throws Exception {
        Connection connection = read(source().receiveMaximum(MqttSourceBuilder.MAX_RECEIVE_MAXIMUM));
        assertThat(connection.connect().receiveMaximum()).isEqualTo(65_534);
    }

    @Test
    void acknowledgesOnANewConnectionOnlyWhatCameOverIt() throws Exception {
        broker.keepSessions();
        Connection lost = read(ticking());
        List<Integer> ids = lost.publish(TOPIC, payloads("m", 3));
        reader.records(3);
        reader.snapshot(1);
        fence(lost);
        lost.close();

        Connection fresh = broker.connection(2);
        assertThat(fresh.connect()).isEqualTo(lost.connect());
        assertThat(reader.records(6)).as("they come again").isEqualTo(texts("m0", "m1", "m2", "m0", "m1", "m2"));
        assertThat(fresh.sent(Publish.class)).hasSize(3).allMatch(Publish::dup);
        reader.complete(1);
        fence(fresh);
        assertThat(fresh.acknowledged())
                .as("a checkpoint has the messages, but not their second delivery")
                .isEmpty();

        reader.checkpoint(2);
        fresh.received(PubAck.class, 3);
        fence(fresh);
        assertThat(fresh.acknowledged()).isEqualTo(ids);
        assertThat(lost.acknowledged()).isEmpty();
        assertThat(fresh.received(Subscribe.class))
                .as("the session is still there")
                .isEmpty();
        assertThat(reader.counter("reconnects")).isEqualTo(1);
        assertThat(reader.counter("sessionLost")).isZero();
    }

    @Test
    void takesNoNewMessageForAnOldOneWithTheSamePacketId() throws Exception {
        Connection lost = read(ticking().sessionLostPolicy(SessionLostPolicy.WARN));
        List<Integer> old = lost.publish(TOPIC, payloads("old", 3));
        reader.records(3);
        reader.snapshot(1);
        fence(lost);
        lost.close();

        Connection fresh = broker.connection(2);
        fresh.received(Subscribe.class, 1);
        assertThat(fresh.publish(TOPIC, payloads("new", 3))).isEqualTo(old);
        reader.records(6);
        reader.complete(1);
        fence(fresh);
        assertThat(fresh.acknowledged()).isEmpty();

        reader.checkpoint(2);
        fresh.received(PubAck.class, 3);
        assertThat(fresh.acknowledged()).isEqualTo(old);
        assertThat(reader.gauge("unackedRecords")).isEqualTo(0);
    }

    @Test
    void connectsAgainWhenTheBrokerShutsDownOrIsNotReady() throws Exception {
        broker.keepSessions();
        Connection first = read(source());
        first.publish(TOPIC, "a");
        reader.records(1);
        reader.checkpoint(1);
        first.received(PubAck.class, 1);
        broker.onConnect(ack -> broker.connections() < 4 ? ack.withReason(Packets.SERVER_UNAVAILABLE) : ack);
        first.disconnect(0x8B);
        Connection fourth = broker.connection(4);
        fourth.publish(TOPIC, "b");
        assertThat(reader.records(2)).isEqualTo(texts("a", "b"));
    }

    @ParameterizedTest
    @EnumSource
    void handsOnAllThatComesRightBehindTheConnAckOfAResumedSession(MqttVersion spoken) throws Exception {
        version = spoken;
        broker.keepSessions();
        String[] payloads = payloads("m", 2_000);
        List<Integer> ids = new ArrayList<>();
        for (String payload : payloads) {
            ids.addAll(broker.publish(CLIENT, message(payload)));
        }
        reader = new ReaderHarness(ticking().build(), STARTED);
        Connection connection = broker.connection(1);
        assertThat(reader.records(2_000)).isEqualTo(texts(payloads));
        fence(connection);
        assertThat(connection.received(Subscribe.class))
                .as("said again, whoever said it before")
                .hasSize(1);
        assertThat(connection.acknowledged()).isEmpty();
        reader.checkpoint(1);
        connection.received(PubAck.class, 2_000);
        assertThat(connection.acknowledged()).isEqualTo(ids);
    }

    @Test
    void subscribesToASessionThatIsThereThoughNoStateSaysThatItWasBegun() throws Exception {
        broker.keepSessions();
        broker.publish(CLIENT, message("queued"));
        reader = new ReaderHarness(source().build(), NEW);
        broker.connection(1).received(Subscribe.class, 1);
        assertThat(reader.records(1)).isEqualTo(texts("queued"));
    }

    @Test
    void remembersInItsStateThatTheSessionWasBegun() throws Exception {
        Connection connection = read(source());
        assertThat(connection.connect().clientId()).isEqualTo(CLIENT);
        reader.workUntil("the session is begun", () -> reader.snapshot(1).equals(List.of(STARTED)));
    }

    @Test
    void failsWhenTheBrokerHasLostTheSession() throws Exception {
        reader = new ReaderHarness(source().build(), STARTED);
        assertThat(reader.failure())
                .hasStackTraceContaining(CLIENT + ": the broker no longer has this session")
                .hasStackTraceContaining("WARN");
        assertThat(broker.connection(1).received(Subscribe.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void failsAgainWhenItIsStartedAgainAfterALostSession(MqttVersion spoken) throws Exception {
        version = spoken;
        broker.keepSessions();
        for (int attempt = 1; attempt <= 3; attempt++) {
            reader = new ReaderHarness(source().build(), STARTED);
            assertThat(reader.failure())
                    .as("attempt %d", attempt)
                    .hasStackTraceContaining("the broker no longer has this session");
            reader.close();
        }
        reader = null;
    }

    @Test
    void subscribesWhenTheSessionWasLostAndThenTheConnectionBeforeTheSubscription() throws Exception {
        broker.keepSessions();
        broker.onSubscribe(subscription -> null);
        reader = new ReaderHarness(
                source().sessionLostPolicy(SessionLostPolicy.WARN).build(), STARTED);
        Connection first = broker.connection(1);
        first.received(Subscribe.class, 1);
        broker.onSubscribe(Subscription::qos);
        first.close();
        Connection second = broker.connection(2);
        second.received(Subscribe.class, 1);
        second.publish(TOPIC, "m");
        assertThat(reader.records(1)).isEqualTo(texts("m"));
        assertThat(reader.counter("sessionLost")).isEqualTo(1);
    }

    @Test
    void subscribesAgainAndCountsWhenALostSessionIsNoReasonToFail() throws Exception {
        reader = new ReaderHarness(
                source().sessionLostPolicy(SessionLostPolicy.WARN).build(), STARTED);
        Connection connection = broker.connection(1);
        connection.received(Subscribe.class, 1);
        connection.publish(TOPIC, "m");
        reader.records(1);
        assertThat(reader.counter("sessionLost")).isEqualTo(1);
    }
}
