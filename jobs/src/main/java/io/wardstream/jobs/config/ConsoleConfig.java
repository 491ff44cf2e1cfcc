package io.wardstream.jobs.config;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/**
 * How the commands of people reach an installation: with the jobs' own names for the log and the broker.
 *
 * @param kafka the log
 * @param mqtt the broker, as a console; null for who only reads
 */
public record ConsoleConfig(
        KafkaOptions.Kafka kafka, @Nullable MqttConnectionConfig mqtt) {

    /** Every option. */
    public static final List<ConfigOption<?>> OPTIONS = options();

    private static List<ConfigOption<?>> options() {
        List<ConfigOption<?>> all = new ArrayList<>(KafkaOptions.ALL);
        all.addAll(MqttOptions.ALL);
        return List.copyOf(all);
    }

    /**
     * Reads the configuration.
     *
     * @throws InvalidOptionsException naming everything that is wrong
     */
    public static ConsoleConfig from(Map<String, String> values) {
        Options options = new Options(values, OPTIONS);
        KafkaOptions.Kafka kafka = KafkaOptions.read(options);
        MqttConnectionConfig mqtt =
                values.keySet().stream().anyMatch(key -> key.startsWith("mqtt.")) ? MqttOptions.read(options) : null;
        options.done("console");
        return new ConsoleConfig(kafka, mqtt);
    }
}
