package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.AckMode;
import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.MalformedPolicy;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.SessionLostPolicy;
import io.wardstream.connectors.mqtt.testing.TextSchema;
import java.time.Duration;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** What an emitter needs, for tests without a broker. */
final class Emitters {

    private Emitters() {}

    static Deserialization<String> text() {
        return new Deserialization<>(new TextSchema(), MalformedPolicy.FAIL, null);
    }

    static SessionConfig config(BrokerTime brokerTime) {
        return new SessionConfig(
                MqttConnectionConfig.builder().host("nowhere.invalid").build(),
                "job",
                1,
                AckMode.ON_CHECKPOINT,
                100,
                Duration.ofHours(1),
                SessionLostPolicy.FAIL,
                brokerTime,
                null,
                false);
    }

    static SourceMetrics metrics() {
        return new SourceMetrics(UnregisteredMetricsGroup.createSourceReaderMetricGroup());
    }
}
