package io.wardstream.connectors.mqtt.internal.client;

import io.reactivex.Scheduler;
import io.reactivex.disposables.Disposable;
import io.reactivex.disposables.Disposables;
import java.util.concurrent.TimeUnit;

/**
 * Runs what the client hands to the application on the client's network thread, as {@link BrokerClient} promises.
 *
 * <p>Left to itself the client hands it to a pool that all clients of the process share, and asks for 128 messages at a
 * time. While the pool lags behind, the client looks through all messages that are not acknowledged for each one that
 * comes, and with a checkpoint's worth of them that is most of what it does.
 */
public final class AtOnce extends Scheduler {

    public static final AtOnce INSTANCE = new AtOnce();

    private AtOnce() {}

    @Override
    public Worker createWorker() {
        return new Here();
    }

    private static final class Here extends Worker {

        private volatile boolean disposed;

        @Override
        public Disposable schedule(Runnable task) {
            if (!disposed) {
                task.run();
            }
            return Disposables.disposed();
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            if (delay > 0) {
                throw new UnsupportedOperationException("Nothing is put off here");
            }
            return schedule(task);
        }

        @Override
        public void dispose() {
            disposed = true;
        }

        @Override
        public boolean isDisposed() {
            return disposed;
        }
    }
}
