package io.wardstream.connectors.storage;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One column of a {@link Table}: its name, what it holds, in which unit, what it means, and where it comes from.
 *
 * <p>Immutable. Columns are nullable unless {@link #required()}. The factories fix the type of value that the extractor
 * must give, so that a wrong one does not compile; what is wrong with names and texts is reported by the table's
 * builder.
 */
public final class Column<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** 0001-01-01T00:00:00.000Z */
    static final long FIRST_MS = -62_135_596_800_000L;
    /** 9999-12-31T23:59:59.999Z */
    static final long LAST_MS = 253_402_300_799_999L;

    private final String name;
    private final ColumnType type;
    private final boolean required;
    private final String unit;
    private final String meaning;
    private final int since;
    private final Extractor<T, ?> extractor;

    private Column(
            String name,
            ColumnType type,
            boolean required,
            String unit,
            String meaning,
            int since,
            Extractor<T, ?> extractor) {
        this.name = name;
        this.type = type;
        this.required = required;
        this.unit = unit;
        this.meaning = meaning;
        this.since = since;
        this.extractor = extractor;
    }

    public static <T> Column<T> ofString(String name, Extractor<T, String> extractor) {
        return new Column<>(name, ColumnType.STRING, false, "", "", 1, extractor);
    }

    public static <T> Column<T> ofInt(String name, Extractor<T, Integer> extractor) {
        return new Column<>(name, ColumnType.INT, false, "", "", 1, extractor);
    }

    public static <T> Column<T> ofLong(String name, Extractor<T, Long> extractor) {
        return new Column<>(name, ColumnType.LONG, false, "", "", 1, extractor);
    }

    public static <T> Column<T> ofDouble(String name, Extractor<T, Double> extractor) {
        return new Column<>(name, ColumnType.DOUBLE, false, "", "", 1, extractor);
    }

    public static <T> Column<T> ofBoolean(String name, Extractor<T, Boolean> extractor) {
        return new Column<>(name, ColumnType.BOOLEAN, false, "", "", 1, extractor);
    }

    /**
     * An instant as epoch milliseconds UTC. Times before the year 1 and after 9999 are moved to the edge: nobody means
     * them, PostgreSQL refuses the largest and would stop the job, and DuckDB reads them as other times without a word.
     */
    public static <T> Column<T> ofTimestampMs(String name, Extractor<T, Long> extractor) {
        return new Column<>(name, ColumnType.TIMESTAMP_MS, false, "", "", 1, extractor);
    }

    /** A JSON document as text. */
    public static <T> Column<T> ofJson(String name, Extractor<T, String> extractor) {
        return new Column<>(name, ColumnType.JSON, false, "", "", 1, extractor);
    }

    public static <T> Column<T> ofBytes(String name, Extractor<T, byte[]> extractor) {
        return new Column<>(name, ColumnType.BYTES, false, "", "", 1, extractor);
    }

    /** The same, never null: a row without a value is a bug and fails the job. */
    public Column<T> asRequired() {
        return new Column<>(name, type, true, unit, meaning, since, extractor);
    }

    /** The same in a unit, as UCUM writes it, for example {@code mm[Hg]}. */
    public Column<T> unit(String ucum) {
        return new Column<>(name, type, required, ucum, meaning, since, extractor);
    }

    /** The same with one line that says what the value means; every column needs one. */
    public Column<T> meaning(String line) {
        return new Column<>(name, type, required, unit, line, since, extractor);
    }

    /**
     * The same, added by a later migration of the warehouse than the table's first; rows from before have no value in
     * it.
     *
     * @param migration its version, from 2
     */
    public Column<T> since(int migration) {
        if (migration < 2 || required) {
            throw new IllegalArgumentException("Column " + name + " cannot come with migration " + migration
                    + (required ? " and be required" : ""));
        }
        return new Column<>(name, type, false, unit, meaning, migration, extractor);
    }

    public String name() {
        return name;
    }

    public ColumnType type() {
        return type;
    }

    public boolean required() {
        return required;
    }

    /** The migration that it came with. */
    public int since() {
        return since;
    }

    /** Empty if the value has no unit. */
    public String unit() {
        return unit;
    }

    public String meaning() {
        return meaning;
    }

    /** What is written beside the column for people: the meaning, and the unit if there is one. */
    String description() {
        return unit.isEmpty() ? meaning : meaning + " [" + unit + "]";
    }

    /**
     * The value as both sides keep it.
     *
     * @throws IllegalStateException if the column is required and the row has no value; names the column, never a value
     */
    @Nullable
    Object valueOf(T row) {
        Object value = extractor.of(row);
        if (value == null && required) {
            throw new IllegalStateException("column " + name + " is required and the row has no value for it");
        }
        return type == ColumnType.TIMESTAMP_MS && value instanceof Long ms ? within(ms) : value;
    }

    private static Long within(long epochMs) {
        return Math.max(FIRST_MS, Math.min(LAST_MS, epochMs));
    }

    @Override
    public String toString() {
        return name + " " + type + (required ? " required" : "");
    }
}
