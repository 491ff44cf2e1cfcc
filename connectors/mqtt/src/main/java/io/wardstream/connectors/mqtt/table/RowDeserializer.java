package io.wardstream.connectors.mqtt.table;

import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import io.wardstream.connectors.mqtt.MqttMessage;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.util.Collector;

/** The format's rows with the columns of metadata behind them. An empty payload gives no row. */
final class RowDeserializer implements MqttDeserializationSchema<RowData> {

    @Serial
    private static final long serialVersionUID = 1;

    private final DeserializationSchema<RowData> rows;
    private final ArrayList<ReadableMetadata> metadata;
    private final TypeInformation<RowData> producedType;

    RowDeserializer(
            DeserializationSchema<RowData> rows,
            List<ReadableMetadata> metadata,
            TypeInformation<RowData> producedType) {
        this.rows = rows;
        this.metadata = new ArrayList<>(metadata);
        this.producedType = producedType;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
        rows.open(context);
    }

    @Override
    public void deserialize(MqttMessage message, Collector<RowData> out) throws IOException {
        byte[] payload = message.payload();
        if (payload.length == 0) {
            return;
        }
        if (metadata.isEmpty()) {
            rows.deserialize(payload, out);
            return;
        }
        GenericRowData about = new GenericRowData(metadata.size());
        for (int i = 0; i < metadata.size(); i++) {
            about.setField(i, metadata.get(i).of(message));
        }
        rows.deserialize(payload, new Collector<>() {
            @Override
            public void collect(RowData row) {
                out.collect(new JoinedRowData(row.getRowKind(), row, about));
            }

            @Override
            public void close() {
                out.close();
            }
        });
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return producedType;
    }
}
