package io.wardstream.connectors.mqtt;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final MqttVersion version;
    private final @Nullable MqttTls tls;
    private final @Nullable String webSocketPath;
    private final @Nullable MqttWill will;

    private MqttConnectionConfig(Builder builder) {
        this.host = builder.host;
        this.port = builder.port != null ? builder.port : builder.usualPort();
        this.credentials = builder.credentials;
        this.keepAliveSeconds = Math.toIntExact(builder.keepAlive.toSeconds());
        this.connectTimeout = builder.connectTimeout;
        this.reconnectTimeout = builder.reconnectTimeout;
        this.reconnectDelay = builder.reconnectDelay;
        this.version = builder.version;
        this.tls = builder.tls;
        this.webSocketPath = builder.webSocketPath;
        this.will = builder.will;
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

    /** The version of MQTT. */
    public MqttVersion version() {
        return version;
    }

    /** How the connection is encrypted, or null if it is not. */
    public @Nullable MqttTls tls() {
        return tls;
    }

    /** The path of the WebSocket, or null for plain TCP. */
    public @Nullable String webSocketPath() {
        return webSocketPath;
    }

    /** What the broker says if the connection ends without a good-bye, or null. */
    public @Nullable MqttWill will() {
        return will;
    }

    /** The broker's address. */
    @Override
    public String toString() {
        String scheme = webSocketPath != null ? (tls != null ? "wss" : "ws") : (tls != null ? "mqtts" : "mqtt");
        return scheme + "://" + host + ":" + port + (webSocketPath != null ? "/" + webSocketPath : "");
    }

    /** Collects the configuration. */
    public static final class Builder {
        private final List<String> problems = new ArrayList<>();
        private Map<String, String> names = Map.of();
        private String host = "";
        private @Nullable Integer port;
        private @Nullable MqttCredentials credentials;
        private Duration keepAlive = MqttConnectionOptions.PLAIN.keepAlive.defaultValue();
        private Duration connectTimeout = MqttConnectionOptions.PLAIN.connectTimeout.defaultValue();
        private Duration reconnectTimeout = MqttConnectionOptions.PLAIN.reconnectTimeout.defaultValue();
        private Duration reconnectDelay = MqttConnectionOptions.PLAIN.reconnectDelay.defaultValue();
        private MqttVersion version = MqttConnectionOptions.PLAIN.version.defaultValue();
        private @Nullable MqttTls tls;
        private @Nullable String webSocketPath;
        private @Nullable MqttWill will;

        private Builder() {}

        /** The broker's host; there is no default. */
        public Builder host(String value) {
            host = value;
            return this;
        }

        /** The broker's port; without it the usual one: 1883, with TLS 8883, over WebSocket 80 and 443. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** The version of MQTT. */
        public Builder version(MqttVersion value) {
            version = value;
            return this;
        }

        /** Encrypts the connection. */
        public Builder tls(MqttTls value) {
            tls = value;
            return this;
        }

        /** Connects over WebSocket, to this path; brokers mostly call it {@code mqtt}. */
        public Builder webSocket(String path) {
            webSocketPath = path.startsWith("/") ? path.substring(1) : path;
            return this;
        }

        /** What the broker says if a connection ends without a good-bye. */
        public Builder will(MqttWill value) {
            will = value;
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

        /** What the user calls the parts: their options' keys. */
        void names(Map<String, String> value) {
            names = value;
        }

        private String name(String part) {
            return names.getOrDefault(part, part);
        }

        /** Something that is wrong, to be said with the rest. */
        void problem(String problem) {
            problems.add(problem);
        }

        private int usualPort() {
            if (webSocketPath != null) {
                return tls != null ? 443 : 80;
            }
            return tls != null ? 8883 : 1883;
        }

        /**
         * The configuration.
         *
         * @throws MqttConfigurationException naming everything that is wrong
         */
        public MqttConnectionConfig build() {
            List<String> problems = new ArrayList<>(this.problems);
            if (host.isBlank()) {
                problems.add(name("host") + " is missing");
            }
            if (port != null && (port < 1 || port > 65_535)) {
                problems.add(name("port") + " must be 1 to 65535, not " + port);
            }
            if (keepAlive.toSeconds() < 1 || keepAlive.toSeconds() > 65_535) {
                problems.add(name("keepAlive") + " must be 1 s to 65535 s, not " + keepAlive);
            }
            if (connectTimeout.isNegative() || connectTimeout.isZero()) {
                problems.add(name("connectTimeout") + " must be positive");
            }
            if (reconnectTimeout.isNegative()) {
                problems.add(name("reconnectTimeout") + " must not be negative");
            }
            if (reconnectDelay.isNegative() || reconnectDelay.isZero()) {
                problems.add(name("reconnectDelay") + " must be positive");
            }
            if (version == MqttVersion.V3_1_1 && will != null && !will.delay().isZero()) {
                problems.add("a will's delay needs MQTT 5");
            }
            if (!problems.isEmpty()) {
                throw new MqttConfigurationException("MQTT connection", problems);
            }
            return new MqttConnectionConfig(this);
        }
    }
}
