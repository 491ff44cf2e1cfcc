package io.wardstream.connectors.mqtt.internal.client;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came, and the way to acknowledge it. Immutable; {@link #acknowledge()} may be called by any thread.
 */
public interface Delivery {

    String topic();

    byte[] payload();

    /** The payload's size in bytes. */
    int size();

    int qos();

    boolean retained();

    @Nullable
    String contentType();

    @Nullable
    String responseTopic();

    @Nullable
    ByteBuffer correlationData();

    List<Map.Entry<String, String>> userProperties();

    /**
     * Tells the broker that the message is safe. Acknowledgements go out in the order of delivery: one that is missing
     * holds back those behind it.
     */
    void acknowledge();
}
