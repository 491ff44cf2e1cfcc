package io.wardstream.jobs.config;

import io.wardstream.jobs.kafka.Topics;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** How a job reaches the log. */
public final class KafkaOptions {

    public static final ConfigOption<String> BOOTSTRAP_SERVERS = ConfigOptions.key("kafka.bootstrap-servers")
            .stringType()
            .noDefaultValue()
            .withDescription("Kafka's brokers, as host:port, separated by commas.");
    public static final ConfigOption<String> TOPIC_PREFIX = ConfigOptions.key("kafka.topic-prefix")
            .stringType()
            .defaultValue(Topics.DEFAULT_PREFIX)
            .withDescription("What the names of all topics begin with.");

    static final List<ConfigOption<?>> ALL = List.of(BOOTSTRAP_SERVERS, TOPIC_PREFIX);

    private KafkaOptions() {}

    /**
     * The log.
     *
     * @param bootstrapServers Kafka's brokers
     * @param topics its topics
     */
    public record Kafka(String bootstrapServers, Topics topics) {}

    static Kafka read(Options options) {
        return new Kafka(options.require(BOOTSTRAP_SERVERS, ""), new Topics(options.get(TOPIC_PREFIX)));
    }
}
