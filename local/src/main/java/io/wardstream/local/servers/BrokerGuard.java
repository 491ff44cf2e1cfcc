package io.wardstream.local.servers;

import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.wardstream.model.wire.WardTopic;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops at the door what the broker's permissions cannot: a client that takes another's id, a wrong password (refused
 * inside, it would delete the session of that client id with all that waits in it), a subscription outside the wards
 * (refused inside, it would delete the broker's own queues), and messages that the broker is asked to retain (a
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
            byte[] password = connect.payload().passwordInBytes();
            if (!access.authenticate(user, password == null ? null : new String(password, StandardCharsets.UTF_8))) {
                return refuseLogin(connect, connection);
            }
        } else if (packet instanceof MqttSubscribeMessage subscribe) {
            for (MqttTopicSubscription subscription : subscribe.payload().topicSubscriptions()) {
                String filter = subscription.topicFilter();
                boolean known = filter.startsWith(TOPICS) || access.isForeignSubscription(filter);
                if (!known || filter.contains("::")) {
                    return refuse(connection, "a subscription outside the wards");
                }
            }
        } else if (packet instanceof MqttPublishMessage publish) {
            if (publish.fixedHeader().isRetain()) {
                return refuse(connection, "a message to be retained");
            }
            String topic = publish.variableHeader().topicName();
            if (!topic.isEmpty() && !topic.startsWith(WardTopic.PREFIX) && !access.isForeign(topic)) {
                return refuse(connection, "a message outside the wards");
            }
        }
        return true;
    }

    /** Says why in the broker's place: it would refuse as well, and then delete the session of that client id. */
    private static boolean refuseLogin(MqttConnectMessage connect, RemotingConnection connection) {
        boolean five = connect.variableHeader().version() == MqttVersion.MQTT_5.protocolLevel();
        MqttConnectReturnCode code = five
                ? MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
                : MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
        LOG.warn(
                "Refused the login of {} from {}: wrong password, or not registered",
                connect.payload().userName(),
                connection.getRemoteAddress());
        if (connection.getTransportConnection() instanceof NettyConnection network) {
            network.getChannel()
                    .writeAndFlush(
                            MqttMessageBuilders.connAck().returnCode(code).build())
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            connection.destroy();
        }
        return false;
    }

    private static boolean refuse(RemotingConnection connection, String what) {
        LOG.warn("Closed the connection of {}: it asked for {}", connection.getRemoteAddress(), what);
        connection.destroy();
        return false;
    }
}
