package io.wardstream.local.servers;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.wardstream.model.wire.WardTopic;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops at the door what the broker's permissions cannot: a client that takes another's id, a subscription outside the
 * wards (refused inside, it would delete the broker's own queues), and messages that the broker is asked to retain (a
 * command or a reading must never be old news).
 */
final class BrokerGuard implements MQTTInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerGuard.class);
    private static final String TOPICS = "ward/";

    private final BrokerAccess access;

    BrokerGuard(BrokerAccess access) {
        this.access = access;
    }

    @Override
    public boolean intercept(MqttMessage packet, RemotingConnection connection) throws ActiveMQException {
        if (packet instanceof MqttConnectMessage connect) {
            String user = connect.payload().userName();
            String client = connect.payload().clientIdentifier();
            if (user == null || client == null || !access.mayBeCalled(user, client)) {
                return refuse(connection, "a client id that is not its user's: " + client);
            }
        } else if (packet instanceof MqttSubscribeMessage subscribe) {
            for (MqttTopicSubscription subscription : subscribe.payload().topicSubscriptions()) {
                String filter = subscription.topicFilter();
                if (!filter.startsWith(TOPICS) || filter.contains("::")) {
                    return refuse(connection, "a subscription outside the wards");
                }
            }
        } else if (packet instanceof MqttPublishMessage publish) {
            if (publish.fixedHeader().isRetain()) {
                return refuse(connection, "a message to be retained");
            }
            String topic = publish.variableHeader().topicName();
            if (!topic.isEmpty() && !topic.startsWith(WardTopic.PREFIX)) {
                return refuse(connection, "a message outside the wards");
            }
        }
        return true;
    }

    private static boolean refuse(RemotingConnection connection, String what) {
        LOG.warn("Closed the connection of {}: it asked for {}", connection.getRemoteAddress(), what);
        connection.destroy();
        return false;
    }
}
