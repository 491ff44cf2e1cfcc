package io.wardstream.sim.device;

import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import io.reactivex.schedulers.Schedulers;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that all clients of a fleet share: two that move bytes, one for what follows from them, and one for
 * pauses. All are daemons, and gone after {@link #close}.
 */
final class NetworkThreads implements AutoCloseable {
    private static final int NETTY_THREADS = 2;
    private static final long CLOSE_MS = 2_000;

    /**
     * Grows: when all clients are gone for a moment, the library starts a new event loop before the old one has ended.
     */
    private final ExecutorService netty = Executors.newCachedThreadPool(daemons("sim-mqtt"));

    private final ExecutorService events = Executors.newSingleThreadExecutor(daemons("sim-mqtt-events"));
    private final ScheduledExecutorService pauses =
            Executors.newSingleThreadScheduledExecutor(daemons("sim-mqtt-pauses"));
    private final MqttClientExecutorConfig config = MqttClientExecutorConfig.builder()
            .nettyExecutor(netty)
            .nettyThreads(NETTY_THREADS)
            .applicationScheduler(Schedulers.from(events))
            .build();

    static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    MqttClientExecutorConfig config() {
        return config;
    }

    /** For what follows from the network's events, one after the other; after {@link #close} it does nothing. */
    Executor executor() {
        return task -> {
            try {
                events.execute(task);
            } catch (RejectedExecutionException e) {
                // Closed: whoever waited for this has left.
            }
        };
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A pause that is over has nothing to say.
    void after(long delay, TimeUnit unit, Runnable task) {
        try {
            pauses.schedule(task, delay, unit);
        } catch (RejectedExecutionException e) {
            // Closed: nobody connects any more.
        }
    }

    @Override
    public void close() {
        pauses.shutdownNow();
        netty.shutdown();
        try {
            if (!netty.awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS)) {
                netty.shutdownNow();
            }
        } catch (InterruptedException e) {
            netty.shutdownNow();
            Thread.currentThread().interrupt();
        }
        events.shutdown();
    }
}
