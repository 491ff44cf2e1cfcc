package io.wardstream.connectors.mqtt.testing;

import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import io.wardstream.connectors.mqtt.MqttMessage;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;

/** A message as its payload. */
public final class PayloadSchema implements MqttDeserializationSchema<String> {

    @Override
    public void deserialize(MqttMessage message, Collector<String> out) {
        out.collect(new String(message.payload(), StandardCharsets.UTF_8));
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }
}
