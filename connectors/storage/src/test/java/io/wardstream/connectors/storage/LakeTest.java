package io.wardstream.connectors.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LakeTest {

    private static final Table<Sample> TABLE = Sample.table("samples").build();

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T00:00:00Z, north, date=2026-11-21/site=north",
        "2026-11-20T23:59:59.999Z, north, date=2026-11-20/site=north",
        "1969-12-31T23:59:59.999Z, north, date=1969-12-31/site=north",
        "1970-01-01T00:00:00Z, , date=1970-01-01/site=_none",
        "2026-11-21T00:00:00Z, '', date=2026-11-21/site=_none",
        "2026-11-21T00:00:00Z, A 1.b-c_d, date=2026-11-21/site=A%201.b-c_d",
        "2026-11-21T00:00:00Z, Ä/..=%, date=2026-11-21/site=%C3%84%2F..%3D%25",
        "-0500-01-01T00:00:00Z, x, date=0001-01-01/site=x"
    })
    void putsARowIntoTheFolderOfItsUtcDayAndOfItsText(String at, String site, String folder) {
        Sample row = Sample.of("a").at(Instant.parse(at).toEpochMilli()).site(site);
        assertThat(new LakePartitioner<>(TABLE).getBucketId(row, null)).isEqualTo(folder);
        assertThat(folderOf(TABLE, row)).isEqualTo(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "-9223372036854775808, date=0001-01-01/site=north, 0001-01-01T00:00:00Z",
        "9223372036854775807, date=9999-12-31/site=north, 9999-12-31T23:59:59.999Z"
    })
    void keepsEveryTimeWithinWhatADateCanName(long at, String folder, Instant kept) {
        Sample row = Sample.of("a").at(at);
        assertThat(folderOf(TABLE, row)).isEqualTo(folder);
        assertThat(LakeSchema.of(TABLE).record(row).get("happened_at")).isEqualTo(kept.toEpochMilli());
    }

    @Test
    void hasOneLevelWithoutATextColumn() {
        Table<Sample> table =
                Sample.table("samples").partitionedBy("happened_at").build();
        assertThat(folderOf(table, Sample.of("a"))).isEqualTo("date=2026-11-21");
        assertThat(LakeSchema.of(table).schema().getField("site")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"north", "漢字 and spaces", "a/b\\c:d*e?f", "100%", "..", "\u0000", "\uD83D\uDE00"})
    void writesTextsThatAnyReaderDecodes(String text) {
        assertThat(URLDecoder.decode(LakePartitioner.encode(text), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void cutsTextsThatNoFileSystemTakesAndKeepsThemApart() {
        String one = LakePartitioner.encode("ä".repeat(1_000) + "1");
        String two = LakePartitioner.encode("ä".repeat(1_000) + "2");
        assertThat(one).hasSizeLessThanOrEqualTo(LakePartitioner.MAX_ENCODED).isNotEqualTo(two);
        assertThat(one).matches("(%C3%A4)+(%C3)?~[0-9A-F]{16}");
        for (int length = 140; length < 170; length++) {
            String mixed = LakePartitioner.encode("x".repeat(length) + "ä".repeat(50));
            assertThat(mixed)
                    .hasSizeLessThanOrEqualTo(LakePartitioner.MAX_ENCODED)
                    .matches("(x|%[0-9A-F]{2})+~[0-9A-F]{16}");
        }
        assertThat(LakePartitioner.encode("x".repeat(160))).isEqualTo("x".repeat(160));
    }

    @Test
    void describesTheColumnsInTheFilesSchemaWithoutThePartition() {
        Schema schema = LakeSchema.of(TABLE).schema();
        assertThat(schema.getFields())
                .extracting(Schema.Field::name)
                .containsExactly(
                        "id",
                        "version",
                        "happened_at",
                        "note",
                        "small",
                        "large",
                        "amount",
                        "flag",
                        "other_at",
                        "details",
                        "raw");
        assertThat(schema.getDoc()).isEqualTo("What the test's makes.");
        assertThat(schema.getField("amount").doc()).isEqualTo("A quantity. [mm[Hg]]");
        assertThat(schema.getField("amount").getProp("unit")).isEqualTo("mm[Hg]");
        assertThat(schema.getField("id").schema().getType()).isEqualTo(Schema.Type.STRING);
        assertThat(schema.getField("note").schema().toString()).isEqualTo("[\"null\",\"string\"]");
        assertThat(schema.getField("happened_at").schema().toString())
                .isEqualTo("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}");
    }

    @Test
    void takesEveryValueAsItIs() {
        Sample row = Sample.of("a").amount(-0.0).note("nul \0 stays");
        GenericRecord written = LakeSchema.of(TABLE).record(row);
        assertThat(written.get("note")).isEqualTo("nul \0 stays");
        assertThat(written.get("amount")).isEqualTo(-0.0);
        assertThat(written.get("happened_at")).isEqualTo(Sample.NOON);
        assertThat(written.get("raw")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(LakeSchema.of(TABLE).record(row.note(null)).get("note")).isNull();
    }

    @Test
    void failsOnARowWithoutARequiredValue() {
        Table<Sample> strict = Table.<Sample>named("strict")
                .meaning("x")
                .column(Column.<Sample>ofString("note", Sample::note)
                        .asRequired()
                        .meaning("x"))
                .column(Column.<Sample>ofTimestampMs("happened_at", Sample::atMs)
                        .asRequired()
                        .meaning("x"))
                .key("note")
                .partitionedBy("happened_at")
                .build();
        assertThatThrownBy(() -> LakeSchema.of(strict).record(Sample.of("a").note(null)))
                .hasMessageContaining("column note is required");
    }

    private static String folderOf(Table<Sample> table, Sample row) {
        try {
            return Lake.partitionOf(table).getKey(row);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
