package io.wardstream.sim;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.model.wire.DeviceMessageDecoder;
import io.wardstream.sim.config.MqttEndpoint;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;

/** A real broker inside the test, which counts what devices send, and a listener that hears all of it. */
public final class TestBroker implements AutoCloseable {
    public final int port;
    private final Path dir;
    private final AtomicLong publishesOfDevices = new AtomicLong();
    private final Queue<String> strangers = new ConcurrentLinkedQueue<>();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private EmbeddedActiveMQ server;
    private @Nullable Mqtt5AsyncClient listener;

    public TestBroker(Path dir) throws Exception {
        this.dir = dir;
        this.port = freePort();
        this.server = start();
    }

    /** A message as the broker passed it on; null if it is none. */
    public record Heard(
            String topic, String payload, @Nullable DeviceMessage message) {}

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private EmbeddedActiveMQ start() throws Exception {
        Configuration config = new ConfigurationImpl();
        config.setPersistenceEnabled(false);
        config.setSecurityEnabled(false);
        config.setJournalDirectory(dir.resolve("journal").toString());
        config.setWildCardConfiguration(
                new WildcardConfiguration().setDelimiter('/').setAnyWords('#').setSingleWord('+'));
        config.addAcceptorConfiguration(
                "mqtt", "tcp://127.0.0.1:" + port + "?protocols=MQTT;useEpoll=false;useKQueue=false");
        config.addAddressSetting("#", new AddressSettings().setAutoCreateAddresses(true));
        EmbeddedActiveMQ started = new EmbeddedActiveMQ();
        started.setConfiguration(config);
        started.start();
        started.getActiveMQServer().getRemotingService().addIncomingInterceptor((MQTTInterceptor) this::intercept);
        return started;
    }

    private boolean intercept(MqttMessage packet, RemotingConnection connection) {
        if (packet instanceof MqttConnectMessage connect) {
            String clientId = connect.payload().clientIdentifier();
            boolean device = !clientId.startsWith("test-");
            if (device && !clientId.equals(connect.payload().userName())) {
                strangers.add(clientId);
            }
        } else if (packet instanceof MqttPublishMessage publish
                && !connection.getClientID().startsWith("test-")) {
            publishesOfDevices.incrementAndGet();
            if (publish.fixedHeader().isRetain()) {
                strangers.add("retained " + publish.variableHeader().topicName());
            }
        }
        return true;
    }

    public MqttEndpoint endpoint() {
        return new MqttEndpoint("127.0.0.1", port, deviceId -> "password of " + deviceId);
    }

    /** PUBLISH packets that came from devices. */
    public long publishesOfDevices() {
        return publishesOfDevices.get();
    }

    /** Clients that did not call themselves by their user name, and messages that were retained. */
    public List<String> strangers() {
        return List.copyOf(strangers);
    }

    /** Hears everything from now on. */
    public TestBroker listen() {
        Mqtt5AsyncClient client = MqttClient.builder()
                .useMqttVersion5()
                .identifier("test-listener")
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, this::hear);
        client.connectWith()
                .restrictions()
                .receiveMaximum(10_000)
                .applyRestrictions()
                .send()
                .join();
        // One filter, because the broker keeps the order within a filter only.
        client.subscribeWith()
                .topicFilter("ward/v1/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .join();
        listener = client;
        return this;
    }

    private void hear(Mqtt5Publish publish) {
        if (publish.getTopic().toString().endsWith("/command")) {
            return;
        }
        List<DeviceMessageDecoder.Item> items = DeviceMessageDecoder.decode(publish.getPayloadAsBytes());
        DeviceMessage message = items.get(0) instanceof DeviceMessageDecoder.Message good ? good.message() : null;
        String payload = new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8);
        heard.add(new Heard(publish.getTopic().toString(), payload, message));
    }

    /** Everything that was heard so far. */
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** What was heard so far from one device, nonsense left out. */
    public List<DeviceMessage> heardFrom(String deviceId) {
        return heard.stream()
                .filter(h -> h.topic().contains("/" + deviceId + "/"))
                .map(Heard::message)
                .filter(message -> message != null)
                .toList();
    }

    /** The texts of everything that was heard so far. */
    public List<String> payloads() {
        return heard.stream().map(Heard::payload).toList();
    }

    public void publish(String topic, byte[] payload) {
        Mqtt5AsyncClient client = listener;
        if (client == null) {
            throw new IllegalStateException("listen first");
        }
        client.publishWith()
                .topic(topic)
                .payload(payload)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .join();
    }

    public void publish(String topic, String payload) {
        publish(topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** The broker dies and comes back on the same port, having forgotten everything. */
    public void restart() throws Exception {
        stop();
        server = start();
    }

    public void stop() throws Exception {
        server.stop();
    }

    public static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited 20 s in vain for: " + what);
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() throws Exception {
        Mqtt5AsyncClient client = listener;
        if (client != null) {
            client.disconnect().exceptionally(failure -> null).join();
        }
        server.stop();
    }
}
