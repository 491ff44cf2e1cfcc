package io.wardstream.bench.drill;

import io.wardstream.bench.broker.BrokerKind;
import io.wardstream.bench.drill.job.Reading;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttCredentials;
import io.wardstream.connectors.mqtt.source.MqttSourceBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place where the drill meets abilities that the connector is only now learning: MQTT 3.1.1, TLS and a policy for
 * malformed messages. Where one comes, its line goes into {@link #connection} or {@link #source}, and its refusal in
 * {@link #missing} goes away.
 */
final class Wiring {

    private static final Duration RECONNECT = Duration.ofSeconds(60);

    /** The source's metric of messages that it dropped because nobody could read them. */
    static final String MALFORMED_METRIC = "malformed";

    private Wiring() {}

    /** What the connector cannot do yet that a scenario needs. */
    static Optional<String> missing(Scenario scenario) {
        if (scenario.broker() == BrokerKind.MOSQUITTO) {
            return Optional.of("the connector does not speak MQTT 3.1.1 yet");
        }
        if (scenario.fault() == Fault.EXPIRED_CERTIFICATE) {
            return Optional.of("the connector does not speak TLS yet");
        }
        if (scenario.fault() == Fault.MALFORMED_FLOOD) {
            return Optional.of("the connector has no policy for malformed messages yet");
        }
        return Optional.empty();
    }

    /**
     * How the job reaches the broker.
     *
     * @param kind which broker: it tells the protocol's version
     * @param port its port
     * @param user the file with the user's name
     * @param password the file with the password
     * @param trusted the certificate to trust, to connect with TLS; or null
     */
    static MqttConnectionConfig connection(
            BrokerKind kind, int port, Path user, Path password, @Nullable Path trusted) {
        MqttConnectionConfig.Builder builder = MqttConnectionConfig.builder()
                .host("127.0.0.1")
                .port(port)
                .credentials(MqttCredentials.fromFiles(user.toString(), password.toString()))
                .reconnectTimeout(RECONNECT);
        // .version(kind == BrokerKind.MOSQUITTO ? MqttVersion.V3_1_1 : MqttVersion.V5)
        // if (trusted != null) .tls(MqttTls.builder().caFile(trusted.toString()).build())
        return builder.build();
    }

    /** What the source is told besides. */
    static MqttSourceBuilder<Reading> source(MqttSourceBuilder<Reading> builder) {
        // .malformedPolicy(MalformedPolicy.DROP)
        return builder;
    }
}
