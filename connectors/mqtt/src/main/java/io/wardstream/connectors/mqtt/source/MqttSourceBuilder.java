package io.wardstream.connectors.mqtt.source;

import io.wardstream.connectors.mqtt.AckMode;
import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.MalformedHandler;
import io.wardstream.connectors.mqtt.MalformedPolicy;
import io.wardstream.connectors.mqtt.MqttConfigurationException;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import io.wardstream.connectors.mqtt.SessionLostPolicy;
import io.wardstream.connectors.mqtt.SharedGroup;
import io.wardstream.connectors.mqtt.StopCondition;
import io.wardstream.connectors.mqtt.internal.TopicFilters;
import io.wardstream.connectors.mqtt.source.reader.Deserialization;
import io.wardstream.connectors.mqtt.source.reader.SessionConfig;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ReadableConfig;
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

    private final List<String> problems = new ArrayList<>();
    private @Nullable MqttConnectionConfig connection;
    private @Nullable String clientIdPrefix;
    private final List<String> topicFilters = new ArrayList<>();
    private @Nullable MqttDeserializationSchema<T> schema;
    private AckMode ackMode = MqttSourceOptions.ACK_MODE.defaultValue();
    private int qos = MqttSourceOptions.QOS.defaultValue();
    private int receiveMaximum = MqttSourceOptions.RECEIVE_MAXIMUM.defaultValue();
    private Duration sessionExpiry = MqttSourceOptions.SESSION_EXPIRY.defaultValue();
    private SessionLostPolicy sessionLostPolicy = MqttSourceOptions.SESSION_LOST.defaultValue();
    private MalformedPolicy malformedPolicy = MqttSourceOptions.MALFORMED.defaultValue();
    private @Nullable MalformedHandler<T> malformedHandler;
    private @Nullable BrokerTime brokerTime;
    private @Nullable SharedGroup sharedGroup;
    private @Nullable StopCondition stop;
    private boolean brokerVersionCheck = MqttSourceOptions.BROKER_VERSION_CHECK.defaultValue();

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

    /** The quality of service to subscribe with: 1, or 2, or 0 with {@link AckMode#NONE}. */
    public MqttSourceBuilder<T> qos(int value) {
        qos = value;
        return this;
    }

    /**
     * The window: how many messages a broker may deliver without an acknowledgement. With acknowledgements on
     * checkpoints it must hold twice what comes in a checkpoint interval; it bounds the reader's memory.
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

    /** What to do with a message that the deserializer cannot read: fail, or drop and count it. */
    public MqttSourceBuilder<T> malformedPolicy(MalformedPolicy value) {
        malformedPolicy = value;
        return this;
    }

    /** Hands on a record for each message that the deserializer cannot read. */
    public MqttSourceBuilder<T> handMalformedOn(MalformedHandler<T> handler) {
        malformedPolicy = MalformedPolicy.HAND_ON;
        malformedHandler = handler;
        return this;
    }

    /** Stamps messages with the broker's time and derives the watermark from it; off by default. */
    public MqttSourceBuilder<T> brokerTime(BrokerTime value) {
        brokerTime = value;
        return this;
    }

    /** Reads through a shared subscription, which loses the order of a device's messages; off by default. */
    public MqttSourceBuilder<T> sharedGroup(SharedGroup value) {
        sharedGroup = value;
        return this;
    }

    /** Makes the source a bounded one. */
    public MqttSourceBuilder<T> stopWhen(StopCondition value) {
        stop = value;
        return this;
    }

    /** Whether to ask the broker for its version at the start and to warn of those that are known to misbehave. */
    public MqttSourceBuilder<T> brokerVersionCheck(boolean value) {
        brokerVersionCheck = value;
        return this;
    }

    /** Takes everything that {@link MqttSourceOptions} knows; connection and deserializer are given apart. */
    public MqttSourceBuilder<T> options(ReadableConfig values) {
        values.getOptional(MqttSourceOptions.CLIENT_ID_PREFIX).ifPresent(this::clientIdPrefix);
        values.getOptional(MqttSourceOptions.TOPIC_FILTERS).ifPresent(this::topicFilters);
        ackMode = values.get(MqttSourceOptions.ACK_MODE);
        qos = values.get(MqttSourceOptions.QOS);
        receiveMaximum = values.get(MqttSourceOptions.RECEIVE_MAXIMUM);
        sessionExpiry = values.get(MqttSourceOptions.SESSION_EXPIRY);
        sessionLostPolicy = values.get(MqttSourceOptions.SESSION_LOST);
        malformedPolicy = values.get(MqttSourceOptions.MALFORMED);
        brokerVersionCheck = values.get(MqttSourceOptions.BROKER_VERSION_CHECK);
        values.getOptional(MqttSourceOptions.BROKER_TIME_INTERVAL)
                .ifPresent(interval -> noting(() -> brokerTime = BrokerTime.every(interval)));
        values.getOptional(MqttSourceOptions.SHARED_GROUP)
                .ifPresent(name -> noting(() -> sharedGroup = sharedGroup(name, values)));
        List<Supplier<StopCondition>> stops = new ArrayList<>();
        values.getOptional(MqttSourceOptions.STOP_AFTER)
                .ifPresent(count -> stops.add(() -> StopCondition.afterMessages(count)));
        values.getOptional(MqttSourceOptions.STOP_IDLE)
                .ifPresent(time -> stops.add(() -> StopCondition.whenIdleFor(time)));
        values.getOptional(MqttSourceOptions.STOP_BEHIND)
                .ifPresent(filter -> stops.add(() -> StopCondition.behindMessageOn(filter)));
        if (stops.size() > 1) {
            problems.add("there is more than one stop option: give one");
        }
        stops.forEach(condition -> noting(() -> stop = condition.get()));
        return this;
    }

    private static SharedGroup sharedGroup(String name, ReadableConfig values) {
        SharedGroup group = SharedGroup.of(
                name, values.getOptional(MqttSourceOptions.SHARED_MEMBERS).orElse(0));
        return values.get(MqttSourceOptions.SHARED_REORDERING) ? group.acceptingReordering() : group;
    }

    private void noting(Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The source.
     *
     * @throws MqttConfigurationException naming everything that is wrong
     */
    public MqttSource<T> build() {
        List<String> found = new ArrayList<>(problems);
        if (connection == null) {
            found.add("connection is missing");
        }
        if (clientIdPrefix == null) {
            found.add("clientIdPrefix is missing: it names the sessions at the broker");
        } else if (!PREFIX.matcher(clientIdPrefix).matches()) {
            found.add("clientIdPrefix must be 1 to 64 of A-Z a-z 0-9 _ -: '" + clientIdPrefix + "'");
        }
        if (schema == null) {
            found.add("deserializer is missing");
        }
        checkFilters(found);
        checkDelivery(found);
        if (malformedPolicy == MalformedPolicy.HAND_ON && malformedHandler == null) {
            found.add("malformed messages can be handed on only by a handler: handMalformedOn");
        }
        if (!found.isEmpty() || connection == null || clientIdPrefix == null || schema == null) {
            throw new MqttConfigurationException("MQTT source", found);
        }
        return new MqttSource<>(
                new SessionConfig(
                        connection,
                        clientIdPrefix,
                        qos,
                        ackMode,
                        receiveMaximum,
                        sessionExpiry,
                        sessionLostPolicy,
                        brokerTime,
                        stop,
                        brokerVersionCheck),
                splits(),
                new Deserialization<>(schema, malformedPolicy, malformedHandler));
    }

    private void checkFilters(List<String> found) {
        if (topicFilters.isEmpty()) {
            found.add("topicFilters is empty");
        }
        for (String filter : topicFilters) {
            String problem = TopicFilters.problem(filter);
            if (problem != null) {
                found.add(problem);
            } else if (brokerTime != null && !filter.endsWith("/#")) {
                found.add("broker time needs filters that end in /#, so that a tick topic fits in: " + filter);
            }
        }
        for (String pair : TopicFilters.overlaps(topicFilters)) {
            found.add("topic filters overlap, so messages would come twice and out of order: " + pair);
        }
        if (sharedGroup != null && !sharedGroup.reorderingAccepted()) {
            found.add(
                    "a shared group loses the order of a device's messages: say acceptingReordering() if that is right");
        }
        if (sharedGroup != null && brokerTime != null) {
            found.add("broker time needs one session a filter, a shared group has several: give one of the two");
        }
    }

    private void checkDelivery(List<String> found) {
        if (qos < 0 || qos > 2) {
            found.add("qos must be 0, 1 or 2, not " + qos);
        } else if ((qos == 0) != (ackMode == AckMode.NONE)) {
            found.add(
                    "qos 0 and ackMode NONE go together: what is not acknowledged has quality of service 0, and what has"
                            + " quality of service 0 cannot be acknowledged");
        } else if (qos == 0 && brokerTime != null) {
            found.add("broker time needs quality of service 1 or 2: a lost tick would be lost time");
        }
        if (receiveMaximum < 1 || receiveMaximum > MAX_RECEIVE_MAXIMUM) {
            found.add("receiveMaximum must be 1 to " + MAX_RECEIVE_MAXIMUM + ", not " + receiveMaximum);
        }
        if (sessionExpiry.toSeconds() < 1 || sessionExpiry.toSeconds() > 0xFFFF_FFFFL) {
            found.add("sessionExpiry must be 1 s to 4294967295 s, not " + sessionExpiry);
        }
    }

    private List<MqttSplit> splits() {
        if (sharedGroup == null) {
            return topicFilters.stream().map(MqttSplit::ofFilter).toList();
        }
        List<MqttSplit> members = new ArrayList<>();
        for (String filter : topicFilters) {
            for (int member = 0; member < sharedGroup.members(); member++) {
                members.add(MqttSplit.ofMember(sharedGroup.name(), filter, member));
            }
        }
        return members;
    }
}
