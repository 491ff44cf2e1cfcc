package io.wardstream.connectors.mqtt.table;

import io.wardstream.connectors.mqtt.MalformedPolicy;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttConnectionOptions;
import io.wardstream.connectors.mqtt.source.MqttSourceOptions;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.format.EncodingFormat;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.SerializationFormatFactory;

/**
 * Makes tables of topics.
 *
 * <pre>{@code
 * CREATE TABLE readings (
 *   grams DOUBLE,
 *   topic STRING METADATA VIRTUAL,
 *   accepted_at TIMESTAMP_LTZ(3) METADATA FROM 'accepted-at' VIRTUAL,
 *   WATERMARK FOR accepted_at AS SOURCE_WATERMARK()
 * ) WITH (
 *   'connector' = 'mqtt', 'format' = 'json',
 *   'host' = 'broker.example.org', 'client-id-prefix' = 'scales',
 *   'topic-filters' = 'site/a/#;site/b/#', 'broker-time.interval' = '100 ms'
 * )
 * }</pre>
 *
 * <p>All that {@code SELECT} and {@code INSERT} promise is what source and sink promise: see their classes. A source
 * needs {@code topic-filters}, a sink {@code sink.topic} or a metadata column {@code topic}; one table may have both.
 */
public final class MqttTableFactory implements DynamicTableSourceFactory, DynamicTableSinkFactory {

    @Override
    public String factoryIdentifier() {
        return MqttTableOptions.IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(MqttConnectionOptions.PLAIN.host, MqttSourceOptions.CLIENT_ID_PREFIX, FactoryUtil.FORMAT);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        Set<ConfigOption<?>> options = new HashSet<>(MqttTableOptions.all());
        options.removeAll(requiredOptions());
        options.add(FactoryUtil.SOURCE_PARALLELISM);
        options.add(FactoryUtil.SINK_PARALLELISM);
        return options;
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        DecodingFormat<DeserializationSchema<RowData>> format =
                helper.discoverDecodingFormat(DeserializationFormatFactory.class, FactoryUtil.FORMAT);
        helper.validate();
        ReadableConfig options = helper.getOptions();
        if (options.getOptional(MqttSourceOptions.TOPIC_FILTERS).isEmpty()) {
            throw new ValidationException(
                    "A table that is read needs '" + MqttSourceOptions.TOPIC_FILTERS.key() + "'.");
        }
        if (options.get(MqttSourceOptions.MALFORMED) == MalformedPolicy.HAND_ON) {
            throw new ValidationException("'" + MqttSourceOptions.MALFORMED.key()
                    + "' must be FAIL or DROP: a table has no row for a message that cannot be read.");
        }
        MqttTableSource source =
                new MqttTableSource(connection(options), options, format, context.getPhysicalRowDataType());
        source.check();
        return source;
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        EncodingFormat<SerializationSchema<RowData>> format =
                helper.discoverEncodingFormat(SerializationFormatFactory.class, FactoryUtil.FORMAT);
        helper.validate();
        ReadableConfig options = helper.getOptions();
        return new MqttTableSink(connection(options), options, format, context.getPhysicalRowDataType());
    }

    private static MqttConnectionConfig connection(ReadableConfig options) {
        try {
            return MqttConnectionOptions.PLAIN.read(options);
        } catch (IllegalArgumentException e) {
            throw new ValidationException(e.getMessage(), e);
        }
    }
}
