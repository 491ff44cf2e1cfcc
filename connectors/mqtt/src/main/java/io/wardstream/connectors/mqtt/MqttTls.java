package io.wardstream.connectors.mqtt;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is encrypted, whom it trusts, and with which certificate it presents itself.
 *
 * <p>All of it is files on the machine that connects, read each time it connects, so that a certificate can be renewed
 * without a new job. Nothing of what they hold is in the job graph, in any state or in a log.
 */
public final class MqttTls implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final @Nullable String caFile;
    private final @Nullable String certificateFile;
    private final @Nullable String keyFile;
    private final @Nullable String trustStore;
    private final @Nullable String trustStorePasswordFile;
    private final @Nullable String keyStore;
    private final @Nullable String keyStorePasswordFile;
    private final boolean verifyHostname;

    private MqttTls(Builder builder) {
        this.caFile = builder.caFile;
        this.certificateFile = builder.certificateFile;
        this.keyFile = builder.keyFile;
        this.trustStore = builder.trustStore;
        this.trustStorePasswordFile = builder.trustStorePasswordFile;
        this.keyStore = builder.keyStore;
        this.keyStorePasswordFile = builder.keyStorePasswordFile;
        this.verifyHostname = builder.verifyHostname;
    }

    /** Encrypted, trusting whom the Java runtime trusts, without a certificate of its own. */
    public static MqttTls systemDefault() {
        return builder().build();
    }

    /** Starts a description. */
    public static Builder builder() {
        return new Builder();
    }

    /** PEM certificates of the authorities to trust, or null. */
    public @Nullable String caFile() {
        return caFile;
    }

    /** PEM certificate chain of this client, or null. */
    public @Nullable String certificateFile() {
        return certificateFile;
    }

    /** PEM private key of this client (PKCS #8, not encrypted), or null. */
    public @Nullable String keyFile() {
        return keyFile;
    }

    /** Key store file with the authorities to trust, or null. */
    public @Nullable String trustStore() {
        return trustStore;
    }

    /** The file with that store's password, or null. */
    public @Nullable String trustStorePasswordFile() {
        return trustStorePasswordFile;
    }

    /** Key store file with this client's key and certificate, or null. */
    public @Nullable String keyStore() {
        return keyStore;
    }

    /** The file with that store's password, or null. */
    public @Nullable String keyStorePasswordFile() {
        return keyStorePasswordFile;
    }

    /** Whether the broker's certificate must name the host that was connected to. */
    public boolean verifyHostname() {
        return verifyHostname;
    }

    /** Collects the description. */
    public static final class Builder {
        private @Nullable String caFile;
        private @Nullable String certificateFile;
        private @Nullable String keyFile;
        private @Nullable String trustStore;
        private @Nullable String trustStorePasswordFile;
        private @Nullable String keyStore;
        private @Nullable String keyStorePasswordFile;
        private boolean verifyHostname = true;

        private Builder() {}

        /** The authorities to trust, as PEM certificates. */
        public Builder caFile(String value) {
            caFile = value;
            return this;
        }

        /** This client's certificate and what stands between it and its authority, as PEM. */
        public Builder certificateFile(String value) {
            certificateFile = value;
            return this;
        }

        /** This client's private key, as PEM: PKCS #8, not encrypted. */
        public Builder keyFile(String value) {
            keyFile = value;
            return this;
        }

        /**
         * The authorities to trust, as a PKCS #12 or JKS store, with the file that holds its password, or null for
         * none.
         */
        public Builder trustStore(String file, @Nullable String passwordFile) {
            trustStore = file;
            trustStorePasswordFile = passwordFile;
            return this;
        }

        /**
         * This client's key and certificate, as a PKCS #12 or JKS store, with the file that holds its password, or
         * null.
         */
        public Builder keyStore(String file, @Nullable String passwordFile) {
            keyStore = file;
            keyStorePasswordFile = passwordFile;
            return this;
        }

        /** Whether the broker's certificate must name the host; switch it off in tests only. */
        public Builder verifyHostname(boolean value) {
            verifyHostname = value;
            return this;
        }

        /**
         * The description. The files are looked at when a connection is made, on the machine that makes it.
         *
         * @throws MqttConfigurationException naming everything that is wrong
         */
        public MqttTls build() {
            List<String> problems = new ArrayList<>();
            if (caFile != null && trustStore != null) {
                problems.add("caFile and trustStore say the same thing in two ways: give one");
            }
            if (certificateFile != null && keyStore != null) {
                problems.add("certificateFile and keyStore say the same thing in two ways: give one");
            }
            if ((certificateFile == null) != (keyFile == null)) {
                problems.add("certificateFile and keyFile go together: give both or none");
            }
            if (!problems.isEmpty()) {
                throw new MqttConfigurationException("MQTT TLS", problems);
            }
            return new MqttTls(this);
        }
    }
}
