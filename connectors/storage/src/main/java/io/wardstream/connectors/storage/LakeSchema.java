package io.wardstream.connectors.storage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * A table as an Avro schema, and its rows as records of it. The text column that the lake is partitioned by is left
 * out: its value stands in the folder's name, and a second one in the file could only disagree. Meanings and units are
 * in the schema, which Parquet keeps in every file.
 */
final class LakeSchema<T> {

    private static final String NAMESPACE = "lake";

    private final Schema schema;
    private final List<Column<T>> columns;

    private LakeSchema(Schema schema, List<Column<T>> columns) {
        this.schema = schema;
        this.columns = columns;
    }

    static <T> LakeSchema<T> of(Table<T> table) {
        List<Column<T>> kept = table.columns().stream()
                .filter(column -> !column.name().equals(table.partitionColumn()))
                .toList();
        List<Schema.Field> fields = new ArrayList<>();
        for (Column<T> column : kept) {
            Schema type = type(column.type());
            Schema.Field field = column.required()
                    ? new Schema.Field(column.name(), type, column.description())
                    : new Schema.Field(
                            column.name(),
                            Schema.createUnion(Schema.create(Schema.Type.NULL), type),
                            column.description(),
                            JsonProperties.NULL_VALUE);
            if (!column.unit().isEmpty()) {
                field.addProp("unit", column.unit());
            }
            fields.add(field);
        }
        return new LakeSchema<>(Schema.createRecord(table.name(), table.meaning(), NAMESPACE, false, fields), kept);
    }

    private static Schema type(ColumnType type) {
        return switch (type) {
            case STRING, JSON -> Schema.create(Schema.Type.STRING);
            case INT -> Schema.create(Schema.Type.INT);
            case LONG -> Schema.create(Schema.Type.LONG);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case TIMESTAMP_MS -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
            case BYTES -> Schema.create(Schema.Type.BYTES);
        };
    }

    Schema schema() {
        return schema;
    }

    GenericRecord record(T row) {
        GenericRecord made = new GenericData.Record(schema);
        for (int i = 0; i < columns.size(); i++) {
            Object value = columns.get(i).valueOf(row);
            made.put(i, value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value);
        }
        return made;
    }
}
