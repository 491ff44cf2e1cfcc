package io.wardstream.connectors.mqtt;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came from the broker. Valid only during the call that it is handed to; copy what must live on.
 */
public interface MqttMessage {

    /** The topic. */
    String topic();

    /** The payload; empty if there is none. The caller's own copy. */
    byte[] payload();

    /** The quality of service with which it was delivered: 0, 1 or 2. */
    int qos();

    /** Whether the broker had retained it from before the subscription. */
    boolean retained();

    /** What the payload is, for example {@code application/json}. */
    @Nullable
    String contentType();

    /** Where an answer is expected. */
    @Nullable
    String responseTopic();

    /** What an answer must carry. */
    @Nullable
    ByteBuffer correlationData();

    /** The user properties in their order; names may repeat. */
    List<Map.Entry<String, String>> userProperties();

    /** The reader's wall clock when the message came off the network, in milliseconds since the epoch. */
    long receivedAtMs();

    /**
     * The time at which the broker took it, in milliseconds since the epoch, if the source has {@link BrokerTime}; else
     * the same as {@link #receivedAtMs()}. It is also the record's timestamp.
     */
    long acceptedAtMs();

    /** The values of a user property. */
    default List<String> userProperty(String name) {
        List<String> values = new ArrayList<>(1);
        for (Map.Entry<String, String> property : userProperties()) {
            if (property.getKey().equals(name)) {
                values.add(property.getValue());
            }
        }
        return values;
    }
}
