package io.wardstream.bench.drill;

import io.wardstream.bench.broker.BrokerKind;
import io.wardstream.bench.drill.job.Reading;
import io.wardstream.connectors.mqtt.MalformedPolicy;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttCredentials;
import io.wardstream.connectors.mqtt.MqttTls;
import io.wardstream.connectors.mqtt.MqttVersion;
import io.wardstream.connectors.mqtt.source.MqttSourceBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a scenario is to the connector: how the job reaches the broker, and what its source is told. */
final class Wiring {

    /** The source's metric of messages that it dropped because nobody could read them. */
    static final String MALFORMED_METRIC = "malformed";

    /** The source's metric of how long its window was full, in ms. */
    static final String WINDOW_FULL_METRIC = "windowFullTimeMs";

    private Wiring() {}

    /**
     * How the job reaches the broker.
     *
     * @param kind which broker: it tells the protocol's version
     * @param port its port
     * @param user the file with the user's name
     * @param password the file with the password
     * @param trusted the certificate to trust, to connect with TLS; or null
     * @param reconnect for how long to try
     */
    static MqttConnectionConfig connection(
            BrokerKind kind, int port, Path user, Path password, @Nullable Path trusted, Duration reconnect) {
        MqttConnectionConfig.Builder builder = MqttConnectionConfig.builder()
                .host("127.0.0.1")
                .port(port)
                .credentials(MqttCredentials.fromFiles(user.toString(), password.toString()))
                .reconnectTimeout(reconnect);
        builder.version(kind == BrokerKind.MOSQUITTO ? MqttVersion.V3_1_1 : MqttVersion.V5);
        if (trusted != null) {
            builder.tls(MqttTls.builder().caFile(trusted.toString()).build());
        }
        return builder.build();
    }

    /** What the source is told besides. */
    static MqttSourceBuilder<Reading> source(MqttSourceBuilder<Reading> builder) {
        return builder.malformedPolicy(MalformedPolicy.DROP);
    }
}
