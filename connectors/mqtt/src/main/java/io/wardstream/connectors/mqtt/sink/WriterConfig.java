package io.wardstream.connectors.mqtt.sink;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all writers of a sink have in common.
 *
 * @param connection how to reach the broker
 * @param clientIdPrefix the client ids' first part
 * @param window how many messages may be on their way
 * @param refusalPolicy what to do when the broker refuses one
 * @param ackTimeout how long a connected broker may take to acknowledge one
 * @param outagePolicy what to do without a working connection
 * @param noSubscriber is told when nobody listens, or null
 */
record WriterConfig(
        MqttConnectionConfig connection,
        String clientIdPrefix,
        int window,
        RefusalPolicy refusalPolicy,
        Duration ackTimeout,
        OutagePolicy outagePolicy,
        @Nullable NoSubscriberCallback noSubscriber)
        implements Serializable {}
