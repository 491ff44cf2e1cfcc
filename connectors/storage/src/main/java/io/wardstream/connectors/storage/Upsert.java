package io.wardstream.connectors.storage;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** The statement that writes one row of a table so that writing it again changes nothing, and its parameters. */
final class Upsert<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Table<T> table;
    private final String sql;

    Upsert(Table<T> table) {
        this.table = table;
        this.sql = sql(table);
    }

    static String sql(Table<?> table) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        String quotedNames = names.stream().map(Sql::name).collect(Collectors.joining(", "));
        String parameters = names.stream().map(name -> "?").collect(Collectors.joining(", "));
        String insert = "INSERT INTO " + Sql.name(table.name()) + " (" + quotedNames + ") VALUES (" + parameters
                + ") ON CONFLICT ("
                + table.key().stream().map(Sql::name).collect(Collectors.joining(", ")) + ") DO ";
        String version = table.versionColumn();
        return switch (table.onConflict()) {
            case KEEP_FIRST -> insert + "NOTHING";
            case OVERWRITE -> insert + update(table, names);
            case KEEP_HIGHEST ->
                insert + update(table, names) + " WHERE EXCLUDED." + Sql.name(String.valueOf(version)) + " > "
                        + Sql.name(table.name()) + "." + Sql.name(String.valueOf(version));
        };
    }

    private static String update(Table<?> table, List<String> names) {
        return names.stream()
                .filter(name -> !table.key().contains(name))
                .map(name -> Sql.name(name) + " = EXCLUDED." + Sql.name(name))
                .collect(Collectors.joining(", ", "UPDATE SET ", ""));
    }

    String sql() {
        return sql;
    }

    String tableName() {
        return table.name();
    }

    /** The row as parameters, in the order of the columns, fit for the server. */
    @Nullable
    Object[] values(T row) {
        List<Column<T>> columns = table.columns();
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = fit(columns.get(i).type(), columns.get(i).valueOf(row));
        }
        return values;
    }

    private static @Nullable Object fit(ColumnType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case STRING -> NulFree.text((String) value);
            case JSON -> NulFree.json((String) value);
            case TIMESTAMP_MS -> OffsetDateTime.ofInstant(Instant.ofEpochMilli((Long) value), ZoneOffset.UTC);
            case INT, LONG, DOUBLE, BOOLEAN, BYTES -> value;
        };
    }

    void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        List<Column<T>> columns = table.columns();
        for (int i = 0; i < values.length; i++) {
            ColumnType type = columns.get(i).type();
            Object value = values[i];
            if (value == null) {
                statement.setNull(i + 1, type.sqlType());
            } else if (type == ColumnType.JSON) {
                PGobject json = new PGobject();
                json.setType("jsonb");
                json.setValue((String) value);
                statement.setObject(i + 1, json);
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, value, type.sqlType());
            }
        }
    }
}
