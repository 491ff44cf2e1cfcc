package io.wardstream.jobs.config;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttVersion;
import io.wardstream.jobs.clock.WardTime;
import io.wardstream.jobs.safety.AlarmLifeTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;

/**
 * The configuration of the safety job.
 *
 * @param kafka the log
 * @param mqtt the broker that clamps listen to
 * @param clientIdPrefix the client id of the commands' publisher begins with it
 * @param lifeTimes the times of an alarm's life
 * @param time wall time
 * @param flink Flink's own options
 */
public record SafetyConfig(
        KafkaOptions.Kafka kafka,
        MqttConnectionConfig mqtt,
        String clientIdPrefix,
        AlarmLifeTimes lifeTimes,
        WardTime time,
        Configuration flink) {

    public static final ConfigOption<String> CLIENT_ID_PREFIX = ConfigOptions.key("safety.client-id-prefix")
            .stringType()
            .defaultValue("wardstream-safety")
            .withDescription("The client id with which commands are published begins with it.");
    public static final ConfigOption<Duration> HOLD_HIGH = ConfigOptions.key("safety.acknowledgement-holds.high")
            .durationType()
            .defaultValue(Duration.ofMillis(AlarmLifeTimes.DEFAULT.holdHighMs()))
            .withDescription("How long the acknowledgement of a HIGH alarm holds before it calls again.");
    public static final ConfigOption<Duration> HOLD_MEDIUM = ConfigOptions.key("safety.acknowledgement-holds.medium")
            .durationType()
            .defaultValue(Duration.ofMillis(AlarmLifeTimes.DEFAULT.holdMediumMs()))
            .withDescription("How long the acknowledgement of a MEDIUM alarm holds before it calls again.");
    public static final ConfigOption<Duration> HOLD_LOW = ConfigOptions.key("safety.acknowledgement-holds.low")
            .durationType()
            .defaultValue(Duration.ofMillis(AlarmLifeTimes.DEFAULT.holdLowMs()))
            .withDescription("How long the acknowledgement of a LOW alarm holds before it calls again.");
    public static final ConfigOption<Duration> RETENTION = ConfigOptions.key("safety.closed-alarm-retention")
            .durationType()
            .defaultValue(Duration.ofMillis(AlarmLifeTimes.DEFAULT.retentionMs()))
            .withDescription("How long the job remembers a closed alarm, so that a replay does not raise it again.");

    /** Every option of the job. */
    public static final List<ConfigOption<?>> OPTIONS = options();

    private static List<ConfigOption<?>> options() {
        List<ConfigOption<?>> all = new ArrayList<>(KafkaOptions.ALL);
        all.addAll(MqttOptions.ALL);
        all.addAll(List.of(CLIENT_ID_PREFIX, HOLD_HIGH, HOLD_MEDIUM, HOLD_LOW, RETENTION));
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
                new AlarmLifeTimes(
                        options.positive(HOLD_HIGH).toMillis(),
                        options.positive(HOLD_MEDIUM).toMillis(),
                        options.positive(HOLD_LOW).toMillis(),
                        options.positive(RETENTION).toMillis()),
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
