package io.wardstream.sim.device;

import io.wardstream.model.RegistryEntry;
import io.wardstream.sim.config.MqttEndpoint;
import io.wardstream.sim.world.Outgoing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Many devices on one broker, sharing a few threads. Thread-safe. Waiting times are wall time.
 */
public final class DeviceFleet implements AutoCloseable {
    private static final int CONNECTING_AT_ONCE = 50;
    private static final long LOOK_EVERY_MS = 20;

    private final NetworkThreads threads = new NetworkThreads();
    private final Traffic traffic;
    private final Map<String, DeviceClient> clients = new LinkedHashMap<>();

    /**
     * A fleet that is not connected yet.
     *
     * @param devices its devices
     * @param endpoint the broker
     * @param host whoever stands behind the devices
     * @param traffic what is counted
     * @param keepReadings how many readings a device keeps while it is not connected
     */
    public DeviceFleet(
            List<RegistryEntry> devices, MqttEndpoint endpoint, DeviceHost host, Traffic traffic, int keepReadings) {
        this.traffic = traffic;
        for (RegistryEntry device : devices) {
            clients.put(
                    device.deviceId(),
                    new DeviceClient(
                            new DeviceClient.Device(
                                    device.ward(),
                                    device.deviceId(),
                                    device.kind().hasClamp()),
                            endpoint,
                            host,
                            threads,
                            traffic,
                            keepReadings));
        }
    }

    /**
     * Connects the devices, some at a time, and waits until all are there or the time is over. Those that are not there
     * yet go on trying.
     *
     * @return how many are there
     */
    public int connect(Predicate<String> which, long timeoutMs) throws InterruptedException {
        Queue<DeviceClient> toConnect = new ArrayDeque<>();
        clients.forEach((deviceId, client) -> {
            if (which.test(deviceId)) {
                toConnect.add(client);
            }
        });
        List<DeviceClient> started = new ArrayList<>();
        waitUntil(timeoutMs, () -> {
            long underWay = started.stream().filter(client -> !client.isUp()).count();
            while (underWay < CONNECTING_AT_ONCE && !toConnect.isEmpty()) {
                DeviceClient client = toConnect.remove();
                started.add(client);
                client.connect();
                underWay++;
            }
            return underWay == 0;
        });
        toConnect.forEach(DeviceClient::connect);
        return (int) clients.values().stream().filter(DeviceClient::isUp).count();
    }

    /** Lets something happen outside. */
    public void perform(Outgoing outgoing) {
        DeviceClient client = client(outgoing.deviceId());
        if (outgoing instanceof Outgoing.Message message) {
            client.send(message);
        } else if (outgoing instanceof Outgoing.Link link) {
            if (link.up()) {
                client.connect();
            } else {
                client.cut();
            }
        }
    }

    /** Messages of a device that the broker does not have yet. */
    public int unsent(String deviceId) {
        return client(deviceId).unsent();
    }

    private DeviceClient client(String deviceId) {
        DeviceClient client = clients.get(deviceId);
        if (client == null) {
            throw new IllegalStateException(deviceId + " is no device of this fleet");
        }
        return client;
    }

    /** Waits until the broker has everything that connected devices have to send, or the time is over. */
    public void drain(long timeoutMs) throws InterruptedException {
        waitUntil(
                timeoutMs, () -> clients.values().stream().allMatch(client -> !client.isUp() || client.unsent() == 0));
    }

    private static void waitUntil(long timeoutMs, BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    /** What the fleet has sent. */
    public Traffic traffic() {
        return traffic;
    }

    /** All devices leave in good order. Returns when they have, or after a few seconds. */
    @Override
    public void close() {
        CompletableFuture<?>[] leaving =
                clients.values().stream().map(DeviceClient::leave).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(leaving).get(3, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The broker does not answer; the connections die with the threads.
        }
        threads.close();
    }
}
