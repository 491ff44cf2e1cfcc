package io.wardstream.connectors.mqtt.table;

import io.wardstream.connectors.mqtt.MqttMessage;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;

/** What a row can tell of its message beside the payload. */
enum ReadableMetadata {
    TOPIC("topic", DataTypes.STRING().notNull()) {
        @Override
        Object of(MqttMessage message) {
            return StringData.fromString(message.topic());
        }
    },
    QOS("qos", DataTypes.INT().notNull()) {
        @Override
        Object of(MqttMessage message) {
            return message.qos();
        }
    },
    RETAINED("retained", DataTypes.BOOLEAN().notNull()) {
        @Override
        Object of(MqttMessage message) {
            return message.retained();
        }
    },
    RECEIVED_AT("received-at", DataTypes.TIMESTAMP_LTZ(3).notNull()) {
        @Override
        Object of(MqttMessage message) {
            return TimestampData.fromEpochMillis(message.receivedAtMs());
        }
    },
    ACCEPTED_AT("accepted-at", DataTypes.TIMESTAMP_LTZ(3).notNull()) {
        @Override
        Object of(MqttMessage message) {
            return TimestampData.fromEpochMillis(message.acceptedAtMs());
        }
    },
    CONTENT_TYPE("content-type", DataTypes.STRING().nullable()) {
        @Override
        @Nullable
        Object of(MqttMessage message) {
            return StringData.fromString(message.contentType());
        }
    },
    RESPONSE_TOPIC("response-topic", DataTypes.STRING().nullable()) {
        @Override
        @Nullable
        Object of(MqttMessage message) {
            return StringData.fromString(message.responseTopic());
        }
    },
    CORRELATION_DATA("correlation-data", DataTypes.BYTES().nullable()) {
        @Override
        @Nullable
        Object of(MqttMessage message) {
            ByteBuffer data = message.correlationData();
            if (data == null) {
                return null;
            }
            byte[] bytes = new byte[data.remaining()];
            data.duplicate().get(bytes);
            return bytes;
        }
    },
    /** A name that occurs more than once has its last value. */
    USER_PROPERTIES(
            "user-properties",
            DataTypes.MAP(DataTypes.STRING().notNull(), DataTypes.STRING().notNull())
                    .notNull()) {
        @Override
        Object of(MqttMessage message) {
            Map<StringData, StringData> properties = new LinkedHashMap<>();
            for (Map.Entry<String, String> property : message.userProperties()) {
                properties.put(StringData.fromString(property.getKey()), StringData.fromString(property.getValue()));
            }
            return new GenericMapData(properties);
        }
    };

    private final String key;
    private final DataType type;

    ReadableMetadata(String key, DataType type) {
        this.key = key;
        this.type = type;
    }

    String key() {
        return key;
    }

    DataType type() {
        return type;
    }

    /** The column's value, in the table's own form. */
    abstract @Nullable Object of(MqttMessage message);

    static Map<String, DataType> all() {
        Map<String, DataType> all = new LinkedHashMap<>();
        for (ReadableMetadata metadata : values()) {
            all.put(metadata.key, metadata.type);
        }
        return all;
    }

    static ReadableMetadata of(String key) {
        for (ReadableMetadata metadata : values()) {
            if (metadata.key.equals(key)) {
                return metadata;
            }
        }
        throw new IllegalStateException("There is no metadata '" + key + "'");
    }
}
