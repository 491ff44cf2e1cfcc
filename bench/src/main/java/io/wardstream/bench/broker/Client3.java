package io.wardstream.bench.broker;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MQTT 3.1.1. */
final class Client3 implements Client {

    private static final Logger LOG = LoggerFactory.getLogger(Client3.class);

    private final Mqtt3AsyncClient client;

    Client3(int port, String clientId, Session session) {
        client = MqttClient.builder()
                .useMqttVersion3()
                .identifier(clientId)
                .serverHost("127.0.0.1")
                .serverPort(port)
                .simpleAuth()
                .username(Broker.USER)
                .password(Broker.PASSWORD.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, publish -> {}, true);
        client.connectWith()
                .cleanSession(session == Session.NEW)
                .send()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public CompletableFuture<Void> publish(String topic, byte[] payload) {
        return client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload)
                .send()
                .thenApply(published -> null);
    }

    @Override
    public void subscribe(String filter) {
        client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public boolean isConnected() {
        return client.getState().isConnected();
    }

    @Override
    public void close() {
        try {
            client.disconnect().orTimeout(2, TimeUnit.SECONDS).join();
        } catch (RuntimeException e) {
            LOG.debug("It was not connected", e);
        }
    }
}
