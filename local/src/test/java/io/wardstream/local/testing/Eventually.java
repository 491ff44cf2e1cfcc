package io.wardstream.local.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for real servers. */
public final class Eventually {

    /** How long anything may take that is expected to come. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private Eventually() {}

    /** Waits until a condition holds. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("It did not come to this within " + PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
