package io.wardstream.jobs.ingest;

import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import io.wardstream.connectors.mqtt.MqttMessage;
import io.wardstream.model.wire.WardTopic;
import java.io.Serial;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * Hands every message on as it is, except the commands that we ourselves send to clamps: they are on topics inside the
 * same filters, and no device speaks there (the broker sees to that).
 */
public final class RawMessageSchema implements MqttDeserializationSchema<RawMessage> {

    @Serial
    private static final long serialVersionUID = 1;

    private static final String COMMAND_SUFFIX = "/" + WardTopic.COMMAND;

    @Override
    public void deserialize(MqttMessage message, Collector<RawMessage> out) {
        String topic = message.topic();
        // Elsewhere a topic may end so and be a device's own.
        if (!(topic.endsWith(COMMAND_SUFFIX) && topic.startsWith(WardTopic.PREFIX))) {
            out.collect(new RawMessage(topic, message.payload(), message.acceptedAtMs()));
        }
    }

    @Override
    public TypeInformation<RawMessage> getProducedType() {
        return TypeInformation.of(RawMessage.class);
    }
}
