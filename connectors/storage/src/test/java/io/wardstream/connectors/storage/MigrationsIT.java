package io.wardstream.connectors.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations against a real PostgreSQL; every test has a schema of its own. */
class MigrationsIT {

    @TempDir
    static Path shared;

    private static Postgres postgres;

    @TempDir
    Path files;

    @BeforeAll
    static void start() throws Exception {
        postgres = new Postgres(shared);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void runsEachFileOnceAndBuildsWhatTheTableDescribes() throws Exception {
        Table<Sample> table = Sample.table("samples").build();
        Files.writeString(files.resolve("V1__first_tables.sql"), Warehouse.ddl(table));
        WarehouseConfig config = postgres.config().schema("once").build();

        assertThat(Migrations.migrate(config, location())).isEqualTo(1);
        assertThat(Migrations.migrate(config, location())).isZero();
        Files.writeString(files.resolve("V2__more.sql"), "ALTER TABLE samples ADD COLUMN more text;");
        assertThat(Migrations.migrate(config, location())).isEqualTo(1);

        assertThat(postgres.query("SELECT column_name, data_type, is_nullable, col_description("
                        + "'once.samples'::regclass, ordinal_position) FROM information_schema.columns"
                        + " WHERE table_schema = 'once' AND table_name = 'samples' AND column_name IN"
                        + " ('id', 'happened_at', 'amount', 'details') ORDER BY column_name"))
                .containsExactly(
                        List.of("amount", "double precision", "YES", "A quantity. [mm[Hg]]"),
                        List.of("details", "jsonb", "YES", "A document."),
                        List.of("happened_at", "timestamp with time zone", "NO", "When."),
                        List.of("id", "text", "NO", "Which."));
        assertThat(postgres.query("SELECT obj_description('once.samples'::regclass)"))
                .containsExactly(List.of("What the test's makes."));
        assertThat(postgres.query("SELECT indexdef FROM pg_indexes WHERE schemaname = 'once' AND indexname ="
                        + " 'samples_time_idx'"))
                .containsExactly(
                        List.of("CREATE INDEX samples_time_idx ON once.samples USING btree (site, happened_at)"));
    }

    @Test
    void isSafeWhenSeveralStartTogether() throws Exception {
        Files.writeString(files.resolve("V1__slow.sql"), "CREATE TABLE slow (a int); SELECT pg_sleep(0.3);");
        WarehouseConfig config = postgres.config().schema("together").build();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                runs.add(threads.submit(() -> Migrations.migrate(config, location())));
            }
            int files = 0;
            for (Future<Integer> run : runs) {
                files += run.get();
            }
            assertThat(files).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void findsFilesOnTheClassPath() throws Exception {
        WarehouseConfig config = postgres.config().schema("class_path").build();
        assertThat(Migrations.migrate(config)).isEqualTo(1);
        assertThat(postgres.query("SELECT count(*) FROM class_path.from_class_path"))
                .containsExactly(List.of("0"));
    }

    @Test
    void refusesALocationThatIsNotThere() {
        WarehouseConfig config = postgres.config().schema("absent").build();
        assertThatThrownBy(() -> Migrations.migrate(config, "classpath:db/no-such-place"))
                .hasMessageContaining("no-such-place");
    }

    @Test
    void refusesFilesThatWereChangedAfterwards() throws Exception {
        Path file = Files.writeString(files.resolve("V1__first.sql"), "CREATE TABLE a (a int);");
        WarehouseConfig config = postgres.config().schema("changed").build();
        Migrations.migrate(config, location());
        Files.writeString(file, "CREATE TABLE b (a int);");
        assertThatThrownBy(() -> Migrations.migrate(config, location())).hasMessageContaining("checksum");
    }

    @Test
    void leavesNothingOfAFileThatFails() throws Exception {
        Files.writeString(files.resolve("V1__half.sql"), "CREATE TABLE half (a int); SELECT 1 / 0;");
        WarehouseConfig config = postgres.config().schema("halfway").build();
        assertThatThrownBy(() -> Migrations.migrate(config, location())).hasMessageContaining("V1__half.sql");
        assertThat(postgres.value("SELECT count(*) FROM pg_tables WHERE schemaname = 'halfway' AND tablename = 'half'"))
                .isEqualTo("0");
    }

    private String location() {
        return "filesystem:" + files;
    }
}
