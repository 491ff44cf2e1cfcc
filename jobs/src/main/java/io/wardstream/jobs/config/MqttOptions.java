package io.wardstream.jobs.config;

import io.wardstream.connectors.mqtt.MqttConfigurationException;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttConnectionOptions;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** How a job reaches the MQTT broker: the connector's own options, behind {@code mqtt.}. */
final class MqttOptions {

    private static final MqttConnectionOptions CONNECTION = MqttConnectionOptions.withPrefix("mqtt.");

    static final List<ConfigOption<?>> ALL = CONNECTION.all();

    private MqttOptions() {}

    static MqttConnectionConfig read(Options options) {
        String host = options.require(CONNECTION.host, "missing");
        try {
            return CONNECTION.read(options);
        } catch (MqttConfigurationException e) {
            e.problems().forEach(options::problem);
            return MqttConnectionConfig.builder().host(host).build();
        } catch (IllegalArgumentException e) {
            options.problem("mqtt: " + e.getMessage());
            return MqttConnectionConfig.builder().host(host).build();
        }
    }
}
