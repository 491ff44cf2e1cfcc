package io.wardstream.sim.device;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import io.reactivex.disposables.Disposable;
import io.wardstream.model.wire.WardTopic;
import io.wardstream.sim.config.MqttEndpoint;
import io.wardstream.sim.device.Outbox.Letter;
import io.wardstream.sim.world.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device as an MQTT 5 client: its id is client id and user name, its session at the broker outlives its
 * connections, everything goes at QoS 1.
 *
 * <ol>
 *   <li>{@link #connect}: a connection with a last will of its own. If it fails or breaks, another is tried after a
 *       pause that doubles from half a second to 8 s.</li>
 *   <li>Connected, it subscribes to its commands if it takes any, tells its host, and sends what waits, in order, a few
 *       messages at a time.</li>
 *   <li>A message that the broker did not confirm before the connection ended is sent again, in its place. The broker
 *       may therefore have it twice, as with every device at QoS 1.</li>
 *   <li>{@link #cut}: the network is lost, without a word. {@link #connect} brings it back.</li>
 *   <li>{@link #leave}: a good end, without a will.</li>
 * </ol>
 *
 * <p>Each connection has a client object of its own: the library's reconnection would answer commands that came before
 * it was asked for them with silence, and its half of the session is not needed. While it is not connected the device
 * keeps the newest readings only, and everything else. Thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Each future's outcome is dealt with in its own callback.
final class DeviceClient {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceClient.class);

    private static final long SESSION_EXPIRY_S = 3_600;
    private static final long WILL_DELAY_S = 1;
    private static final int KEEP_ALIVE_S = 30;
    private static final int IN_FLIGHT = 8;
    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 8_000;

    private final Device device;
    private final MqttEndpoint endpoint;
    private final DeviceHost host;
    private final NetworkThreads threads;
    private final Traffic traffic;

    private final Object lock = new Object();
    private final Outbox outbox;
    private final Map<Long, Letter> inFlight = new HashMap<>();
    private boolean wanted;
    private boolean subscribed;
    private int connections;
    private int failures;
    private @Nullable Connection current;

    DeviceClient(
            Device device,
            MqttEndpoint endpoint,
            DeviceHost host,
            NetworkThreads threads,
            Traffic traffic,
            int keepReadings) {
        this.device = device;
        this.endpoint = endpoint;
        this.host = host;
        this.threads = threads;
        this.traffic = traffic;
        this.outbox = new Outbox(keepReadings);
    }

    /**
     * What a client has to know of its device.
     *
     * @param takesCommands whether it listens on its command topic
     */
    record Device(String ward, String deviceId, boolean takesCommands) {}

    /** Brings the device on the network, and keeps it there. */
    void connect() {
        synchronized (lock) {
            if (wanted) {
                return;
            }
            wanted = true;
            tryToConnect();
        }
    }

    private void tryToConnect() {
        Connection connection;
        synchronized (lock) {
            if (!wanted || current != null) {
                return;
            }
            connections++;
            connection = new Connection(host.will(device.deviceId(), connections));
            current = connection;
        }
        connection.open();
    }

    /** One connection, from the attempt to its end. */
    private final class Connection {
        private final Mqtt5AsyncClient client;
        private final Mqtt5Connect connect;
        private final Disposable commands;
        private boolean up;

        Connection(String will) {
            String id = device.deviceId();
            client = MqttClient.builder()
                    .useMqttVersion5()
                    .identifier(id)
                    .serverHost(endpoint.host())
                    .serverPort(endpoint.port())
                    .simpleAuth()
                    .username(id)
                    .password(endpoint.passwords().apply(id).getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth()
                    .executorConfig(threads.config())
                    .addDisconnectedListener(this::ended)
                    .buildAsync();
            connect = Mqtt5Connect.builder()
                    .cleanStart(false)
                    .sessionExpiryInterval(SESSION_EXPIRY_S)
                    .keepAlive(KEEP_ALIVE_S)
                    .willPublish()
                    .topic(new WardTopic(device.ward(), id, WardTopic.STATE).text())
                    .payload(will.getBytes(StandardCharsets.UTF_8))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(false)
                    .delayInterval(WILL_DELAY_S)
                    .applyWillPublish()
                    .build();
            // Before it is connected: a session that lives on delivers before anybody can subscribe.
            commands = client.toRx()
                    .publishes(MqttGlobalPublishFilter.ALL)
                    .subscribe(command -> host.received(id, command.getPayloadAsBytes()), end -> {});
        }

        void open() {
            client.connect(connect).whenComplete((ack, failure) -> {
                // A failure is heard by the listener too.
                if (ack != null) {
                    connected(ack);
                }
            });
        }

        private void connected(Mqtt5ConnAck ack) {
            Cable.forgetSessionAtTheEnd(client);
            boolean mustSubscribe;
            synchronized (lock) {
                if (current != this) {
                    // It was cut off while it came up.
                    Cable.cut(client);
                    return;
                }
                failures = 0;
                mustSubscribe = device.takesCommands() && !(ack.isSessionPresent() && subscribed);
            }
            if (!mustSubscribe) {
                up();
                return;
            }
            client.subscribeWith()
                    .topicFilter(WardTopic.command(device.ward(), device.deviceId()))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send()
                    .whenComplete((granted, failure) -> {
                        if (failure == null) {
                            synchronized (lock) {
                                subscribed = true;
                            }
                            up();
                        } else {
                            LOG.warn("{} may not listen to its commands: {}", device.deviceId(), failure.toString());
                            // The listener tries again after a pause.
                            client.disconnect();
                        }
                    });
        }

        private void up() {
            synchronized (lock) {
                if (current != this) {
                    return;
                }
                up = true;
            }
            host.connected(device.deviceId());
            pump();
        }

        private void ended(MqttClientDisconnectedContext context) {
            commands.dispose();
            long pause;
            synchronized (lock) {
                if (current != this) {
                    return;
                }
                current = null;
                putBack();
                pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(failures, 4));
                failures++;
            }
            LOG.debug(
                    "{} lost its connection: {}",
                    device.deviceId(),
                    context.getCause().toString());
            // Spread out, so that a thousand devices do not come back in the same moment.
            long spread = ThreadLocalRandom.current().nextLong(pause / 2 + 1);
            threads.after(pause + spread, TimeUnit.MILLISECONDS, DeviceClient.this::tryToConnect);
        }

        /** Called with the lock. */
        void publish(Letter letter) {
            Outgoing.Message message = letter.message();
            Mqtt5Publish publish = Mqtt5Publish.builder()
                    .topic(message.topic())
                    .payload(message.payload().getBytes(StandardCharsets.UTF_8))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .build();
            client.publish(publish)
                    .whenCompleteAsync((result, failure) -> answered(letter, result, failure), threads.executor());
        }

        private void answered(Letter letter, @Nullable Mqtt5PublishResult result, @Nullable Throwable failure) {
            Throwable cause = failure;
            if (cause == null && result != null) {
                cause = result.getError().orElse(null);
            }
            boolean refused = cause instanceof Mqtt5PubAckException;
            synchronized (lock) {
                // A connection that broke says so elsewhere, and what was in flight is put back there.
                if (current != this || (cause != null && !refused) || inFlight.remove(letter.number()) == null) {
                    return;
                }
            }
            if (refused) {
                traffic.refused.increment();
                LOG.warn(
                        "The broker refuses what {} sends on {}: {}",
                        device.deviceId(),
                        letter.message().topic(),
                        String.valueOf(cause));
            } else {
                traffic.puBacked.increment();
                String receipt = letter.message().receipt();
                if (receipt != null) {
                    host.delivered(receipt);
                }
            }
            pump();
        }
    }

    /** Sends a message as soon as it can be sent. */
    void send(Outgoing.Message message) {
        synchronized (lock) {
            traffic.dropped.add(outbox.add(message));
        }
        pump();
    }

    private void pump() {
        // Handed over inside the lock, so that two threads do not change the order.
        synchronized (lock) {
            Connection connection = current;
            while (connection != null && connection.up && inFlight.size() < IN_FLIGHT) {
                Letter letter = outbox.poll();
                if (letter == null) {
                    return;
                }
                inFlight.put(letter.number(), letter);
                count(letter);
                connection.publish(letter);
            }
        }
    }

    private void count(Letter letter) {
        if (letter.sentBefore()) {
            return;
        }
        traffic.published.increment();
        if (letter.repeat()) {
            traffic.duplicates.increment();
        }
        if (letter.message().kind() == Outgoing.Kind.MALFORMED) {
            traffic.malformed.increment();
        }
    }

    /** Called with the lock. */
    private void putBack() {
        inFlight.values().forEach(letter -> traffic.dropped.add(outbox.putBack(letter)));
        inFlight.clear();
    }

    /** The device loses its network. Without a word: the broker speaks its last will. */
    void cut() {
        Connection connection = let();
        if (connection != null) {
            Cable.cut(connection.client);
        }
    }

    /** The device leaves in good order. */
    CompletableFuture<Void> leave() {
        Connection connection = let();
        return connection == null
                ? CompletableFuture.completedFuture(null)
                // One that was not connected just now is gone already.
                : connection.client.disconnect().exceptionally(failure -> null);
    }

    private @Nullable Connection let() {
        synchronized (lock) {
            wanted = false;
            Connection connection = current;
            current = null;
            putBack();
            return connection;
        }
    }

    /** Whether it is on the network, listening and sending. */
    boolean isUp() {
        synchronized (lock) {
            return current != null && current.up;
        }
    }

    /** Messages that the broker does not have yet. */
    int unsent() {
        synchronized (lock) {
            return outbox.size() + inFlight.size();
        }
    }
}
