package io.wardstream.connectors.mqtt.internal.client;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.exceptions.MqttEncodeException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserPropertiesBuilder;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttCredentials;
import io.wardstream.connectors.mqtt.MqttWill;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** MQTT 5. */
final class Mqtt5BrokerClient implements BrokerClient {

    private static final Set<Mqtt5ConnAckReasonCode> FINAL_REFUSALS = EnumSet.of(
            Mqtt5ConnAckReasonCode.NOT_AUTHORIZED,
            Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD,
            Mqtt5ConnAckReasonCode.CLIENT_IDENTIFIER_NOT_VALID,
            Mqtt5ConnAckReasonCode.BANNED,
            Mqtt5ConnAckReasonCode.BAD_AUTHENTICATION_METHOD,
            Mqtt5ConnAckReasonCode.UNSUPPORTED_PROTOCOL_VERSION);

    private final MqttConnectionConfig connection;
    private final Mqtt5AsyncClient client;
    private final Intake intake;
    private volatile @Nullable CompletableFuture<Connected> attempt;

    Mqtt5BrokerClient(
            MqttConnectionConfig connection,
            String clientId,
            Executor executor,
            Consumer<Delivery> onMessage,
            Consumer<Throwable> onDisconnected)
            throws IOException {
        this.connection = connection;
        this.intake = new Intake(onDisconnected);
        Mqtt5ClientBuilder builder = ClientSettings.builder(
                        connection, clientId, executor, intake::ended, Mqtt5BrokerClient::explain)
                .useMqttVersion5();
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
        Mqtt5ConnectBuilder builder = Mqtt5Connect.builder()
                .cleanStart(session.cleanStart())
                .sessionExpiryInterval(session.expirySeconds())
                .keepAlive(connection.keepAliveSeconds())
                .restrictions()
                .receiveMaximum(session.receiveMaximum())
                .applyRestrictions();
        MqttWill will = connection.will();
        if (will != null) {
            builder = builder.willPublish()
                    .topic(will.topic())
                    .payload(will.payload())
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(will.retain())
                    .delayInterval(will.delay().toSeconds())
                    .applyWillPublish();
        }
        CompletableFuture<Connected> begun = ClientSettings.explained(
                client.connect(builder.build())
                        .thenApply(ack -> new Connected(
                                ack.isSessionPresent(),
                                ack.getSessionExpiryInterval().orElse(session.expirySeconds()),
                                ack.getRestrictions().getReceiveMaximum())),
                Mqtt5BrokerClient::explain);
        attempt = begun;
        return begun;
    }

    @Override
    public CompletableFuture<Integer> subscribe(String topicFilter, int qos) {
        return ClientSettings.explained(
                client.subscribeWith()
                        .topicFilter(topicFilter)
                        .qos(wanted(qos))
                        .noLocal(false)
                        .retainHandling(Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
                        .send()
                        .thenApply(ack -> {
                            Mqtt5SubAckReasonCode code = ack.getReasonCodes().get(0);
                            return code.getCode();
                        }),
                Mqtt5BrokerClient::explain);
    }

    static MqttQos wanted(int qos) {
        MqttQos known = MqttQos.fromCode(qos);
        if (known == null) {
            throw new IllegalArgumentException("There is no quality of service " + qos);
        }
        return known;
    }

    @Override
    public CompletableFuture<PublishResult> publish(Outgoing message) {
        return client.publish(toPublish(message)).handle((result, error) -> {
            Throwable problem = error != null
                    ? ClientSettings.unwrapped(error)
                    : result.getError().orElse(null);
            if (problem != null) {
                throw new CompletionException(explain(problem));
            }
            return result instanceof Mqtt5PublishResult.Mqtt5Qos1Result taken
                            && taken.getPubAck().getReasonCode() == Mqtt5PubAckReasonCode.NO_MATCHING_SUBSCRIBERS
                    ? PublishResult.NO_MATCHING_SUBSCRIBERS
                    : PublishResult.TAKEN;
        });
    }

    private static Mqtt5Publish toPublish(Outgoing message) {
        Mqtt5PublishBuilder.Complete builder = Mqtt5Publish.builder()
                .topic(message.topic())
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(message.payload())
                .retain(message.retain());
        Long expirySeconds = message.expirySeconds();
        if (expirySeconds != null) {
            builder = builder.messageExpiryInterval(expirySeconds);
        }
        String contentType = message.contentType();
        if (contentType != null) {
            builder = builder.contentType(contentType);
        }
        String responseTopic = message.responseTopic();
        if (responseTopic != null) {
            builder = builder.responseTopic(responseTopic);
        }
        byte[] correlationData = message.correlationData();
        if (correlationData != null) {
            builder = builder.correlationData(correlationData);
        }
        if (!message.userProperties().isEmpty()) {
            Mqtt5UserPropertiesBuilder properties = Mqtt5UserProperties.builder();
            for (Map.Entry<String, String> property : message.userProperties()) {
                properties = properties.add(property.getKey(), property.getValue());
            }
            builder = builder.userProperties(properties.build());
        }
        return builder.build();
    }

    @Override
    public CompletableFuture<Void> disconnect() {
        return ClientSettings.disconnected(attempt, client::disconnect, intake);
    }

    /** The client's exception in the connector's words. */
    private static Throwable explain(Throwable error) {
        if (error instanceof Mqtt5DisconnectException disconnect) {
            Mqtt5DisconnectReasonCode code = disconnect.getMqttMessage().getReasonCode();
            return switch (code) {
                case SESSION_TAKEN_OVER ->
                    new BrokerException(
                            BrokerException.Kind.TAKEN_OVER, "another client has taken this session over", error);
                case RECEIVE_MAXIMUM_EXCEEDED ->
                    new BrokerException(
                            BrokerException.Kind.RECEIVE_MAXIMUM_EXCEEDED,
                            "more messages were sent than the receive maximum allows",
                            error);
                default -> new BrokerException(BrokerException.Kind.LOST, "disconnected: " + code, error);
            };
        }
        if (error instanceof Mqtt5ConnAckException refused) {
            Mqtt5ConnAckReasonCode code = refused.getMqttMessage().getReasonCode();
            return new BrokerException(
                    FINAL_REFUSALS.contains(code) ? BrokerException.Kind.REFUSED : BrokerException.Kind.LOST,
                    "the broker refuses the connection: " + code,
                    error);
        }
        if (error instanceof Mqtt5SubAckException refused) {
            return new BrokerException(
                    BrokerException.Kind.SUBSCRIPTION_REFUSED,
                    String.valueOf(refused.getMqttMessage().getReasonCodes()),
                    error);
        }
        if (error instanceof Mqtt5PubAckException refused) {
            return new BrokerException(
                    BrokerException.Kind.PUBLISH_REFUSED,
                    String.valueOf(refused.getMqttMessage().getReasonCode()),
                    error);
        }
        if (error instanceof MqttEncodeException) {
            return new BrokerException(
                    BrokerException.Kind.PUBLISH_REFUSED, "it is larger than the broker takes", error);
        }
        BrokerException tls = ClientSettings.tlsFailure(error);
        return tls != null ? tls : error;
    }

    /** A message as MQTT 5 brings it. */
    private static final class Delivered implements Delivery {
        private final Mqtt5Publish publish;

        Delivered(Mqtt5Publish publish) {
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
            return publish.getContentType().map(Object::toString).orElse(null);
        }

        @Override
        public @Nullable String responseTopic() {
            return publish.getResponseTopic().map(Object::toString).orElse(null);
        }

        @Override
        public @Nullable ByteBuffer correlationData() {
            return publish.getCorrelationData().orElse(null);
        }

        @Override
        public List<Map.Entry<String, String>> userProperties() {
            List<Map.Entry<String, String>> properties = new ArrayList<>();
            for (Mqtt5UserProperty property : publish.getUserProperties().asList()) {
                properties.add(Map.entry(
                        property.getName().toString(), property.getValue().toString()));
            }
            return properties;
        }

        @Override
        public void acknowledge() {
            publish.acknowledge();
        }
    }
}
