package io.wardstream.connectors.storage;

import io.wardstream.connectors.storage.Table.OnConflict;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * A table in PostgreSQL, for live queries.
 *
 * <p>Promises, with checkpoints on and a source that replays: every row is in the table, and writing it again changes
 * nothing (see {@link OnConflict}), so after failures, replays and a second run with the same input the table is the
 * same. A checkpoint completes only when everything before it has been written; between checkpoints rows become visible
 * as soon as their batch is written, which may be a part of what the checkpoint will hold.
 *
 * <p>A batch that fails for a passing reason (a deadlock, a connection that broke) is written again as often as
 * {@link WarehouseConfig.Builder#maxRetries} says; then the job fails and its restart strategy decides. While the
 * database is away the job restarts, cannot connect, restarts again, and catches up from the last checkpoint when it is
 * back: give such a job a strategy that does not give up. A failure here never harms another job on the same
 * TaskManager.
 *
 * <p>PostgreSQL cannot hold the NUL character in text or jsonb: each becomes U+FFFD on the way in, in the lake it
 * stays. Any other row that the server refuses (text that is not JSON in a JSON column, a key of several
 * kilobytes) fails its
 * batch and with it the job, again and again: keep such rows out of the stream.
 *
 * <p>Flink's own JDBC sink is not used: it writes and throws while a failed task is cleaned up, and Flink then ends the
 * whole TaskManager.
 *
 * <p>Exceptions name the table, the SQL state and the server's message, never the row's values.
 */
public final class Warehouse {

    private Warehouse() {}

    /** The sink for a table; the caller gives it its {@code uid} and {@code name}. The table must exist. */
    public static <T> Sink<T> sink(Table<T> table, WarehouseConfig config) {
        return new WarehouseSink<>(table, config);
    }

    /**
     * The statements that make a table as it is now, its comments and its index; running them again changes nothing.
     * Names are not qualified, so they land in the schema of the connection.
     */
    public static String ddl(Table<?> table) {
        return create(table, table.columns());
    }

    /**
     * What a migration file of a version needs for a table: with version 1 the table as it was first, with a later one
     * the columns that came with it. Running it again changes nothing.
     *
     * @param version of the migration, from 1
     * @return empty if the table does not change with it
     */
    public static String migration(Table<?> table, int version) {
        List<? extends Column<?>> columns = table.columns().stream()
                .filter(column -> column.since() == version)
                .toList();
        if (version == 1) {
            return create(table, columns);
        }
        StringBuilder ddl = new StringBuilder();
        for (Column<?> column : columns) {
            ddl.append("ALTER TABLE ")
                    .append(Sql.name(table.name()))
                    .append(" ADD COLUMN IF NOT EXISTS ")
                    .append(Sql.name(column.name()))
                    .append(' ')
                    .append(column.type().sqlName())
                    .append(";\n");
        }
        comments(ddl, table, columns);
        return ddl.toString();
    }

    private static String create(Table<?> table, List<? extends Column<?>> columns) {
        StringBuilder ddl = new StringBuilder();
        String name = Sql.name(table.name());
        ddl.append("CREATE TABLE IF NOT EXISTS ").append(name).append(" (\n");
        for (Column<?> column : columns) {
            ddl.append("    ")
                    .append(Sql.name(column.name()))
                    .append(' ')
                    .append(column.type().sqlName())
                    .append(column.required() ? " NOT NULL" : "")
                    .append(",\n");
        }
        ddl.append("    PRIMARY KEY (")
                .append(table.key().stream().map(Sql::name).collect(Collectors.joining(", ")))
                .append(")\n);\n");
        ddl.append("COMMENT ON TABLE ")
                .append(name)
                .append(" IS ")
                .append(Sql.text(table.meaning()))
                .append(";\n");
        comments(ddl, table, columns);
        String partition = table.partitionColumn();
        ddl.append("CREATE INDEX IF NOT EXISTS ")
                .append(Sql.name(Sql.nameEndingWith(table.name(), "_time_idx")))
                .append(" ON ")
                .append(name)
                .append(" (")
                .append(partition == null ? "" : Sql.name(partition) + ", ")
                .append(Sql.name(table.timeColumn()))
                .append(");\n");
        return ddl.toString();
    }

    private static void comments(StringBuilder ddl, Table<?> table, List<? extends Column<?>> columns) {
        for (Column<?> column : columns) {
            ddl.append("COMMENT ON COLUMN ")
                    .append(Sql.name(table.name()))
                    .append('.')
                    .append(Sql.name(column.name()))
                    .append(" IS ")
                    .append(Sql.text(column.description()))
                    .append(";\n");
        }
    }
}
