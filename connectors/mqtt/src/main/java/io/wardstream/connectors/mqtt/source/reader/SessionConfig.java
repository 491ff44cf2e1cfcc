package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.SessionLostPolicy;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all sessions of a source have in common.
 *
 * @param connection how to reach the broker
 * @param clientIdPrefix the client ids' first part
 * @param qos the wanted quality of service, 1 or 2
 * @param receiveMaximum the window: messages delivered without acknowledgement
 * @param sessionExpiry how long the broker keeps the session while nobody is connected
 * @param sessionLostPolicy what to do when it did not
 * @param brokerTime the ticks, or null
 */
public record SessionConfig(
        MqttConnectionConfig connection,
        String clientIdPrefix,
        int qos,
        int receiveMaximum,
        Duration sessionExpiry,
        SessionLostPolicy sessionLostPolicy,
        @Nullable BrokerTime brokerTime)
        implements Serializable {

    /** The client id of a split's session. */
    public String clientId(String splitId) {
        return clientIdPrefix + "-s-" + splitId;
    }
}
