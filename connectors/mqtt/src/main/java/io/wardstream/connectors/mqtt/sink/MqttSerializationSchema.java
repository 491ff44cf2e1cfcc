package io.wardstream.connectors.mqtt.sink;

import java.io.Serializable;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into messages. Called by the task's thread.
 *
 * @param <T> the records
 */
@FunctionalInterface
public interface MqttSerializationSchema<T> extends Serializable {

    /** Called once before the first record. */
    default void open(SerializationSchema.InitializationContext context) throws Exception {}

    /**
     * The message for a record.
     *
     * @return null if nothing is to be published for it
     */
    @Nullable
    MqttPublication serialize(T element);
}
