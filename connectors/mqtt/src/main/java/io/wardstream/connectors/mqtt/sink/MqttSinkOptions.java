package io.wardstream.connectors.mqtt.sink;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * {@link MqttSink} as options, for tables and for jobs with a configuration file. The defaults are those of the
 * builder: they are written here and nowhere else.
 */
public final class MqttSinkOptions {

    public static final ConfigOption<Integer> WINDOW = ConfigOptions.key("sink.window")
            .intType()
            .defaultValue(1_000)
            .withDescription(
                    "How many messages may be on their way at once, 1 to 65535. The broker's own receive maximum"
                            + " holds too.");
    public static final ConfigOption<RefusalPolicy> REFUSED = ConfigOptions.key("sink.refused")
            .enumType(RefusalPolicy.class)
            .defaultValue(RefusalPolicy.FAIL)
            .withDescription("What to do when the broker refuses a message: FAIL, or DROP and count it.");
    public static final ConfigOption<Duration> ACK_TIMEOUT = ConfigOptions.key("sink.ack-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(60))
            .withDescription(
                    "How long a connected broker may take to acknowledge a message. Then the task fails, or with"
                            + " sink.outage WAIT the connection is given up and made anew.");
    public static final ConfigOption<OutagePolicy> OUTAGE = ConfigOptions.key("sink.outage")
            .enumType(OutagePolicy.class)
            .defaultValue(OutagePolicy.FAIL)
            .withDescription(
                    "What to do without a working connection: FAIL after reconnect-timeout, at once if the broker"
                            + " refuses; or WAIT for as long as it takes, while messages with a deadline expire.");

    /** Every option, in the order in which documents list them. */
    public static final List<ConfigOption<?>> ALL = List.of(WINDOW, REFUSED, ACK_TIMEOUT, OUTAGE);

    private MqttSinkOptions() {}
}
