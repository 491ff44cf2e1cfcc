package io.wardstream.local;

import static io.wardstream.local.testing.TestLog.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.ArchiveJob;
import io.wardstream.jobs.config.ArchiveConfig;
import io.wardstream.local.servers.Ports;
import io.wardstream.local.testing.Eventually;
import io.wardstream.local.testing.RunningJob;
import io.wardstream.local.testing.TestLog;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Ids;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Priority;
import io.wardstream.model.Subject;
import io.wardstream.model.wire.WireFormat;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive job between a real log, a real database and files that DuckDB reads. */
class ArchiveIT {

    private static final long START = 1_795_240_800_000L;
    private static final int DEVICES = 8;
    private static final WireFormat<BedsideEvent> EVENTS = WireFormat.of(BedsideEvent.class);
    private static final WireFormat<AlarmEvent> ALARMS = WireFormat.of(AlarmEvent.class);

    @TempDir
    private Path folder;

    private TestLog log;
    private EmbeddedPostgres database;

    @BeforeEach
    void start() throws Exception {
        log = TestLog.start(folder.resolve("kafka"), new Ports());
        database = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgresql"))
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        database.close();
        log.close();
    }

    private String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + database.getPort() + "/postgres";
    }

    private RunningJob startJob() throws Exception {
        Map<String, String> values = RunningJob.flinkOptions(1, "1 s");
        values.putAll(RunningJob.stateOptions(folder.resolve("state")));
        values.put("kafka.bootstrap-servers", log.bootstrapServers());
        values.put("archive.lake", folder.resolve("lake").toUri().toString());
        values.put("archive.warehouse.url", jdbcUrl());
        values.put("archive.warehouse.user", "postgres");
        return RunningJob.start(ArchiveJob.NAME, ArchiveJob.build(ArchiveConfig.from(values)));
    }

    private static BedsideEvent reading(int device, long seq) {
        return new BedsideEvent(
                "scale-" + device,
                "b",
                seq,
                START + seq * 1_000,
                null,
                "icu",
                null,
                "l" + device,
                "p" + device,
                new InfusionReading(500 - seq),
                null,
                null,
                null,
                null,
                null);
    }

    private void write(BedsideEvent event) throws Exception {
        log.write(TOPICS.events(), null, event.acceptedAt(), event.logKey(), EVENTS.write(event));
    }

    /** Readings of all devices, some of them twice, with ticks among them. */
    private void writeReadings(int fromSeq, int toSeq, Random random) throws Exception {
        for (int seq = fromSeq; seq < toSeq; seq++) {
            for (int device = 0; device < DEVICES; device++) {
                write(reading(device, seq));
                if (random.nextInt(3) == 0) {
                    write(reading(device, Math.max(0, seq - random.nextInt(5))));
                }
            }
            BedsideEvent tick = BedsideEvent.tick(START + seq * 1_000L);
            log.write(TOPICS.events(), seq % 4, tick.acceptedAt(), null, EVENTS.write(tick));
        }
    }

    private void writeAlarm(int number, int times) throws Exception {
        String line = "line:l" + number;
        AlarmEvent alarm = new AlarmEvent(
                Ids.alarm("LEVEL", line, START),
                0,
                "LowLevel",
                1,
                "LEVEL",
                AlarmPhase.RAISED,
                Priority.MEDIUM,
                AlarmKind.PHYSIOLOGICAL,
                new Subject(line, "icu", null, "l" + number, "p" + number, "scale-" + number),
                START,
                START,
                new ArrayList<>(),
                0,
                0,
                null,
                null);
        for (int i = 0; i < times; i++) {
            log.write(TOPICS.alarms(), null, alarm.at(), alarm.alarmId(), ALARMS.write(alarm));
        }
    }

    private static List<Long> row(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            List<Long> row = new ArrayList<>();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                row.add(result.getLong(column));
            }
            return row;
        }
    }

    private List<Long> inDatabase(String columns, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), "postgres", "")) {
            return row(connection, "SELECT " + columns + " FROM " + table);
        }
    }

    private List<Long> inLake(String columns, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return row(
                    connection,
                    "SELECT " + columns + " FROM read_parquet('"
                            + folder.resolve("lake").resolve(table) + "/**/*.parquet', hive_partitioning = true)");
        }
    }

    private long rowsInLake(String table) throws SQLException {
        try {
            return inLake("count(*)", table).get(0);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("No files found")) {
                return 0;
            }
            throw e;
        }
    }

    private void untilConsumed() throws Exception {
        Eventually.until("the events were read", () -> log.isConsumed(ArchiveJob.NAME + "-events", TOPICS.events()));
        Eventually.until("the alarms were read", () -> log.isConsumed(ArchiveJob.NAME + "-alarms", TOPICS.alarms()));
    }

    @Test
    void keepsEachFactOnceThroughRepeatsAndAKill() throws Exception {
        Random random = new Random(7);
        RunningJob first = startJob();
        try (first) {
            writeReadings(0, 30, random);
            writeAlarm(1, 3);
            log.write(TOPICS.events(), 0, START, "x", "not json".getBytes(StandardCharsets.UTF_8));
            untilConsumed();
            Eventually.until("the first files are finished", () -> rowsInLake("readings_infusion") > 0);
            // What is read now is in no checkpoint yet, or in one of which the job does not hear any more.
            writeReadings(30, 40, random);
            first.kill();
        }
        assertThat(RunningJob.newestCheckpoint(folder.resolve("state"))).isPresent();
        writeAlarm(1, 2);
        writeAlarm(2, 2);
        writeReadings(35, 50, random);
        log.forgetGroup(ArchiveJob.NAME + "-events");
        log.forgetGroup(ArchiveJob.NAME + "-alarms");
        try (RunningJob second = startJob()) {
            untilConsumed();
            long all = 50L * DEVICES;
            Eventually.until("the last files are finished", () -> {
                second.assertAlive();
                return rowsInLake("readings_infusion") >= all && rowsInLake("alarms") >= 2;
            });
            String distinct =
                    "count(*), count(DISTINCT device_id || '/' || boot || '/' || seq), count(DISTINCT device_id)";
            assertThat(inLake(distinct, "readings_infusion")).containsExactly(all, all, (long) DEVICES);
            assertThat(inDatabase(distinct, "readings_infusion")).containsExactly(all, all, (long) DEVICES);
            assertThat(inLake("count(*), count(DISTINCT alarm_id)", "alarms")).containsExactly(2L, 2L);
            assertThat(inDatabase("count(*), count(DISTINCT alarm_id)", "alarms"))
                    .containsExactly(2L, 2L);
            assertThat(inLake("count(*)", "rejected")).containsExactly(1L);
            assertThat(inDatabase("count(*)", "rejected")).containsExactly(1L);
            // What was weighed is what is kept.
            assertThat(inLake("sum(mass_g)", "readings_infusion"))
                    .isEqualTo(inDatabase("sum(mass_g)", "readings_infusion"))
                    .containsExactly(DEVICES * (50L * 500 - 50L * 49 / 2));
        }
    }
}
