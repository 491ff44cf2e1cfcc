package io.wardstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.mqtt.MqttMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RawMessageSchemaTest {

    /** A message on a topic; nothing else is asked of it. */
    private record OnTopic(String topic) implements MqttMessage {
        @Override
        public byte[] payload() {
            return new byte[] {1};
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
        public @Nullable String contentType() {
            return null;
        }

        @Override
        public @Nullable String responseTopic() {
            return null;
        }

        @Override
        public @Nullable ByteBuffer correlationData() {
            return null;
        }

        @Override
        public List<Map.Entry<String, String>> userProperties() {
            return List.of();
        }

        @Override
        public long receivedAtMs() {
            return 2;
        }

        @Override
        public long acceptedAtMs() {
            return 1;
        }
    }

    private static int handedOn(String topic) {
        List<RawMessage> out = new ArrayList<>();
        new RawMessageSchema().deserialize(new OnTopic(topic), new ListCollector<>(out));
        return out.size();
    }

    @Test
    void passesOverOurCommandsAndNothingElse() {
        assertThat(handedOn("ward/v1/icu/scale-1/command")).isZero();
        assertThat(handedOn("ward/v1/icu/scale-1/state")).isOne();
        assertThat(handedOn("nurse7/feeds/command"))
                .as("a foreign device may speak on a topic that ends so")
                .isOne();
    }
}
