package io.wardstream.connectors.mqtt.source.reader;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAck;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttCredentials;
import io.wardstream.connectors.mqtt.SessionLostPolicy;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of one split: keeps it connected, takes what it delivers, and ticks.
 *
 * <p>Life, step by step:
 *
 * <ol>
 *   <li>A new client object is made, with the split's client id, clean start off, an explicit receive maximum, and no
 *       automatic reconnect. Its flow of messages is registered <em>before</em> it connects: a broker that resumes a
 *       session sends at once, and what has no flow yet would be acknowledged and lost.
 *   <li>The CONNACK is checked: the session must be kept as long as asked for; a session that was begun before must still
 *       be there.
 *   <li>If the broker has no session, the filter is subscribed to, and the granted quality of service checked.
 *   <li>From then on it is live: it delivers, and ticks if the source has broker time.
 *   <li>When the connection is lost, everything that was not acknowledged is forgotten here, because the broker will
 *       deliver it again, and step 1 follows after a pause that doubles up to 32 times.
 *   <li>It gives up, and the task fails, when no connection came about for the reconnect timeout, when the broker refuses
 *       the credentials, and at once when another client took the session over: then this reader is the zombie.
 * </ol>
 *
 * <p>All methods but {@link #tick} are called by the fetcher's thread; none of them waits for the network except
 * {@link #close}.
 */
final class MqttSession {

    private static final Logger LOG = LoggerFactory.getLogger(MqttSession.class);
    private static final int MAX_BACKOFF = 32;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private static final Set<Mqtt5ConnAckReasonCode> FINAL_REFUSALS = EnumSet.of(
            Mqtt5ConnAckReasonCode.NOT_AUTHORIZED,
            Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD,
            Mqtt5ConnAckReasonCode.CLIENT_IDENTIFIER_NOT_VALID,
            Mqtt5ConnAckReasonCode.BANNED,
            Mqtt5ConnAckReasonCode.BAD_AUTHENTICATION_METHOD,
            Mqtt5ConnAckReasonCode.UNSUPPORTED_PROTOCOL_VERSION);

    private enum Phase {
        DOWN,
        CONNECTING,
        SUBSCRIBING,
        LIVE
    }

    private final MqttSplit split;
    private final SessionConfig config;
    private final String clientId;
    private final @Nullable String tickTopic;
    private final Executor networkExecutor;
    private final Runnable signal;
    private final LongSupplier nanoClock;
    private final SessionMetrics metrics;

    private Phase phase = Phase.DOWN;
    private volatile @Nullable Link link;
    private volatile boolean live;
    private @Nullable CompletableFuture<Mqtt5ConnAck> connecting;
    private @Nullable CompletableFuture<Mqtt5SubAck> subscribing;
    private long downSinceNanos;
    private long nextAttemptNanos;
    private int attempts;
    private boolean sessionStarted;
    private boolean paused;
    private volatile boolean tickInFlight;
    private volatile long newestTickSeen = Long.MIN_VALUE;

    MqttSession(
            MqttSplit split,
            SessionConfig config,
            Executor networkExecutor,
            Runnable signal,
            LongSupplier nanoClock,
            SessionMetrics metrics) {
        this.split = split;
        this.config = config;
        this.clientId = config.clientId(split.splitId());
        this.tickTopic = config.brokerTime() == null ? null : BrokerTime.tickTopic(split.topicFilter(), clientId);
        this.networkExecutor = networkExecutor;
        this.signal = signal;
        this.nanoClock = nanoClock;
        this.metrics = metrics;
        this.sessionStarted = split.sessionStarted();
        this.newestTickSeen = split.lastTick();
        this.downSinceNanos = nanoClock.getAsLong();
        this.nextAttemptNanos = downSinceNanos;
    }

    String splitId() {
        return split.splitId();
    }

    void pause(boolean value) {
        paused = value;
    }

    /** Sees to the connection. Never waits. */
    void attend() throws IOException {
        switch (phase) {
            case DOWN -> {
                if (nanoClock.getAsLong() - nextAttemptNanos >= 0) {
                    connect();
                }
            }
            case CONNECTING -> {
                if (connecting != null && connecting.isDone()) {
                    connected(connecting);
                }
            }
            case SUBSCRIBING -> {
                if (subscribing != null && subscribing.isDone()) {
                    subscribed(subscribing);
                } else {
                    checkAlive();
                }
            }
            case LIVE -> checkAlive();
        }
    }

    /** Takes what was delivered, at most {@code max}. */
    int drainTo(List<Received> target, int max) {
        Link present = link;
        return present == null || paused ? 0 : present.drainTo(target, max);
    }

    int outstanding() {
        Link present = link;
        return present == null ? 0 : present.outstanding();
    }

    /** Publishes a tick if the session is live and the last one was taken. Ticking thread. */
    void tick() {
        BrokerTime time = config.brokerTime();
        Link present = link;
        String topic = tickTopic;
        if (time == null || present == null || topic == null || !live || !present.isAlive()) {
            return;
        }
        if (tickInFlight) {
            metrics.tickSkipped();
            return;
        }
        long now = Math.max(time.clock().nowMs(), newestTickSeen);
        newestTickSeen = now;
        present.ticking(now);
        tickInFlight = true;
        present.client()
                .publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(BrokerTime.encode(now))
                .send()
                .whenComplete((result, error) -> tickInFlight = false);
    }

    void close() {
        live = false;
        Link present = link;
        if (present == null) {
            return;
        }
        present.retire();
        try {
            present.flush();
            present.client().disconnect().get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("{} was not disconnected in good order", clientId, e);
        }
    }

    private void connect() throws IOException {
        attempts++;
        BrokerTime time = config.brokerTime();
        long startTick = time == null ? 0 : Math.max(time.clock().nowMs(), newestTickSeen);
        Link fresh = new Link(config.receiveMaximum(), startTick, signal);
        Mqtt5AsyncClient client = newClient(fresh);
        fresh.client(client);
        client.publishes(MqttGlobalPublishFilter.ALL, publish -> fresh.deliver(publish, publish::acknowledge), true);
        link = fresh;
        tickInFlight = false;
        connecting = client.connectWith()
                .cleanStart(false)
                .sessionExpiryInterval(config.sessionExpiry().toSeconds())
                .keepAlive(config.connection().keepAliveSeconds())
                .restrictions()
                .receiveMaximum(config.receiveMaximum())
                .applyRestrictions()
                .send();
        connecting.whenComplete((ack, error) -> signal.run());
        phase = Phase.CONNECTING;
    }

    private Mqtt5AsyncClient newClient(Link fresh) throws IOException {
        MqttConnectionConfig connection = config.connection();
        long timeoutMs = connection.connectTimeout().toMillis();
        Mqtt5ClientBuilder builder = MqttClient.builder()
                .useMqttVersion5()
                .identifier(clientId)
                .executorConfig()
                .nettyExecutor(networkExecutor)
                .nettyThreads(1)
                .applyExecutorConfig()
                .transportConfig()
                .serverHost(connection.host())
                .serverPort(connection.port())
                .socketConnectTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .applyTransportConfig()
                .addDisconnectedListener(context -> fresh.lost(causeOf(context)));
        MqttCredentials credentials = connection.credentials();
        if (credentials != null) {
            builder = builder.simpleAuth()
                    .username(credentials.username())
                    .password(credentials.password())
                    .applySimpleAuth();
        }
        return builder.buildAsync();
    }

    private static Throwable causeOf(MqttClientDisconnectedContext context) {
        return context.getCause();
    }

    private void connected(CompletableFuture<Mqtt5ConnAck> outcome) throws IOException {
        Mqtt5ConnAck ack;
        try {
            ack = outcome.getNow(null);
        } catch (RuntimeException e) {
            down(e.getCause() != null ? e.getCause() : e);
            return;
        }
        long granted =
                ack.getSessionExpiryInterval().orElse(config.sessionExpiry().toSeconds());
        if (granted < config.sessionExpiry().toSeconds()) {
            throw new IOException(clientId + ": the broker keeps sessions for " + granted + " s only, not for "
                    + config.sessionExpiry().toSeconds()
                    + " s: what comes while the job is stopped longer would be lost. Raise the broker's limit, or lower"
                    + " the source's session expiry to what you can bear.");
        }
        if (ack.isSessionPresent() && sessionStarted) {
            live();
            return;
        }
        if (sessionStarted) {
            metrics.sessionLost();
            String message = clientId + ": the broker no longer has this session. What was queued in it is lost.";
            if (config.sessionLostPolicy() == SessionLostPolicy.FAIL) {
                throw new IOException(message + " To go on without it, use the policy WARN.");
            }
            LOG.warn("{} A new one is begun, as the policy WARN says.", message);
        }
        subscribe();
    }

    private void subscribe() {
        Link present = presentLink();
        MqttQos qos = config.qos() == 2 ? MqttQos.EXACTLY_ONCE : MqttQos.AT_LEAST_ONCE;
        subscribing = present.client()
                .subscribeWith()
                .topicFilter(split.topicFilter())
                .qos(qos)
                .noLocal(false)
                .retainHandling(Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
                .send();
        subscribing.whenComplete((ack, error) -> signal.run());
        phase = Phase.SUBSCRIBING;
    }

    private void subscribed(CompletableFuture<Mqtt5SubAck> outcome) throws IOException {
        Mqtt5SubAck ack;
        try {
            ack = outcome.getNow(null);
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() != null ? e.getCause() : e;
            if (cause instanceof Mqtt5SubAckException) {
                throw new IOException(
                        clientId + ": the broker refused the subscription to " + split.topicFilter() + ": "
                                + cause.getMessage(),
                        cause);
            }
            down(cause);
            return;
        }
        Mqtt5SubAckReasonCode code = ack.getReasonCodes().get(0);
        if (code.getCode() < config.qos()) {
            throw new IOException(clientId + ": the broker grants quality of service " + code.getCode() + " on "
                    + split.topicFilter() + ", not " + config.qos() + ": messages could be lost on the way.");
        }
        live();
    }

    private void live() {
        phase = Phase.LIVE;
        sessionStarted = true;
        metrics.started(split.splitId());
        if (attempts > 1) {
            LOG.info("{} is connected to {} again", clientId, config.connection());
        } else {
            LOG.info("{} reads {} from {}", clientId, split.topicFilter(), config.connection());
        }
        attempts = 0;
        live = true;
    }

    private void checkAlive() throws IOException {
        Link present = presentLink();
        if (!present.isAlive()) {
            Throwable cause = present.lostBecause();
            if (phase == Phase.LIVE) {
                downSinceNanos = nanoClock.getAsLong();
                metrics.reconnected();
            }
            down(cause != null ? cause : new IOException("closed"));
        }
    }

    /** There is no connection; decides whether another attempt is worth it. */
    private void down(Throwable cause) throws IOException {
        live = false;
        Link present = presentLink();
        present.retire();
        if (cause instanceof Mqtt5DisconnectException disconnect
                && disconnect.getMqttMessage().getReasonCode() == Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER) {
            throw new IOException(
                    clientId
                            + ": another client has taken this session over. Either this task is a zombie of a job that"
                            + " was started again elsewhere, or two jobs have the same client id prefix.",
                    cause);
        }
        if (cause instanceof Mqtt5ConnAckException refused
                && FINAL_REFUSALS.contains(refused.getMqttMessage().getReasonCode())) {
            throw new IOException(
                    clientId + ": " + config.connection() + " refuses the connection: "
                            + refused.getMqttMessage().getReasonCode(),
                    cause);
        }
        long now = nanoClock.getAsLong();
        long downMs = TimeUnit.NANOSECONDS.toMillis(now - downSinceNanos);
        if (downMs > config.connection().reconnectTimeout().toMillis()) {
            throw new IOException(
                    clientId + ": no connection to " + config.connection() + " for " + downMs + " ms", cause);
        }
        long pauseMs = config.connection().reconnectDelay().toMillis()
                * Math.min(MAX_BACKOFF, 1L << Math.min(Math.max(attempts - 1, 0), 16));
        LOG.warn(
                "{} has no connection to {} ({}); next attempt in {} ms",
                clientId,
                config.connection(),
                cause.toString(),
                pauseMs);
        nextAttemptNanos = now + TimeUnit.MILLISECONDS.toNanos(pauseMs);
        phase = Phase.DOWN;
    }

    private Link presentLink() {
        Link present = link;
        if (present == null) {
            throw new IllegalStateException(clientId + " has no link in phase " + phase);
        }
        return present;
    }
}
