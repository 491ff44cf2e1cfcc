package io.wardstream.local.console;

import io.wardstream.connectors.mqtt.internal.client.BrokerClient;
import io.wardstream.connectors.mqtt.internal.client.BrokerException;
import io.wardstream.connectors.mqtt.internal.client.Outgoing;
import io.wardstream.model.Care;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.model.wire.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A staff terminal for one sentence: connects, says what somebody did, and leaves.
 *
 * <p>Each one is a boot of its own, drawn at random, and counts from 0: so two people at the same console never take
 * each other's numbers. They do take each other's connection, because it bears the console's name; then the sentence is
 * said again, with the same number, and counts once.
 */
public final class Console {

    private static final WireFormat<DeviceMessage> FORMAT = WireFormat.of(DeviceMessage.class);
    private static final long PAUSE_MS = 100;

    private final Installation.Door door;
    private final String boot = UUID.randomUUID().toString().replace("-", "");
    private long seq;

    /** A console that connects when something is said. */
    public Console(Installation.Door door) {
        this.door = door;
    }

    /** Names this console's messages among all of the log. */
    public String boot() {
        return boot;
    }

    /**
     * Says what somebody did. Returns when the broker has it.
     *
     * @throws IOException if the broker does not take it
     */
    public void say(Care care, Duration limit) throws IOException, InterruptedException {
        byte[] message = FORMAT.write(new DeviceMessage(null, boot, seq++, null, null, null, care, null, null));
        ExecutorService network = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "console");
            thread.setDaemon(true);
            return thread;
        });
        try {
            long deadline = System.nanoTime() + limit.toNanos();
            while (true) {
                try {
                    sayOnce(message, network, deadline);
                    return;
                } catch (BrokerException e) {
                    boolean again =
                            e.kind() == BrokerException.Kind.LOST || e.kind() == BrokerException.Kind.TAKEN_OVER;
                    if (!again || System.nanoTime() - deadline > 0) {
                        throw new IOException(
                                "the broker at " + door.connection() + " does not take what " + door.user() + " says: "
                                        + e.getMessage(),
                                e);
                    }
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                } catch (TimeoutException e) {
                    throw new IOException("the broker does not answer at " + door.connection(), e);
                }
            }
        } finally {
            network.shutdown();
        }
    }

    private void sayOnce(byte[] message, ExecutorService network, long deadline)
            throws IOException, InterruptedException, TimeoutException {
        BrokerClient client = BrokerClient.create(door.connection(), door.user(), network, delivery -> {}, gone -> {});
        try {
            client.connect(new BrokerClient.SessionRequest(true, 0, 1))
                    .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            client.publish(Outgoing.of(door.topic(), message)).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException known) {
                throw known;
            }
            throw new IOException("the broker at " + door.connection() + ": " + e.getCause(), e);
        } finally {
            client.disconnect();
        }
    }
}
