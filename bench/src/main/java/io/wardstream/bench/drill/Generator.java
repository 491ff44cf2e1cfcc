package io.wardstream.bench.drill;

import io.wardstream.bench.broker.Broker;
import io.wardstream.bench.broker.Client;
import io.wardstream.bench.drill.job.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Devices that publish at least once, through one connection, and remember what the broker acknowledged and when: the
 * oracle of loss.
 *
 * <p>A device says nothing new until {@link #PAUSE_NANOS} after its last message was acknowledged. Artemis 2.55.0 puts
 * messages of one connection and one topic out of order that come within milliseconds of each other: 82 and 95 of 3,000
 * that did not wait for acknowledgements, and still 1 of 2,400 that did. (Mosquitto: none.) Order is what a drill wants
 * to see kept, so devices must not make the broker lose it.
 *
 * <p>When the connection is lost it connects anew and sends again what was not acknowledged; so each
 * device's messages come to the broker in their order, some of them perhaps twice. While there is no connection no
 * device speaks: the rate is never above the given one, but for what is sent again.
 */
final class Generator implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Broker broker;
    private final Scenario scenario;
    private final SplittableRandom choice;
    private final PrintWriter log;
    private final ExecutorService worker;

    private final Object lock = new Object();
    private final Map<String, Sent> unacknowledged = new HashMap<>();
    private final Map<String, Set<Long>> acknowledged = new HashMap<>();
    private final Map<String, Long> sent = new HashMap<>();
    private final Map<String, Long> quietSince = new HashMap<>();
    private long sentAgain;
    private long progressAt = System.nanoTime();

    private @Nullable Client client;
    private AtomicBoolean broken = new AtomicBoolean();
    private volatile boolean closed;

    private record Sent(String topic, Reading reading) {}

    Generator(Broker broker, Scenario scenario, Path log) throws IOException {
        this.broker = broker;
        this.scenario = scenario;
        this.choice = new SplittableRandom(scenario.seed());
        this.log = new PrintWriter(Files.newBufferedWriter(log));
        this.worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "devices");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Publishes so many messages, after those that were asked for before; done when the broker has acknowledged all.
     */
    CompletableFuture<Void> publish(long count, int ratePerSecond) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        run(count, ratePerSecond);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CompletionException(e);
                    }
                },
                worker);
    }

    private void run(long count, int ratePerSecond) throws IOException, InterruptedException {
        long step = TimeUnit.SECONDS.toNanos(1) / ratePerSecond;
        long due = System.nanoTime();
        progressAt = due;
        for (long i = 0; i < count; i++) {
            connectIfNeeded();
            long now = System.nanoTime();
            if (due - now > 0) {
                TimeUnit.NANOSECONDS.sleep(due - now);
            }
            // What could not be said in time is never said: a pause is not followed by a burst.
            due = Math.max(due + step, System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(20));
            send(next());
        }
        synchronized (lock) {
            while (!unacknowledged.isEmpty() && !broken.get()) {
                lock.wait(50);
                checkProgress();
            }
        }
        while (outstanding() > 0) {
            connectIfNeeded();
            synchronized (lock) {
                lock.wait(50);
                checkProgress();
            }
        }
    }

    /** The next message: of a device drawn by lot, or of the next one that waits for nothing. */
    private Sent next() throws IOException, InterruptedException {
        int drawn = choice.nextInt(scenario.devices());
        while (true) {
            synchronized (lock) {
                for (int i = 0; i < scenario.devices(); i++) {
                    int device = (drawn + i) % scenario.devices();
                    String name = Scenario.deviceName(device);
                    if (maySpeak(name)) {
                        Sent next =
                                new Sent(scenario.topic(device), new Reading(name, sent.merge(name, 1L, Long::sum)));
                        unacknowledged.put(name, next);
                        return next;
                    }
                }
                if (!broken.get()) {
                    lock.wait(5);
                }
                checkProgress();
            }
            connectIfNeeded();
        }
    }

    private boolean maySpeak(String device) {
        Long since = quietSince.get(device);
        return !unacknowledged.containsKey(device) && (since == null || System.nanoTime() - since > PAUSE_NANOS);
    }

    private int outstanding() {
        synchronized (lock) {
            return unacknowledged.size();
        }
    }

    private void checkProgress() throws IOException {
        if (closed) {
            throw new IOException("the devices were sent away");
        }
        if (System.nanoTime() - progressAt > STUCK_NANOS) {
            throw new IOException("for 60 s the broker has acknowledged none of " + unacknowledged.size()
                    + " messages to the devices");
        }
    }

    private void connectIfNeeded() throws IOException, InterruptedException {
        while (client == null || broken.get()) {
            if (client != null) {
                client.close();
                client = null;
            }
            synchronized (lock) {
                checkProgress();
            }
            try {
                broken = new AtomicBoolean();
                client = Client.connect(broker, scenario.prefix() + "-devices", Client.Session.NEW);
            } catch (RuntimeException e) {
                TimeUnit.MILLISECONDS.sleep(100);
                continue;
            }
            List<Sent> again;
            synchronized (lock) {
                again = new ArrayList<>(unacknowledged.values());
                sentAgain += again.size();
            }
            again.forEach(this::send);
        }
    }

    private void send(Sent message) {
        Client present = client;
        AtomicBoolean itsBroken = broken;
        if (present == null) {
            return;
        }
        present.publish(message.topic, message.reading.text().getBytes(StandardCharsets.UTF_8))
                .whenComplete((taken, error) -> {
                    if (error != null) {
                        itsBroken.set(true);
                    } else {
                        acknowledged(message);
                    }
                    synchronized (lock) {
                        lock.notifyAll();
                    }
                });
    }

    private void acknowledged(Sent message) {
        synchronized (lock) {
            unacknowledged.remove(message.reading.device(), message);
            progressAt = System.nanoTime();
            quietSince.put(message.reading.device(), progressAt);
            if (acknowledged
                    .computeIfAbsent(message.reading.device(), device -> new HashSet<>())
                    .add(message.reading.seq())) {
                log.println(message.reading.text() + " " + System.currentTimeMillis());
            }
        }
    }

    /** Per device, what the broker acknowledged. */
    Map<String, Set<Long>> acknowledged() {
        synchronized (lock) {
            Map<String, Set<Long>> copy = new HashMap<>();
            acknowledged.forEach((device, seqs) -> copy.put(device, new HashSet<>(seqs)));
            return copy;
        }
    }

    /** Per device, the last message that was sent. */
    Map<String, Long> sent() {
        synchronized (lock) {
            return new HashMap<>(sent);
        }
    }

    /** How many messages were sent more than once, because no acknowledgement came. */
    long sentAgain() {
        synchronized (lock) {
            return sentAgain;
        }
    }

    @Override
    public void close() {
        closed = true;
        worker.shutdownNow();
        Client present = client;
        if (present != null) {
            present.close();
        }
        synchronized (lock) {
            log.close();
        }
    }
}
