package io.wardstream.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class MqttConnectionOptionsTest {

    private static final MqttConnectionOptions OPTIONS = MqttConnectionOptions.withPrefix("mqtt.");

    private final Configuration values = new Configuration();

    private MqttConnectionConfig read() {
        return OPTIONS.read(values);
    }

    @Test
    void hasTheDefaultsOfTheBuilder() {
        values.setString("mqtt.host", "broker.example");
        MqttConnectionConfig built =
                MqttConnectionConfig.builder().host("broker.example").build();
        assertThat(read()).usingRecursiveComparison().isEqualTo(built);
        assertThat(read().toString()).isEqualTo("mqtt://broker.example:1883");
    }

    @Test
    void knowsTheUsualPortOfEachTransport() {
        values.setString("mqtt.host", "b");
        values.setString("mqtt.websocket.path", "/mqtt");
        assertThat(read()).hasToString("ws://b:80/mqtt");
        values.setString("mqtt.tls.enabled", "true");
        assertThat(read()).hasToString("wss://b:443/mqtt");
        values.removeKey("mqtt.websocket.path");
        assertThat(read()).hasToString("mqtts://b:8883");
        values.setString("mqtt.port", "99");
        assertThat(read()).hasToString("mqtts://b:99");
    }

    @Test
    void takesEverything() throws Exception {
        values.setString("mqtt.host", "b");
        values.setString("mqtt.version", "3.1.1");
        values.setString("mqtt.username", "u");
        values.setString("mqtt.password-env", "PATH");
        values.setString("mqtt.tls.ca-file", "ca.pem");
        values.setString("mqtt.tls.certificate-file", "me.pem");
        values.setString("mqtt.tls.key-file", "key.pem");
        values.setString("mqtt.tls.verify-hostname", "false");
        values.setString("mqtt.keep-alive", "7 s");
        values.setString("mqtt.connect-timeout", "8 s");
        values.setString("mqtt.reconnect-timeout", "9 s");
        values.setString("mqtt.reconnect-delay", "10 ms");
        values.setString("mqtt.will.topic", "gone");
        values.setString("mqtt.will.message", "bye");
        values.setString("mqtt.will.retain", "true");
        MqttConnectionConfig config = read();
        assertThat(config.version()).isEqualTo(MqttVersion.V3_1_1);
        assertThat(config.credentials().username()).isEqualTo("u");
        assertThat(config.credentials().password()).isNotEmpty();
        assertThat(config.tls().caFile()).isEqualTo("ca.pem");
        assertThat(config.tls().certificateFile()).isEqualTo("me.pem");
        assertThat(config.tls().keyFile()).isEqualTo("key.pem");
        assertThat(config.tls().verifyHostname()).isFalse();
        assertThat(config.keepAliveSeconds()).isEqualTo(7);
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.reconnectTimeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.reconnectDelay()).isEqualTo(Duration.ofMillis(10));
        assertThat(config.will().topic()).isEqualTo("gone");
        assertThat(config.will().payload()).asString().isEqualTo("bye");
        assertThat(config.will().retain()).isTrue();
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        values.setString("mqtt.port", "0");
        values.setString("mqtt.username", "u");
        values.setString("mqtt.tls.certificate-file", "me.pem");
        values.setString("mqtt.tls.ca-file", "ca.pem");
        values.setString("mqtt.tls.trust-store", "ca.p12");
        values.setString("mqtt.version", "3.1.1");
        values.setString("mqtt.will.topic", "gone");
        values.setString("mqtt.will.delay", "1 s");
        assertThatIllegalArgumentException()
                .isThrownBy(this::read)
                .withMessageContaining("mqtt.host is missing")
                .withMessageContaining("mqtt.port must be 1 to 65535, not 0")
                .withMessageContaining("mqtt.username goes together with mqtt.password-file or mqtt.password-env")
                .withMessageContaining("certificateFile and keyFile go together")
                .withMessageContaining("caFile and trustStore")
                .withMessageContaining("a will's delay needs MQTT 5");
    }

    @Test
    void namesEveryOptionOnceAndDescribesIt() {
        assertThat(OPTIONS.all()).extracting(option -> option.key()).doesNotHaveDuplicates();
        assertThat(OPTIONS.all()).allMatch(option -> option.key().startsWith("mqtt."));
        assertThat(MqttConnectionOptions.PLAIN.all()).hasSameSizeAs(OPTIONS.all());
    }
}
