package io.wardstream.connectors.mqtt.internal.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to be published with quality of service 1.
 *
 * @param topic where
 * @param payload what
 * @param retain whether the broker shall retain it
 * @param expirySeconds how long the broker may still deliver it, or null for ever
 * @param contentType what the payload is
 * @param responseTopic where an answer is expected
 * @param correlationData what an answer must carry
 * @param userProperties the user properties
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared: a copy of each payload would buy nothing.
public record Outgoing(
        String topic,
        byte[] payload,
        boolean retain,
        @Nullable Long expirySeconds,
        @Nullable String contentType,
        @Nullable String responseTopic,
        byte @Nullable [] correlationData,
        List<Map.Entry<String, String>> userProperties) {

    /** A message with nothing but a payload. */
    public static Outgoing of(String topic, byte[] payload) {
        return new Outgoing(topic, payload, false, null, null, null, null, List.of());
    }

    /** What of it MQTT 3.1.1 cannot say, or null. A message expiry is not named: the sender can mind it alone. */
    public @Nullable String notInMqtt3() {
        if (contentType != null) {
            return "content type";
        }
        if (responseTopic != null) {
            return "response topic";
        }
        if (correlationData != null) {
            return "correlation data";
        }
        return userProperties.isEmpty() ? null : "user properties";
    }
}
