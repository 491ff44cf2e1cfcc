package io.wardstream.connectors.mqtt.table;

import static io.wardstream.connectors.mqtt.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import io.wardstream.connectors.mqtt.testing.TestBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables over a real broker. */
class MqttTableIT {

    @TempDir
    private Path folder;

    private TestBroker broker;
    private Mqtt5AsyncClient device;
    private TableEnvironment tables;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker(folder.resolve("broker"));
        device = MqttClient.builder()
                .useMqttVersion5()
                .identifier("device")
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .buildAsync();
        device.connect().join();
        Configuration configuration = new Configuration();
        configuration.setString("execution.checkpointing.interval", "200 ms");
        configuration.setString("parallelism.default", "1");
        configuration.setString("table.local-time-zone", "UTC");
        tables = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(configuration)
                .build());
    }

    @AfterEach
    void stop() throws Exception {
        device.disconnect().join();
        broker.close();
    }

    private String with(String more) {
        return " WITH ('connector' = 'mqtt', 'format' = 'json', 'host' = '127.0.0.1', 'port' = '" + broker.port()
                + "', 'client-id-prefix' = 'sql'" + more + ")";
    }

    /** A session that was begun before, so that what is published now waits for the job. */
    private void beginSession(String filter) {
        Mqtt5AsyncClient session = MqttClient.builder()
                .useMqttVersion5()
                .identifier("sql-s-" + MqttSplit.ofFilter(filter).splitId())
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .buildAsync();
        session.connectWith()
                .cleanStart(false)
                .sessionExpiryInterval(3_600)
                .send()
                .join();
        session.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .join();
        session.disconnect().join();
    }

    private void publish(String topic, String payload) {
        device.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .contentType("application/json")
                .responseTopic("answers")
                .correlationData(new byte[] {1, 2})
                .userProperties()
                .add("unit", "g")
                .applyUserProperties()
                .send()
                .join();
    }

    @Test
    void selectsRowsWithTheirMetadataUntilItsStopConditionAndAcknowledgesThem() throws Exception {
        beginSession("scales/#");
        Instant before = Instant.now().minusSeconds(1);
        publish("scales/a", "{\"grams\": 612.5}");
        publish("scales/b", "no json");
        publish("scales/b", "{\"grams\": 3}");
        tables.executeSql("CREATE TABLE scales (grams DOUBLE, topic STRING METADATA VIRTUAL, qos INT METADATA VIRTUAL,"
                + " retained BOOLEAN METADATA VIRTUAL, `received-at` TIMESTAMP_LTZ(3) METADATA VIRTUAL,"
                + " `content-type` STRING METADATA VIRTUAL, `response-topic` STRING METADATA VIRTUAL,"
                + " `correlation-data` BYTES METADATA VIRTUAL, `user-properties` MAP<STRING, STRING> METADATA VIRTUAL)"
                + with(", 'topic-filters' = 'scales/#', 'malformed' = 'DROP', 'stop.after-messages' = '3'"));
        TableResult result = tables.executeSql("SELECT * FROM scales");
        List<Row> rows = new ArrayList<>();
        try (CloseableIterator<Row> each = result.collect()) {
            each.forEachRemaining(rows::add);
        }
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).getField("grams")).isEqualTo(612.5);
        assertThat(rows.get(0).getField("topic")).isEqualTo("scales/a");
        assertThat(rows.get(0).getField("qos")).isEqualTo(1);
        assertThat(rows.get(0).getField("retained")).isEqualTo(false);
        assertThat((Instant) rows.get(0).getField("received-at")).isBetween(before, Instant.now());
        assertThat(rows.get(0).getField("content-type")).isEqualTo("application/json");
        assertThat(rows.get(0).getField("response-topic")).isEqualTo("answers");
        assertThat((byte[]) rows.get(0).getField("correlation-data")).containsExactly(1, 2);
        assertThat(rows.get(0).getField("user-properties")).isEqualTo(Map.of("unit", "g"));
        assertThat(rows.get(1).getField("topic")).isEqualTo("scales/b");
        String session = "sql-s-" + MqttSplit.ofFilter("scales/#").splitId();
        until("the last checkpoint acknowledges", () -> broker.unacknowledged(session) == 0);
    }

    @Test
    void closesWindowsByTheBrokersTime() throws Exception {
        tables.executeSql("CREATE TABLE scales (grams DOUBLE, ts TIMESTAMP_LTZ(3) METADATA FROM 'accepted-at' VIRTUAL,"
                + " WATERMARK FOR ts AS SOURCE_WATERMARK())"
                + with(", 'topic-filters' = 'scales/#', 'broker-time.interval' = '20 ms'"));
        beginSession("scales/#");
        publish("scales/a", "{\"grams\": 1}");
        publish("scales/a", "{\"grams\": 2}");
        TableResult result = tables.executeSql("SELECT SUM(grams) FROM TABLE(TUMBLE(TABLE scales, DESCRIPTOR(ts),"
                + " INTERVAL '1' SECOND)) GROUP BY window_start, window_end");
        double sum = 0;
        try (CloseableIterator<Row> rows = result.collect()) {
            // No device speaks any more: the window closes because time goes on by itself.
            while (sum < 3) {
                sum += (Double) rows.next().getField(0);
            }
        }
        assertThat(sum).isEqualTo(3);
    }

    @Test
    void insertsRowsWithTheirMetadata() throws Exception {
        Queue<Mqtt5Publish> arrived = new ConcurrentLinkedQueue<>();
        device.publishes(MqttGlobalPublishFilter.ALL, arrived::add);
        device.subscribeWith().topicFilter("fans/#").send().join();
        tables.executeSql("CREATE TABLE fans (speed INT, topic STRING METADATA, deadline TIMESTAMP_LTZ(3) METADATA,"
                + " `content-type` STRING METADATA, `response-topic` STRING METADATA, `correlation-data` BYTES METADATA,"
                + " `user-properties` MAP<STRING, STRING> METADATA)"
                + with(", 'sink.topic' = 'fans/all'"));
        tables.executeSql("INSERT INTO fans VALUES (1, 'fans/a', NOW() + INTERVAL '60' SECOND, 'application/json',"
                        + " 'answers', x'0102', MAP['unit', 'rpm']),"
                        + " (2, CAST(NULL AS STRING), NOW() - INTERVAL '60' SECOND, CAST(NULL AS STRING),"
                        + " CAST(NULL AS STRING), CAST(NULL AS BYTES), CAST(NULL AS MAP<STRING, STRING>)),"
                        + " (3, CAST(NULL AS STRING), CAST(NULL AS TIMESTAMP_LTZ(3)), CAST(NULL AS STRING),"
                        + " CAST(NULL AS STRING), CAST(NULL AS BYTES), CAST(NULL AS MAP<STRING, STRING>))")
                .await();
        until("what has not expired", () -> arrived.size() == 2);
        Mqtt5Publish first = arrived.remove();
        assertThat(first.getTopic()).hasToString("fans/a");
        assertThat(new String(first.getPayloadAsBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"speed\":1}");
        assertThat(first.getMessageExpiryInterval().orElseThrow()).isBetween(30L, 60L);
        assertThat(first.getContentType().orElseThrow()).hasToString("application/json");
        assertThat(first.getResponseTopic().orElseThrow()).hasToString("answers");
        assertThat(first.getCorrelationData().orElseThrow().remaining()).isEqualTo(2);
        assertThat(first.getUserProperties().asList()).hasSize(1);
        Mqtt5Publish second = arrived.remove();
        assertThat(second.getTopic()).hasToString("fans/all");
        assertThat(new String(second.getPayloadAsBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"speed\":3}");
        assertThat(second.getMessageExpiryInterval()).isEmpty();
        assertThat(second.isRetain()).isFalse();
    }
}
