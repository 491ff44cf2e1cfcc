package io.wardstream.connectors.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    @Test
    void reportsAllProblemsTogether() {
        Table.Builder<Sample> builder = Table.<Sample>named("Samples")
                .column(Column.<Sample>ofString("date", Sample::id).meaning("x"))
                .column(Column.<Sample>ofString("at", Sample::note).meaning("two\nlines"))
                .column(Column.<Sample>ofString("note", Sample::note)
                        .unit("m m")
                        .meaning("x"))
                .column(Column.<Sample>ofString("note", Sample::note))
                .column(Column.<Sample>ofDouble("amount", Sample::amount)
                        .asRequired()
                        .meaning("x"))
                .key("date", "missing", "amount", "amount")
                .keepHighest("note")
                .partitionedBy("note", "amount");

        assertThat(builder.problems())
                .containsExactly(
                        "the table's name must be 1 to 63 lower-case letters, digits and underscores and begin with a"
                                + " letter, it is 'Samples'",
                        "the table's meaning must be one line of text",
                        "no column may be called date: the lake's first partition is",
                        "a column's name must not be a reserved word of PostgreSQL or DuckDB, it is 'at'",
                        "the meaning of column at must be one line of text",
                        "the unit of column note must be UCUM: visible ASCII without spaces",
                        "column note is there twice",
                        "the meaning of column note must be one line of text",
                        "the key names a column twice",
                        "key column date must be required",
                        "the key names missing, which is not a column",
                        "key column amount must not be DOUBLE: two spellings of one value would be two rows",
                        "key column amount must not be DOUBLE: two spellings of one value would be two rows",
                        "column note of keepHighest must be a required INT, LONG or TIMESTAMP_MS",
                        "partition column note must be a required TIMESTAMP_MS",
                        "partition column amount must be a STRING");
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table Samples: ")
                .hasMessageContaining("missing")
                .hasMessageContaining("partition column amount");
    }

    @Test
    void wantsColumnsAKeyAndATime() {
        assertThat(Table.named("samples").meaning("x").problems())
                .containsExactly(
                        "at least one column is needed", "a key is needed", "a time column to partition by is needed");
    }

    @Test
    void refusesToReplaceWhereThereIsNothingOutsideOfTheKey() {
        assertThat(Table.<Sample>named("samples")
                        .meaning("x")
                        .column(Column.<Sample>ofTimestampMs("happened_at", Sample::atMs)
                                .asRequired()
                                .meaning("x"))
                        .key("happened_at")
                        .partitionedBy("happened_at")
                        .overwrite()
                        .problems())
                .containsExactly("there is no column outside of the key that could be replaced");
        assertThat(Sample.table("samples")
                        .key("id", "version")
                        .keepHighest("version")
                        .problems())
                .containsExactly("column version of keepHighest must not be part of the key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select", "user", "at", "summarize", "window"})
    void refusesReservedWords(String word) {
        assertThat(Sample.table(word).problems()).singleElement().asString().contains("reserved word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1st", "Upper", "with space", "semi;colon", "quo\"te", "ünit", "_under"})
    void refusesNamesThatAreNotSnakeCase(String name) {
        assertThat(Sample.table(name).problems()).singleElement().asString().contains("lower-case letters");
    }

    @Test
    void refusesNamesThatPostgresWouldCut() {
        assertThat(Sample.table("a".repeat(63)).problems()).isEmpty();
        assertThat(Sample.table("a".repeat(64)).problems()).hasSize(1);
    }

    @Test
    void travelsInAJobGraph() throws Exception {
        Table<Sample> table = Sample.table("samples").build();
        Table<Sample> copy = InstantiationUtil.clone(table);
        assertThat(copy.toString()).isEqualTo(table.toString());
        assertThat(copy.column("note").valueOf(Sample.of("a"))).isEqualTo("note of a");
    }

    @Test
    void namesTheColumnAndNeverTheRowWhenARequiredValueIsMissing() {
        Column<Sample> column = Column.<Sample>ofString("note", Sample::note).asRequired();
        assertThatThrownBy(() -> column.valueOf(Sample.of("secret").note(null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("note")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesLakeOptionsOutOfRangeTogether() {
        assertThatThrownBy(() -> new LakeOptions(0, 1))
                .hasMessageContaining("compression level")
                .hasMessageContaining("row group");
        assertThat(LakeOptions.defaults().withCompressionLevel(9).withRowGroupBytes(1 << 20))
                .isEqualTo(new LakeOptions(9, 1 << 20));
    }
}
