package io.wardstream.connectors.mqtt.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerVersionCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"mosquitto version 2.0.11", "mosquitto version 2.0.12", "mosquitto version 1.6.9"})
    void warnsOfMosquittoThatExceedsTheReceiveMaximum(String version) {
        assertThat(BrokerVersionCheck.warning(version)).contains(version).contains("2.0.13");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mosquitto version 2.0.13",
                "mosquitto version 2.0.22",
                "mosquitto version 2.1.0",
                "mosquitto version 3.0.0",
                "HiveMQ Community Edition",
                ""
            })
    void saysNothingOfOthers(String version) {
        assertThat(BrokerVersionCheck.warning(version)).isNull();
    }
}
