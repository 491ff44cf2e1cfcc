package io.wardstream.connectors.mqtt.source;

import static io.wardstream.connectors.mqtt.testing.Eventually.until;
import static io.wardstream.connectors.mqtt.testing.ReaderHarness.fence;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.mqtt.AckMode;
import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.MalformedPolicy;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttCredentials;
import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import io.wardstream.connectors.mqtt.MqttMessage;
import io.wardstream.connectors.mqtt.MqttVersion;
import io.wardstream.connectors.mqtt.SessionLostPolicy;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import io.wardstream.connectors.mqtt.testing.Packets;
import io.wardstream.connectors.mqtt.testing.Packets.Connect;
import io.wardstream.connectors.mqtt.testing.Packets.Disconnect;
import io.wardstream.connectors.mqtt.testing.Packets.PubAck;
import io.wardstream.connectors.mqtt.testing.Packets.Publish;
import io.wardstream.connectors.mqtt.testing.Packets.Subscribe;
import io.wardstream.connectors.mqtt.testing.Packets.Subscription;
import io.wardstream.connectors.mqtt.testing.ReaderHarness;
import io.wardstream.connectors.mqtt.testing.ScriptedBroker;
import io.wardstream.connectors.mqtt.testing.ScriptedBroker.Connection;
import io.wardstream.connectors.mqtt.testing.TextSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a source says to a broker, packet by packet. Where a test claims that something is <em>not</em> said, it first lets
 * a tick go by ({@link ReaderHarness#fence}); so there is no waiting for nothing.
 */
@Timeout(60)
class MqttSourceProtocolTest {

    private static final String FILTER = "ward/1/#";
    private static final String TOPIC = "ward/1/a/telemetry";
    private static final MqttSplit NEW = MqttSplit.ofFilter(FILTER);
    private static final MqttSplit STARTED = new MqttSplit(NEW.splitId(), FILTER, MqttSplit.NO_TICK, true, 0);
    private static final String CLIENT = "job-s-" + NEW.splitId();

    private ScriptedBroker broker;
    private ReaderHarness reader;
    private MqttVersion version = MqttVersion.V5;

    @BeforeEach
    void start() throws Exception {
        broker = new ScriptedBroker();
    }

    @AfterEach
    void stop() throws Exception {
        end();
        broker.close();
    }

    private void end() throws Exception {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    private MqttSourceBuilder<String> source() {
        return MqttSource.<String>builder()
                .connection(connection().build())
                .clientIdPrefix("job")
                .topicFilters(FILTER)
                .brokerVersionCheck(false)
                .deserializer(new TextSchema());
    }

    /** Ticks are not sent back here, so event time stands still; they are for {@link ReaderHarness#fence}. */
    private MqttSourceBuilder<String> ticking() {
        return source().brokerTime(BrokerTime.every(Duration.ofMillis(2)));
    }

    private MqttConnectionConfig.Builder connection() {
        return MqttConnectionConfig.builder()
                .host("127.0.0.1")
                .port(broker.port())
                .version(version)
                .reconnectDelay(Duration.ofMillis(1));
    }

    /** The first connection, once it is subscribed. */
    private Connection read(MqttSourceBuilder<String> builder) throws Exception {
        reader = new ReaderHarness(builder.build(), NEW);
        Connection connection = broker.connection(1);
        connection.received(Subscribe.class, 1);
        return connection;
    }

    private static String[] payloads(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    private static List<String> texts(String... payloads) {
        List<String> texts = new ArrayList<>();
        for (String payload : payloads) {
            texts.add(TOPIC + " " + payload);
        }
        return texts;
    }

    // ---- Acknowledgements -----------------------------------------------------------------------------------------

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

    // ---- How it introduces itself ---------------------------------------------------------------------------------

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

    // ---- Connections lost -----------------------------------------------------------------------------------------

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

    // ---- Sessions resumed and lost --------------------------------------------------------------------------------

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

    // ---- What the broker may not do -------------------------------------------------------------------------------

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
        reader.close();
        reader = null;
        assertThat(broker.connections()).isEqualTo(1);
    }

    @Test
    void failsAtOnceWhenTheSessionIsTakenOverBeforeTheSubscriptionIsAnswered() throws Exception {
        broker.onSubscribe(subscription -> null);
        Connection connection = read(source());
        connection.disconnect(Packets.SESSION_TAKEN_OVER);
        assertThat(reader.failure()).hasStackTraceContaining("another client has taken this session over");
        reader.close();
        reader = null;
        assertThat(broker.connections()).isEqualTo(1);
    }

    @Test
    void failsAtOnceWhenTheSessionIsTakenOverRightBehindTheConnAck() throws Exception {
        broker.onLetIn(connection -> connection.disconnect(Packets.SESSION_TAKEN_OVER));
        reader = new ReaderHarness(source().build(), NEW);
        assertThat(reader.failure()).hasStackTraceContaining("another client has taken this session over");
        reader.close();
        reader = null;
        assertThat(broker.connections()).isEqualTo(1);
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
        reader.close();
        reader = null;
        assertThat(broker.connections()).isEqualTo(1);
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

    private static Publish message(String payload) {
        return Publish.of(TOPIC, payload);
    }

    // ---- What must not be left behind -----------------------------------------------------------------------------

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
