package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.MqttMessage;
import io.wardstream.connectors.mqtt.internal.client.Delivery;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A delivery with its times, for the deserializer. */
final class PublishedMessage implements MqttMessage {

    private final Delivery delivery;
    private final String topic;
    private final long receivedAtMs;
    private final long acceptedAtMs;

    PublishedMessage(Delivery delivery, String topic, long receivedAtMs, long acceptedAtMs) {
        this.delivery = delivery;
        this.topic = topic;
        this.receivedAtMs = receivedAtMs;
        this.acceptedAtMs = acceptedAtMs;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public byte[] payload() {
        return delivery.payload();
    }

    @Override
    public int qos() {
        return delivery.qos();
    }

    @Override
    public boolean retained() {
        return delivery.retained();
    }

    @Override
    public @Nullable String contentType() {
        return delivery.contentType();
    }

    @Override
    public @Nullable String responseTopic() {
        return delivery.responseTopic();
    }

    @Override
    public @Nullable ByteBuffer correlationData() {
        return delivery.correlationData();
    }

    @Override
    public List<Map.Entry<String, String>> userProperties() {
        return delivery.userProperties();
    }

    @Override
    public long receivedAtMs() {
        return receivedAtMs;
    }

    @Override
    public long acceptedAtMs() {
        return acceptedAtMs;
    }
}
