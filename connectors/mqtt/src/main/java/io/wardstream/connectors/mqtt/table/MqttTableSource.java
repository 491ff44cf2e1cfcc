package io.wardstream.connectors.mqtt.table;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import io.wardstream.connectors.mqtt.MqttMessage;
import io.wardstream.connectors.mqtt.source.MqttSource;
import io.wardstream.connectors.mqtt.source.MqttSourceOptions;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsSourceWatermark;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** A table that reads topics. */
final class MqttTableSource implements ScanTableSource, SupportsReadingMetadata, SupportsSourceWatermark {

    private final MqttConnectionConfig connection;
    private final ReadableConfig options;
    private final DecodingFormat<DeserializationSchema<RowData>> format;
    private final DataType physicalType;
    private DataType producedType;
    private List<ReadableMetadata> metadata = List.of();

    MqttTableSource(
            MqttConnectionConfig connection,
            ReadableConfig options,
            DecodingFormat<DeserializationSchema<RowData>> format,
            DataType physicalType) {
        this.connection = connection;
        this.options = options;
        this.format = format;
        this.physicalType = physicalType;
        this.producedType = physicalType;
    }

    /** Says now, with the table's creation, what would be wrong when it is read. */
    void check() {
        source(new NoSchema());
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return format.getChangelogMode();
    }

    @Override
    public Map<String, DataType> listReadableMetadata() {
        return ReadableMetadata.all();
    }

    @Override
    public void applyReadableMetadata(List<String> metadataKeys, DataType producedDataType) {
        metadata = metadataKeys.stream().map(ReadableMetadata::of).toList();
        producedType = producedDataType;
    }

    @Override
    public void applySourceWatermark() {
        if (options.getOptional(MqttSourceOptions.BROKER_TIME_INTERVAL).isEmpty()) {
            throw new ValidationException("SOURCE_WATERMARK() needs broker time: set '"
                    + MqttSourceOptions.BROKER_TIME_INTERVAL.key() + "', or give the column another watermark.");
        }
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        DeserializationSchema<RowData> rows = format.createRuntimeDecoder(context, physicalType);
        TypeInformation<RowData> produced = context.createTypeInformation(producedType);
        MqttSource<RowData> source = source(new RowDeserializer(rows, metadata, produced));
        Integer parallelism =
                options.getOptional(FactoryUtil.SOURCE_PARALLELISM).orElse(null);
        if (parallelism == null
                && options.getOptional(MqttSourceOptions.BROKER_TIME_INTERVAL).isPresent()) {
            // With broker time a reader without a session would hold time still.
            parallelism = source.maxParallelism();
        }
        return SourceProvider.of(source, parallelism);
    }

    private MqttSource<RowData> source(MqttDeserializationSchema<RowData> schema) {
        try {
            return MqttSource.<RowData>builder()
                    .connection(connection)
                    .options(options)
                    .deserializer(schema)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ValidationException(e.getMessage(), e);
        }
    }

    @Override
    public DynamicTableSource copy() {
        MqttTableSource copy = new MqttTableSource(connection, options, format, physicalType);
        copy.producedType = producedType;
        copy.metadata = metadata;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "MQTT " + connection;
    }

    /** Stands in for the deserializer while options are checked. */
    private static final class NoSchema implements MqttDeserializationSchema<RowData> {
        @Override
        public void deserialize(MqttMessage message, Collector<RowData> out) {
            throw new IllegalStateException("Options are checked, nothing is read");
        }

        @Override
        public @Nullable TypeInformation<RowData> getProducedType() {
            return null;
        }
    }
}
