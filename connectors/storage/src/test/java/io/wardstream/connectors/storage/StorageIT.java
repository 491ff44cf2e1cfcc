package io.wardstream.connectors.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sinks in running jobs, read back by DuckDB and PostgreSQL. */
class StorageIT {

    private static final long DAY_MS = 86_400_000;

    private static final List<Sample> VALUES = List.of(
            new Sample("nulls", 1, Sample.NOON, null, null, null, null, null, null, null, null, null),
            new Sample(
                    "extremes",
                    Long.MIN_VALUE,
                    -62_135_596_800_000L,
                    "",
                    "",
                    Integer.MIN_VALUE,
                    Long.MAX_VALUE,
                    Double.MIN_VALUE,
                    false,
                    253_402_300_799_999L,
                    "[]",
                    new byte[0]),
            new Sample(
                    "before-1970",
                    2,
                    -1,
                    "Ä/ö=%",
                    "ünïcödé 漢字 😀 'quoted' \"twice\" \\",
                    0,
                    -1L,
                    -0.0,
                    true,
                    -1L,
                    "{\"k\": \"😀\"}",
                    new byte[] {0, -1}),
            Sample.of("nan").amount(Double.NaN),
            Sample.of("infinite").amount(Double.NEGATIVE_INFINITY),
            Sample.of("nul").note("a\0b").json("{\"k\": \"a\\u0000b\"}"),
            Sample.of("long-ago").at(Long.MIN_VALUE),
            Sample.of("far-away").at(Long.MAX_VALUE),
            Sample.of("007").site("007"));

    @TempDir
    static Path shared;

    private static Postgres postgres;

    @TempDir
    Path lake;

    @BeforeAll
    static void start() throws Exception {
        postgres = new Postgres(shared);
        TestJobs.startCluster();
    }

    @AfterAll
    static void stop() throws Exception {
        TestJobs.stopCluster();
        postgres.close();
    }

    @Test
    void everyRowIsOnceInTheLakeAndOnceInTheWarehouseThoughTheJobFails() throws Exception {
        int rows = 4_000;
        Table<Sample> table = Sample.table("failures").build();
        postgres.create(table);

        StreamExecutionEnvironment env = TestJobs.environment(5);
        DataStream<Sample> stream = TestJobs.rows(
                env,
                "failures",
                rows,
                2_500,
                i -> Sample.of("row-" + i).at(Sample.NOON + (i % 3) * DAY_MS).site(i % 5 == 0 ? null : "site " + i % 4),
                2,
                4);
        both(stream, table, postgres.config().build());
        JobClient job = env.executeAsync();
        long seen = 0;
        while (TestJobs.completedCheckpoints("failures") < 5 && TestJobs.isRunning(job)) {
            // Whatever a reader sees while the job runs is whole, and never becomes less.
            long now = fileCount("failures") == 0
                    ? 0
                    : Long.parseLong(duck("SELECT count(*) FROM " + files("failures"))
                            .get(0)
                            .get(0));
            assertThat(now).isGreaterThanOrEqualTo(seen);
            seen = now;
        }
        TestJobs.finish(job);

        assertThat(TestJobs.failures("failures")).isEqualTo(2);
        assertThat(duck("SELECT count(*), count(DISTINCT id) FROM " + files("failures")))
                .containsExactly(List.of("4000", "4000"));
        assertThat(postgres.query("SELECT count(*), count(DISTINCT id) FROM failures"))
                .containsExactly(List.of("4000", "4000"));
        assertThat(duck("SELECT count(*) FROM " + files("failures") + " GROUP BY date, site"))
                .hasSize(3 * 5)
                .allSatisfy(row -> assertThat(Long.parseLong(row.get(0))).isPositive());

        String before = postgres.value("SELECT md5(string_agg(f::text, ',' ORDER BY id)) FROM failures f");
        StreamExecutionEnvironment again = TestJobs.environment(0);
        TestJobs.rows(
                        again,
                        "again",
                        rows,
                        100_000,
                        i -> Sample.of("row-" + i)
                                .at(Sample.NOON + (i % 3) * DAY_MS)
                                .site(i % 5 == 0 ? null : "site " + i % 4))
                .sinkTo(Warehouse.sink(table, postgres.config().build()))
                .uid("warehouse");
        TestJobs.finish(again.executeAsync());
        assertThat(postgres.value("SELECT md5(string_agg(f::text, ',' ORDER BY id)) FROM failures f"))
                .isEqualTo(before);
    }

    @Test
    void makesOneFileForEachFolderAndCheckpointWhenRowsAreKeyedByTheirFolder() throws Exception {
        Table<Sample> table = Sample.table("keyed").build();
        StreamExecutionEnvironment env = TestJobs.environment(0);
        TestJobs.rows(env, "keyed", 1_000, 100_000, i -> Sample.of("row-" + i).site("site-" + i % 7))
                .keyBy(Lake.partitionOf(table))
                .sinkTo(Lake.sink(table, root(), LakeOptions.defaults()))
                .uid("lake");
        TestJobs.finish(env.executeAsync());
        assertThat(duck("SELECT count(*) FROM " + files("keyed"))).containsExactly(List.of("1000"));
        assertThat(fileCount("keyed")).isLessThanOrEqualTo(7L * (TestJobs.completedCheckpoints("keyed") + 1));
    }

    @Test
    void keepsEveryValueOnBothSides() throws Exception {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Sample.class);

        Table<Sample> table = Sample.table("values_kept").build();
        postgres.create(table);
        StreamExecutionEnvironment env = TestJobs.environment(0);
        both(
                TestJobs.rows(env, "values", VALUES.size(), 1_000, i -> VALUES.get(i.intValue())),
                table,
                postgres.config().build());
        TestJobs.finish(env.executeAsync());

        assertThat(duck("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + files("values_kept") + ")"))
                .containsExactlyInAnyOrder(
                        List.of("id", "VARCHAR"),
                        List.of("version", "BIGINT"),
                        List.of("happened_at", "TIMESTAMP WITH TIME ZONE"),
                        List.of("site", "VARCHAR"),
                        List.of("note", "VARCHAR"),
                        List.of("small", "INTEGER"),
                        List.of("large", "BIGINT"),
                        List.of("amount", "DOUBLE"),
                        List.of("flag", "BOOLEAN"),
                        List.of("other_at", "TIMESTAMP WITH TIME ZONE"),
                        List.of("details", "VARCHAR"),
                        List.of("raw", "BLOB"),
                        List.of("date", "DATE"));
        String glob = lake.resolve("values_kept") + "/**/*.parquet";
        assertThat(duck("SELECT DISTINCT compression FROM parquet_metadata('" + glob + "')"))
                .containsExactly(List.of("ZSTD"));
        assertThat(duck("SELECT DISTINCT key FROM parquet_kv_metadata('" + glob
                        + "') WHERE decode(value) LIKE '%A quantity. [mm[Hg]]%'"))
                .as("meaning and unit are in the files")
                .isNotEmpty();
        for (Sample row : VALUES) {
            assertThat(duck("SELECT version, epoch_ms(happened_at), site, note, small, large, amount,"
                            + " signbit(amount), flag, epoch_ms(other_at), details, hex(raw) FROM "
                            + files("values_kept") + " WHERE id = '" + row.id() + "'"))
                    .as("lake: " + row.id())
                    .containsExactly(expected(
                            row,
                            row.site() == null || row.site().isEmpty() ? "_none" : row.site(),
                            row.note(),
                            row.json()));
            assertThat(postgres.query("SELECT version, (extract(epoch FROM happened_at) * 1000)::bigint, site, note,"
                            + " small, large, amount, CASE WHEN amount IS NOT NULL THEN float8send(amount)::text >="
                            + " '\\x80' AND amount::text <> 'NaN' END, flag, (extract(epoch FROM other_at) * 1000)::bigint,"
                            + " details, upper(encode(raw, 'hex')) FROM values_kept WHERE id = '"
                            + row.id() + "'"))
                    .as("warehouse: " + row.id())
                    .containsExactly(expected(
                            row,
                            row.site(),
                            row.note() == null ? null : row.note().replace('\0', '\uFFFD'),
                            row.json() == null ? null : row.json().replace("\\u0000", "\uFFFD")));
        }
        assertThat(duck("SELECT DISTINCT date FROM " + files("values_kept") + " ORDER BY date"))
                .containsExactly(
                        List.of("0001-01-01"), List.of("1969-12-31"), List.of("2026-11-21"), List.of("9999-12-31"));
    }

    /** The values as both drivers write them. */
    private static List<String> expected(Sample row, String site, String note, String json) {
        List<String> values = new ArrayList<>();
        values.add(Long.toString(row.version()));
        values.add(Long.toString(Math.max(Column.FIRST_MS, Math.min(Column.LAST_MS, row.atMs()))));
        values.add(site);
        values.add(note);
        values.add(text(row.small()));
        values.add(text(row.large()));
        values.add(row.amount() == null ? null : Double.toString(row.amount()));
        values.add(row.amount() == null ? null : text(Double.doubleToRawLongBits(row.amount()) < 0));
        values.add(text(row.flag()));
        values.add(text(row.otherMs()));
        values.add(json);
        values.add(
                row.bytes() == null
                        ? null
                        : java.util.HexFormat.of().withUpperCase().formatHex(row.bytes()));
        return values;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    @Test
    void takesSeveralRowsOfOneKeyInOneBatch() throws Exception {
        // Versions 0 to 9 of each of ten keys arrive as 7, 4, 1, 8, 5, 2, 9, 6, 3, 0: the last is not the highest.
        for (Table.Builder<Sample> builder : List.of(
                Sample.table("keep_first").keepFirst(),
                Sample.table("overwrite").overwrite(),
                Sample.table("keep_highest").keepHighest("version"))) {
            Table<Sample> table = builder.build();
            postgres.create(table);
            StreamExecutionEnvironment env = TestJobs.environment(0);
            TestJobs.rows(
                            env,
                            table.name(),
                            100,
                            100_000,
                            i -> Sample.of("row-" + i % 10).version((7 + 7 * (i / 10)) % 10))
                    .sinkTo(Warehouse.sink(
                            table, postgres.config().batchSize(1_000).build()))
                    .uid("warehouse")
                    .setParallelism(1);
            TestJobs.finish(env.executeAsync());
        }
        assertThat(postgres.query("SELECT count(*), min(version), max(version) FROM keep_first"))
                .containsExactly(List.of("10", "7", "7"));
        assertThat(postgres.query("SELECT count(*), min(version), max(version) FROM overwrite"))
                .containsExactly(List.of("10", "0", "0"));
        assertThat(postgres.query("SELECT count(*), min(version), max(version) FROM keep_highest"))
                .containsExactly(List.of("10", "9", "9"));
    }

    @Test
    void neverPutsARowIntoAnException() throws Exception {
        Table<Sample> table = Sample.table("refused").build();
        postgres.create(table);
        postgres.execute("ALTER TABLE refused ADD CHECK (note <> 'named-in-no-log')");
        StreamExecutionEnvironment env = TestJobs.environment(0);
        TestJobs.rows(env, "refused", 10, 1_000, i -> Sample.of("patient-" + i).note("named-in-no-log"))
                .sinkTo(Warehouse.sink(table, postgres.config().maxRetries(0).build()))
                .uid("warehouse");
        assertThatThrownBy(() -> TestJobs.finish(env.executeAsync())).satisfies(error -> {
            StringWriter all = new StringWriter();
            error.printStackTrace(new PrintWriter(all, true));
            assertThat(all.toString())
                    .contains("violates check constraint")
                    .doesNotContain("named-in-no-log")
                    .doesNotContain("patient-");
        });
    }

    @Test
    void catchesUpAfterTheDatabaseWasAway() throws Exception {
        Table<Sample> table = Sample.table("restarted").build();
        try (Postgres own = new Postgres(lake)) {
            own.create(table);
            StreamExecutionEnvironment env = TestJobs.environment(1_000);
            TestJobs.rows(env, "restarted", 1_500, 1_000, i -> Sample.of("row-" + i))
                    .sinkTo(Warehouse.sink(
                            table,
                            own.config()
                                    .maxRetries(1)
                                    .batchInterval(Duration.ofMillis(50))
                                    .build()))
                    .uid("warehouse");
            JobClient job = env.executeAsync();
            while (Long.parseLong(own.value("SELECT count(*) FROM restarted")) < 300) {
                Thread.sleep(20);
            }
            own.stop();
            int before = TestJobs.starts("restarted");
            while (TestJobs.starts("restarted") < before + 2) {
                Thread.sleep(20);
            }
            own.startAgain();
            TestJobs.finish(job);
            assertThat(own.query("SELECT count(*), count(DISTINCT id) FROM restarted"))
                    .containsExactly(List.of("1500", "1500"));
        }
    }

    @Test
    void knowsEveryReservedWordOfBothEngines() throws Exception {
        List<String> words = new ArrayList<>();
        postgres.query("SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')")
                .forEach(row -> words.add(row.get(0)));
        duck("SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category IN ('reserved', 'type_function')")
                .forEach(row -> words.add(row.get(0)));
        assertThat(words).hasSizeGreaterThan(150).allMatch(ReservedWords::contains);
    }

    private void both(DataStream<Sample> stream, Table<Sample> table, WarehouseConfig config) {
        stream.sinkTo(Lake.sink(table, root(), LakeOptions.defaults()))
                .uid("lake")
                .name("lake");
        stream.sinkTo(Warehouse.sink(table, config)).uid("warehouse").name("warehouse");
    }

    private org.apache.flink.core.fs.Path root() {
        return new org.apache.flink.core.fs.Path(lake.toUri());
    }

    private String files(String table) {
        return "read_parquet('" + lake.resolve(table) + "/**/*.parquet', hive_partitioning = true)";
    }

    private long fileCount(String table) throws Exception {
        return Long.parseLong(duck("SELECT count(*) FROM glob('" + lake.resolve(table) + "/**/*.parquet')")
                .get(0)
                .get(0));
    }

    private static List<List<String>> duck(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return Postgres.rows(connection, sql);
        }
    }
}
