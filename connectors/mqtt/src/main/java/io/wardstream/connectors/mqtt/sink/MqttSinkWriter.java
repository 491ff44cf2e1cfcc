package io.wardstream.connectors.mqtt.sink;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.internal.client.BrokerClient;
import io.wardstream.connectors.mqtt.internal.client.BrokerClient.PublishResult;
import io.wardstream.connectors.mqtt.internal.client.BrokerException;
import io.wardstream.connectors.mqtt.internal.client.Delivery;
import io.wardstream.connectors.mqtt.internal.client.Outgoing;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes one subtask's records, pipelined, in their order.
 *
 * <p>A message first <em>waits</em>, then it is <em>on the wire</em>, then the broker has taken it. No more are on the
 * wire than the window and the broker's receive maximum allow, so none lies in the client where its deadline would pass
 * unseen: the message expiry is worked out when it goes out. When the connection is lost, everything on the wire waits
 * again, in order, for the next client object; what passes its deadline meanwhile is dropped. Without a connection
 * {@link #write} and {@link #flush} wait as long as there is something undelivered that has not expired. Whether an
 * outage fails the task, and when, is the {@link OutagePolicy}'s to say; a connected broker that does not acknowledge
 * is an outage too.
 *
 * <p>Everything happens on the task's thread: what the network thread learns (connected, taken, refused, lost) goes
 * into a queue, and one letter in the task's mailbox has all of it looked at.
 *
 * @param <T> the records
 */
final class MqttSinkWriter<T> implements SinkWriter<T> {

    private static final Logger LOG = LoggerFactory.getLogger(MqttSinkWriter.class);
    private static final long HOUSEKEEPING_MS = 100;
    private static final long CLOSE_TIMEOUT_MS = 2_000;
    private static final int MAX_BACKOFF = 32;

    private final WriterConfig config;
    private final MqttConnectionConfig connection;
    private final String clientId;
    private final MqttSerializationSchema<T> schema;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService time;
    private final ExecutorService network;
    private final Counter sent;
    private final Counter sentBytes;
    private final Counter sendErrors;
    private final Counter expired;
    private final Counter refused;
    private final Counter noSubscriber;
    private final Counter reconnects;

    /** Accepted from Flink, not on the wire. */
    private final Deque<Pending> waiting = new ArrayDeque<>();

    /** On the wire, not taken by the broker. */
    private final Deque<Pending> onTheWire = new ArrayDeque<>();

    /** What the network thread learnt and the task's thread has not looked at. */
    private final Queue<ThrowingRunnable<IOException>> news = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean newsAnnounced = new AtomicBoolean();

    private @Nullable BrokerClient client;
    private boolean connected;
    private int sendMaximum;
    private boolean closed;
    private long downSinceMs;
    private int attempts;
    private volatile long publishLatencyMs;

    MqttSinkWriter(WriterConfig config, MqttSerializationSchema<T> schema, WriterInitContext context)
            throws IOException {
        this.config = config;
        this.connection = config.connection();
        int subtask = context.getTaskInfo().getIndexOfThisSubtask();
        this.clientId = config.clientIdPrefix() + "-k-" + subtask + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        this.schema = schema;
        this.mailbox = context.getMailboxExecutor();
        this.time = context.getProcessingTimeService();
        this.network = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "mqtt-sink-network-" + subtask);
            thread.setDaemon(true);
            return thread;
        });
        this.sent = context.metricGroup().getNumRecordsSendCounter();
        this.sentBytes = context.metricGroup().getNumBytesSendCounter();
        this.sendErrors = context.metricGroup().getNumRecordsSendErrorsCounter();
        MetricGroup group = context.metricGroup().addGroup(MqttSinkMetric.GROUP);
        this.expired = group.counter(MqttSinkMetric.EXPIRED.metricName());
        this.refused = group.counter(MqttSinkMetric.REFUSED.metricName());
        this.noSubscriber = group.counter(MqttSinkMetric.NO_SUBSCRIBER.metricName());
        this.reconnects = group.counter(MqttSinkMetric.RECONNECTS.metricName());
        group.gauge(MqttSinkMetric.PENDING_RECORDS.metricName(), this::pending);
        group.gauge(MqttSinkMetric.PUBLISH_LATENCY.metricName(), () -> publishLatencyMs);
        this.downSinceMs = time.getCurrentProcessingTime();
        connect();
        time.registerTimer(downSinceMs + HOUSEKEEPING_MS, this::housekeeping);
    }

    /** One message on its way. */
    private static final class Pending {
        private final MqttPublication publication;
        private long sentAtMs;

        Pending(MqttPublication publication) {
            this.publication = publication;
        }

        boolean expiredAt(long nowMs) {
            Long deadline = publication.deadlineMs();
            return deadline != null && nowMs >= deadline;
        }
    }

    private int pending() {
        return waiting.size() + onTheWire.size();
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        MqttPublication publication = schema.serialize(element);
        if (publication == null) {
            return;
        }
        readNews();
        while (pending() >= config.window()) {
            mailbox.yield();
        }
        Pending message = new Pending(publication);
        if (message.expiredAt(time.getCurrentProcessingTime())) {
            expired(message);
            return;
        }
        waiting.add(message);
        send();
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        readNews();
        while (pending() > 0) {
            mailbox.yield();
        }
    }

    @Override
    public void close() throws Exception {
        closed = true;
        BrokerClient present = client;
        if (present != null) {
            CompletableFuture<Void> goodBye = present.disconnect();
            try {
                if (connected) {
                    goodBye.get(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
                }
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("{} was not disconnected in good order", clientId, e);
            }
        }
        connected = false;
        network.shutdown();
    }

    private void connect() throws IOException {
        attempts++;
        BrokerClient[] self = new BrokerClient[1];
        BrokerClient fresh;
        try {
            fresh = BrokerClient.create(
                    connection, clientId, network, Delivery::acknowledge, cause -> tell(() -> lost(self[0], cause)));
        } catch (IOException e) {
            // A file of credentials or certificates; it may be there the next time.
            if (config.outagePolicy() == OutagePolicy.FAIL) {
                throw e;
            }
            client = null;
            connectLater(null, e);
            return;
        }
        self[0] = fresh;
        client = fresh;
        fresh.connect(new BrokerClient.SessionRequest(true, 0, 1)).whenComplete((answer, error) -> {
            if (error == null) {
                tell(() -> connected(fresh, answer.sendMaximum()));
            }
            // A failure comes through the listener as well.
        });
    }

    private void connected(BrokerClient which, int broker) {
        if (which != client || closed) {
            return;
        }
        connected = true;
        sendMaximum = broker;
        attempts = 0;
        send();
    }

    private void lost(@Nullable BrokerClient which, Throwable cause) throws IOException {
        if (which != client || closed) {
            return;
        }
        long now = time.getCurrentProcessingTime();
        if (connected) {
            connected = false;
            downSinceMs = now;
            reconnects.inc();
        }
        while (!onTheWire.isEmpty()) {
            waiting.addFirst(onTheWire.removeLast());
        }
        if (config.outagePolicy() == OutagePolicy.FAIL
                && BrokerException.kindOf(cause) == BrokerException.Kind.REFUSED) {
            throw new IOException(clientId + ": no connection to " + connection + ": " + cause.getMessage(), cause);
        }
        failIfDownTooLong(now, cause);
        connectLater(which, cause);
    }

    /** The next attempt, unless another one has been made by then. */
    private void connectLater(@Nullable BrokerClient which, Throwable cause) {
        long pauseMs = connection.reconnectDelay().toMillis()
                * Math.min(MAX_BACKOFF, 1L << Math.min(Math.max(attempts - 1, 0), 16));
        LOG.warn(
                "{} has no connection to {} ({}); next attempt in {} ms",
                clientId,
                connection,
                cause.toString(),
                pauseMs);
        time.registerTimer(time.getCurrentProcessingTime() + pauseMs, at -> {
            if (!closed && which == client) {
                connect();
            }
        });
    }

    private void failIfDownTooLong(long now, @Nullable Throwable cause) throws IOException {
        long downMs = now - downSinceMs;
        if (config.outagePolicy() == OutagePolicy.FAIL
                && !connected
                && downMs > connection.reconnectTimeout().toMillis()) {
            throw new IOException(clientId + ": no connection to " + connection + " for " + downMs + " ms", cause);
        }
    }

    private void housekeeping(long now) throws IOException {
        if (closed) {
            return;
        }
        dropExpired(now);
        failIfDownTooLong(now, null);
        Pending oldest = onTheWire.peek();
        if (oldest != null && now - oldest.sentAtMs > config.ackTimeout().toMillis()) {
            IOException unanswered = new IOException(clientId + ": " + connection
                    + " has not acknowledged a message for " + oldest.publication.topic() + " for "
                    + (now - oldest.sentAtMs) + " ms");
            if (config.outagePolicy() == OutagePolicy.FAIL) {
                throw unanswered;
            }
            abandon(unanswered);
        }
        time.registerTimer(now + HOUSEKEEPING_MS, this::housekeeping);
    }

    /** Gives up a connection over which nothing is answered. */
    private void abandon(IOException cause) throws IOException {
        BrokerClient present = client;
        if (present != null) {
            present.disconnect();
            lost(present, cause);
        }
    }

    /** Takes out what has passed its deadline and is not on the wire; once it is, the broker minds the expiry. */
    private void dropExpired(long now) {
        for (Iterator<Pending> messages = waiting.iterator(); messages.hasNext(); ) {
            Pending message = messages.next();
            if (message.expiredAt(now)) {
                messages.remove();
                expired(message);
            }
        }
    }

    private void expired(Pending message) {
        expired.inc();
        LOG.warn("A message for {} was not published: its deadline has passed", message.publication.topic());
    }

    /** Puts on the wire what may go. */
    private void send() {
        BrokerClient present = client;
        int limit = Math.min(config.window(), sendMaximum);
        while (connected && present != null && onTheWire.size() < limit) {
            Pending message = waiting.poll();
            if (message == null) {
                return;
            }
            long now = time.getCurrentProcessingTime();
            if (message.expiredAt(now)) {
                expired(message);
                continue;
            }
            message.sentAtMs = now;
            onTheWire.add(message);
            present.publish(toOutgoing(message.publication, now))
                    .whenComplete((result, error) -> tell(() -> answered(present, message, result, error)));
        }
    }

    private static Outgoing toOutgoing(MqttPublication publication, long now) {
        Long deadline = publication.deadlineMs();
        // MQTT counts in seconds: rounded down, and one at least, because 0 would be none.
        Long expirySeconds = deadline == null ? null : Math.max(1, (deadline - now) / 1000);
        return new Outgoing(
                publication.topic(),
                publication.payload(),
                publication.retain(),
                expirySeconds,
                publication.contentType(),
                publication.responseTopic(),
                publication.correlationData(),
                publication.userProperties());
    }

    /** Hands the task's thread what the network thread learnt; when the task has ended nobody needs it any more. */
    private void tell(ThrowingRunnable<IOException> what) {
        news.add(what);
        if (newsAnnounced.compareAndSet(false, true)) {
            try {
                mailbox.execute(this::readNews, "MQTT news");
            } catch (RejectedExecutionException e) {
                LOG.debug("{}: news after the task has ended", clientId);
            }
        }
    }

    private void readNews() throws IOException {
        newsAnnounced.set(false);
        for (ThrowingRunnable<IOException> one = news.poll(); one != null; one = news.poll()) {
            one.run();
        }
        send();
    }

    private void answered(
            BrokerClient which, Pending message, @Nullable PublishResult result, @Nullable Throwable error)
            throws IOException {
        if (which != client || closed) {
            return;
        }
        if (error == null) {
            onTheWire.remove(message);
            sent.inc();
            sentBytes.inc(message.publication.size());
            publishLatencyMs = time.getCurrentProcessingTime() - message.sentAtMs;
            if (result == PublishResult.NO_MATCHING_SUBSCRIBERS) {
                noSubscriber.inc();
                NoSubscriberCallback callback = config.noSubscriber();
                if (callback != null) {
                    callback.nobodyListens(message.publication);
                }
            }
            return;
        }
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (BrokerException.kindOf(cause) == BrokerException.Kind.PUBLISH_REFUSED) {
            onTheWire.remove(message);
            refused.inc();
            sendErrors.inc();
            String what = clientId + ": the broker refused a message for " + message.publication.topic() + ": "
                    + cause.getMessage();
            if (config.refusalPolicy() == RefusalPolicy.FAIL) {
                throw new IOException(what, cause);
            }
            LOG.warn("{}", what);
        } else if (BrokerException.kindOf(cause) == BrokerException.Kind.NOT_IN_THIS_VERSION) {
            throw new IOException(clientId + ": " + cause.getMessage(), cause);
        }
        // Anything else means that the connection is gone: the listener says so, and the message goes out again.
    }
}
