package io.wardstream.bench.race;

import io.reactivex.Scheduler;
import io.reactivex.disposables.Disposable;
import io.reactivex.disposables.Disposables;
import java.util.concurrent.TimeUnit;

/**
 * Calls back on the client's network thread. By default the client hands everything to another thread, at most 128 messages
 * at a time; while that one lags behind, each message that comes makes the client look through all that are not
 * acknowledged. A yardstick must not stumble over that.
 */
final class AtOnce extends Scheduler {

    static final AtOnce INSTANCE = new AtOnce();

    private AtOnce() {}

    @Override
    public Worker createWorker() {
        return new Here();
    }

    private static final class Here extends Worker {

        private volatile boolean disposed;

        @Override
        public Disposable schedule(Runnable task) {
            task.run();
            return Disposables.disposed();
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            if (delay > 0) {
                throw new UnsupportedOperationException("The client does not ask for delays");
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
