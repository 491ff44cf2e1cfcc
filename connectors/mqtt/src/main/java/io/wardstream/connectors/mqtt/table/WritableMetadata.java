package io.wardstream.connectors.mqtt.table;

import io.wardstream.connectors.mqtt.sink.MqttPublication;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;

/** What a row can say of its message beside the payload. A column that is null says nothing. */
enum WritableMetadata {
    TOPIC("topic", DataTypes.STRING().nullable()) {
        @Override
        void write(RowData row, int column, MqttPublication.Builder message) {
            // The builder is begun with it.
        }
    },
    RETAINED("retained", DataTypes.BOOLEAN().nullable()) {
        @Override
        void write(RowData row, int column, MqttPublication.Builder message) {
            message.retain(row.getBoolean(column));
        }
    },
    DEADLINE("deadline", DataTypes.TIMESTAMP_LTZ(3).nullable()) {
        @Override
        void write(RowData row, int column, MqttPublication.Builder message) {
            message.deadlineMs(row.getTimestamp(column, 3).getMillisecond());
        }
    },
    CONTENT_TYPE("content-type", DataTypes.STRING().nullable()) {
        @Override
        void write(RowData row, int column, MqttPublication.Builder message) {
            message.contentType(row.getString(column).toString());
        }
    },
    RESPONSE_TOPIC("response-topic", DataTypes.STRING().nullable()) {
        @Override
        void write(RowData row, int column, MqttPublication.Builder message) {
            message.responseTopic(row.getString(column).toString());
        }
    },
    CORRELATION_DATA("correlation-data", DataTypes.BYTES().nullable()) {
        @Override
        void write(RowData row, int column, MqttPublication.Builder message) {
            message.correlationData(row.getBinary(column));
        }
    },
    USER_PROPERTIES(
            "user-properties",
            DataTypes.MAP(DataTypes.STRING().notNull(), DataTypes.STRING().notNull())
                    .nullable()) {
        @Override
        void write(RowData row, int column, MqttPublication.Builder message) {
            MapData properties = row.getMap(column);
            ArrayData names = properties.keyArray();
            ArrayData values = properties.valueArray();
            for (int i = 0; i < properties.size(); i++) {
                message.userProperty(
                        names.getString(i).toString(), values.getString(i).toString());
            }
        }
    };

    private final String key;
    private final DataType type;

    WritableMetadata(String key, DataType type) {
        this.key = key;
        this.type = type;
    }

    /** Says on the message what a column that is not null holds. */
    abstract void write(RowData row, int column, MqttPublication.Builder message);

    static Map<String, DataType> all() {
        Map<String, DataType> all = new LinkedHashMap<>();
        for (WritableMetadata metadata : values()) {
            all.put(metadata.key, metadata.type);
        }
        return all;
    }

    static WritableMetadata of(String key) {
        for (WritableMetadata metadata : values()) {
            if (metadata.key.equals(key)) {
                return metadata;
            }
        }
        throw new IllegalStateException("There is no metadata '" + key + "'");
    }
}
