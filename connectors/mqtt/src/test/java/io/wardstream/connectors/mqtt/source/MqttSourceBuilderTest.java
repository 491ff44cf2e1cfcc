package io.wardstream.connectors.mqtt.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.sink.MqttSink;
import io.wardstream.connectors.mqtt.testing.TextSchema;
import java.time.Duration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class MqttSourceBuilderTest {

    private static final MqttConnectionConfig CONNECTION =
            MqttConnectionConfig.builder().host("broker").build();

    @Test
    void reportsEverythingThatIsMissingAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MqttSource.<String>builder().build())
                .withMessageContaining("connection is missing")
                .withMessageContaining("clientIdPrefix is missing")
                .withMessageContaining("deserializer is missing")
                .withMessageContaining("topicFilters is empty");
    }

    @Test
    void reportsEverythingThatIsWrongAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MqttSource.<String>builder()
                        .connection(CONNECTION)
                        .clientIdPrefix("a b")
                        .deserializer(new TextSchema())
                        .topicFilters("a/#", "a/b/#", "c/+", "#/d")
                        .brokerTime(BrokerTime.every(Duration.ofMillis(100)))
                        .qos(0)
                        .receiveMaximum(65_535)
                        .sessionExpiry(Duration.ZERO)
                        .build())
                .withMessageContaining("clientIdPrefix must be")
                .withMessageContaining("overlap")
                .withMessageContaining("a/# and a/b/#")
                .withMessageContaining("end in /#, so that a tick topic fits in: c/+")
                .withMessageContaining("# must be the whole of the last level")
                .withMessageContaining("qos must be 1 or 2")
                .withMessageContaining("receiveMaximum must be 1 to 65534")
                .withMessageContaining("sessionExpiry must be");
    }

    @Test
    void makesASourceThatTravels() throws Exception {
        MqttSource<String> source = MqttSource.<String>builder()
                .connection(CONNECTION)
                .clientIdPrefix("job")
                .deserializer(new TextSchema())
                .topicFilters("a/#", "b/#")
                .brokerTime(BrokerTime.every(Duration.ofMillis(100)))
                .build();
        assertThat(InstantiationUtil.clone(source).maxParallelism()).isEqualTo(2);
    }

    @Test
    void reportsEverythingThatIsWrongWithAConnectionOrASink() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MqttConnectionConfig.builder()
                        .port(0)
                        .keepAlive(Duration.ZERO)
                        .connectTimeout(Duration.ZERO)
                        .reconnectTimeout(Duration.ofMillis(-1))
                        .reconnectDelay(Duration.ZERO)
                        .build())
                .withMessageContaining("host is missing")
                .withMessageContaining("port must be")
                .withMessageContaining("keepAlive must be")
                .withMessageContaining("connectTimeout must be")
                .withMessageContaining("reconnectTimeout must")
                .withMessageContaining("reconnectDelay must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MqttSink.<String>builder().window(0).build())
                .withMessageContaining("connection is missing")
                .withMessageContaining("clientIdPrefix is missing")
                .withMessageContaining("serializer is missing")
                .withMessageContaining("window must be");
    }
}
