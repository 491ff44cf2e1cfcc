package io.wardstream.connectors.mqtt.internal.client;

import static io.wardstream.connectors.mqtt.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttVersion;
import io.wardstream.connectors.mqtt.testing.ScriptedBroker;
import io.wardstream.connectors.mqtt.testing.ScriptedBroker.Connection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to messages when whoever takes them fails. */
class IntakeTest {

    @ParameterizedTest
    @EnumSource
    void acknowledgesNothingThatATakerFailedOnAndEndsTheConnection(MqttVersion version) throws Exception {
        Queue<Throwable> told = new ConcurrentLinkedQueue<>();
        ExecutorService network = Executors.newCachedThreadPool();
        try (ScriptedBroker broker = new ScriptedBroker().keepSessions()) {
            BrokerClient client = BrokerClient.create(
                    MqttConnectionConfig.builder()
                            .host("127.0.0.1")
                            .port(broker.port())
                            .version(version)
                            .build(),
                    "client",
                    network,
                    message -> {
                        throw new IllegalStateException("the taker fails");
                    },
                    told::add);
            client.connect(new BrokerClient.SessionRequest(false, 3_600, 100)).get(10, TimeUnit.SECONDS);
            Connection connection = broker.connection(1);
            for (int i = 0; i < 20; i++) {
                connection.publish("a", "m" + i);
            }
            connection.untilClosed();
            until("it is told", () -> !told.isEmpty());
            assertThat(connection.acknowledged()).isEmpty();
            assertThat(told).singleElement().asString().contains("the taker fails");
        } finally {
            network.shutdown();
        }
        assertThat(network.awaitTermination(20, TimeUnit.SECONDS))
                .as("the network thread ends")
                .isTrue();
    }
}
