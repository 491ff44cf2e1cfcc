package io.wardstream.connectors.mqtt.source;

import io.wardstream.connectors.mqtt.AckMode;
import io.wardstream.connectors.mqtt.MalformedPolicy;
import io.wardstream.connectors.mqtt.SessionLostPolicy;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * {@link MqttSource} as options, for tables and for jobs with a configuration file. The defaults are those of the
 * builder: they are written here and nowhere else.
 */
public final class MqttSourceOptions {

    public static final ConfigOption<String> CLIENT_ID_PREFIX = ConfigOptions.key("client-id-prefix")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Names the sessions at the broker. Each job needs its own; never change it: what is queued in"
                            + " the sessions would be lost.");
    public static final ConfigOption<List<String>> TOPIC_FILTERS = ConfigOptions.key("topic-filters")
            .stringType()
            .asList()
            .noDefaultValue()
            .withDescription(
                    "What to read, separated by semicolons. Each filter is a split with a session of its own; no"
                            + " topic may match two of them.");
    public static final ConfigOption<AckMode> ACK_MODE = ConfigOptions.key("ack-mode")
            .enumType(AckMode.class)
            .defaultValue(AckMode.ON_CHECKPOINT)
            .withDescription("Who acknowledges, and when: ON_CHECKPOINT loses nothing; ON_EMIT is for jobs without"
                    + " checkpoints; NONE goes with quality of service 0.");
    public static final ConfigOption<Integer> QOS = ConfigOptions.key("qos")
            .intType()
            .defaultValue(1)
            .withDescription("The quality of service to subscribe with: 1, or 2, or 0 with ack-mode NONE.");
    public static final ConfigOption<Integer> RECEIVE_MAXIMUM = ConfigOptions.key("receive-maximum")
            .intType()
            .defaultValue(16_384)
            .withDescription("The window: how many messages a session may have without acknowledgement, 1 to 65534. At"
                    + " least twice what comes in a checkpoint interval. It bounds the reader's memory. MQTT 3.1.1 cannot"
                    + " tell it to the broker.");
    public static final ConfigOption<Duration> SESSION_EXPIRY = ConfigOptions.key("session-expiry")
            .durationType()
            .defaultValue(Duration.ofHours(24))
            .withDescription("How long the broker must keep a session while the job is away. The job fails if it grants"
                    + " less. MQTT 3.1.1 cannot ask for it.");
    public static final ConfigOption<SessionLostPolicy> SESSION_LOST = ConfigOptions.key("session-lost")
            .enumType(SessionLostPolicy.class)
            .defaultValue(SessionLostPolicy.FAIL)
            .withDescription("What to do when the broker no longer has a session: FAIL, or WARN and begin a new one.");
    public static final ConfigOption<MalformedPolicy> MALFORMED = ConfigOptions.key("malformed")
            .enumType(MalformedPolicy.class)
            .defaultValue(MalformedPolicy.FAIL)
            .withDescription(
                    "What to do with a message that cannot be read: FAIL; DROP and count it; HAND_ON a record that"
                            + " a handler makes of it (not in tables).");
    public static final ConfigOption<Duration> BROKER_TIME_INTERVAL = ConfigOptions.key("broker-time.interval")
            .durationType()
            .noDefaultValue()
            .withDescription("Stamps messages with the broker's time and derives the watermark from it, by a tick each"
                    + " interval; 100 ms is a good one. Off without it.");
    public static final ConfigOption<String> SHARED_GROUP = ConfigOptions.key("shared-group.name")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Reads through a shared subscription of this name. Loses the order of a device's messages.");
    public static final ConfigOption<Integer> SHARED_MEMBERS = ConfigOptions.key("shared-group.members")
            .intType()
            .noDefaultValue()
            .withDescription("How many sessions share each filter.");
    public static final ConfigOption<Boolean> SHARED_REORDERING = ConfigOptions.key("shared-group.accept-reordering")
            .booleanType()
            .defaultValue(false)
            .withDescription(
                    "Must be true with a shared group: says that the order does not matter behind the source.");
    public static final ConfigOption<Long> STOP_AFTER = ConfigOptions.key("stop.after-messages")
            .longType()
            .noDefaultValue()
            .withDescription(
                    "Ends each split after so many messages. At most one stop option; without one the source never"
                            + " ends.");
    public static final ConfigOption<Duration> STOP_IDLE = ConfigOptions.key("stop.when-idle-for")
            .durationType()
            .noDefaultValue()
            .withDescription("Ends a split when nothing has come for so long.");
    public static final ConfigOption<String> STOP_BEHIND = ConfigOptions.key("stop.behind-message-on")
            .stringType()
            .noDefaultValue()
            .withDescription("Ends a split behind the first message on a topic that matches this filter.");
    public static final ConfigOption<Boolean> BROKER_VERSION_CHECK = ConfigOptions.key("broker-version-check")
            .booleanType()
            .defaultValue(true)
            .withDescription(
                    "Whether to ask the broker for its version at the start, over a short connection of its own, and"
                            + " to warn of those that do not keep the receive maximum. MQTT 5 only.");

    /** Every option, in the order in which documents list them. */
    public static final List<ConfigOption<?>> ALL = List.of(
            CLIENT_ID_PREFIX,
            TOPIC_FILTERS,
            ACK_MODE,
            QOS,
            RECEIVE_MAXIMUM,
            SESSION_EXPIRY,
            SESSION_LOST,
            MALFORMED,
            BROKER_TIME_INTERVAL,
            SHARED_GROUP,
            SHARED_MEMBERS,
            SHARED_REORDERING,
            STOP_AFTER,
            STOP_IDLE,
            STOP_BEHIND,
            BROKER_VERSION_CHECK);

    private MqttSourceOptions() {}
}
