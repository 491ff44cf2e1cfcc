package io.wardstream.connectors.mqtt.internal.client;

import static io.wardstream.connectors.mqtt.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttTls;
import io.wardstream.connectors.mqtt.MqttVersion;
import io.wardstream.connectors.mqtt.MqttWill;
import io.wardstream.connectors.mqtt.internal.client.BrokerClient.Connected;
import io.wardstream.connectors.mqtt.internal.client.BrokerClient.SessionRequest;
import io.wardstream.connectors.mqtt.testing.TestBroker;
import io.wardstream.connectors.mqtt.testing.TestCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections to a real broker: each version over each transport, and what is said when one does not come about. */
class BrokerClientIT {

    private static TestCertificates certificates;

    @TempDir
    private Path folder;

    private final ExecutorService network = Executors.newCachedThreadPool();
    private final Queue<Delivery> delivered = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> lost = new ConcurrentLinkedQueue<>();
    private TestBroker broker;

    @BeforeAll
    static void certificates(@TempDir Path shared) throws Exception {
        certificates = new TestCertificates(shared);
    }

    @AfterEach
    void stop() throws Exception {
        if (broker != null) {
            broker.close();
        }
        network.shutdownNow();
    }

    private void start(Map<String, String> acceptor) throws Exception {
        broker = new TestBroker(folder.resolve("broker"), acceptor);
    }

    private void startWithTls(Path keyStore, Map<String, String> more) throws Exception {
        Map<String, String> acceptor = new java.util.HashMap<>(Map.of(
                "sslEnabled",
                "true",
                "keyStorePath",
                keyStore.toString(),
                "keyStorePassword",
                TestCertificates.PASSWORD,
                "keyStoreType",
                "PKCS12"));
        acceptor.putAll(more);
        start(acceptor);
    }

    private MqttConnectionConfig.Builder connection(MqttVersion version) {
        return MqttConnectionConfig.builder()
                .host("127.0.0.1")
                .port(broker.port())
                .version(version)
                .connectTimeout(Duration.ofSeconds(20));
    }

    private BrokerClient client(MqttConnectionConfig connection, String id) throws IOException {
        return BrokerClient.create(connection, id, network, delivered::add, lost::add);
    }

    private Connected connect(BrokerClient client) throws Exception {
        return client.connect(new SessionRequest(true, 0, 10)).get(30, TimeUnit.SECONDS);
    }

    /** A message goes there and back. */
    private void roundTrip(MqttConnectionConfig connection) throws Exception {
        BrokerClient client = client(connection, "there-and-back");
        connect(client);
        assertThat(client.subscribe("echo/#", 1).get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(client.publish(Outgoing.of("echo/a", "hello".getBytes(StandardCharsets.UTF_8)))
                        .get(30, TimeUnit.SECONDS))
                .isEqualTo(BrokerClient.PublishResult.TAKEN);
        until("back", () -> !delivered.isEmpty());
        Delivery back = delivered.remove();
        assertThat(back.topic()).isEqualTo("echo/a");
        assertThat(back.payload()).asString().isEqualTo("hello");
        assertThat(back.size()).isEqualTo(5);
        assertThat(back.qos()).isEqualTo(1);
        assertThat(back.retained()).isFalse();
        back.acknowledge();
        client.disconnect().get(30, TimeUnit.SECONDS);
        assertThat(delivered).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void connectsOverTcp(MqttVersion version) throws Exception {
        start(Map.of());
        roundTrip(connection(version).build());
    }

    @ParameterizedTest
    @EnumSource
    void connectsOverWebSocket(MqttVersion version) throws Exception {
        start(Map.of());
        roundTrip(connection(version).webSocket("/mqtt").build());
    }

    @ParameterizedTest
    @EnumSource
    void connectsOverTlsTrustingAnAuthorityFile(MqttVersion version) throws Exception {
        startWithTls(certificates.valid("broker"), Map.of());
        roundTrip(connection(version)
                .tls(MqttTls.builder().caFile(certificates.file("ca.crt")).build())
                .build());
        roundTrip(connection(version)
                .webSocket("mqtt")
                .tls(MqttTls.builder()
                        .trustStore(certificates.file("ca-trust.p12"), certificates.file("password"))
                        .build())
                .build());
    }

    @Test
    void presentsItsOwnCertificate() throws Exception {
        certificates.valid("client");
        startWithTls(
                certificates.valid("broker"),
                Map.of(
                        "needClientAuth",
                        "true",
                        "trustStorePath",
                        certificates.file("ca-trust.p12"),
                        "trustStorePassword",
                        TestCertificates.PASSWORD,
                        "trustStoreType",
                        "PKCS12"));
        MqttTls.Builder trusting = MqttTls.builder().caFile(certificates.file("ca.crt"));
        roundTrip(connection(MqttVersion.V5)
                .tls(trusting.certificateFile(certificates.file("client.crt"))
                        .keyFile(certificates.file("client.key"))
                        .build())
                .build());
        roundTrip(connection(MqttVersion.V3_1_1)
                .tls(MqttTls.builder()
                        .caFile(certificates.file("ca.crt"))
                        .keyStore(certificates.file("client.p12"), certificates.file("password"))
                        .build())
                .build());
        refused(MqttTls.builder().caFile(certificates.file("ca.crt")).build());
    }

    private void refused(MqttTls tls, String... words) throws Exception {
        for (MqttVersion version : MqttVersion.values()) {
            lost.clear();
            BrokerClient client = client(connection(version).tls(tls).build(), "refused");
            assertThatThrownBy(() -> connect(client)).isInstanceOf(ExecutionException.class);
            until("told", () -> !lost.isEmpty());
            for (String word : words) {
                assertThat(lost.peek()).hasMessageContaining(word);
                assertThat(BrokerException.kindOf(lost.peek())).isEqualTo(BrokerException.Kind.REFUSED);
            }
        }
    }

    @Test
    void saysThatTheBrokersCertificateHasExpired() throws Exception {
        startWithTls(certificates.expired("expired"), Map.of());
        refused(MqttTls.builder().caFile(certificates.file("ca.crt")).build(), "certificate has expired", "2020");
    }

    @Test
    void saysThatTheBrokersCertificateIsNotTrustedOrNotForThisHost() throws Exception {
        TestCertificates others = new TestCertificates(folder.resolve("others")).authority();
        startWithTls(certificates.ofAnotherHost("elsewhere"), Map.of());
        refused(MqttTls.builder().caFile(others.file("ca.crt")).build(), "not accepted");
        refused(MqttTls.systemDefault(), "not accepted");
        refused(MqttTls.builder().caFile(certificates.file("ca.crt")).build(), "not accepted", "127.0.0.1");
        roundTrip(connection(MqttVersion.V5)
                .tls(MqttTls.builder()
                        .caFile(certificates.file("ca.crt"))
                        .verifyHostname(false)
                        .build())
                .build());
    }

    @Test
    void namesTheFileThatItCannotUse() throws Exception {
        start(Map.of());
        certificates.valid("client");
        Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing\n");
        List<MqttTls> unusable = List.of(
                MqttTls.builder().caFile("/no/ca.pem").build(),
                MqttTls.builder().caFile(nothing.toString()).build(),
                MqttTls.builder().trustStore(nothing.toString(), null).build(),
                MqttTls.builder()
                        .keyStore(certificates.file("client.p12"), nothing.toString())
                        .build(),
                MqttTls.builder()
                        .certificateFile(certificates.file("client.crt"))
                        .keyFile(nothing.toString())
                        .build());
        List<String> names = List.of("/no/ca.pem", "nothing.pem", "nothing.pem", "client.p12", "nothing.pem");
        for (int i = 0; i < unusable.size(); i++) {
            MqttTls tls = unusable.get(i);
            assertThatThrownBy(() -> client(connection(MqttVersion.V5).tls(tls).build(), "x"))
                    .as("%d", i)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(names.get(i))
                    .hasMessageNotContaining(TestCertificates.PASSWORD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasTheBrokerSayItsWillWhenItIsCutOff(MqttVersion version) throws Exception {
        start(Map.of());
        BrokerClient watcher = client(connection(version).build(), "watcher");
        connect(watcher);
        watcher.subscribe("wills/#", 1).get(30, TimeUnit.SECONDS);
        BrokerClient first = client(
                connection(version)
                        .will(MqttWill.on("wills/me", "gone".getBytes(StandardCharsets.UTF_8)))
                        .build(),
                "me");
        connect(first);
        broker.cutOff("me");
        until("the will", () -> !delivered.isEmpty());
        assertThat(delivered.remove().payload()).asString().isEqualTo("gone");
    }

    @Test
    void refusesToSendWhatMqtt3CannotSay() throws Exception {
        start(Map.of());
        BrokerClient client = client(connection(MqttVersion.V3_1_1).build(), "old");
        connect(client);
        Outgoing message = new Outgoing("a", new byte[0], false, 5L, null, "answers", null, List.of());
        assertThatThrownBy(() -> client.publish(message).get(30, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(BrokerException.class)
                .hasMessageContaining("MQTT 3.1.1 has no response topic");
    }
}
