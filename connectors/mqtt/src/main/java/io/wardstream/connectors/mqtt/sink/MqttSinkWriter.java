package io.wardstream.connectors.mqtt.sink;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttCredentials;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * <p>Everything here happens on the task's thread: what the network thread learns (connected, taken, refused, lost) it puts
 * into the task's mailbox. When the connection is lost, a new client object connects, and what was not taken yet is
 * published again in order, except what has passed its deadline meanwhile. Without a connection {@link #write} and
 * {@link #flush} wait only as long as there is something undelivered that has not expired; after the reconnect timeout the
 * task fails.
 *
 * @param <T> the records
 */
final class MqttSinkWriter<T> implements SinkWriter<T> {

    private static final Logger LOG = LoggerFactory.getLogger(MqttSinkWriter.class);
    private static final long HOUSEKEEPING_MS = 100;
    private static final long CLOSE_TIMEOUT_MS = 2_000;
    private static final int MAX_BACKOFF = 32;

    private final MqttConnectionConfig connection;
    private final String clientId;
    private final MqttSerializationSchema<T> schema;
    private final int window;
    private final RefusalPolicy refusalPolicy;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService time;
    private final ExecutorService network;
    private final Counter sent;
    private final Counter expired;
    private final Counter refused;
    private final Counter noSubscriber;
    private final Counter reconnects;

    /** Accepted from Flink and not yet taken by the broker, in order. */
    private final Deque<Pending> pending = new ArrayDeque<>();

    private @Nullable Mqtt5AsyncClient client;
    private boolean connected;
    private boolean closed;
    private long downSinceMs;
    private int attempts;

    MqttSinkWriter(
            MqttConnectionConfig connection,
            String clientIdPrefix,
            MqttSerializationSchema<T> schema,
            int window,
            RefusalPolicy refusalPolicy,
            WriterInitContext context)
            throws IOException {
        this.connection = connection;
        int subtask = context.getTaskInfo().getIndexOfThisSubtask();
        this.clientId = clientIdPrefix + "-k-" + subtask + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        this.schema = schema;
        this.window = window;
        this.refusalPolicy = refusalPolicy;
        this.mailbox = context.getMailboxExecutor();
        this.time = context.getProcessingTimeService();
        this.network = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "mqtt-sink-network-" + subtask);
            thread.setDaemon(true);
            return thread;
        });
        this.sent = context.metricGroup().getIOMetricGroup().getNumRecordsOutCounter();
        MetricGroup group = context.metricGroup().addGroup("MqttSinkWriter");
        this.expired = group.counter("expired");
        this.refused = group.counter("refused");
        this.noSubscriber = group.counter("noSubscriber");
        this.reconnects = group.counter("reconnects");
        group.gauge("pendingRecords", pending::size);
        this.downSinceMs = time.getCurrentProcessingTime();
        connect();
        time.registerTimer(downSinceMs + HOUSEKEEPING_MS, this::housekeeping);
    }

    /** One message on its way. */
    private static final class Pending {
        private final MqttPublication publication;
        private boolean onTheWire;

        Pending(MqttPublication publication) {
            this.publication = publication;
        }

        boolean expiredAt(long nowMs) {
            Long deadline = publication.deadlineMs();
            return deadline != null && nowMs >= deadline;
        }
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        MqttPublication publication = schema.serialize(element);
        if (publication == null) {
            return;
        }
        while (pending.size() >= window) {
            mailbox.yield();
        }
        Pending message = new Pending(publication);
        if (message.expiredAt(time.getCurrentProcessingTime())) {
            expired.inc();
            LOG.warn("A message for {} was not published: its deadline has passed", publication.topic());
            return;
        }
        pending.add(message);
        if (connected) {
            publish(message);
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        while (!pending.isEmpty()) {
            mailbox.yield();
        }
    }

    @Override
    public void close() throws Exception {
        closed = true;
        connected = false;
        Mqtt5AsyncClient present = client;
        if (present != null) {
            try {
                present.disconnect().get(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("{} was not disconnected in good order", clientId, e);
            }
        }
        network.shutdown();
    }

    private void connect() throws IOException {
        attempts++;
        Mqtt5AsyncClient fresh = newClient();
        client = fresh;
        fresh.connectWith()
                .cleanStart(true)
                .sessionExpiryInterval(0)
                .keepAlive(connection.keepAliveSeconds())
                .send()
                .whenComplete((Mqtt5ConnAck ack, Throwable error) -> {
                    if (error == null) {
                        inMailbox(() -> connected(fresh), "MQTT connected");
                    }
                    // A failure comes through the disconnected listener as well.
                });
    }

    private Mqtt5AsyncClient newClient() throws IOException {
        long timeoutMs = connection.connectTimeout().toMillis();
        Mqtt5AsyncClient[] self = new Mqtt5AsyncClient[1];
        Mqtt5ClientBuilder builder = MqttClient.builder()
                .useMqttVersion5()
                .identifier(clientId)
                .executorConfig()
                .nettyExecutor(network)
                .nettyThreads(1)
                .applyExecutorConfig()
                .transportConfig()
                .serverHost(connection.host())
                .serverPort(connection.port())
                .socketConnectTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .applyTransportConfig()
                .addDisconnectedListener(context -> {
                    Throwable cause = context.getCause();
                    inMailbox(() -> lost(self[0], cause), "MQTT connection lost");
                });
        MqttCredentials credentials = connection.credentials();
        if (credentials != null) {
            builder = builder.simpleAuth()
                    .username(credentials.username())
                    .password(credentials.password())
                    .applySimpleAuth();
        }
        self[0] = builder.buildAsync();
        return self[0];
    }

    private void connected(Mqtt5AsyncClient which) {
        if (which != client || closed) {
            return;
        }
        connected = true;
        attempts = 0;
        dropExpired();
        for (Pending message : pending) {
            publish(message);
        }
    }

    private void lost(@Nullable Mqtt5AsyncClient which, Throwable cause) throws IOException {
        if (which != client || closed) {
            return;
        }
        long now = time.getCurrentProcessingTime();
        if (connected) {
            connected = false;
            downSinceMs = now;
            reconnects.inc();
        }
        pending.forEach(message -> message.onTheWire = false);
        failIfDownTooLong(now, cause);
        long pauseMs = connection.reconnectDelay().toMillis()
                * Math.min(MAX_BACKOFF, 1L << Math.min(Math.max(attempts - 1, 0), 16));
        LOG.warn(
                "{} has no connection to {} ({}); next attempt in {} ms",
                clientId,
                connection,
                cause.toString(),
                pauseMs);
        time.registerTimer(now + pauseMs, at -> {
            if (!closed && which == client) {
                connect();
            }
        });
    }

    private void failIfDownTooLong(long now, @Nullable Throwable cause) throws IOException {
        long downMs = now - downSinceMs;
        if (!connected && downMs > connection.reconnectTimeout().toMillis()) {
            throw new IOException(clientId + ": no connection to " + connection + " for " + downMs + " ms", cause);
        }
    }

    private void housekeeping(long now) throws IOException {
        if (closed) {
            return;
        }
        if (!connected) {
            dropExpired();
            failIfDownTooLong(now, null);
        }
        time.registerTimer(now + HOUSEKEEPING_MS, this::housekeeping);
    }

    /** Takes out what has passed its deadline and is not on the wire; once it is, the broker minds the expiry. */
    private void dropExpired() {
        long now = time.getCurrentProcessingTime();
        for (Iterator<Pending> messages = pending.iterator(); messages.hasNext(); ) {
            Pending message = messages.next();
            if (!message.onTheWire && message.expiredAt(now)) {
                messages.remove();
                expired.inc();
                LOG.warn("A message for {} was not published: its deadline has passed", message.publication.topic());
            }
        }
    }

    private void publish(Pending message) {
        Mqtt5AsyncClient present = client;
        if (present == null) {
            throw new IllegalStateException(clientId + " publishes without a client");
        }
        message.onTheWire = true;
        present.publish(toPublish(message.publication))
                .whenComplete((result, error) ->
                        inMailbox(() -> answered(present, message, result, error), "MQTT publish answered"));
    }

    /** Hands what the network thread learnt to the task's thread; when the task has ended nobody needs it any more. */
    private void inMailbox(ThrowingRunnable<? extends Exception> action, String what) {
        try {
            mailbox.execute(action, what);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: {} after the task has ended", clientId, what);
        }
    }

    private Mqtt5Publish toPublish(MqttPublication publication) {
        Mqtt5PublishBuilder.Complete builder = Mqtt5Publish.builder()
                .topic(publication.topic())
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(publication.payload())
                .retain(publication.retain());
        Long deadline = publication.deadlineMs();
        if (deadline != null) {
            long leftMs = deadline - time.getCurrentProcessingTime();
            builder = builder.messageExpiryInterval(Math.max(1, leftMs / 1000));
        }
        String contentType = publication.contentType();
        if (contentType != null) {
            builder = builder.contentType(contentType);
        }
        String responseTopic = publication.responseTopic();
        if (responseTopic != null) {
            builder = builder.responseTopic(responseTopic);
        }
        byte[] correlationData = publication.correlationData();
        if (correlationData != null) {
            builder = builder.correlationData(correlationData);
        }
        for (Map.Entry<String, String> property : publication.userProperties()) {
            builder = builder.userProperties()
                    .add(property.getKey(), property.getValue())
                    .applyUserProperties();
        }
        return builder.build();
    }

    private void answered(
            Mqtt5AsyncClient which, Pending message, @Nullable Mqtt5PublishResult result, @Nullable Throwable error)
            throws IOException {
        if (which != client || closed) {
            return;
        }
        Throwable problem = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (problem == null && result != null) {
            problem = result.getError().orElse(null);
        }
        if (problem == null) {
            pending.remove(message);
            sent.inc();
            if (result instanceof Mqtt5PublishResult.Mqtt5Qos1Result taken
                    && taken.getPubAck().getReasonCode() == Mqtt5PubAckReasonCode.NO_MATCHING_SUBSCRIBERS) {
                noSubscriber.inc();
            }
            return;
        }
        if (problem instanceof Mqtt5PubAckException refusal) {
            pending.remove(message);
            refused.inc();
            String what = clientId + ": the broker refused a message for " + message.publication.topic() + ": "
                    + refusal.getMqttMessage().getReasonCode();
            if (refusalPolicy == RefusalPolicy.FAIL) {
                throw new IOException(what, refusal);
            }
            LOG.warn("{}", what);
        }
        // Anything else means that the connection is gone: the listener says so, and the message goes out again.
    }
}
