package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.AckMode;
import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttVersion;
import io.wardstream.connectors.mqtt.SessionLostPolicy;
import io.wardstream.connectors.mqtt.StopCondition;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all sessions of a source have in common.
 *
 * @param connection how to reach the broker
 * @param clientIdPrefix the client ids' first part
 * @param qos the wanted quality of service
 * @param ackMode who acknowledges, and when
 * @param receiveMaximum the window: messages delivered without acknowledgement
 * @param sessionExpiry how long the broker keeps the session while nobody is connected
 * @param sessionLostPolicy what to do when it did not
 * @param brokerTime the ticks, or null
 * @param stop when a split has been read to its end, or null for never
 * @param brokerVersionCheck whether to ask the broker for its version
 */
public record SessionConfig(
        MqttConnectionConfig connection,
        String clientIdPrefix,
        int qos,
        AckMode ackMode,
        int receiveMaximum,
        Duration sessionExpiry,
        SessionLostPolicy sessionLostPolicy,
        @Nullable BrokerTime brokerTime,
        @Nullable StopCondition stop,
        boolean brokerVersionCheck)
        implements Serializable {

    /** The client id of a split's session. */
    public String clientId(String splitId) {
        return clientIdPrefix + "-s-" + splitId;
    }

    /** Whether the broker is told how much it may deliver without acknowledgements. */
    public boolean windowIsAnnounced() {
        return connection.version() == MqttVersion.V5;
    }
}
