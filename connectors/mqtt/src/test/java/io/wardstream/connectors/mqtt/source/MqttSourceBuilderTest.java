package io.wardstream.connectors.mqtt.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wardstream.connectors.mqtt.AckMode;
import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.MalformedPolicy;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.SharedGroup;
import io.wardstream.connectors.mqtt.sink.MqttSink;
import io.wardstream.connectors.mqtt.testing.TextSchema;
import java.time.Duration;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.configuration.Configuration;
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
                .withMessageContaining("qos 0 and ackMode NONE go together")
                .withMessageContaining("receiveMaximum must be 1 to 65534")
                .withMessageContaining("sessionExpiry must be");
    }

    @Test
    void reportsWhatDoesNotGoTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MqttSource.<String>builder()
                        .connection(CONNECTION)
                        .clientIdPrefix("job")
                        .deserializer(new TextSchema())
                        .topicFilters("a/#")
                        .sharedGroup(SharedGroup.of("crew", 2))
                        .brokerTime(BrokerTime.every(Duration.ofMillis(100)))
                        .malformedPolicy(MalformedPolicy.HAND_ON)
                        .qos(3)
                        .build())
                .withMessageContaining("loses the order")
                .withMessageContaining("broker time needs one session a filter")
                .withMessageContaining("handMalformedOn")
                .withMessageContaining("qos must be 0, 1 or 2, not 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MqttSource.<String>builder()
                        .connection(CONNECTION)
                        .clientIdPrefix("job")
                        .deserializer(new TextSchema())
                        .topicFilters("a/#")
                        .ackMode(AckMode.NONE)
                        .qos(0)
                        .brokerTime(BrokerTime.every(Duration.ofMillis(100)))
                        .build())
                .withMessageContaining("a lost tick would be lost time");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MqttSource.<String>builder()
                        .topicFilters("$share/crew/a/#")
                        .build())
                .withMessageContaining("asked for by sharedGroup");
    }

    @Test
    void makesASessionForEachMemberOfAGroupAndFilter() {
        MqttSource<String> source = MqttSource.<String>builder()
                .connection(CONNECTION)
                .clientIdPrefix("job")
                .deserializer(new TextSchema())
                .topicFilters("a/#", "b/#")
                .sharedGroup(SharedGroup.of("crew", 3).acceptingReordering())
                .build();
        assertThat(source.maxParallelism()).isEqualTo(6);
    }

    @Test
    void takesEverythingFromOptions() {
        Configuration values = new Configuration();
        values.setString("client-id-prefix", "job");
        values.setString("topic-filters", "a/#;b/#");
        values.setString("stop.after-messages", "10");
        values.setString("broker-time.interval", "100 ms");
        MqttSource<String> source = MqttSource.<String>builder()
                .connection(CONNECTION)
                .deserializer(new TextSchema())
                .options(values)
                .build();
        assertThat(source.maxParallelism()).isEqualTo(2);
        assertThat(source.getBoundedness()).isEqualTo(Boundedness.BOUNDED);

        values.setString("stop.when-idle-for", "5 s");
        values.setString("shared-group.name", "a/b");
        values.setString("broker-time.interval", "0 ms");
        values.setString("qos", "0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MqttSource.<String>builder().options(values).build())
                .withMessageContaining("more than one stop option")
                .withMessageContaining("without / + #: 'a/b'")
                .withMessageContaining("interval must be at least 1 ms")
                .withMessageContaining("qos 0 and ackMode NONE");
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
                .isThrownBy(() -> MqttSink.<String>builder()
                        .window(0)
                        .ackTimeout(Duration.ZERO)
                        .build())
                .withMessageContaining("ackTimeout must be")
                .withMessageContaining("connection is missing")
                .withMessageContaining("clientIdPrefix is missing")
                .withMessageContaining("serializer is missing")
                .withMessageContaining("window must be");
    }
}
