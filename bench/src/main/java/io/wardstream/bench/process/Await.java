package io.wardstream.bench.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what other processes bring about, with a limit. */
public final class Await {

    private static final long LOOK_MS = 50;

    private Await() {}

    /** A condition that is looked at again and again. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it holds now. */
        boolean holds() throws Exception;
    }

    /** Waits until a condition holds; names it if it does not in time. */
    public static void until(String what, Duration atMost, Condition condition) throws Exception {
        if (!within(atMost, condition)) {
            throw new IOException("waited " + atMost.toSeconds() + " s for " + what);
        }
    }

    /** Waits until a condition holds, and tells whether it did in time. */
    public static boolean within(Duration atMost, Condition condition) throws Exception {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return true;
    }
}
