package io.wardstream.local.testing;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import io.wardstream.local.servers.BrokerAccess;
import io.wardstream.model.ClampCommand;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WardTopic;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A load cell with a clamp on a real broker. */
public final class BedsideDevice implements AutoCloseable {

    private static final WireFormat<ClampCommand> COMMANDS = WireFormat.of(ClampCommand.class);

    private final RegistryEntry entry;
    private final Mqtt5AsyncClient client;
    private final BlockingQueue<ClampCommand> commands = new LinkedBlockingQueue<>();
    private long seq;

    private BedsideDevice(RegistryEntry entry, Mqtt5AsyncClient client) {
        this.entry = entry;
        this.client = client;
    }

    /** Connects it, and listens for commands. */
    public static BedsideDevice connect(RegistryEntry entry, int port, BrokerAccess access) throws Exception {
        String name = entry.deviceId();
        Mqtt5AsyncClient client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(name)
                .serverHost("127.0.0.1")
                .serverPort(port)
                .simpleAuth()
                .username(name)
                .password(access.password(name).getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
        BedsideDevice device = new BedsideDevice(entry, client);
        client.publishes(MqttGlobalPublishFilter.ALL, publish -> device.hear(publish.getPayloadAsBytes()));
        client.connect().get(10, TimeUnit.SECONDS);
        client.subscribeWith()
                .topicFilter(WardTopic.command(entry.ward(), name))
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .get(10, TimeUnit.SECONDS);
        return device;
    }

    private void hear(byte[] payload) {
        if (COMMANDS.read(payload) instanceof Decoded.Accepted<ClampCommand> command) {
            commands.add(command.value());
        }
    }

    /** What it was told. */
    public BlockingQueue<ClampCommand> commands() {
        return commands;
    }

    /** Weighs a bag that has so much left in it. */
    public void weigh(double levelMl) throws Exception {
        double massG = levelMl + RegistryEntry.DEFAULT_TARE_G;
        say("telemetry", String.format(Locale.ROOT, "\"infusion\":{\"massG\":%.1f}", massG));
    }

    /** Somebody presses the button. */
    public void acknowledge(String who) throws Exception {
        say("event", "\"care\":{\"action\":\"ACKNOWLEDGE\",\"by\":\"" + who + "\"}");
    }

    /** The clamp answers a command. */
    public void closed(String commandId) throws Exception {
        say("state", "\"clamp\":{\"state\":\"CLOSED\",\"commandId\":\"" + commandId + "\"}");
    }

    /** Publishes, and waits until the broker has taken it. */
    private void say(String channel, String part) throws Exception {
        String json = "{\"boot\":\"b1\",\"seq\":" + seq++ + "," + part + "}";
        client.publishWith()
                .topic(WardTopic.PREFIX + entry.ward() + "/" + entry.deviceId() + "/" + channel)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(json.getBytes(StandardCharsets.UTF_8))
                .send()
                .get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        client.disconnect().get(10, TimeUnit.SECONDS);
    }
}
