package io.wardstream.connectors.mqtt.source;

import static io.wardstream.connectors.mqtt.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.mqtt.MqttVersion;
import io.wardstream.connectors.mqtt.testing.Packets;
import io.wardstream.connectors.mqtt.testing.Packets.Subscribe;
import io.wardstream.connectors.mqtt.testing.Packets.Subscription;
import io.wardstream.connectors.mqtt.testing.ReaderHarness;
import io.wardstream.connectors.mqtt.testing.ScriptedBroker.Connection;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a source makes of a broker that refuses it, or does less than it asks for, and that it leaves nothing behind
 * then.
 */
class MqttSourceRefusalTest extends MqttSourceProtocol {

    /** It has not come again, and does not once it is closed. */
    private void assertTriedOnce() throws Exception {
        end();
        assertThat(broker.connections()).isEqualTo(1);
    }

    @Test
    void failsWhenTheBrokerKeepsSessionsTooShort() throws Exception {
        broker.onConnect(ack -> ack.withSessionExpiry(7_199));
        reader = new ReaderHarness(source().sessionExpiry(Duration.ofHours(2)).build(), NEW);
        assertThat(reader.failure()).hasStackTraceContaining("for 7199 s only, not for 7200 s");
    }

    @Test
    void isContentWithWhatItAskedFor() throws Exception {
        broker.onConnect(ack -> ack.withSessionExpiry(7_200));
        Connection connection = read(source().sessionExpiry(Duration.ofHours(2)));
        connection.publish(TOPIC, "m");
        assertThat(reader.records(1)).isEqualTo(texts("m"));
    }

    @Test
    void failsWhenTheBrokerGrantsALowerQualityOfService() throws Exception {
        broker.onSubscribe(subscription -> 0);
        reader = new ReaderHarness(source().build(), NEW);
        assertThat(reader.failure())
                .hasStackTraceContaining("the broker grants quality of service 0 on " + FILTER + ", not 1");
    }

    @Test
    void failsWhenTheBrokerRefusesTheSubscription() throws Exception {
        broker.onSubscribe(subscription -> Packets.NOT_AUTHORIZED);
        reader = new ReaderHarness(source().build(), NEW);
        assertThat(reader.failure()).hasStackTraceContaining("the broker refused the subscription to " + FILTER);
        assertThat(broker.connections()).isEqualTo(1);
    }

    @Test
    void failsAtOnceWhenTheSessionIsTakenOverAndDoesNotFightForIt() throws Exception {
        Connection connection = read(source());
        connection.publish(TOPIC, "m");
        reader.records(1);
        connection.disconnect(Packets.SESSION_TAKEN_OVER);
        assertThat(reader.failure()).hasStackTraceContaining("another client has taken this session over");
        assertTriedOnce();
    }

    @Test
    void failsAtOnceWhenTheSessionIsTakenOverBeforeTheSubscriptionIsAnswered() throws Exception {
        broker.onSubscribe(subscription -> null);
        Connection connection = read(source());
        connection.disconnect(Packets.SESSION_TAKEN_OVER);
        assertThat(reader.failure()).hasStackTraceContaining("another client has taken this session over");
        assertTriedOnce();
    }

    @Test
    void failsAtOnceWhenTheSessionIsTakenOverRightBehindTheConnAck() throws Exception {
        broker.onLetIn(connection -> connection.disconnect(Packets.SESSION_TAKEN_OVER));
        reader = new ReaderHarness(source().build(), NEW);
        assertThat(reader.failure()).hasStackTraceContaining("another client has taken this session over");
        assertTriedOnce();
    }

    @Test
    void connectsAgainWhenTheConnectionIsLostBeforeTheSubscriptionIsAnswered() throws Exception {
        broker.onSubscribe(subscription -> null);
        Connection connection = read(source());
        broker.onSubscribe(Subscription::qos);
        connection.close();
        broker.connection(2).received(Subscribe.class, 1);
        broker.connection(2).publish(TOPIC, "m");
        assertThat(reader.records(1)).isEqualTo(texts("m"));
    }

    @Test
    void leavesNoConnectionBehindWhenItIsLetInAfterItWasClosed() throws Exception {
        broker.onConnect(ack -> null);
        reader = new ReaderHarness(source().build(), NEW);
        Connection connection = broker.connection(1);
        reader.close();
        reader = null;
        connection.letIn();
        connection.untilClosed();
    }

    @Test
    void failsAtOnceWhenItIsNotLetIn() throws Exception {
        broker.onConnect(ack -> ack.withReason(Packets.NOT_AUTHORIZED));
        reader = new ReaderHarness(source().build(), NEW);
        assertThat(reader.failure()).hasStackTraceContaining("refuses the connection: NOT_AUTHORIZED");
        assertTriedOnce();
    }

    @Test
    void failsWhenTheBrokerIsGoneForTooLong() throws Exception {
        Connection connection = read(source().connection(
                        connection().reconnectTimeout(Duration.ofMillis(300)).build()));
        connection.publish(TOPIC, "m");
        reader.records(1);
        long gone = System.nanoTime();
        broker.close();
        assertThat(reader.failure()).hasStackTraceContaining("no connection to mqtt://127.0.0.1:" + broker.port());
        assertThat(Duration.ofNanos(System.nanoTime() - gone)).isGreaterThan(Duration.ofMillis(300));
    }

    /** The threads of all readers' connections. */
    private static Set<Thread> networkThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mqtt-source-network"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoThreadBehindAfterLostConnectionsAndUnacknowledgedMessages(MqttVersion spoken) throws Exception {
        version = spoken;
        broker.keepSessions();
        Set<Thread> before = networkThreads();
        Connection connection = read(source());
        for (int number = 1; number <= 3; number++) {
            connection.publish(TOPIC, "m" + number);
            reader.records(number);
            connection.close();
            connection = broker.connection(number + 1);
        }
        end();
        assertThat(connection.acknowledged()).isEmpty();
        until("the threads end", () -> before.containsAll(networkThreads()));
    }

    @Test
    void leavesNoThreadBehindWhenItWasRefused() throws Exception {
        broker.onConnect(ack -> ack.withReason(Packets.NOT_AUTHORIZED));
        Set<Thread> before = networkThreads();
        reader = new ReaderHarness(source().build(), NEW);
        reader.failure();
        end();
        until("the threads end", () -> before.containsAll(networkThreads()));
    }

    @Test
    void connectsAnewWhenItsSubscriptionIsNotAnswered() throws Exception {
        broker.keepSessions();
        broker.onSubscribe(subscription -> null);
        reader = new ReaderHarness(
                source().connection(connection()
                                .connectTimeout(Duration.ofMillis(200))
                                .build())
                        .build(),
                NEW);
        broker.connection(1).received(Subscribe.class, 1);
        broker.onSubscribe(Subscription::qos);
        Connection second = broker.connection(2);
        second.received(Subscribe.class, 1);
        second.publish(TOPIC, "m");
        assertThat(reader.records(1)).isEqualTo(texts("m"));
    }
}
