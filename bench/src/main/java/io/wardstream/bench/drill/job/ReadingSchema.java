package io.wardstream.bench.drill.job;

import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import io.wardstream.connectors.mqtt.MqttMessage;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/** The text {@code device seq} as a {@link Reading}; anything else is malformed. */
public final class ReadingSchema implements MqttDeserializationSchema<Reading> {

    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(MqttMessage message, Collector<Reading> out) throws IOException {
        try {
            out.collect(Reading.parse(new String(message.payload(), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new IOException("a message on " + message.topic() + " is no reading", e);
        }
    }

    @Override
    public TypeInformation<Reading> getProducedType() {
        return TypeInformation.of(Reading.class);
    }
}
