package io.wardstream.connectors.storage;

import java.sql.Types;

/** What a column holds, and how each side keeps it. */
public enum ColumnType {
    /** Text. Parquet: string. PostgreSQL: text, which cannot hold NUL characters: see {@link Warehouse}. */
    STRING("text", Types.VARCHAR),
    /** 32 bits. */
    INT("integer", Types.INTEGER),
    /** 64 bits. */
    LONG("bigint", Types.BIGINT),
    /** IEEE 754 double; NaN, infinities and negative zero are kept. */
    DOUBLE("double precision", Types.DOUBLE),
    /** True or false. */
    BOOLEAN("boolean", Types.BOOLEAN),
    /** An instant, epoch milliseconds UTC. Parquet: timestamp-millis, adjusted to UTC. PostgreSQL: timestamptz(3). */
    TIMESTAMP_MS("timestamptz(3)", Types.TIMESTAMP_WITH_TIMEZONE),
    /** JSON text. Parquet: string. PostgreSQL: jsonb. */
    JSON("jsonb", Types.OTHER),
    /** Bytes. */
    BYTES("bytea", Types.BINARY);

    private final String sqlName;
    private final int sqlType;

    ColumnType(String sqlName, int sqlType) {
        this.sqlName = sqlName;
        this.sqlType = sqlType;
    }

    /** The type's name in PostgreSQL. */
    public String sqlName() {
        return sqlName;
    }

    int sqlType() {
        return sqlType;
    }
}
