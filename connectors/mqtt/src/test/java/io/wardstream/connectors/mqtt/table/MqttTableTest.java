package io.wardstream.connectors.mqtt.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a table before anything runs. */
class MqttTableTest {

    private final TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());

    private void table(String columns, String more) {
        tables.executeSql("CREATE TABLE t (" + columns + ") WITH ('connector' = 'mqtt', 'format' = 'json',"
                + " 'host' = 'nowhere.invalid', 'client-id-prefix' = 'job'" + more + ")");
    }

    @Test
    void plansASelectWithEveryColumnOfMetadataAndTheBrokersTime() {
        table(
                "grams DOUBLE, topic STRING METADATA VIRTUAL, qos INT METADATA VIRTUAL,"
                        + " retained BOOLEAN METADATA VIRTUAL, ts TIMESTAMP_LTZ(3) METADATA FROM 'accepted-at' VIRTUAL,"
                        + " `received-at` TIMESTAMP_LTZ(3) METADATA VIRTUAL, `content-type` STRING METADATA VIRTUAL,"
                        + " `response-topic` STRING METADATA VIRTUAL, `correlation-data` BYTES METADATA VIRTUAL,"
                        + " `user-properties` MAP<STRING, STRING> METADATA VIRTUAL,"
                        + " WATERMARK FOR ts AS SOURCE_WATERMARK()",
                ", 'topic-filters' = 'a/#;b/#', 'broker-time.interval' = '100 ms'");
        assertThat(tables.explainSql("SELECT * FROM t")).contains("accepted-at").contains("user-properties");
    }

    @Test
    void plansAnInsertWithEveryColumnOfMetadata() {
        table(
                "grams DOUBLE, topic STRING METADATA, retained BOOLEAN METADATA, deadline TIMESTAMP_LTZ(3) METADATA,"
                        + " `content-type` STRING METADATA, `response-topic` STRING METADATA,"
                        + " `correlation-data` BYTES METADATA, `user-properties` MAP<STRING, STRING> METADATA",
                ", 'topic-filters' = 'a/#'");
        assertThat(tables.explainSql("INSERT INTO t SELECT 1.0, 'a/b', FALSE, NOW(), 'x', 'y', x'00', MAP['a', 'b']"))
                .contains("Sink");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'format' = 'json'|needs 'topic-filters'",
                "'topic-filters' = 'a/#;a/b'|topic filters overlap",
                "'topic-filters' = 'a/#', 'malformed' = 'HAND_ON'|must be FAIL or DROP",
                "'topic-filters' = 'a/#', 'port' = '0'|port must be 1 to 65535",
                "'topic-filters' = 'a/#', 'username' = 'u'|goes together with",
                "'topic-filters' = 'a/#', 'receive-maximum' = '65535'|receiveMaximum must be 1 to 65534",
                "'topic-filters' = 'a/#', 'shared-group.name' = 'crew', 'shared-group.members' = '2'|loses the order",
                "'topic-filters' = 'a/#', 'topics' = 'a'|Unsupported options"
            })
    void refusesWhatCannotBeReadAndSaysWhy(String options, String reason) {
        String more = options.startsWith("'format'") ? "" : ", " + options;
        table("grams DOUBLE", more);
        assertThatThrownBy(() -> tables.explainSql("SELECT * FROM t")).hasStackTraceContaining(reason);
    }

    @Test
    void refusesASourceWatermarkWithoutBrokerTime() {
        table(
                "grams DOUBLE, ts TIMESTAMP_LTZ(3) METADATA FROM 'accepted-at' VIRTUAL,"
                        + " WATERMARK FOR ts AS SOURCE_WATERMARK()",
                ", 'topic-filters' = 'a/#'");
        assertThatThrownBy(() -> tables.explainSql("SELECT * FROM t")).hasStackTraceContaining("needs broker time");
    }

    @Test
    void refusesAnInsertThatHasNoTopic() {
        table("grams DOUBLE", "");
        assertThatThrownBy(() -> tables.explainSql("INSERT INTO t VALUES (1.0)"))
                .hasStackTraceContaining("needs 'sink.topic' or a column");
    }
}
