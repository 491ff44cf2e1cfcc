package io.wardstream.connectors.mqtt.source;

import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttVersion;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import io.wardstream.connectors.mqtt.testing.Packets.Publish;
import io.wardstream.connectors.mqtt.testing.Packets.Subscribe;
import io.wardstream.connectors.mqtt.testing.ReaderHarness;
import io.wardstream.connectors.mqtt.testing.ScriptedBroker;
import io.wardstream.connectors.mqtt.testing.ScriptedBroker.Connection;
import io.wardstream.connectors.mqtt.testing.TextSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * A source and a broker that follows a script: what the source says is seen packet by packet. Where a test claims that
 * something is <em>not</em> said, it first lets a tick go by ({@link ReaderHarness#fence}); so there is no waiting for
 * nothing.
 */
@Timeout(60)
abstract class MqttSourceProtocol {

    static final String FILTER = "ward/1/#";
    static final String TOPIC = "ward/1/a/telemetry";
    static final MqttSplit NEW = MqttSplit.ofFilter(FILTER);
    static final MqttSplit STARTED = new MqttSplit(NEW.splitId(), FILTER, MqttSplit.NO_TICK, true, 0);
    static final String CLIENT = "job-s-" + NEW.splitId();

    ScriptedBroker broker;
    ReaderHarness reader;
    MqttVersion version = MqttVersion.V5;

    @BeforeEach
    void start() throws Exception {
        broker = new ScriptedBroker();
    }

    @AfterEach
    void stop() throws Exception {
        end();
        broker.close();
    }

    /** Closes the source. */
    final void end() throws Exception {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    MqttSourceBuilder<String> source() {
        return MqttSource.<String>builder()
                .connection(connection().build())
                .clientIdPrefix("job")
                .topicFilters(FILTER)
                .brokerVersionCheck(false)
                .deserializer(new TextSchema());
    }

    /** Ticks are not sent back here, so event time stands still; they are for {@link ReaderHarness#fence}. */
    MqttSourceBuilder<String> ticking() {
        return source().brokerTime(BrokerTime.every(Duration.ofMillis(2)));
    }

    MqttConnectionConfig.Builder connection() {
        return MqttConnectionConfig.builder()
                .host("127.0.0.1")
                .port(broker.port())
                .version(version)
                .reconnectDelay(Duration.ofMillis(1));
    }

    /** The first connection, once it is subscribed. */
    Connection read(MqttSourceBuilder<String> builder) throws Exception {
        reader = new ReaderHarness(builder.build(), NEW);
        Connection connection = broker.connection(1);
        connection.received(Subscribe.class, 1);
        return connection;
    }

    static String[] payloads(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    static List<String> texts(String... payloads) {
        List<String> texts = new ArrayList<>();
        for (String payload : payloads) {
            texts.add(TOPIC + " " + payload);
        }
        return texts;
    }

    static Publish message(String payload) {
        return Publish.of(TOPIC, payload);
    }
}
