package io.wardstream.connectors.storage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a table holds and how it is taken from rows of type {@code T}: the one description that the lake's files, the
 * warehouse's table and its statements are all made from.
 *
 * <p>Immutable and serializable; travels in the job graph. Every instance has passed {@link Builder#problems()}.
 *
 * <pre>{@code
 * Table<Measurement> table = Table.<Measurement>named("measurements")
 *         .meaning("What the devices measured.")
 *         .column(Column.<Measurement>ofString("device_id", Measurement::deviceId).asRequired().meaning("The device."))
 *         .column(Column.<Measurement>ofTimestampMs("measured_at", Measurement::atMs).asRequired().meaning("When."))
 *         .column(Column.<Measurement>ofString("site", Measurement::site).meaning("Where."))
 *         .column(Column.<Measurement>ofDouble("mass_g", Measurement::massG).unit("g").meaning("Mass."))
 *         .key("device_id", "measured_at")
 *         .partitionedBy("measured_at", "site")
 *         .build();
 * }</pre>
 */
public final class Table<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What the warehouse does with a row whose key it has already. */
    public enum OnConflict {
        /** The row that is there stays: for facts that never change. */
        KEEP_FIRST,
        /** The newer write replaces it: needs rows of one key to arrive in order, on one subtask. */
        OVERWRITE,
        /** The one with the higher version stays: right whatever the order of arrival. */
        KEEP_HIGHEST
    }

    private final String name;
    private final String meaning;
    private final ArrayList<Column<T>> columns;
    private final ArrayList<String> key;
    private final OnConflict onConflict;
    private final @Nullable String versionColumn;
    private final String timeColumn;
    private final @Nullable String partitionColumn;

    private Table(
            String name,
            String meaning,
            List<Column<T>> columns,
            List<String> key,
            OnConflict onConflict,
            @Nullable String versionColumn,
            String timeColumn,
            @Nullable String partitionColumn) {
        this.name = name;
        this.meaning = meaning;
        this.columns = new ArrayList<>(columns);
        this.key = new ArrayList<>(key);
        this.onConflict = onConflict;
        this.versionColumn = versionColumn;
        this.timeColumn = timeColumn;
        this.partitionColumn = partitionColumn;
    }

    /** Starts the description of a table. */
    public static <T> Builder<T> named(String name) {
        return new Builder<>(name);
    }

    public String name() {
        return name;
    }

    public String meaning() {
        return meaning;
    }

    public List<Column<T>> columns() {
        return List.copyOf(columns);
    }

    /** The names of the columns that identify a row. */
    public List<String> key() {
        return List.copyOf(key);
    }

    public OnConflict onConflict() {
        return onConflict;
    }

    /** The column that decides in {@link OnConflict#KEEP_HIGHEST}; null otherwise. */
    public @Nullable String versionColumn() {
        return versionColumn;
    }

    /** The column whose UTC day is the first partition. */
    public String timeColumn() {
        return timeColumn;
    }

    /** The column of the second partition; null if there is none. */
    public @Nullable String partitionColumn() {
        return partitionColumn;
    }

    Column<T> column(String wanted) {
        for (Column<T> column : columns) {
            if (column.name().equals(wanted)) {
                return column;
            }
        }
        throw new IllegalStateException("table " + name + " has no column " + wanted);
    }

    @Override
    public String toString() {
        return "Table[" + name + " " + columns + ", key " + key + "]";
    }

    /** Collects the description; nothing is refused before {@link #build()}. Not thread safe. */
    public static final class Builder<T> {

        // PostgreSQL cuts names after 63 bytes without an error.
        private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
        private static final String DATE = "date";

        private final String name;
        private String meaning = "";
        private final List<Column<T>> columns = new ArrayList<>();
        private List<String> key = List.of();
        private OnConflict onConflict = OnConflict.KEEP_FIRST;
        private @Nullable String versionColumn;
        private @Nullable String timeColumn;
        private @Nullable String partitionColumn;

        private Builder(String name) {
            this.name = name;
        }

        /** One line that says what a row is. */
        public Builder<T> meaning(String line) {
            this.meaning = line;
            return this;
        }

        /** Adds a column; files and tables keep the order. */
        public Builder<T> column(Column<T> column) {
            this.columns.add(column);
            return this;
        }

        /** The columns that identify a row, all required: the primary key, and what makes a repeated write harmless. */
        public Builder<T> key(String... names) {
            this.key = List.of(names);
            return this;
        }

        /** The warehouse keeps the row that it has. This is so unless another is chosen. */
        public Builder<T> keepFirst() {
            this.onConflict = OnConflict.KEEP_FIRST;
            this.versionColumn = null;
            return this;
        }

        /** The warehouse takes the newer write. */
        public Builder<T> overwrite() {
            this.onConflict = OnConflict.OVERWRITE;
            this.versionColumn = null;
            return this;
        }

        /** The warehouse keeps the row with the highest value of this column: an int, a long or a time, required. */
        public Builder<T> keepHighest(String column) {
            this.onConflict = OnConflict.KEEP_HIGHEST;
            this.versionColumn = column;
            return this;
        }

        /** Partitions the lake by the UTC day of a time. */
        public Builder<T> partitionedBy(String time) {
            this.timeColumn = time;
            this.partitionColumn = null;
            return this;
        }

        /**
         * Partitions the lake by the UTC day of a time, then by a text; see {@link Lake} for what becomes of its
         * values.
         */
        public Builder<T> partitionedBy(String time, String text) {
            this.timeColumn = time;
            this.partitionColumn = text;
            return this;
        }

        /** Everything that is wrong, each saying what is accepted; empty if {@link #build()} will succeed. */
        public List<String> problems() {
            List<String> problems = new ArrayList<>();
            checkName("the table's name", name, problems);
            checkLine("the table's meaning", meaning, problems);
            checkColumns(problems);
            Map<String, Column<T>> byName = columns.stream()
                    .collect(Collectors.toMap(Column::name, Function.identity(), (first, second) -> first));
            checkKey(byName, problems);
            checkConflict(byName, problems);
            checkPartitions(byName, problems);
            return problems;
        }

        private void checkColumns(List<String> problems) {
            if (columns.isEmpty()) {
                problems.add("at least one column is needed");
            }
            Set<String> seen = new HashSet<>();
            for (Column<T> column : columns) {
                checkName("a column's name", column.name(), problems);
                if (!seen.add(column.name())) {
                    problems.add("column " + column.name() + " is there twice");
                }
                if (column.name().equals(DATE)) {
                    problems.add("no column may be called date: the lake's first partition is");
                }
                checkLine("the meaning of column " + column.name(), column.meaning(), problems);
                if (column.unit().chars().anyMatch(c -> c <= ' ' || c > '~')) {
                    problems.add("the unit of column " + column.name() + " must be UCUM: visible ASCII without spaces");
                }
            }
        }

        private void checkKey(Map<String, Column<T>> byName, List<String> problems) {
            if (key.isEmpty()) {
                problems.add("a key is needed");
            }
            if (new HashSet<>(key).size() < key.size()) {
                problems.add("the key names a column twice");
            }
            for (String part : key) {
                Column<T> column = byName.get(part);
                if (column == null) {
                    problems.add("the key names " + part + ", which is not a column");
                } else if (!column.required()) {
                    problems.add("key column " + part + " must be required");
                } else if (column.type() == ColumnType.JSON || column.type() == ColumnType.DOUBLE) {
                    problems.add("key column " + part + " must not be " + column.type()
                            + ": two spellings of one value would be two rows");
                }
            }
        }

        private void checkConflict(Map<String, Column<T>> byName, List<String> problems) {
            if (onConflict != OnConflict.KEEP_FIRST && new HashSet<>(key).containsAll(byName.keySet())) {
                problems.add("there is no column outside of the key that could be replaced");
            }
            String version = versionColumn;
            if (version == null) {
                return;
            }
            Column<T> column = byName.get(version);
            if (column == null) {
                problems.add("keepHighest names " + version + ", which is not a column");
            } else if (!column.required()
                    || (column.type() != ColumnType.INT
                            && column.type() != ColumnType.LONG
                            && column.type() != ColumnType.TIMESTAMP_MS)) {
                problems.add("column " + version + " of keepHighest must be a required INT, LONG or TIMESTAMP_MS");
            } else if (key.contains(version)) {
                problems.add("column " + version + " of keepHighest must not be part of the key");
            }
        }

        private void checkPartitions(Map<String, Column<T>> byName, List<String> problems) {
            String time = timeColumn;
            if (time == null) {
                problems.add("a time column to partition by is needed");
            } else {
                Column<T> column = byName.get(time);
                if (column == null) {
                    problems.add("the table is partitioned by " + time + ", which is not a column");
                } else if (column.type() != ColumnType.TIMESTAMP_MS || !column.required()) {
                    problems.add("partition column " + time + " must be a required TIMESTAMP_MS");
                }
            }
            String text = partitionColumn;
            if (text != null) {
                Column<T> column = byName.get(text);
                if (column == null) {
                    problems.add("the table is partitioned by " + text + ", which is not a column");
                } else if (column.type() != ColumnType.STRING) {
                    problems.add("partition column " + text + " must be a STRING");
                }
            }
        }

        private static void checkName(String what, String name, List<String> problems) {
            if (!NAME.matcher(name).matches()) {
                problems.add(
                        what + " must be 1 to 63 lower-case letters, digits and underscores and begin with a letter,"
                                + " it is '" + name + "'");
            } else if (ReservedWords.contains(name)) {
                problems.add(what + " must not be a reserved word of PostgreSQL or DuckDB, it is '" + name + "'");
            }
        }

        private static void checkLine(String what, String line, List<String> problems) {
            if (line.isBlank() || line.chars().anyMatch(Character::isISOControl)) {
                problems.add(what + " must be one line of text");
            }
        }

        /** @throws IllegalArgumentException listing every problem */
        public Table<T> build() {
            List<String> problems = problems();
            String time = timeColumn;
            if (!problems.isEmpty() || time == null) {
                throw new IllegalArgumentException("table " + name + ": " + String.join("; ", problems));
            }
            return new Table<>(name, meaning, columns, key, onConflict, versionColumn, time, partitionColumn);
        }
    }
}
