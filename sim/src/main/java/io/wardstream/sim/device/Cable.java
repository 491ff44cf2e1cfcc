package io.wardstream.sim.device;

import com.hivemq.client.internal.mqtt.MqttClientConfig;
import com.hivemq.client.internal.mqtt.MqttClientConnectionConfig;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import org.jspecify.annotations.Nullable;

/**
 * What the HiveMQ client can do and does not offer: the only place that reaches into it.
 *
 * <p>A device that loses its network says nothing. The public way to have the broker speak the last will, DISCONNECT
 * with reason 0x04, is not enough: Artemis 2.55 takes it for a good end. And the client keeps its half of a session,
 * with a thread, until the session would expire, although nobody uses that client object again.
 */
final class Cable {
    private Cable() {}

    /** Closes the connection without a word. Returns whether there was one. */
    @SuppressWarnings("FutureReturnValueIgnored") // The client hears when it is closed, and tells its listener.
    static boolean cut(Mqtt5Client client) {
        MqttClientConnectionConfig connection = connection(client);
        if (connection == null) {
            return false;
        }
        connection.getChannel().close();
        return true;
    }

    /** Lets the client forget its half of the session when the connection ends; the broker keeps its own. */
    static void forgetSessionAtTheEnd(Mqtt5Client client) {
        MqttClientConnectionConfig connection = connection(client);
        if (connection != null) {
            connection.setSessionExpiryInterval(0);
        }
    }

    private static @Nullable MqttClientConnectionConfig connection(Mqtt5Client client) {
        return ((MqttClientConfig) client.getConfig()).getRawConnectionConfig();
    }
}
