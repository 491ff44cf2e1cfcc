package io.wardstream.connectors.mqtt.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what other threads bring about, with a limit. */
public final class Eventually {

    private Eventually() {}

    /** Waits until a condition holds; fails with what it is about if it does not within 30 s. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("After 30 s still not: " + what);
            }
            Thread.sleep(10);
        }
    }
}
