package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.internal.client.Delivery;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A message that no broker sent. */
final class FakeDelivery implements Delivery {

    private final String topic;
    private final byte[] payload;
    private final Runnable acknowledgement;

    FakeDelivery(String topic, String payload, Runnable acknowledgement) {
        this.topic = topic;
        this.payload = payload.getBytes(StandardCharsets.UTF_8);
        this.acknowledgement = acknowledgement;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public int size() {
        return payload.length;
    }

    @Override
    public int qos() {
        return 1;
    }

    @Override
    public boolean retained() {
        return false;
    }

    @Override
    public String contentType() {
        return null;
    }

    @Override
    public String responseTopic() {
        return null;
    }

    @Override
    public ByteBuffer correlationData() {
        return null;
    }

    @Override
    public List<Map.Entry<String, String>> userProperties() {
        return List.of();
    }

    @Override
    public void acknowledge() {
        acknowledgement.run();
    }
}
