package io.wardstream.jobs.config;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttVersion;
import io.wardstream.jobs.clock.WardTime;
import io.wardstream.model.risk.LoadedRiskModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the safety job.
 *
 * @param kafka the log
 * @param mqtt the broker that clamps listen to
 * @param clientIdPrefix the client id of the commands' publisher begins with it
 * @param riskModel what predicts a risk, or null if nothing does
 * @param time wall time
 * @param flink Flink's own options
 */
public record SafetyConfig(
        KafkaOptions.Kafka kafka,
        MqttConnectionConfig mqtt,
        String clientIdPrefix,
        @Nullable LoadedRiskModel riskModel,
        WardTime time,
        Configuration flink) {

    public static final ConfigOption<String> CLIENT_ID_PREFIX = ConfigOptions.key("safety.client-id-prefix")
            .stringType()
            .defaultValue("wardstream-safety")
            .withDescription("The client id with which commands are published begins with it.");

    public static final ConfigOption<String> RISK_MODEL = ConfigOptions.key("safety.risk-model")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "A file of a model that predicts a risk, for PredictedRisk, which is silent without one. Read once,"
                            + " where the job is submitted.");

    /** Every option of the job. */
    public static final List<ConfigOption<?>> OPTIONS = options();

    private static List<ConfigOption<?>> options() {
        List<ConfigOption<?>> all = new ArrayList<>(KafkaOptions.ALL);
        all.addAll(MqttOptions.ALL);
        all.add(CLIENT_ID_PREFIX);
        all.add(RISK_MODEL);
        all.addAll(TimeOptions.ALL);
        return List.copyOf(all);
    }

    /**
     * Reads the configuration.
     *
     * @throws InvalidOptionsException naming everything that is wrong
     */
    public static SafetyConfig from(Map<String, String> values) {
        Options options = new Options(values, OPTIONS);
        SafetyConfig config = new SafetyConfig(
                KafkaOptions.read(options),
                MqttOptions.read(options),
                options.get(CLIENT_ID_PREFIX),
                RiskModelOption.read(options, RISK_MODEL),
                TimeOptions.read(options),
                options.flink());
        if (config.mqtt().version() != MqttVersion.V5) {
            // Else the first command would fail the job: a broker of 3.1.1 cannot let a command expire.
            options.problem("mqtt.version must be 5: a clamp's command must expire at the broker, which "
                    + config.mqtt().version() + " cannot say");
        }
        options.done("safety job");
        return config;
    }
}
