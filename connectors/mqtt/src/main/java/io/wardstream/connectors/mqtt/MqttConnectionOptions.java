package io.wardstream.connectors.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/**
 * {@link MqttConnectionConfig} as options, for tables and for jobs with a configuration file. The defaults are those of
 * the builder: they are written here and nowhere else.
 */
public final class MqttConnectionOptions {

    /** The options without a prefix, as tables use them. */
    public static final MqttConnectionOptions PLAIN = new MqttConnectionOptions("");

    public final ConfigOption<String> host;
    public final ConfigOption<Integer> port;
    public final ConfigOption<MqttVersion> version;
    public final ConfigOption<String> username;
    public final ConfigOption<String> passwordFile;
    public final ConfigOption<String> passwordEnvironment;
    public final ConfigOption<Boolean> tls;
    public final ConfigOption<String> tlsCaFile;
    public final ConfigOption<String> tlsCertificateFile;
    public final ConfigOption<String> tlsKeyFile;
    public final ConfigOption<String> tlsTrustStore;
    public final ConfigOption<String> tlsTrustStorePasswordFile;
    public final ConfigOption<String> tlsKeyStore;
    public final ConfigOption<String> tlsKeyStorePasswordFile;
    public final ConfigOption<Boolean> tlsVerifyHostname;
    public final ConfigOption<String> webSocketPath;
    public final ConfigOption<Duration> keepAlive;
    public final ConfigOption<Duration> connectTimeout;
    public final ConfigOption<Duration> reconnectTimeout;
    public final ConfigOption<Duration> reconnectDelay;
    public final ConfigOption<String> willTopic;
    public final ConfigOption<String> willMessage;
    public final ConfigOption<Boolean> willRetain;
    public final ConfigOption<Duration> willDelay;

    private final List<ConfigOption<?>> all;

    private MqttConnectionOptions(String prefix) {
        host = text(prefix + "host", "The broker's host.");
        port = ConfigOptions.key(prefix + "port")
                .intType()
                .noDefaultValue()
                .withDescription(
                        "The broker's port. Without it: 1883, with TLS 8883; over WebSocket 80, with TLS 443.");
        version = ConfigOptions.key(prefix + "version")
                .enumType(MqttVersion.class)
                .defaultValue(MqttVersion.V5)
                .withDescription("The version of MQTT: 5, or 3.1.1 with what it cannot do left out.");
        username =
                text(prefix + "username", "The user that logs in. Without it, the connection is made without a user.");
        passwordFile = text(
                prefix + "password-file",
                "A file with the user's password, on every machine that connects. It is read at each connection.");
        passwordEnvironment = text(
                prefix + "password-env",
                "Instead of a file: the environment variable that holds the password, on every machine that connects.");
        tls = ConfigOptions.key(prefix + "tls.enabled")
                .booleanType()
                .defaultValue(false)
                .withDescription("Whether the connection is encrypted. Implied by every other tls option.");
        tlsCaFile = text(
                prefix + "tls.ca-file",
                "PEM certificates of the authorities to trust. Without it and a trust store: those of the Java runtime.");
        tlsCertificateFile =
                text(prefix + "tls.certificate-file", "PEM certificate chain with which this client presents itself.");
        tlsKeyFile = text(prefix + "tls.key-file", "Its private key, PEM, PKCS #8, not encrypted.");
        tlsTrustStore =
                text(prefix + "tls.trust-store", "Instead of tls.ca-file: a PKCS #12 or JKS store of authorities.");
        tlsTrustStorePasswordFile =
                text(prefix + "tls.trust-store-password-file", "The file with that store's password.");
        tlsKeyStore = text(
                prefix + "tls.key-store", "Instead of tls.certificate-file and tls.key-file: a PKCS #12 or JKS store.");
        tlsKeyStorePasswordFile = text(prefix + "tls.key-store-password-file", "The file with that store's password.");
        tlsVerifyHostname = ConfigOptions.key(prefix + "tls.verify-hostname")
                .booleanType()
                .defaultValue(true)
                .withDescription("Whether the broker's certificate must name the host. Off is for tests only.");
        webSocketPath = text(
                prefix + "websocket.path",
                "Connects over WebSocket, to this path, for example mqtt. Without it: plain TCP.");
        keepAlive = time(prefix + "keep-alive", Duration.ofSeconds(30), "How often a silent connection is checked.");
        connectTimeout =
                time(prefix + "connect-timeout", Duration.ofSeconds(10), "How long one attempt to connect may take.");
        reconnectTimeout = time(
                prefix + "reconnect-timeout",
                Duration.ofSeconds(60),
                "How long a lost connection is tried again before the task fails.");
        reconnectDelay = time(
                prefix + "reconnect-delay",
                Duration.ofMillis(100),
                "The pause before the second attempt. It doubles up to 32 times as much.");
        willTopic = text(
                prefix + "will.topic",
                "Where the broker says that the connection ended without a good-bye. Off without it.");
        willMessage = text(prefix + "will.message", "What it says then.");
        willRetain = ConfigOptions.key(prefix + "will.retain")
                .booleanType()
                .defaultValue(false)
                .withDescription("Whether it is retained.");
        willDelay = time(
                prefix + "will.delay",
                Duration.ZERO,
                "How long the broker waits for the client before it says so. MQTT 5 only.");
        all = List.of(
                host,
                port,
                version,
                username,
                passwordFile,
                passwordEnvironment,
                tls,
                tlsCaFile,
                tlsCertificateFile,
                tlsKeyFile,
                tlsTrustStore,
                tlsTrustStorePasswordFile,
                tlsKeyStore,
                tlsKeyStorePasswordFile,
                tlsVerifyHostname,
                webSocketPath,
                keepAlive,
                connectTimeout,
                reconnectTimeout,
                reconnectDelay,
                willTopic,
                willMessage,
                willRetain,
                willDelay);
    }

    /** The same options behind a prefix, for example {@code mqtt.}. */
    public static MqttConnectionOptions withPrefix(String prefix) {
        return new MqttConnectionOptions(prefix);
    }

    /** Every option, in the order in which documents list them. */
    public List<ConfigOption<?>> all() {
        return all;
    }

    /**
     * The connection that the options describe.
     *
     * @throws MqttConfigurationException naming everything that is wrong
     */
    public MqttConnectionConfig read(ReadableConfig values) {
        MqttConnectionConfig.Builder builder = MqttConnectionConfig.builder()
                .version(values.get(version))
                .keepAlive(values.get(keepAlive))
                .connectTimeout(values.get(connectTimeout))
                .reconnectTimeout(values.get(reconnectTimeout))
                .reconnectDelay(values.get(reconnectDelay));
        builder.names(Map.of(
                "host", host.key(),
                "port", port.key(),
                "keepAlive", keepAlive.key(),
                "connectTimeout", connectTimeout.key(),
                "reconnectTimeout", reconnectTimeout.key(),
                "reconnectDelay", reconnectDelay.key()));
        values.getOptional(host).ifPresent(builder::host);
        values.getOptional(port).ifPresent(builder::port);
        values.getOptional(webSocketPath).ifPresent(builder::webSocket);
        readCredentials(values, builder);
        readTls(values, builder);
        values.getOptional(willTopic).ifPresent(topic -> {
            MqttWill will = MqttWill.on(
                            topic, values.getOptional(willMessage).orElse("").getBytes(StandardCharsets.UTF_8))
                    .after(values.get(willDelay));
            builder.will(values.get(willRetain) ? will.retained() : will);
        });
        return builder.build();
    }

    private void readCredentials(ReadableConfig values, MqttConnectionConfig.Builder builder) {
        String user = values.getOptional(username).orElse(null);
        String file = values.getOptional(passwordFile).orElse(null);
        String environment = values.getOptional(passwordEnvironment).orElse(null);
        if (file != null && environment != null) {
            builder.problem(passwordFile.key() + " and " + passwordEnvironment.key() + " say the same thing: give one");
        } else if ((user != null) != (file != null || environment != null)) {
            builder.problem(username.key() + " goes together with " + passwordFile.key() + " or "
                    + passwordEnvironment.key() + ": give both or none");
        } else if (user != null && file != null) {
            builder.credentials(MqttCredentials.ofUserAndFile(user, file));
        } else if (user != null && environment != null) {
            builder.credentials(MqttCredentials.ofUserAndEnvironment(user, environment));
        }
    }

    private void readTls(ReadableConfig values, MqttConnectionConfig.Builder builder) {
        MqttTls.Builder described = MqttTls.builder().verifyHostname(values.get(tlsVerifyHostname));
        values.getOptional(tlsCaFile).ifPresent(described::caFile);
        values.getOptional(tlsCertificateFile).ifPresent(described::certificateFile);
        values.getOptional(tlsKeyFile).ifPresent(described::keyFile);
        values.getOptional(tlsTrustStore)
                .ifPresent(store -> described.trustStore(
                        store, values.getOptional(tlsTrustStorePasswordFile).orElse(null)));
        values.getOptional(tlsKeyStore)
                .ifPresent(store -> described.keyStore(
                        store, values.getOptional(tlsKeyStorePasswordFile).orElse(null)));
        boolean implied = List.of(
                        tlsCaFile,
                        tlsCertificateFile,
                        tlsKeyFile,
                        tlsTrustStore,
                        tlsTrustStorePasswordFile,
                        tlsKeyStore,
                        tlsKeyStorePasswordFile,
                        tlsVerifyHostname)
                .stream()
                .anyMatch(option -> values.getOptional(option).isPresent());
        if (values.get(tls) || implied) {
            try {
                builder.tls(described.build());
            } catch (MqttConfigurationException e) {
                e.problems().forEach(problem -> builder.problem("TLS: " + problem));
            }
        }
    }

    private static ConfigOption<String> text(String key, String description) {
        return ConfigOptions.key(key).stringType().noDefaultValue().withDescription(description);
    }

    private static ConfigOption<Duration> time(String key, Duration value, String description) {
        return ConfigOptions.key(key).durationType().defaultValue(value).withDescription(description);
    }
}
