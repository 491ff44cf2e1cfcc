package io.wardstream.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.RegistryEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker as devices and attackers see it. */
class EmbeddedBrokerIT {

    private final BrokerAccess access = new BrokerAccess("secret".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;
    private Mqtt5AsyncClient ingest;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private static RegistryEntry entry(String device) {
        return new RegistryEntry(
                device, DeviceKind.LOAD_CELL, "east", "b1", null, null, 0, null, null, null, null, null, null);
    }

    @BeforeEach
    void start() throws Exception {
        access.register(entry("scale-1"));
        access.register(entry("scale-2"));
        broker = EmbeddedBroker.start(folder, new Ports().free(), access);
        ingest = client(BrokerAccess.INGEST, BrokerAccess.INGEST + "-s-0", access.password(BrokerAccess.INGEST));
        ingest.publishes(
                MqttGlobalPublishFilter.ALL,
                publish -> heard.add(
                        publish.getTopic() + " " + new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8)));
        connect(ingest);
        ingest.subscribeWith()
                .topicFilter("ward/v1/east/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .get(5, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        ingest.disconnect();
        broker.close();
    }

    private Mqtt5AsyncClient client(String user, String clientId, String password) {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(clientId)
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .simpleAuth()
                .username(user)
                .password(password.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
    }

    private static void connect(Mqtt5AsyncClient client) throws Exception {
        client.connectWith()
                .cleanStart(false)
                .sessionExpiryInterval(3600)
                .send()
                .get(5, TimeUnit.SECONDS);
    }

    private Mqtt5AsyncClient device(String name) throws Exception {
        Mqtt5AsyncClient client = client(name, name, access.password(name));
        connect(client);
        return client;
    }

    private static CompletableFuture<?> publish(Mqtt5AsyncClient client, String topic, boolean retain) {
        return client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload("x".getBytes(StandardCharsets.UTF_8))
                .retain(retain)
                .send();
    }

    @Test
    void carriesWhatADeviceSaysUnderItsOwnName() throws Exception {
        Mqtt5AsyncClient scale = device("scale-1");
        publish(scale, "ward/v1/east/scale-1/telemetry", false).get(5, TimeUnit.SECONDS);
        assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("ward/v1/east/scale-1/telemetry x");
        scale.disconnect();
    }

    @Test
    void refusesWhatADeviceSaysUnderAnothersName() throws Exception {
        Mqtt5AsyncClient scale = device("scale-1");
        assertThatThrownBy(() ->
                        publish(scale, "ward/v1/east/scale-2/telemetry", false).get(5, TimeUnit.SECONDS))
                .hasStackTraceContaining("PUBACK contained an Error Code");
        assertThatThrownBy(() ->
                        publish(scale, "ward/v1/east/scale-1/command", false).get(5, TimeUnit.SECONDS))
                .hasStackTraceContaining("PUBACK contained an Error Code");
        assertThatThrownBy(() -> publish(scale, "ward/v1/east/_tick/wardstream-ingest-s-0", false)
                        .get(5, TimeUnit.SECONDS))
                .hasStackTraceContaining("PUBACK contained an Error Code");
        assertThat(heard.poll(300, TimeUnit.MILLISECONDS)).isNull();
        scale.disconnect();
    }

    @Test
    void refusesAWrongPasswordAndAStranger() {
        assertThatThrownBy(() -> connect(client("scale-1", "scale-1", "wrong")))
                .hasStackTraceContaining("BAD_USER_NAME_OR_PASSWORD");
        assertThatThrownBy(() -> connect(client("stranger", "stranger", access.password("stranger"))))
                .hasStackTraceContaining("BAD_USER_NAME_OR_PASSWORD");
    }

    @Test
    void keepsASessionWhoseNameSomebodyTriesWithAWrongPassword() throws Exception {
        String session = BrokerAccess.INGEST + "-s-1";
        Mqtt5AsyncClient owner = client(BrokerAccess.INGEST, session, access.password(BrokerAccess.INGEST));
        connect(owner);
        owner.subscribeWith()
                .topicFilter("ward/v1/west/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .get(5, TimeUnit.SECONDS);
        owner.disconnect().get(5, TimeUnit.SECONDS);
        assertThatThrownBy(() -> connect(client(BrokerAccess.INGEST, session, "wrong")))
                .hasStackTraceContaining("BAD_USER_NAME_OR_PASSWORD");
        Mqtt5AsyncClient again = client(BrokerAccess.INGEST, session, access.password(BrokerAccess.INGEST));
        assertThat(again.connectWith()
                        .cleanStart(false)
                        .sessionExpiryInterval(3600)
                        .send()
                        .get(5, TimeUnit.SECONDS)
                        .isSessionPresent())
                .as("a wrong password deletes nobody's session")
                .isTrue();
        again.disconnect().get(5, TimeUnit.SECONDS);
    }

    @Test
    void letsNobodyTakeAnothersSessionOver() throws Exception {
        assertThatThrownBy(() -> connect(client("scale-1", "scale-2", access.password("scale-1"))))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> connect(client("scale-1", BrokerAccess.INGEST + "-s-0", access.password("scale-1"))))
                .isInstanceOf(Exception.class);
        assertThat(ingest.getState().isConnected()).isTrue();
    }

    @Test
    void keepsItsOwnQueuesFromDevices() throws Exception {
        Mqtt5AsyncClient scale = device("scale-1");
        assertThatThrownBy(() -> scale.subscribeWith()
                        .topicFilter("$sys.mqtt.sessions")
                        .send()
                        .get(5, TimeUnit.SECONDS))
                .isInstanceOf(Exception.class);
        // The sessions are still there: the ingest job's resumes.
        ingest.disconnect().get(5, TimeUnit.SECONDS);
        Mqtt5AsyncClient again = device("scale-2");
        publish(again, "ward/v1/east/scale-2/telemetry", false).get(5, TimeUnit.SECONDS);
        heard.clear();
        connect(ingest);
        assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("ward/v1/east/scale-2/telemetry x");
        again.disconnect();
    }

    @Test
    void letsADeviceHearItsOwnCommandsOnly() throws Exception {
        Mqtt5AsyncClient scale = device("scale-1");
        BlockingQueue<String> commands = new LinkedBlockingQueue<>();
        scale.publishes(
                MqttGlobalPublishFilter.ALL,
                publish -> commands.add(publish.getTopic().toString()));
        scale.subscribeWith()
                .topicFilter("ward/v1/east/scale-1/command")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .get(5, TimeUnit.SECONDS);
        assertThatThrownBy(() -> scale.subscribeWith()
                        .topicFilter("ward/v1/east/scale-2/command")
                        .send()
                        .get(5, TimeUnit.SECONDS))
                .hasStackTraceContaining("SUBACK contains only Error Codes");
        Mqtt5AsyncClient safety =
                client(BrokerAccess.SAFETY, BrokerAccess.SAFETY + "-k-0", access.password(BrokerAccess.SAFETY));
        connect(safety);
        publish(safety, "ward/v1/east/scale-1/command", false).get(5, TimeUnit.SECONDS);
        assertThat(commands.poll(5, TimeUnit.SECONDS)).isEqualTo("ward/v1/east/scale-1/command");
        scale.disconnect();
        safety.disconnect();
    }

    @Test
    void retainsNothing() throws Exception {
        Mqtt5AsyncClient scale = device("scale-1");
        CompletableFuture<?> retained = publish(scale, "ward/v1/east/scale-1/telemetry", true);
        assertThatThrownBy(() -> retained.get(5, TimeUnit.SECONDS)).isInstanceOf(Exception.class);
        assertThat(heard.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void keepsSessionsAndMessagesThroughARestart() throws Exception {
        ingest.disconnect().get(5, TimeUnit.SECONDS);
        Mqtt5AsyncClient scale = device("scale-1");
        publish(scale, "ward/v1/east/scale-1/telemetry", false).get(5, TimeUnit.SECONDS);
        scale.disconnect().get(5, TimeUnit.SECONDS);
        int port = broker.port();
        broker.close();
        broker = EmbeddedBroker.start(folder, port, access);
        connect(ingest);
        assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("ward/v1/east/scale-1/telemetry x");
    }
}
