package io.wardstream.connectors.mqtt.sink;

import static io.wardstream.connectors.mqtt.testing.Eventually.until;
import static io.wardstream.connectors.mqtt.testing.WriterHarness.START_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttCredentials;
import io.wardstream.connectors.mqtt.MqttVersion;
import io.wardstream.connectors.mqtt.testing.Packets;
import io.wardstream.connectors.mqtt.testing.Packets.Connect;
import io.wardstream.connectors.mqtt.testing.Packets.Disconnect;
import io.wardstream.connectors.mqtt.testing.Packets.PubAck;
import io.wardstream.connectors.mqtt.testing.Packets.Publish;
import io.wardstream.connectors.mqtt.testing.ScriptedBroker;
import io.wardstream.connectors.mqtt.testing.ScriptedBroker.Connection;
import io.wardstream.connectors.mqtt.testing.WriterHarness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a sink says to a broker, packet by packet.
 *
 * <p>A record here is the payload, and after a colon, if there is one, the seconds from the start until its deadline.
 */
@Timeout(60)
class MqttSinkProtocolTest {

    private static final String TOPIC = "ward/1/d/command";

    private ScriptedBroker broker;
    private WriterHarness writer;

    @BeforeEach
    void start() throws Exception {
        broker = new ScriptedBroker();
    }

    @AfterEach
    void stop() throws Exception {
        if (writer != null) {
            writer.close();
        }
        broker.close();
    }

    private MqttSink.Builder<String> sink() {
        return MqttSink.<String>builder()
                .connection(connection().build())
                .clientIdPrefix("job")
                .serializer(MqttSinkProtocolTest::publication);
    }

    private MqttConnectionConfig.Builder connection() {
        return MqttConnectionConfig.builder()
                .host("127.0.0.1")
                .port(broker.port())
                .reconnectDelay(Duration.ofMillis(10));
    }

    private static MqttPublication publication(String element) {
        String[] parts = element.split(":", 2);
        MqttPublication.Builder builder = MqttPublication.to(TOPIC, parts[0].getBytes(StandardCharsets.UTF_8));
        if (parts.length == 2) {
            builder.deadlineMs(START_MS + 1_000 * Long.parseLong(parts[1]));
        }
        return builder.build();
    }

    private static String[] records(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i).toArray(String[]::new);
    }

    private Connection open(MqttSink.Builder<String> builder) throws Exception {
        writer = new WriterHarness(builder.build());
        return broker.connection(1);
    }

    /** What came over a connection, once the task has done its work and so much has come. */
    private List<Publish> published(Connection connection, int atLeast) throws Exception {
        writer.workUntil(
                atLeast + " publishes", () -> connection.received(Publish.class).size() >= atLeast);
        return connection.received(Publish.class);
    }

    private static List<String> payloads(List<Publish> publishes) {
        return publishes.stream().map(Publish::payload).toList();
    }

    /** Somebody beside the task. */
    private static CompletableFuture<Void> beside(Callable<?> work) {
        return CompletableFuture.runAsync(() -> {
            try {
                work.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    // ---- How it introduces itself, and what is on the wire --------------------------------------------------------

    @Test
    void leavesNoSessionBehind() throws Exception {
        Connection connection = open(sink());
        Connect connect = connection.connect();
        assertThat(connect.cleanStart()).isTrue();
        assertThat(connect.sessionExpiry()).isIn(null, 0L);
        assertThat(connect.will()).isFalse();
        assertThat(connect.clientId()).matches("job-k-2-[0-9a-f]{8}");
        writer.close();
        writer = null;
        assertThat(connection.received(Disconnect.class, 1)).hasSize(1);
    }

    @Test
    void sendsEverythingThatAMessageSaysAboutItself() throws Exception {
        Connection connection =
                open(sink().serializer(text -> MqttPublication.to(TOPIC, text.getBytes(StandardCharsets.UTF_8))
                        .deadlineMs(START_MS + 30_000)
                        .contentType("application/json")
                        .responseTopic("ward/1/d/answer")
                        .correlationData("episode-7/close")
                        .userProperty("schema", "2")
                        .userProperty("traceparent", "00-ab")
                        .userProperty("schema", "3")
                        .build()));
        writer.write("close");
        writer.flush();
        assertThat(connection.received(Publish.class))
                .containsExactly(new Publish(
                        1,
                        TOPIC,
                        "close",
                        1,
                        false,
                        false,
                        30L,
                        "application/json",
                        "ward/1/d/answer",
                        "episode-7/close",
                        List.of(
                                Map.entry("schema", "2"),
                                Map.entry("traceparent", "00-ab"),
                                Map.entry("schema", "3"))));
    }

    @Test
    void saysNothingThatAMessageDoesNotSay() throws Exception {
        Connection connection = open(sink());
        writer.write("close");
        writer.flush();
        assertThat(connection.received(Publish.class))
                .containsExactly(new Publish(1, TOPIC, "close", 1, false, false, null, null, null, null, List.of()));
    }

    @Test
    void sendsWhatIsLeftOfTheTimeAndNothingThatHasNoneLeft() throws Exception {
        Connection connection = open(sink());
        writer.write("fresh:10");
        published(connection, 1);
        writer.pass(3_500);
        writer.write("used:10", "hardly:4", "gone:3", "fresh:10");
        writer.pass(500);
        writer.write("just-gone:4");
        writer.flush();
        assertThat(connection.received(Publish.class))
                .extracting(Publish::payload, Publish::messageExpiry)
                .containsExactly(tuple("fresh", 10L), tuple("used", 6L), tuple("hardly", 1L), tuple("fresh", 6L));
        assertThat(writer.counter("expired")).isEqualTo(2);
    }

    // ---- The window -----------------------------------------------------------------------------------------------

    @Test
    void publishesOnBeforeTheFirstAnswer() throws Exception {
        broker.onPublish(publish -> null);
        Connection connection = open(sink());
        writer.write(records(50));
        assertThat(payloads(published(connection, 50))).containsExactly(records(50));
        assertThat(connection.sent(PubAck.class)).isEmpty();
    }

    @Test
    void neverHasMoreOnItsWayThanItsWindow() throws Exception {
        broker.onPublish(publish -> null);
        Connection connection = open(sink().window(3));
        CompletableFuture<Void> answering = answerWhenFull(connection, 3, 20);
        writer.write(records(20));
        writer.flush();
        answering.join();
        assertThat(connection.mostUnanswered()).isEqualTo(3);
        assertThat(payloads(connection.received(Publish.class))).containsExactly(records(20));
    }

    @Test
    void neverHasMoreOnItsWayThanTheBrokersReceiveMaximum() throws Exception {
        broker.onConnect(ack -> ack.withReceiveMaximum(2)).onPublish(publish -> null);
        Connection connection = open(sink().window(100));
        CompletableFuture<Void> answering = answerWhenFull(connection, 2, 20);
        writer.write(records(20));
        writer.flush();
        answering.join();
        assertThat(connection.mostUnanswered()).isEqualTo(2);
        assertThat(payloads(connection.received(Publish.class))).containsExactly(records(20));
    }

    /** Answers the oldest publish whenever the window is full, or nothing more is to come. */
    private static CompletableFuture<Void> answerWhenFull(Connection connection, int window, int total) {
        return beside(() -> {
            for (int answered = 0; answered < total; answered++) {
                int expected = Math.min(answered + window, total);
                connection.answer(connection.received(Publish.class, expected).get(answered), Packets.NORMAL);
            }
            return null;
        });
    }

    @Test
    void completesNoCheckpointWhileAnAnswerIsMissing() throws Exception {
        broker.onPublish(publish -> null);
        Connection connection = open(sink());
        writer.write(records(10));
        List<Publish> publishes = published(connection, 10);
        AtomicBoolean nineAnswered = new AtomicBoolean();
        CompletableFuture<Void> answering = beside(() -> {
            for (Publish publish : publishes.subList(1, 10)) {
                connection.answer(publish, Packets.NORMAL);
            }
            until("the task has nine answers and waits for the tenth", () -> writer.pending() == 1);
            nineAnswered.set(true);
            connection.answer(publishes.get(0), Packets.NORMAL);
            return null;
        });
        writer.flush();
        assertThat(nineAnswered).as("flush came back after the last answer").isTrue();
        answering.join();
        assertThat(writer.pending()).isZero();
    }

    @Test
    void publishesNothingLateThatWaitedForRoomInTheBrokersWindow() throws Exception {
        broker.onConnect(ack -> ack.withReceiveMaximum(1))
                .onPublish(publish -> publish.payload().equals("a") ? null : Packets.NORMAL);
        Connection connection = open(sink());
        writer.write("a", "b:5", "c:60");
        Publish first = published(connection, 1).get(0);
        writer.pass(6_000);
        connection.answer(first, Packets.NORMAL);
        writer.flush();
        assertThat(connection.received(Publish.class))
                .extracting(Publish::payload, Publish::messageExpiry)
                .containsExactly(tuple("a", null), tuple("c", 54L));
        assertThat(writer.counter("expired")).isEqualTo(1);
    }

    // ---- Answers that are no plain yes ----------------------------------------------------------------------------

    @Test
    void countsMessagesThatNobodyListensTo() throws Exception {
        broker.onPublish(publish -> publish.payload().equals("c1") ? Packets.NO_MATCHING_SUBSCRIBERS : Packets.NORMAL);
        List<String> told = new ArrayList<>();
        open(sink().onNoMatchingSubscribers(
                        message -> told.add(new String(message.payload(), StandardCharsets.UTF_8))));
        writer.write(records(3));
        writer.flush();
        assertThat(writer.counter("noSubscriber")).isEqualTo(1);
        assertThat(told).containsExactly("c1");
        assertThat(writer.counter("refused")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        Packets.NOT_AUTHORIZED + ",NOT_AUTHORIZED",
        Packets.QUOTA_EXCEEDED + ",QUOTA_EXCEEDED",
        Packets.UNSPECIFIED_ERROR + ",UNSPECIFIED_ERROR"
    })
    void failsWhenTheBrokerRefusesAMessage(int reason, String name) throws Exception {
        broker.onPublish(publish -> reason);
        open(sink());
        writer.write("close");
        assertThatThrownBy(() -> writer.flush())
                .hasStackTraceContaining("the broker refused a message for " + TOPIC + ": " + name);
    }

    @Test
    void dropsAndCountsWhatTheBrokerRefusesIfThatIsThePolicy() throws Exception {
        broker.onPublish(publish -> publish.payload().equals("c1") ? Packets.NOT_AUTHORIZED : Packets.NORMAL);
        Connection connection = open(sink().refusalPolicy(RefusalPolicy.DROP));
        writer.write(records(3));
        writer.flush();
        assertThat(writer.counter("refused")).isEqualTo(1);
        assertThat(payloads(connection.received(Publish.class)))
                .as("a refused message is not tried again")
                .containsExactly(records(3));
    }

    @Test
    void failsWhenAMessageIsTooLargeForTheBroker() throws Exception {
        broker.onConnect(ack -> ack.withMaximumPacketSize(100));
        open(sink());
        writer.write("x".repeat(200));
        assertThatThrownBy(() -> writer.workUntil("nothing waits", () -> writer.pending() == 0))
                .hasStackTraceContaining(
                        "the broker refused a message for " + TOPIC + ": it is larger than the broker takes");
    }

    // ---- Connections lost -----------------------------------------------------------------------------------------

    @Test
    void publishesAgainInOrderWhatWasNotTakenExceptWhatHasExpired() throws Exception {
        broker.onPublish(publish -> publish.payload().equals("taken") ? Packets.NORMAL : null);
        Connection lost = open(sink());
        writer.write("taken", "a:60", "b:5", "c");
        published(lost, 4);
        writer.workUntil("one is taken", () -> writer.pending() == 3);
        lost.close();
        writer.workUntil("the task knows", () -> writer.counter("reconnects") == 1);
        writer.write("d:4", "e");
        writer.pass(6_000);

        Connection fresh = broker.connection(2);
        assertThat(fresh.connect()).isEqualTo(lost.connect());
        assertThat(published(fresh, 3))
                .extracting(Publish::payload, Publish::messageExpiry, Publish::dup)
                .containsExactly(tuple("a", 54L, false), tuple("c", null, false), tuple("e", null, false));
        assertThat(writer.counter("expired")).isEqualTo(2);

        broker.onPublish(publish -> Packets.NORMAL);
        fresh.received(Publish.class).forEach(publish -> fresh.answer(publish, Packets.NORMAL));
        writer.write("f");
        writer.flush();
        assertThat(payloads(fresh.received(Publish.class))).containsExactly("a", "c", "e", "f");
    }

    @Test
    void completesACheckpointOnceNothingIsLeftThatCouldStillBeDelivered() throws Exception {
        broker.onPublish(publish -> null);
        Connection lost = open(sink());
        writer.write("a:5");
        published(lost, 1);
        broker.close();
        writer.workUntil("the task knows", () -> writer.counter("reconnects") == 1);
        writer.pass(5_000);
        writer.flush();
        assertThat(writer.counter("expired")).isEqualTo(1);
    }

    @Test
    void holdsBackWhatIsWrittenBeforeThereIsAConnection() throws Exception {
        broker.onConnect(ack -> broker.connections() < 3 ? ack.withReason(Packets.SERVER_UNAVAILABLE) : ack);
        open(sink());
        writer.write(records(5));
        writer.workUntil("the third connection", () -> {
            writer.pass(10);
            return broker.connections() == 3;
        });
        assertThat(payloads(published(broker.connection(3), 5))).containsExactly(records(5));
        writer.flush();
    }

    @Test
    void leavesNoConnectionBehindWhenItIsLetInAfterItWasClosed() throws Exception {
        broker.onConnect(ack -> null);
        Connection connection = open(sink());
        writer.close();
        writer = null;
        connection.letIn();
        connection.untilClosed();
    }

    @Test
    void failsWhenTheBrokerIsGoneForTooLong() throws Exception {
        open(sink().connection(
                        connection().reconnectTimeout(Duration.ofSeconds(5)).build()));
        writer.write("close");
        writer.flush();
        broker.close();
        writer.workUntil("the task knows", () -> writer.counter("reconnects") == 1);
        writer.pass(4_900);
        assertThatThrownBy(() -> writer.pass(200))
                .hasStackTraceContaining("no connection to mqtt://127.0.0.1:" + broker.port());
    }

    @Test
    void failsWhenAConnectedBrokerDoesNotAcknowledge() throws Exception {
        broker.onPublish(publish -> null);
        Connection connection = open(sink().ackTimeout(Duration.ofSeconds(20)));
        writer.write("close");
        published(connection, 1);
        writer.pass(19_900);
        assertThatThrownBy(() -> writer.pass(300))
                .hasStackTraceContaining("has not acknowledged a message for " + TOPIC);
    }

    @Test
    void failsAtOnceWhenTheBrokerRefusesItsCredentials() throws Exception {
        broker.onConnect(ack -> ack.withReason(Packets.NOT_AUTHORIZED));
        open(sink());
        assertThatThrownBy(() -> writer.workUntil("refused", () -> false))
                .hasStackTraceContaining("the broker refuses the connection: NOT_AUTHORIZED");
    }

    @Test
    void publishesOverMqtt3WhatMqtt3CanSayAndFailsForTheRest() throws Exception {
        Connection connection =
                open(sink().connection(connection().version(MqttVersion.V3_1_1).build()));
        writer.write("a", "b:5");
        writer.flush();
        assertThat(payloads(connection.received(Publish.class))).containsExactly("a", "b");
        writer.close();
        open(sink().connection(connection().version(MqttVersion.V3_1_1).build())
                .serializer(text -> MqttPublication.to(TOPIC, text.getBytes(StandardCharsets.UTF_8))
                        .contentType("text/plain")
                        .build()));
        writer.write("c");
        assertThatThrownBy(() -> writer.workUntil("fails", () -> writer.pending() == 0))
                .hasStackTraceContaining("MQTT 3.1.1 has no content type");
    }

    // ---- Outages that are no reason to fail -----------------------------------------------------------------------

    @Test
    void waitsForABrokerThatRefusesItAndDropsWhatExpiresMeanwhile() throws Exception {
        boolean[] mended = {false};
        broker.onConnect(ack -> mended[0] ? ack : ack.withReason(Packets.NOT_AUTHORIZED));
        open(sink().outagePolicy(OutagePolicy.WAIT)
                .connection(connection().reconnectTimeout(Duration.ofSeconds(5)).build()));
        writer.write("old:2", "lasting:600");
        for (int second = 0; second < 60; second++) {
            writer.pass(1_000);
        }
        assertThat(writer.counter("expired")).isEqualTo(1);
        mended[0] = true;
        writer.workUntil("published", () -> {
            writer.pass(100);
            return writer.pending() == 0;
        });
        assertThat(payloads(published(broker.lastConnection(), 1))).containsExactly("lasting");
    }

    @Test
    void waitsForAFileThatIsNotThereYet(@TempDir Path folder) throws Exception {
        Path password = folder.resolve("password");
        writer = new WriterHarness(sink().outagePolicy(OutagePolicy.WAIT)
                .connection(connection()
                        .credentials(MqttCredentials.ofUserAndFile("me", password.toString()))
                        .build())
                .build());
        writer.write("command");
        writer.pass(5_000);
        Files.writeString(password, "secret");
        writer.workUntil("published", () -> {
            writer.pass(100);
            return writer.pending() == 0;
        });
        assertThat(broker.lastConnection().connect().password()).isEqualTo("secret");
    }

    @Test
    void givesUpAConnectionOverWhichNothingIsAcknowledgedAndPublishesOverTheNext() throws Exception {
        broker.onPublish(publish -> null);
        Connection silent = open(sink().outagePolicy(OutagePolicy.WAIT).ackTimeout(Duration.ofSeconds(10)));
        writer.write("old:5", "lasting:600");
        published(silent, 2);
        broker.onPublish(publish -> Packets.NORMAL);
        writer.pass(9_900);
        assertThat(writer.counter("reconnects")).isZero();
        writer.pass(300);
        assertThat(writer.counter("reconnects")).isEqualTo(1);
        writer.workUntil("published", () -> {
            writer.pass(100);
            return writer.pending() == 0;
        });
        assertThat(payloads(broker.connection(2).received(Publish.class))).containsExactly("lasting");
        assertThat(writer.counter("expired")).isEqualTo(1);
    }
}
