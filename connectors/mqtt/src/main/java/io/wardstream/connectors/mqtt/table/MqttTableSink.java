package io.wardstream.connectors.mqtt.table;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.sink.MqttSink;
import io.wardstream.connectors.mqtt.source.MqttSourceOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.EncodingFormat;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.sink.abilities.SupportsWritingMetadata;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;

/** A table that publishes its rows. */
final class MqttTableSink implements DynamicTableSink, SupportsWritingMetadata {

    private final MqttConnectionConfig connection;
    private final ReadableConfig options;
    private final EncodingFormat<SerializationSchema<RowData>> format;
    private final DataType physicalType;
    private List<WritableMetadata> metadata = List.of();

    MqttTableSink(
            MqttConnectionConfig connection,
            ReadableConfig options,
            EncodingFormat<SerializationSchema<RowData>> format,
            DataType physicalType) {
        this.connection = connection;
        this.options = options;
        this.format = format;
        this.physicalType = physicalType;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requestedMode) {
        return format.getChangelogMode();
    }

    @Override
    public Map<String, DataType> listWritableMetadata() {
        return WritableMetadata.all();
    }

    @Override
    public void applyWritableMetadata(List<String> metadataKeys, DataType consumedDataType) {
        metadata = metadataKeys.stream().map(WritableMetadata::of).toList();
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        String topic = options.getOptional(MqttTableOptions.SINK_TOPIC).orElse(null);
        if (topic == null && !metadata.contains(WritableMetadata.TOPIC)) {
            throw new ValidationException("A table that is written needs '" + MqttTableOptions.SINK_TOPIC.key()
                    + "' or a column: topic STRING METADATA.");
        }
        Duration expiry = options.getOptional(MqttTableOptions.SINK_EXPIRY).orElse(null);
        try {
            MqttSink<RowData> sink = MqttSink.<RowData>builder()
                    .connection(connection)
                    .clientIdPrefix(options.get(MqttSourceOptions.CLIENT_ID_PREFIX))
                    .options(options)
                    .serializer(new RowSerializer(
                            format.createRuntimeEncoder(context, physicalType),
                            physicalType.getLogicalType(),
                            metadata,
                            topic,
                            options.get(MqttTableOptions.SINK_RETAIN),
                            expiry == null ? null : expiry.toMillis()))
                    .build();
            return SinkV2Provider.of(
                    sink, options.getOptional(FactoryUtil.SINK_PARALLELISM).orElse(null));
        } catch (IllegalArgumentException e) {
            throw new ValidationException(e.getMessage(), e);
        }
    }

    @Override
    public DynamicTableSink copy() {
        MqttTableSink copy = new MqttTableSink(connection, options, format, physicalType);
        copy.metadata = metadata;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "MQTT " + connection;
    }
}
