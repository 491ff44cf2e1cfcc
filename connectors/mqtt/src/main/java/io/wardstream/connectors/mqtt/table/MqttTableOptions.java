package io.wardstream.connectors.mqtt.table;

import io.wardstream.connectors.mqtt.MqttConnectionOptions;
import io.wardstream.connectors.mqtt.sink.MqttSinkOptions;
import io.wardstream.connectors.mqtt.source.MqttSourceOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What a table has beside the options of connection, source and sink. */
public final class MqttTableOptions {

    /** The name by which tables ask for this connector. */
    public static final String IDENTIFIER = "mqtt";

    public static final ConfigOption<String> SINK_TOPIC = ConfigOptions.key("sink.topic")
            .stringType()
            .noDefaultValue()
            .withDescription("Where rows are published, unless the metadata column topic says it for each row.");
    public static final ConfigOption<Boolean> SINK_RETAIN = ConfigOptions.key("sink.retain")
            .booleanType()
            .defaultValue(false)
            .withDescription(
                    "Whether the broker retains what is published, unless the metadata column retained says it.");
    public static final ConfigOption<Duration> SINK_EXPIRY = ConfigOptions.key("sink.expiry")
            .durationType()
            .noDefaultValue()
            .withDescription(
                    "How long after it was written a row may still be delivered, unless the metadata column deadline"
                            + " says it. For ever without it.");

    private MqttTableOptions() {}

    /** Every option of a table but connector and format. */
    public static List<ConfigOption<?>> all() {
        List<ConfigOption<?>> all = new ArrayList<>(MqttConnectionOptions.PLAIN.all());
        all.addAll(MqttSourceOptions.ALL);
        all.addAll(MqttSinkOptions.ALL);
        all.addAll(List.of(SINK_TOPIC, SINK_RETAIN, SINK_EXPIRY));
        return all;
    }
}
