package io.wardstream.bench.race;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import io.wardstream.bench.broker.Broker;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttCredentials;
import io.wardstream.connectors.mqtt.internal.client.AtOnce;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The broker as contestants see it, and the sessions that are laid out for them.
 *
 * @param port where the broker is
 */
record Ground(int port) {

    private static final long ANSWER_SECONDS = 30;
    private static final long KEPT_SECONDS = 3_600;

    /** The connector's way to the broker. */
    MqttConnectionConfig connection() {
        return MqttConnectionConfig.builder()
                .host("127.0.0.1")
                .port(port)
                .credentials(MqttCredentials.of(Broker.USER, Broker.PASSWORD))
                .build();
    }

    /** The client id that the connector's source makes of a prefix. */
    static String clientId(String prefix) {
        return prefix + "-s-" + MqttSplit.ofFilter(Load.FILTER).splitId();
    }

    /** A client with a network thread of its own, which calls back too. */
    Mqtt5AsyncClient client(String clientId, ExecutorService network) {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(clientId)
                .serverHost("127.0.0.1")
                .serverPort(port)
                .executorConfig()
                .nettyExecutor(network)
                .nettyThreads(1)
                .applicationScheduler(AtOnce.INSTANCE)
                .applyExecutorConfig()
                .simpleAuth()
                .username(Broker.USER)
                .password(Broker.PASSWORD.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
    }

    static ExecutorService network(String name) {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    static void connect(Mqtt5AsyncClient client, Mqtt5Connect how) {
        client.connect(how).orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    }

    static void disconnect(Mqtt5AsyncClient client) {
        client.disconnect().orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    }

    static Mqtt5Connect resuming(int receiveMaximum) {
        return Mqtt5Connect.builder()
                .cleanStart(false)
                .sessionExpiryInterval(KEPT_SECONDS)
                .restrictions()
                .receiveMaximum(receiveMaximum)
                .applyRestrictions()
                .build();
    }

    /** Makes a session with the subscription, in which messages wait from now on. */
    void layOut(String clientId) {
        ExecutorService network = network("ground");
        Mqtt5AsyncClient client = client(clientId, network);
        client.publishes(MqttGlobalPublishFilter.ALL, publish -> {}, true);
        connect(
                client,
                Mqtt5Connect.builder()
                        .cleanStart(true)
                        .sessionExpiryInterval(KEPT_SECONDS)
                        .build());
        client.subscribeWith()
                .topicFilter(Load.FILTER)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .join();
        disconnect(client);
        network.shutdown();
    }

    /** Deletes a session with everything that waits in it. */
    void clear(String clientId) {
        ExecutorService network = network("ground");
        Mqtt5AsyncClient client = client(clientId, network);
        connect(
                client,
                Mqtt5Connect.builder().cleanStart(true).sessionExpiryInterval(0).build());
        disconnect(client);
        network.shutdown();
    }
}
