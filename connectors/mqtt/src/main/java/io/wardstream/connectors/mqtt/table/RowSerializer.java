package io.wardstream.connectors.mqtt.table;

import io.wardstream.connectors.mqtt.sink.MqttPublication;
import io.wardstream.connectors.mqtt.sink.MqttSerializationSchema;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * A row as a message: its physical columns through the format, the columns of metadata behind them as the message's
 * own.
 */
final class RowSerializer implements MqttSerializationSchema<RowData> {

    @Serial
    private static final long serialVersionUID = 1;

    private final SerializationSchema<RowData> rows;
    private final RowData.FieldGetter[] physical;
    private final ArrayList<WritableMetadata> metadata;
    private final @Nullable String topic;
    private final boolean retain;
    private final @Nullable Long expiryMs;

    RowSerializer(
            SerializationSchema<RowData> rows,
            LogicalType physicalType,
            List<WritableMetadata> metadata,
            @Nullable String topic,
            boolean retain,
            @Nullable Long expiryMs) {
        this.rows = rows;
        List<LogicalType> columns = ((RowType) physicalType).getChildren();
        this.physical = new RowData.FieldGetter[columns.size()];
        for (int i = 0; i < physical.length; i++) {
            physical[i] = RowData.createFieldGetter(columns.get(i), i);
        }
        this.metadata = new ArrayList<>(metadata);
        this.topic = topic;
        this.retain = retain;
        this.expiryMs = expiryMs;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context) throws Exception {
        rows.open(context);
    }

    @Override
    public MqttPublication serialize(RowData row) {
        GenericRowData payload = new GenericRowData(row.getRowKind(), physical.length);
        for (int i = 0; i < physical.length; i++) {
            payload.setField(i, physical[i].getFieldOrNull(row));
        }
        MqttPublication.Builder message = MqttPublication.to(topicOf(row), rows.serialize(payload));
        message.retain(retain);
        if (expiryMs != null) {
            message.deadlineMs(System.currentTimeMillis() + expiryMs);
        }
        for (int i = 0; i < metadata.size(); i++) {
            int column = physical.length + i;
            if (!row.isNullAt(column)) {
                metadata.get(i).write(row, column, message);
            }
        }
        return message.build();
    }

    private String topicOf(RowData row) {
        int place = metadata.indexOf(WritableMetadata.TOPIC);
        if (place >= 0 && !row.isNullAt(physical.length + place)) {
            return row.getString(physical.length + place).toString();
        }
        if (topic == null) {
            throw new IllegalArgumentException(
                    "A row has no topic, and the table has no '" + MqttTableOptions.SINK_TOPIC.key() + "'");
        }
        return topic;
    }
}
