package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.MalformedHandler;
import io.wardstream.connectors.mqtt.MalformedPolicy;
import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How messages become records, and what becomes of those that do not.
 *
 * @param schema the deserializer
 * @param malformedPolicy what to do if it throws
 * @param malformedHandler makes records of such messages; there if the policy is to hand them on
 * @param <T> the records
 */
public record Deserialization<T>(
        MqttDeserializationSchema<T> schema,
        MalformedPolicy malformedPolicy,
        @Nullable MalformedHandler<T> malformedHandler)
        implements Serializable {}
