package io.wardstream.connectors.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarehouseTest {

    @TempDir
    Path folder;

    @Test
    void rendersTheTableWithItsCommentsAndIndex() {
        Table<Sample> table = Table.<Sample>named("samples")
                .meaning("What the test's makes.")
                .column(Column.<Sample>ofString("id", Sample::id).asRequired().meaning("Which."))
                .column(Column.<Sample>ofTimestampMs("happened_at", Sample::atMs)
                        .asRequired()
                        .meaning("When."))
                .column(Column.<Sample>ofString("site", Sample::site).meaning("Where."))
                .column(Column.<Sample>ofDouble("amount", Sample::amount)
                        .unit("mm[Hg]")
                        .meaning("The observer's quantity."))
                .key("id", "happened_at")
                .partitionedBy("happened_at", "site")
                .build();
        assertThat(Warehouse.ddl(table)).isEqualTo("""
                        CREATE TABLE IF NOT EXISTS "samples" (
                            "id" text NOT NULL,
                            "happened_at" timestamptz(3) NOT NULL,
                            "site" text,
                            "amount" double precision,
                            PRIMARY KEY ("id", "happened_at")
                        );
                        COMMENT ON TABLE "samples" IS 'What the test''s makes.';
                        COMMENT ON COLUMN "samples"."id" IS 'Which.';
                        COMMENT ON COLUMN "samples"."happened_at" IS 'When.';
                        COMMENT ON COLUMN "samples"."site" IS 'Where.';
                        COMMENT ON COLUMN "samples"."amount" IS 'The observer''s quantity. [mm[Hg]]';
                        CREATE INDEX IF NOT EXISTS "samples_time_idx" ON "samples" ("site", "happened_at");
                        """);
    }

    @Test
    void rendersAMigrationForTheColumnsThatCameLater() {
        Table<Sample> table = Table.<Sample>named("samples")
                .meaning("x")
                .column(Column.<Sample>ofString("id", Sample::id).asRequired().meaning("Which."))
                .column(Column.<Sample>ofTimestampMs("happened_at", Sample::atMs)
                        .asRequired()
                        .meaning("When."))
                .column(Column.<Sample>ofString("site", Sample::site)
                        .meaning("Where.")
                        .since(2))
                .key("id")
                .partitionedBy("happened_at")
                .build();
        assertThat(Warehouse.migration(table, 1)).doesNotContain("site").contains("CREATE TABLE", "\"happened_at\"");
        assertThat(Warehouse.migration(table, 2)).isEqualTo("""
                ALTER TABLE "samples" ADD COLUMN IF NOT EXISTS "site" text;
                COMMENT ON COLUMN "samples"."site" IS 'Where.';
                """);
        assertThat(Warehouse.migration(table, 3)).isEmpty();
        assertThat(Warehouse.ddl(table)).contains("\"site\" text,");
    }

    @Test
    void hasNoRequiredColumnThatOldRowsCannotHave() {
        assertThatThrownBy(() -> Column.<Sample>ofString("site", Sample::site)
                        .asRequired()
                        .since(2))
                .hasMessageContaining("site");
        assertThatThrownBy(() -> Column.<Sample>ofString("site", Sample::site).since(1))
                .hasMessageContaining("1");
    }

    @Test
    void givesTwoLongTablesTwoIndexes() {
        String one = Sql.nameEndingWith("a".repeat(62) + "1", "_time_idx");
        String two = Sql.nameEndingWith("a".repeat(62) + "2", "_time_idx");
        assertThat(one).hasSizeLessThanOrEqualTo(63).endsWith("_time_idx").isNotEqualTo(two);
    }

    @Test
    void writesEachRowSoThatWritingItAgainChangesNothing() {
        String insert = "INSERT INTO \"samples\" (\"id\", \"version\", \"happened_at\") VALUES (?, ?, ?)"
                + " ON CONFLICT (\"id\") DO ";
        assertThat(Upsert.sql(small().keepFirst().build())).isEqualTo(insert + "NOTHING");
        assertThat(Upsert.sql(small().overwrite().build()))
                .isEqualTo(insert + "UPDATE SET \"version\" = EXCLUDED.\"version\","
                        + " \"happened_at\" = EXCLUDED.\"happened_at\"");
        assertThat(Upsert.sql(small().keepHighest("version").build()))
                .isEqualTo(insert + "UPDATE SET \"version\" = EXCLUDED.\"version\","
                        + " \"happened_at\" = EXCLUDED.\"happened_at\""
                        + " WHERE EXCLUDED.\"version\" > \"samples\".\"version\"");
    }

    private static Table.Builder<Sample> small() {
        return Table.<Sample>named("samples")
                .meaning("x")
                .column(Column.<Sample>ofString("id", Sample::id).asRequired().meaning("x"))
                .column(Column.<Sample>ofLong("version", Sample::version)
                        .asRequired()
                        .meaning("x"))
                .column(Column.<Sample>ofTimestampMs("happened_at", Sample::atMs)
                        .asRequired()
                        .meaning("x"))
                .key("id")
                .partitionedBy("happened_at");
    }

    @Test
    void replacesNulInText() {
        assertThat(NulFree.text("a\0b\0")).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(NulFree.text("plain")).isSameAs("plain");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"a\":\"x\\u0000y\"}`, `{\"a\":\"x\\ufffdy\"}`",
                "`{\"a\":\"x\\\\u0000y\"}`, `{\"a\":\"x\\\\u0000y\"}`",
                "`{\"a\":\"x\\\\\\u0000y\"}`, `{\"a\":\"x\\\\\\ufffdy\"}`",
                "`{\"a\":\"\\u0000\\u0000\"}`, `{\"a\":\"\\ufffd\\ufffd\"}`",
                "`{\"a\":\"\\n\\u0001\"}`, `{\"a\":\"\\n\\u0001\"}`",
                "`\\u0000\\`, `\\ufffd\\`"
            })
    void replacesNulInJsonHoweverItIsWritten(String json, String clean) {
        assertThat(NulFree.json(json)).isEqualTo(clean);
    }

    @Test
    void replacesRawNulInJson() {
        assertThat(NulFree.json("{\"a\":\"\0\"}")).isEqualTo("{\"a\":\"\uFFFD\"}");
    }

    @Test
    void reportsAllProblemsOfAConfigurationTogether() {
        WarehouseConfig.Builder builder = WarehouseConfig.builder()
                .url("jdbc:postgresql://localhost/x?Password=hunter2&reWriteBatchedInserts=true")
                .user(" ")
                .password(PasswordSource.file(""))
                .schema("Public")
                .batchSize(0)
                .batchInterval(Duration.ZERO)
                .maxRetries(11)
                .socketTimeout(Duration.ZERO);
        assertThat(builder.problems())
                .hasSize(9)
                .anyMatch(problem -> problem.equals("the URL must not set Password"))
                .anyMatch(problem -> problem.equals("the URL must not set reWriteBatchedInserts"))
                .noneMatch(problem -> problem.contains("hunter2"));
        assertThatThrownBy(builder::build)
                .hasMessageContaining("batch size")
                .hasMessageContaining("schema")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "jdbc:mysql://localhost/x", "postgresql://localhost/x", "jdbc:postgresql://localhost:port/x"
            })
    void refusesUrlsOfOtherKinds(String url) {
        assertThat(valid().url(url).problems()).hasSize(1);
    }

    @Test
    void acceptsUrlsWithDriverParameters() {
        assertThat(valid().url(
                                "jdbc:postgresql://db-1:5432,db-2/warehouse?sslmode=verify-full&targetServerType=primary")
                        .problems())
                .isEmpty();
    }

    @Test
    void neverPrintsAPasswordAndReadsItWhenItIsNeeded() throws Exception {
        Path file = folder.resolve("password");
        WarehouseConfig fromFile =
                valid().password(PasswordSource.file(file.toString())).build();
        assertThatThrownBy(fromFile::driverProperties)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be read");
        Files.writeString(file, "hunter2\n");
        assertThat(fromFile.driverProperties()).containsEntry("password", "hunter2");
        assertThat(new String(InstantiationUtil.serializeObject(fromFile), StandardCharsets.ISO_8859_1))
                .doesNotContain("hunter2");
        assertThat(valid().password(PasswordSource.given("hunter2")).build().toString())
                .contains("redacted")
                .doesNotContain("hunter2");
        assertThatThrownBy(valid().password(PasswordSource.environment("WARDSTREAM_NO_SUCH_VARIABLE"))
                        .build()::driverProperties)
                .hasMessageContaining("WARDSTREAM_NO_SUCH_VARIABLE");
    }

    private static WarehouseConfig.Builder valid() {
        return WarehouseConfig.builder()
                .url("jdbc:postgresql://localhost/warehouse")
                .user("writer");
    }
}
