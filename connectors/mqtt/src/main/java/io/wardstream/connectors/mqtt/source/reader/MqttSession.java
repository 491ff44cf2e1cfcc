package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.SessionLostPolicy;
import io.wardstream.connectors.mqtt.StopCondition;
import io.wardstream.connectors.mqtt.internal.client.BrokerClient;
import io.wardstream.connectors.mqtt.internal.client.BrokerException;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
 *   <li>The CONNACK is checked: a session that was begun before must still be there, or it was lost; and it must be
 *       kept as long as asked for. If the loss is a reason to fail, the empty session that this connection began is
 *       deleted again, so that the next attempt fails as well and does not find it.
 *   <li>The filter is subscribed to, unless this object has done so in this session, and the granted quality of service
 *       checked. That it is done anew after every start costs a packet; to rely on a subscription that somebody else
 *       made could mean to read nothing for ever.
 *   <li>From then on it is live: it delivers, and ticks if the source has broker time.
 *   <li>When the connection is lost, everything that was not acknowledged is forgotten here, because the broker will
 *       deliver it again, and step 1 follows after a pause that doubles up to 32 times.
 *   <li>It gives up, and the task fails, when no connection came about for the reconnect timeout, when the broker
 *       refuses the credentials or its certificate is not accepted, when it delivers more than the receive maximum, and
 *       at once when another client took the session over: then this reader is the zombie.
 *   <li>A session whose split was read to its end takes no more, and stays connected until it is closed, so that its
 *       last messages can be acknowledged.
 * </ol>
 *
 * <p>All methods but {@link #tick} and {@link #close} are called by the fetcher's thread. None of them waits for the
 * network except {@link #close}, which is called when the fetcher has ended, and an {@link #attend} that fails for a
 * lost session.
 */
final class MqttSession {

    private static final Logger LOG = LoggerFactory.getLogger(MqttSession.class);
    private static final int MAX_BACKOFF = 32;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private enum Phase {
        DOWN,
        CONNECTING,
        SUBSCRIBING,
        LIVE
    }

    private final MqttSplit split;
    private final SessionConfig config;
    private final String clientId;
    private final @Nullable Ticks ticks;
    private final Executor networkExecutor;
    private final Runnable signal;
    private final LongSupplier nanoClock;
    private final SourceMetrics metrics;
    private final WindowWatch windowWatch;
    private final FlapWatch flapWatch = new FlapWatch();

    private Phase phase = Phase.DOWN;
    private volatile @Nullable Link link;
    private volatile boolean live;
    private @Nullable CompletableFuture<BrokerClient.Connected> connecting;
    private @Nullable CompletableFuture<Integer> subscribing;
    private long subscribedAtNanos;
    private long downSinceNanos;
    private long nextAttemptNanos;
    private int attempts;
    private boolean sessionStarted;

    /** Whether this object has subscribed, in the session that the broker has now. */
    private boolean subscribed;

    private boolean paused;
    private long messagesRead;
    private long lastMessageNanos;
    private volatile boolean ended;

    MqttSession(
            MqttSplit split,
            SessionConfig config,
            Executor networkExecutor,
            Runnable signal,
            LongSupplier nanoClock,
            SourceMetrics metrics) {
        this.split = split;
        this.config = config;
        this.clientId = config.clientId(split.splitId());
        BrokerTime time = config.brokerTime();
        this.ticks = time == null
                ? null
                : new Ticks(time, BrokerTime.tickTopic(split.topicFilter(), clientId), split.lastTick(), metrics);
        this.networkExecutor = networkExecutor;
        this.signal = signal;
        this.nanoClock = nanoClock;
        this.metrics = metrics;
        this.sessionStarted = split.sessionStarted();
        this.messagesRead = split.messagesRead();
        this.downSinceNanos = nanoClock.getAsLong();
        this.nextAttemptNanos = downSinceNanos;
        this.windowWatch = new WindowWatch(config.receiveMaximum(), downSinceNanos);
        // A split that had been read to its end when its state was written has nothing more to read.
        StopCondition stop = config.stop();
        this.ended = stop != null && stop.reachedBy(messagesRead);
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
                    subscriptionAnswered(subscribing);
                } else {
                    checkAlive();
                    checkAnswered();
                }
            }
            case LIVE -> {
                checkAlive();
                watch();
            }
        }
    }

    private void watch() {
        Link present = presentLink();
        long now = nanoClock.getAsLong();
        String finding = windowWatch.look(now, present.delivered(), present.outstanding());
        if (finding != null) {
            LOG.warn("The session {} of {} {}", clientId, config.connection(), finding);
        }
        long fullMs = windowWatch.takeFullMs();
        if (fullMs > 0) {
            metrics.windowFull(fullMs);
        }
        StopCondition stop = config.stop();
        if (stop != null && phase == Phase.LIVE) {
            long silentMs = TimeUnit.NANOSECONDS.toMillis(now - lastMessageNanos);
            ended |= stop.reachedInSilence(silentMs);
        }
    }

    /** Takes what was delivered, at most {@code max}; nothing behind the split's end. */
    int drainTo(List<Received> target, int max) {
        Link present = link;
        if (present == null || paused) {
            return 0;
        }
        int count = 0;
        while (count < max && !ended) {
            Received next = present.poll();
            if (next == null) {
                break;
            }
            target.add(next);
            count++;
            StopCondition stop = config.stop();
            if (stop != null) {
                read(next, stop);
            }
        }
        return count;
    }

    private void read(Received message, StopCondition stop) {
        String topic = message.delivery().topic();
        if (config.brokerTime() != null && BrokerTime.isTick(topic)) {
            return;
        }
        messagesRead++;
        lastMessageNanos = nanoClock.getAsLong();
        ended = stop.reachedBy(messagesRead) || stop.isLast(topic);
    }

    /** Whether the split was read to its end. */
    boolean ended() {
        return ended;
    }

    /** How much of its window it uses, 0 to 1. Any thread. */
    double windowUtilisation() {
        return (double) outstanding() / windowWatch.effectiveWindow();
    }

    int outstanding() {
        Link present = link;
        return present == null ? 0 : present.outstanding();
    }

    /** Publishes a tick if the session is live and the last one was taken. Ticking thread. */
    void tick() {
        Ticks ours = ticks;
        Link present = link;
        if (ours != null && present != null && live && !ended && present.isAlive()) {
            ours.tick(present);
        }
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
            CompletableFuture<Void> goodBye = present.client().disconnect();
            if (phase == Phase.LIVE) {
                goodBye.get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("{} was not disconnected in good order", clientId, e);
        }
    }

    private void connect() throws IOException {
        attempts++;
        Link fresh = new Link(config.receiveMaximum(), ticks == null ? 0 : ticks.now(), signal);
        BrokerClient client =
                BrokerClient.create(config.connection(), clientId, networkExecutor, fresh::deliver, fresh::lost);
        fresh.client(client);
        link = fresh;
        windowWatch.reconnected(nanoClock.getAsLong());
        if (ticks != null) {
            ticks.reconnected();
        }
        connecting = client.connect(new BrokerClient.SessionRequest(
                config.qos() == 0,
                config.qos() == 0 ? 0 : config.sessionExpiry().toSeconds(),
                config.receiveMaximum()));
        connecting.whenComplete((ack, error) -> signal.run());
        phase = Phase.CONNECTING;
    }

    private void connected(CompletableFuture<BrokerClient.Connected> outcome) throws IOException {
        BrokerClient.Connected answer;
        try {
            answer = outcome.getNow(null);
        } catch (RuntimeException e) {
            down(e.getCause() != null ? e.getCause() : e);
            return;
        }
        if (config.qos() == 0) {
            subscribe();
            return;
        }
        if (!answer.sessionPresent()) {
            subscribed = false;
            if (sessionStarted) {
                lostSession();
            }
        }
        long wanted = config.sessionExpiry().toSeconds();
        if (answer.expirySeconds() < wanted) {
            throw new IOException(clientId + ": the broker keeps sessions for " + answer.expirySeconds()
                    + " s only, not for " + wanted
                    + " s: what comes while the job is stopped longer would be lost. Raise the broker's limit, or lower"
                    + " the source's session expiry to what you can bear.");
        }
        if (subscribed) {
            live();
        } else {
            subscribe();
        }
    }

    private void lostSession() throws IOException {
        metrics.sessionLost();
        String message = clientId + ": the broker no longer has this session. What was queued in it is lost.";
        if (config.sessionLostPolicy() == SessionLostPolicy.FAIL) {
            forgetSession();
            throw new IOException(message + " To go on without it, use the policy WARN.");
        }
        LOG.warn("{} A new one is begun, as the policy WARN says.", message);
    }

    /**
     * Deletes the session that has just come into being with the connection. If it stayed, the next attempt would find
     * it, take it for the one that was lost, and say nothing.
     */
    private void forgetSession() {
        try {
            presentLink().client().disconnect().get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            BrokerClient eraser =
                    BrokerClient.create(config.connection(), clientId, networkExecutor, delivery -> {}, cause -> {});
            eraser.connect(new BrokerClient.SessionRequest(true, 0, config.receiveMaximum()))
                    .get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            eraser.disconnect().get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IOException e) {
            LOG.warn("{}: the empty session that the broker has now could not be deleted", clientId, e);
        }
    }

    private void subscribe() {
        subscribing = presentLink().client().subscribe(split.topicFilter(), config.qos());
        subscribing.whenComplete((granted, error) -> signal.run());
        subscribedAtNanos = nanoClock.getAsLong();
        phase = Phase.SUBSCRIBING;
    }

    private void subscriptionAnswered(CompletableFuture<Integer> outcome) throws IOException {
        int granted;
        try {
            granted = outcome.getNow(-1);
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() != null ? e.getCause() : e;
            if (BrokerException.kindOf(cause) == BrokerException.Kind.SUBSCRIPTION_REFUSED) {
                throw new IOException(
                        clientId + ": the broker refused the subscription to " + split.topicFilter() + ": "
                                + cause.getMessage(),
                        cause);
            }
            down(cause);
            return;
        }
        if (granted < config.qos()) {
            throw new IOException(clientId + ": the broker grants quality of service " + granted + " on "
                    + split.topicFilter() + ", not " + config.qos() + ": messages could be lost on the way.");
        }
        subscribed = true;
        live();
    }

    private void live() {
        phase = Phase.LIVE;
        flapWatch.live(nanoClock.getAsLong());
        lastMessageNanos = nanoClock.getAsLong();
        sessionStarted = config.qos() > 0;
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
                if (flapWatch.lost(downSinceNanos)) {
                    throw new IOException(
                            clientId + ": the connection was closed " + FlapWatch.LIMIT
                                    + " times in a row soon after it was made. Another client probably takes this session"
                                    + " over again and again: a zombie of a job that was started again elsewhere, or a job"
                                    + " with the same client id prefix.",
                            cause);
                }
            }
            down(cause != null ? cause : new IOException("closed"));
        }
    }

    /** A broker that does not answer the subscription has as good as closed the connection. */
    private void checkAnswered() throws IOException {
        long waitedMs = TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - subscribedAtNanos);
        if (phase == Phase.SUBSCRIBING
                && waitedMs > config.connection().connectTimeout().toMillis()) {
            presentLink().client().disconnect();
            down(new IOException(
                    "the subscription to " + split.topicFilter() + " was not answered for " + waitedMs + " ms"));
        }
    }

    /** There is no connection; decides whether another attempt is worth it. */
    private void down(Throwable cause) throws IOException {
        live = false;
        Link present = presentLink();
        present.retire();
        switch (BrokerException.kindOf(cause)) {
            case TAKEN_OVER ->
                throw new IOException(
                        clientId
                                + ": another client has taken this session over. Either this task is a zombie of a job that"
                                + " was started again elsewhere, or two jobs have the same client id prefix.",
                        cause);
            case REFUSED ->
                throw new IOException(
                        clientId + ": no connection to " + config.connection() + ": " + cause.getMessage(), cause);
            case RECEIVE_MAXIMUM_EXCEEDED ->
                throw new IOException(
                        clientId + ": " + config.connection() + " delivered more than the " + config.receiveMaximum()
                                + " messages that it may without acknowledgement. Mosquitto before 2.0.13 does this when"
                                + " acknowledgements are late: use a newer one, or MQTT 3.1.1.",
                        cause);
            default -> {
                // It may be tried again.
            }
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
