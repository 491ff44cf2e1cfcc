package io.wardstream.connectors.mqtt.testing;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that publishes as devices do, and remembers what the broker took: the oracle of loss. */
public final class Devices implements AutoCloseable {

    private final Mqtt5AsyncClient client;
    private final List<String> taken = new CopyOnWriteArrayList<>();

    public Devices(int port, String id) {
        client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(id)
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildAsync();
        client.connect().join();
    }

    /** Publishes and waits until the broker has it. */
    public void publish(String topic, String payload) {
        client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send()
                .join();
        taken.add(topic + " " + payload);
    }

    /** What the broker took, in order. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void close() {
        client.disconnect().join();
    }
}
