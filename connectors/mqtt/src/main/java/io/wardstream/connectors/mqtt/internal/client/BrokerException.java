package io.wardstream.connectors.mqtt.internal.client;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A connection, a subscription or a message that came to nothing, and why. */
public final class BrokerException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    /** What kind of failure it is. */
    public enum Kind {
        /** The broker refuses this client, or the client this broker: trying again will not help. */
        REFUSED,
        /** Another client took the session over. */
        TAKEN_OVER,
        /** The broker refused a subscription. */
        SUBSCRIPTION_REFUSED,
        /** The broker refused a message. */
        PUBLISH_REFUSED,
        /** The broker delivered more than the receive maximum allows. */
        RECEIVE_MAXIMUM_EXCEEDED,
        /** The message says what the connection's version of MQTT cannot. */
        NOT_IN_THIS_VERSION,
        /** There is no connection any more, or none came about; it may be tried again. */
        LOST
    }

    private final Kind kind;

    BrokerException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of failure it is. */
    public Kind kind() {
        return kind;
    }

    /** The kind of any failure: {@link Kind#LOST} if nothing better is known. */
    public static Kind kindOf(Throwable failure) {
        return failure instanceof BrokerException known ? known.kind() : Kind.LOST;
    }
}
