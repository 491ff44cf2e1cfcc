package io.wardstream.connectors.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The writer alone against a real PostgreSQL, with a clock that the test moves by hand. */
class WarehouseWriterIT {

    @TempDir
    static Path shared;

    private static Postgres postgres;

    private final HandClock clock = new HandClock();
    private final SinkWriterMetricGroup metrics = UnregisteredMetricsGroup.createSinkWriterMetricGroup();

    @BeforeAll
    static void start() throws Exception {
        postgres = new Postgres(shared);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void writesWhenTheBatchIsFullWhenItsTimeIsUpAndBeforeACheckpoint() throws Exception {
        Table<Sample> table = table("batches");
        try (WarehouseWriter<Sample> writer = writer(table, postgres.config().batchSize(3))) {
            write(writer, "1", "2");
            assertThat(count("batches")).isZero();
            write(writer, "3");
            assertThat(count("batches")).isEqualTo(3);
            write(writer, "4");
            clock.at(999);
            assertThat(count("batches")).isEqualTo(3);
            clock.at(1_000);
            assertThat(count("batches")).isEqualTo(4);
            write(writer, "5");
            writer.flush(false);
            assertThat(count("batches")).isEqualTo(5);
            clock.at(10_000);
            write(writer, "6");
            clock.at(11_000);
            assertThat(count("batches")).isEqualTo(6);
        }
    }

    @Test
    void neitherWritesNorThrowsWhenItIsClosed() throws Exception {
        Table<Sample> table = table("closed");
        WarehouseWriter<Sample> writer = writer(table, postgres.config());
        write(writer, "1");
        postgres.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wardstream'");
        assertThatCode(writer::close).doesNotThrowAnyException();
        assertThatCode(writer::close).doesNotThrowAnyException();
        assertThat(count("closed")).isZero();
        clock.at(10_000);
        assertThat(count("closed")).isZero();
    }

    @Test
    void writesABatchAgainWhenItsConnectionBroke() throws Exception {
        Table<Sample> table = table("broken");
        try (WarehouseWriter<Sample> writer = writer(table, postgres.config())) {
            write(writer, "1");
            postgres.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wardstream'");
            writer.flush(false);
            assertThat(count("broken")).isEqualTo(1);
        }
    }

    @Test
    void failsAtOnceAndLeavesNothingOfABatchThatIsRefused() throws Exception {
        Table<Sample> table = table("all_or_nothing");
        try (WarehouseWriter<Sample> writer = writer(table, postgres.config())) {
            write(writer, "1");
            writer.write(Sample.of("2").json("this is not JSON"), null);
            long start = System.nanoTime();
            assertThatThrownBy(() -> writer.flush(false))
                    .isInstanceOf(IOException.class)
                    .hasMessage("2 rows for table all_or_nothing were not written, SQL state 22P02");
            assertThat(System.nanoTime() - start).as("without retries").isLessThan(900_000_000L);
            assertThat(count("all_or_nothing")).isZero();
        }
    }

    @Test
    void takesATextWithHalfOfACharacter() throws Exception {
        Table<Sample> table = table("halves");
        try (WarehouseWriter<Sample> writer = writer(table, postgres.config())) {
            writer.write(Sample.of("1").note("a\ud800b"), null);
            writer.flush(true);
        }
        assertThat(postgres.value("SELECT note FROM halves")).isEqualTo("a?b");
    }

    @Test
    void saysAtTheStartThatTheWarehouseCannotBeReached() throws Exception {
        int port;
        try (var probe = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        WarehouseConfig.Builder nowhere = postgres.config().url("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        assertThatThrownBy(() -> writer(Sample.table("nowhere").build(), nowhere))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached");
    }

    @ParameterizedTest
    @CsvSource({
        "08006, true", "08001, true", "40P01, true", "40001, true", "57P01, true", "57P03, true", "53300, true",
                "55P03, true",
        "25P02, true", "58030, true", ", true", "22P02, false", "22021, false", "23505, false", "23502, false",
                "42P01, false",
        "42703, false", "28P01, false", "54000, false"
    })
    void triesAgainOnlyWhatMayPass(String state, boolean mayPass) {
        assertThat(WarehouseErrors.mayPass(new SQLException("x", state))).isEqualTo(mayPass);
    }

    private static Table<Sample> table(String name) throws SQLException {
        Table<Sample> table = Sample.table(name).build();
        postgres.create(table);
        return table;
    }

    private WarehouseWriter<Sample> writer(Table<Sample> table, WarehouseConfig.Builder config) throws IOException {
        return new WarehouseWriter<>(new Upsert<>(table), config.build(), clock, metrics);
    }

    private static void write(WarehouseWriter<Sample> writer, String... ids) throws Exception {
        for (String id : ids) {
            writer.write(Sample.of(id), null);
        }
    }

    private static long count(String table) throws SQLException {
        return Long.parseLong(postgres.value("SELECT count(*) FROM " + table));
    }

    /** A clock that fires its timers when the test moves it. */
    private static final class HandClock implements ProcessingTimeService {

        private record Timer(long at, ProcessingTimeCallback callback) {}

        private final List<Timer> timers = new ArrayList<>();
        private long now;

        @Override
        public long getCurrentProcessingTime() {
            return now;
        }

        @Override
        public ScheduledFuture<?> registerTimer(long at, ProcessingTimeCallback callback) {
            timers.add(new Timer(at, callback));
            return null;
        }

        void at(long time) throws Exception {
            now = time;
            List<Timer> due =
                    timers.stream().filter(timer -> timer.at() <= time).toList();
            timers.removeAll(due);
            for (Timer timer : due) {
                timer.callback().onProcessingTime(time);
            }
        }
    }
}
