package io.wardstream.connectors.mqtt.internal.client;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttVersion;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A client object that connects once: from {@link #connect} until the connection is gone, never again. (A client that
 * reconnects by itself keeps its old incoming messages, and together with the ones that come again they exceed the
 * receive maximum.)
 *
 * <p>Thread-safe. Callbacks run on the client's network thread and must not block. What its futures and listeners are
 * failed with is a {@link BrokerException} wherever the broker gave a reason.
 */
public interface BrokerClient {

    /**
     * Makes a client object. It does nothing until {@link #connect}.
     *
     * @param connection how to reach the broker
     * @param clientId as whom
     * @param executor runs the client's network thread
     * @param onMessage takes what is delivered; registered before the connection is made, because a broker that resumes
     *     a session sends at once, and what has no taker would be acknowledged and lost
     * @param onDisconnected is told once why there is no connection, also when none came about
     * @throws IOException if credentials or TLS files cannot be read
     */
    static BrokerClient create(
            MqttConnectionConfig connection,
            String clientId,
            Executor executor,
            Consumer<Delivery> onMessage,
            Consumer<Throwable> onDisconnected)
            throws IOException {
        if (connection.version() == MqttVersion.V3_1_1) {
            return new Mqtt3BrokerClient(connection, clientId, executor, onMessage, onDisconnected);
        }
        return new Mqtt5BrokerClient(connection, clientId, executor, onMessage, onDisconnected);
    }

    /** Connects. */
    CompletableFuture<Connected> connect(SessionRequest session);

    /** Subscribes; completes with the granted quality of service. */
    CompletableFuture<Integer> subscribe(String topicFilter, int qos);

    /** Publishes; completes when the broker has taken it. */
    CompletableFuture<PublishResult> publish(Outgoing message);

    /** Says good-bye; while it is still connecting, as soon as it is connected. */
    CompletableFuture<Void> disconnect();

    /**
     * What is asked of the broker at the connection.
     *
     * @param cleanStart whether a session of before is thrown away
     * @param expirySeconds how long the session is kept without a connection; 0 for none
     * @param receiveMaximum how many messages may be delivered without acknowledgement
     */
    record SessionRequest(boolean cleanStart, long expirySeconds, int receiveMaximum) {}

    /**
     * What the broker answered.
     *
     * @param sessionPresent whether it has a session of before
     * @param expirySeconds how long it keeps this one, as far as it says so; else what was asked for
     * @param sendMaximum how many published messages it takes at once
     */
    record Connected(boolean sessionPresent, long expirySeconds, int sendMaximum) {}

    /** What became of a published message. */
    enum PublishResult {
        /** The broker has it. */
        TAKEN,
        /** The broker has it, and says that nobody listens. */
        NO_MATCHING_SUBSCRIBERS
    }
}
