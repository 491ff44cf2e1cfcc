package io.wardstream.connectors.mqtt;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.util.Collector;

/**
 * Turns messages into records. Called by the task's thread.
 *
 * <p>It should be total: a message that it cannot read is best handed on as a record that says so. If it throws, the
 * source fails, and will fail again, because the message is not acknowledged and comes again.
 *
 * @param <T> the records
 */
public interface MqttDeserializationSchema<T> extends Serializable, ResultTypeQueryable<T> {

    /** Called once before the first message. */
    default void open(DeserializationSchema.InitializationContext context) throws Exception {}

    /**
     * Turns one message into any number of records. A message that gives none is acknowledged like every other.
     *
     * @param message the message, valid during this call only
     * @param out takes the records; their timestamp is the message's {@link MqttMessage#acceptedAtMs()}
     */
    void deserialize(MqttMessage message, Collector<T> out) throws IOException;
}
