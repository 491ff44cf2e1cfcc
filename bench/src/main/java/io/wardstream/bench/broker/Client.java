package io.wardstream.bench.broker;

import java.util.concurrent.CompletableFuture;

/** One connection to a broker, in the protocol that a drill speaks with it. It never connects again by itself. */
public interface Client extends AutoCloseable {

    /** How long a session that is kept is kept for, in seconds. */
    long KEPT_SECONDS = 86_400;

    /** What becomes of the session. */
    enum Session {
        /** A new one, which ends with the connection; one that was there is deleted. */
        NEW,
        /** The one that is there, or a new one; it outlives the connection. */
        KEPT
    }

    /** Publishes at least once; done when the broker has acknowledged. */
    CompletableFuture<Void> publish(String topic, byte[] payload);

    /** Subscribes at least once, and waits. What comes is never acknowledged. */
    void subscribe(String filter);

    /** Whether the connection stands. */
    boolean isConnected();

    /** Disconnects, if it stands. */
    @Override
    void close();

    /** Connects, and waits. What a kept session delivers is taken and never acknowledged. */
    static Client connect(Broker broker, String clientId, Session session) {
        return switch (broker.kind()) {
            case ARTEMIS -> new Client5(broker.port(), clientId, session);
            case MOSQUITTO -> new Client3(broker.port(), clientId, session);
        };
    }
}
