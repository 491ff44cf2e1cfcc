package io.wardstream.connectors.mqtt.internal.client;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttCredentials;
import io.wardstream.connectors.mqtt.MqttWill;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** MQTT 3.1.1. */
final class Mqtt3BrokerClient implements BrokerClient {

    /** MQTT 3.1.1 has no receive maximum; packet identifiers are the only bound. */
    private static final int SEND_MAXIMUM = 65_535;

    private final MqttConnectionConfig connection;
    private final Mqtt3AsyncClient client;
    private final Intake intake;
    private volatile @Nullable CompletableFuture<Connected> attempt;

    Mqtt3BrokerClient(
            MqttConnectionConfig connection,
            String clientId,
            Executor executor,
            Consumer<Delivery> onMessage,
            Consumer<Throwable> onDisconnected)
            throws IOException {
        this.connection = connection;
        this.intake = new Intake(onDisconnected);
        Mqtt3ClientBuilder builder = ClientSettings.builder(
                        connection, clientId, executor, intake::ended, Mqtt3BrokerClient::explain)
                .useMqttVersion3();
        MqttCredentials credentials = connection.credentials();
        if (credentials != null) {
            builder = builder.simpleAuth()
                    .username(credentials.username())
                    .password(credentials.password())
                    .applySimpleAuth();
        }
        client = builder.buildAsync();
        intake.open(
                client.toRx().publishes(MqttGlobalPublishFilter.ALL, true),
                publish -> onMessage.accept(new Delivered(publish)),
                client::disconnect);
    }

    @Override
    public CompletableFuture<Connected> connect(SessionRequest session) {
        Mqtt3ConnectBuilder builder =
                Mqtt3Connect.builder().cleanSession(session.cleanStart()).keepAlive(connection.keepAliveSeconds());
        MqttWill will = connection.will();
        if (will != null) {
            builder = builder.willPublish()
                    .topic(will.topic())
                    .payload(will.payload())
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(will.retain())
                    .applyWillPublish();
        }
        CompletableFuture<Connected> begun = ClientSettings.explained(
                client.connect(builder.build())
                        .thenApply(ack -> new Connected(ack.isSessionPresent(), session.expirySeconds(), SEND_MAXIMUM)),
                Mqtt3BrokerClient::explain);
        attempt = begun;
        return begun;
    }

    @Override
    public CompletableFuture<Integer> subscribe(String topicFilter, int qos) {
        return ClientSettings.explained(
                client.subscribeWith()
                        .topicFilter(topicFilter)
                        .qos(Mqtt5BrokerClient.wanted(qos))
                        .send()
                        .thenApply(ack -> ack.getReturnCodes().get(0).getCode()),
                Mqtt3BrokerClient::explain);
    }

    @Override
    public CompletableFuture<PublishResult> publish(Outgoing message) {
        String missing = message.notInMqtt3();
        if (missing != null) {
            return CompletableFuture.failedFuture(new BrokerException(
                    BrokerException.Kind.NOT_IN_THIS_VERSION,
                    "MQTT 3.1.1 has no " + missing + ", which a message for " + message.topic()
                            + " carries: use MQTT 5, or leave it out",
                    null));
        }
        return ClientSettings.explained(
                client.publish(Mqtt3Publish.builder()
                                .topic(message.topic())
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .payload(message.payload())
                                .retain(message.retain())
                                .build())
                        .thenApply(taken -> PublishResult.TAKEN),
                Mqtt3BrokerClient::explain);
    }

    @Override
    public CompletableFuture<Void> disconnect() {
        return ClientSettings.disconnected(attempt, client::disconnect, intake);
    }

    /** The client's exception in the connector's words. */
    private static Throwable explain(Throwable error) {
        if (error instanceof Mqtt3ConnAckException refused) {
            Mqtt3ConnAckReturnCode code = refused.getMqttMessage().getReturnCode();
            return new BrokerException(
                    code == Mqtt3ConnAckReturnCode.SERVER_UNAVAILABLE
                            ? BrokerException.Kind.LOST
                            : BrokerException.Kind.REFUSED,
                    "the broker refuses the connection: " + code,
                    error);
        }
        if (error instanceof Mqtt3SubAckException) {
            return new BrokerException(BrokerException.Kind.SUBSCRIPTION_REFUSED, "no reason given", error);
        }
        BrokerException tls = ClientSettings.tlsFailure(error);
        return tls != null ? tls : error;
    }

    /** A message as MQTT 3.1.1 brings it. */
    private static final class Delivered implements Delivery {
        private final Mqtt3Publish publish;

        Delivered(Mqtt3Publish publish) {
            this.publish = publish;
        }

        @Override
        public String topic() {
            return publish.getTopic().toString();
        }

        @Override
        public byte[] payload() {
            return publish.getPayloadAsBytes();
        }

        @Override
        public int size() {
            return publish.getPayload().map(ByteBuffer::remaining).orElse(0);
        }

        @Override
        public int qos() {
            return publish.getQos().getCode();
        }

        @Override
        public boolean retained() {
            return publish.isRetain();
        }

        @Override
        public @Nullable String contentType() {
            return null;
        }

        @Override
        public @Nullable String responseTopic() {
            return null;
        }

        @Override
        public @Nullable ByteBuffer correlationData() {
            return null;
        }

        @Override
        public List<Map.Entry<String, String>> userProperties() {
            return List.of();
        }

        @Override
        public void acknowledge() {
            publish.acknowledge();
        }
    }
}
