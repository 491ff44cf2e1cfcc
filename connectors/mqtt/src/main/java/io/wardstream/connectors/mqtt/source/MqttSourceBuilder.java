package io.wardstream.connectors.mqtt.source;

import io.wardstream.connectors.mqtt.AckMode;
import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import io.wardstream.connectors.mqtt.SessionLostPolicy;
import io.wardstream.connectors.mqtt.internal.TopicFilters;
import io.wardstream.connectors.mqtt.source.reader.SessionConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link MqttSource} needs; {@link #build()} reports everything that is wrong at once.
 *
 * @param <T> the records
 */
public final class MqttSourceBuilder<T> {

    /** The largest window that is sent: 65,535 is MQTT's default, which clients leave out and brokers then replace. */
    public static final int MAX_RECEIVE_MAXIMUM = 65_534;

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private @Nullable MqttConnectionConfig connection;
    private @Nullable String clientIdPrefix;
    private final List<String> topicFilters = new ArrayList<>();
    private @Nullable MqttDeserializationSchema<T> schema;
    private AckMode ackMode = AckMode.ON_CHECKPOINT;
    private int qos = 1;
    private int receiveMaximum = 16_384;
    private Duration sessionExpiry = Duration.ofHours(24);
    private SessionLostPolicy sessionLostPolicy = SessionLostPolicy.FAIL;
    private @Nullable BrokerTime brokerTime;

    MqttSourceBuilder() {}

    /** How to reach the broker; required. */
    public MqttSourceBuilder<T> connection(MqttConnectionConfig value) {
        connection = value;
        return this;
    }

    /**
     * The first part of the sessions' client ids; required. It names the sessions at the broker for as long as the job
     * lives, through restarts and new versions: give each job its own, and never change it.
     */
    public MqttSourceBuilder<T> clientIdPrefix(String value) {
        clientIdPrefix = value;
        return this;
    }

    /**
     * What to read; at least one. Each filter is a split with a session of its own. No topic may match two of them.
     */
    public MqttSourceBuilder<T> topicFilters(List<String> values) {
        topicFilters.addAll(values);
        return this;
    }

    /** What to read; see {@link #topicFilters(List)}. */
    public MqttSourceBuilder<T> topicFilters(String... values) {
        return topicFilters(List.of(values));
    }

    /** How messages become records; required. */
    public MqttSourceBuilder<T> deserializer(MqttDeserializationSchema<T> value) {
        schema = value;
        return this;
    }

    /** Who acknowledges, and when. */
    public MqttSourceBuilder<T> ackMode(AckMode value) {
        ackMode = value;
        return this;
    }

    /** The quality of service to subscribe with: 1, or 2. */
    public MqttSourceBuilder<T> qos(int value) {
        qos = value;
        return this;
    }

    /**
     * The window: how many messages a broker may deliver without an acknowledgement. With acknowledgements on checkpoints
     * it must hold twice what comes in a checkpoint interval; it bounds the reader's memory.
     */
    public MqttSourceBuilder<T> receiveMaximum(int value) {
        receiveMaximum = value;
        return this;
    }

    /** How long the broker must keep a session while the job is not connected; whole seconds. */
    public MqttSourceBuilder<T> sessionExpiry(Duration value) {
        sessionExpiry = value;
        return this;
    }

    /** What to do when the broker has lost a session. */
    public MqttSourceBuilder<T> sessionLostPolicy(SessionLostPolicy value) {
        sessionLostPolicy = value;
        return this;
    }

    /** Stamps messages with the broker's time and derives the watermark from it; off by default. */
    public MqttSourceBuilder<T> brokerTime(BrokerTime value) {
        brokerTime = value;
        return this;
    }

    /**
     * The source.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    public MqttSource<T> build() {
        List<String> problems = new ArrayList<>();
        if (connection == null) {
            problems.add("connection is missing");
        }
        if (clientIdPrefix == null) {
            problems.add("clientIdPrefix is missing: it names the sessions at the broker");
        } else if (!PREFIX.matcher(clientIdPrefix).matches()) {
            problems.add("clientIdPrefix must be 1 to 64 of A-Z a-z 0-9 _ -: '" + clientIdPrefix + "'");
        }
        if (schema == null) {
            problems.add("deserializer is missing");
        }
        if (topicFilters.isEmpty()) {
            problems.add("topicFilters is empty");
        }
        for (String filter : topicFilters) {
            String problem = TopicFilters.problem(filter);
            if (problem != null) {
                problems.add(problem);
            } else if (brokerTime != null && !filter.endsWith("/#")) {
                problems.add("broker time needs filters that end in /#, so that a tick topic fits in: " + filter);
            }
        }
        for (String pair : TopicFilters.overlaps(topicFilters)) {
            problems.add("topic filters overlap, so messages would come twice and out of order: " + pair);
        }
        if (qos != 1 && qos != 2) {
            problems.add("qos must be 1 or 2, not " + qos + ": nothing less can be acknowledged");
        }
        if (receiveMaximum < 1 || receiveMaximum > MAX_RECEIVE_MAXIMUM) {
            problems.add("receiveMaximum must be 1 to " + MAX_RECEIVE_MAXIMUM + ", not " + receiveMaximum);
        }
        if (sessionExpiry.toSeconds() < 1 || sessionExpiry.toSeconds() > 0xFFFF_FFFFL) {
            problems.add("sessionExpiry must be 1 s to 4294967295 s, not " + sessionExpiry);
        }
        if (!problems.isEmpty() || connection == null || clientIdPrefix == null || schema == null) {
            throw new IllegalArgumentException("MQTT source: " + String.join("; ", problems));
        }
        return new MqttSource<>(
                new SessionConfig(
                        connection, clientIdPrefix, qos, receiveMaximum, sessionExpiry, sessionLostPolicy, brokerTime),
                topicFilters,
                schema,
                ackMode);
    }
}
