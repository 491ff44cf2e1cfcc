package io.wardstream.connectors.mqtt.source.reader;

import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.wardstream.connectors.mqtt.MqttMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client's message in the connector's words. */
final class PublishedMessage implements MqttMessage {

    private final Mqtt5Publish publish;
    private final long receivedAtMs;
    private final long acceptedAtMs;

    PublishedMessage(Mqtt5Publish publish, long receivedAtMs, long acceptedAtMs) {
        this.publish = publish;
        this.receivedAtMs = receivedAtMs;
        this.acceptedAtMs = acceptedAtMs;
    }

    @Override
    public String topic() {
        return publish.getTopic().toString();
    }

    @Override
    public byte[] payload() {
        return publish.getPayloadAsBytes();
    }

    @Override
    public int qos() {
        return publish.getQos().getCode();
    }

    @Override
    public boolean retained() {
        return publish.isRetain();
    }

    @Override
    public @Nullable String contentType() {
        return publish.getContentType().map(Object::toString).orElse(null);
    }

    @Override
    public @Nullable String responseTopic() {
        return publish.getResponseTopic().map(Object::toString).orElse(null);
    }

    @Override
    public @Nullable ByteBuffer correlationData() {
        return publish.getCorrelationData().orElse(null);
    }

    @Override
    public List<Map.Entry<String, String>> userProperties() {
        List<Map.Entry<String, String>> properties = new ArrayList<>();
        for (Mqtt5UserProperty property : publish.getUserProperties().asList()) {
            properties.add(
                    Map.entry(property.getName().toString(), property.getValue().toString()));
        }
        return properties;
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
