package io.wardstream.connectors.mqtt;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the broker, for a source or a sink.
 *
 * <p>Immutable; made by {@link #builder()}, which reports all that is wrong at once.
 */
public final class MqttConnectionConfig implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final String host;
    private final int port;
    private final @Nullable MqttCredentials credentials;
    private final int keepAliveSeconds;
    private final Duration connectTimeout;
    private final Duration reconnectTimeout;
    private final Duration reconnectDelay;

    private MqttConnectionConfig(Builder builder) {
        this.host = builder.host;
        this.port = builder.port;
        this.credentials = builder.credentials;
        this.keepAliveSeconds = Math.toIntExact(builder.keepAlive.toSeconds());
        this.connectTimeout = builder.connectTimeout;
        this.reconnectTimeout = builder.reconnectTimeout;
        this.reconnectDelay = builder.reconnectDelay;
    }

    /** Starts a configuration. */
    public static Builder builder() {
        return new Builder();
    }

    /** The broker's host. */
    public String host() {
        return host;
    }

    /** The broker's port. */
    public int port() {
        return port;
    }

    /** How to log in, or null to connect without. */
    public @Nullable MqttCredentials credentials() {
        return credentials;
    }

    /** How often an otherwise silent connection is checked, in seconds. */
    public int keepAliveSeconds() {
        return keepAliveSeconds;
    }

    /** How long one attempt to connect may take. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** How long attempts to connect are repeated before the task fails. */
    public Duration reconnectTimeout() {
        return reconnectTimeout;
    }

    /** The pause before the second attempt; it doubles up to 32 times as much. */
    public Duration reconnectDelay() {
        return reconnectDelay;
    }

    @Override
    public String toString() {
        return "mqtt://" + host + ":" + port;
    }

    /** Collects the configuration. */
    public static final class Builder {
        private String host = "";
        private int port = 1883;
        private @Nullable MqttCredentials credentials;
        private Duration keepAlive = Duration.ofSeconds(30);
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration reconnectTimeout = Duration.ofSeconds(60);
        private Duration reconnectDelay = Duration.ofMillis(100);

        private Builder() {}

        /** The broker's host; there is no default. */
        public Builder host(String value) {
            host = value;
            return this;
        }

        /** The broker's port. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** How to log in. */
        public Builder credentials(MqttCredentials value) {
            credentials = value;
            return this;
        }

        /** How often an otherwise silent connection is checked; whole seconds. */
        public Builder keepAlive(Duration value) {
            keepAlive = value;
            return this;
        }

        /** How long one attempt to connect may take. */
        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        /** How long attempts to connect are repeated before the task fails. */
        public Builder reconnectTimeout(Duration value) {
            reconnectTimeout = value;
            return this;
        }

        /** The pause before the second attempt. */
        public Builder reconnectDelay(Duration value) {
            reconnectDelay = value;
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException naming everything that is wrong
         */
        public MqttConnectionConfig build() {
            List<String> problems = new ArrayList<>();
            if (host.isBlank()) {
                problems.add("host is missing");
            }
            if (port < 1 || port > 65_535) {
                problems.add("port must be 1 to 65535, not " + port);
            }
            if (keepAlive.toSeconds() < 1 || keepAlive.toSeconds() > 65_535) {
                problems.add("keepAlive must be 1 s to 65535 s, not " + keepAlive);
            }
            if (connectTimeout.isNegative() || connectTimeout.isZero()) {
                problems.add("connectTimeout must be positive");
            }
            if (reconnectTimeout.isNegative()) {
                problems.add("reconnectTimeout must not be negative");
            }
            if (reconnectDelay.isNegative() || reconnectDelay.isZero()) {
                problems.add("reconnectDelay must be positive");
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("MQTT connection: " + String.join("; ", problems));
            }
            return new MqttConnectionConfig(this);
        }
    }
}
