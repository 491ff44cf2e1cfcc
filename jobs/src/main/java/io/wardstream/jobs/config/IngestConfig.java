package io.wardstream.jobs.config;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.SessionLostPolicy;
import io.wardstream.connectors.mqtt.source.MqttSourceBuilder;
import io.wardstream.connectors.mqtt.source.MqttSourceOptions;
import io.wardstream.jobs.clock.WardTime;
import io.wardstream.model.wire.TopicFilter;
import io.wardstream.model.wire.WardTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;

/**
 * The configuration of the ingest job.
 *
 * @param kafka the log
 * @param mqtt the broker
 * @param wards the wards; each is a session of its own
 * @param foreignFilters where devices with a foreign profile speak; each is a session of its own
 * @param clientIdPrefix names the sessions at the broker
 * @param receiveMaximum messages without acknowledgement, per ward
 * @param sessionExpiry how long the broker keeps a session while the job is away
 * @param sessionLostPolicy what to do when it did not
 * @param brokerVersionCheck whether to ask the broker for its version
 * @param tickInterval the beat of the ward clock, in ward time
 * @param time wall time
 * @param flink Flink's own options
 */
public record IngestConfig(
        KafkaOptions.Kafka kafka,
        MqttConnectionConfig mqtt,
        List<String> wards,
        List<String> foreignFilters,
        String clientIdPrefix,
        int receiveMaximum,
        Duration sessionExpiry,
        SessionLostPolicy sessionLostPolicy,
        boolean brokerVersionCheck,
        Duration tickInterval,
        WardTime time,
        Configuration flink) {

    public static final ConfigOption<List<String>> WARDS = ConfigOptions.key("ingest.wards")
            .stringType()
            .asList()
            .noDefaultValue()
            .withDescription("The wards, as codes. Each is read through a session of its own.");
    public static final ConfigOption<List<String>> FOREIGN_FILTERS = ConfigOptions.key("ingest.foreign-filters")
            .stringType()
            .asList()
            .defaultValues()
            .withDescription(
                    "The MQTT topic filters on which devices with a foreign profile speak, for example"
                            + " nurse7/feeds/#; each ends in /# and is read through a session of its own. See docs/devices.md.");
    public static final ConfigOption<String> CLIENT_ID_PREFIX = ConfigOptions.key("ingest.client-id-prefix")
            .stringType()
            .defaultValue("wardstream-ingest")
            .withDescription(
                    "Names the job's sessions at the broker. Never change it: what is queued in them would be lost.");
    public static final ConfigOption<Integer> RECEIVE_MAXIMUM = ConfigOptions.key("ingest.receive-maximum")
            .intType()
            .defaultValue(MqttSourceOptions.RECEIVE_MAXIMUM.defaultValue())
            .withDescription("How many messages a ward's session may have without acknowledgement: at least twice what"
                    + " comes in a checkpoint interval.");
    public static final ConfigOption<Duration> SESSION_EXPIRY = ConfigOptions.key("ingest.session-expiry")
            .durationType()
            .defaultValue(MqttSourceOptions.SESSION_EXPIRY.defaultValue())
            .withDescription("How long the broker keeps messages while the job is away.");
    public static final ConfigOption<SessionLostPolicy> SESSION_LOST = ConfigOptions.key("ingest.session-lost")
            .enumType(SessionLostPolicy.class)
            .defaultValue(SessionLostPolicy.FAIL)
            .withDescription("What to do when the broker has lost a session: FAIL, or WARN and go on.");
    public static final ConfigOption<Boolean> BROKER_VERSION_CHECK = ConfigOptions.key("ingest.broker-version-check")
            .booleanType()
            .defaultValue(MqttSourceOptions.BROKER_VERSION_CHECK.defaultValue())
            .withDescription(
                    "Whether to ask the broker for its version at the start, and to warn of those that are known to"
                            + " misbehave.");
    public static final ConfigOption<Duration> TICK_INTERVAL = ConfigOptions.key("ingest.tick-interval")
            .durationType()
            .defaultValue(Duration.ofMillis(100))
            .withDescription("The beat of the ward clock.");

    /** Every option of the job. */
    public static final List<ConfigOption<?>> OPTIONS = options();

    private static List<ConfigOption<?>> options() {
        List<ConfigOption<?>> all = new ArrayList<>(KafkaOptions.ALL);
        all.addAll(MqttOptions.ALL);
        all.addAll(List.of(
                WARDS,
                FOREIGN_FILTERS,
                CLIENT_ID_PREFIX,
                RECEIVE_MAXIMUM,
                SESSION_EXPIRY,
                SESSION_LOST,
                BROKER_VERSION_CHECK,
                TICK_INTERVAL));
        all.addAll(TimeOptions.ALL);
        return List.copyOf(all);
    }

    /**
     * Reads the configuration.
     *
     * @throws InvalidOptionsException naming everything that is wrong
     */
    public static IngestConfig from(Map<String, String> values) {
        Options options = new Options(values, OPTIONS);
        List<String> wards = options.require(WARDS, List.of());
        for (String ward : wards) {
            options.check(WardTopic.isName(ward), WARDS, "has '" + ward + "', which cannot name a ward");
        }
        options.check(wards.stream().distinct().count() == wards.size(), WARDS, "names a ward twice");
        List<String> foreignFilters = options.get(FOREIGN_FILTERS);
        checkForeign(options, wards, foreignFilters);
        int receiveMaximum = options.get(RECEIVE_MAXIMUM);
        options.check(
                receiveMaximum >= 1 && receiveMaximum <= MqttSourceBuilder.MAX_RECEIVE_MAXIMUM,
                RECEIVE_MAXIMUM,
                "must be 1 to " + MqttSourceBuilder.MAX_RECEIVE_MAXIMUM + ", not " + receiveMaximum);
        IngestConfig config = new IngestConfig(
                KafkaOptions.read(options),
                MqttOptions.read(options),
                wards,
                foreignFilters,
                options.get(CLIENT_ID_PREFIX),
                receiveMaximum,
                options.positive(SESSION_EXPIRY),
                options.get(SESSION_LOST),
                options.get(BROKER_VERSION_CHECK),
                options.positive(TICK_INTERVAL),
                TimeOptions.read(options),
                options.flink());
        options.done("ingest job");
        return config;
    }

    private static void checkForeign(Options options, List<String> wards, List<String> filters) {
        List<String> all = new ArrayList<>(ofWards(wards));
        for (String filter : filters) {
            String problem = TopicFilter.problem(filter);
            if (problem != null) {
                options.check(false, FOREIGN_FILTERS, "has '" + filter + "': " + problem);
            } else if (!filter.endsWith("/#")) {
                options.check(
                        false,
                        FOREIGN_FILTERS,
                        "has '" + filter + "', which must end in /#: the ward clock's ticks"
                                + " need a topic inside it");
            } else {
                for (String other : all) {
                    options.check(
                            !TopicFilter.overlap(filter, other),
                            FOREIGN_FILTERS,
                            "has '" + filter + "', which overlaps " + other + ": messages would come twice");
                }
                all.add(filter);
            }
        }
    }

    /** What the job reads: one filter a ward, and the foreign ones. */
    public List<String> topicFilters() {
        List<String> all = new ArrayList<>(ofWards(wards));
        all.addAll(foreignFilters);
        return List.copyOf(all);
    }

    private static List<String> ofWards(List<String> wards) {
        return wards.stream().map(ward -> WardTopic.PREFIX + ward + "/#").toList();
    }
}
