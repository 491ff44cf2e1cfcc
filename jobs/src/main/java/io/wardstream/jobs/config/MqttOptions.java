package io.wardstream.jobs.config;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttCredentials;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** How a job reaches the MQTT broker. */
public final class MqttOptions {

    public static final ConfigOption<String> HOST =
            ConfigOptions.key("mqtt.host").stringType().noDefaultValue().withDescription("The MQTT broker's host.");
    public static final ConfigOption<Integer> PORT =
            ConfigOptions.key("mqtt.port").intType().defaultValue(1883).withDescription("The MQTT broker's port.");
    public static final ConfigOption<String> USERNAME = ConfigOptions.key("mqtt.username")
            .stringType()
            .noDefaultValue()
            .withDescription("The user with which the job logs in. Without it, it logs in without a user.");
    public static final ConfigOption<String> PASSWORD_FILE = ConfigOptions.key("mqtt.password-file")
            .stringType()
            .noDefaultValue()
            .withDescription("A file that holds the user's password, on every machine that runs the job.");
    public static final ConfigOption<Duration> RECONNECT_TIMEOUT = ConfigOptions.key("mqtt.reconnect-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(60))
            .withDescription("How long a lost connection is tried again before the job restarts.");

    static final List<ConfigOption<?>> ALL = List.of(HOST, PORT, USERNAME, PASSWORD_FILE, RECONNECT_TIMEOUT);

    private MqttOptions() {}

    static MqttConnectionConfig read(Options options) {
        String host = options.require(HOST, "missing");
        int port = options.get(PORT);
        boolean portIsOne = port >= 1 && port <= 65_535;
        options.check(portIsOne, PORT, "must be 1 to 65535, not " + port);
        MqttConnectionConfig.Builder builder = MqttConnectionConfig.builder()
                .host(host)
                .port(portIsOne ? port : 1)
                .reconnectTimeout(options.positive(RECONNECT_TIMEOUT));
        String username = options.find(USERNAME);
        String passwordFile = options.find(PASSWORD_FILE);
        options.check(
                (username == null) == (passwordFile == null),
                USERNAME,
                "and " + PASSWORD_FILE.key() + " go together: give both or none");
        if (username != null && passwordFile != null) {
            builder.credentials(new UserAndFile(username, passwordFile));
        }
        return builder.build();
    }

    /** A user whose password is in a file; the file is read each time it connects. */
    private record UserAndFile(String username, String passwordFile) implements MqttCredentials {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public byte[] password() throws IOException {
            return Files.readString(Path.of(passwordFile)).stripTrailing().getBytes(StandardCharsets.UTF_8);
        }
    }
}
