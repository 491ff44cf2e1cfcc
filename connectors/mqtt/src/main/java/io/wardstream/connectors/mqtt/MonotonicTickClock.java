package io.wardstream.connectors.mqtt;

import java.io.Serial;
import java.util.function.LongSupplier;

/**
 * Wall time without jumps: anchored to the wall clock when it is first asked, carried on by the machine's monotonic
 * clock, and drawn towards the wall clock by at most 500 µs a second.
 *
 * <p>So a wall clock that is set by ten seconds shifts this one by no more than a watch would be wrong, and a monotonic
 * clock that runs a little fast or slow does not leave the wall time over the weeks. It never goes back.
 *
 * <p>Thread-safe.
 */
final class MonotonicTickClock implements TickClock {

    @Serial
    private static final long serialVersionUID = 1;

    /** How much it may be drawn towards the wall clock: parts of elapsed time. */
    static final double SLEW = 500e-6;

    private final transient LongSupplier wallMs;
    private final transient LongSupplier nanos;

    private transient boolean anchored;
    private transient double offsetMs;
    private transient long anchorNanos;
    private transient long lastNanos;
    private transient long last;

    MonotonicTickClock() {
        this(System::currentTimeMillis, System::nanoTime);
    }

    MonotonicTickClock(LongSupplier wallMs, LongSupplier nanos) {
        this.wallMs = wallMs;
        this.nanos = nanos;
    }

    @Override
    public synchronized long nowMs() {
        long now = nanos.getAsLong();
        long wall = wallMs.getAsLong();
        if (!anchored) {
            anchored = true;
            anchorNanos = now;
            lastNanos = now;
            offsetMs = wall;
        }
        double elapsedMs = (now - anchorNanos) / 1e6;
        double allowed = (now - lastNanos) / 1e6 * SLEW;
        lastNanos = now;
        double error = wall - (offsetMs + elapsedMs);
        offsetMs += Math.max(-allowed, Math.min(allowed, error));
        last = Math.max(last, (long) Math.floor(offsetMs + elapsedMs));
        return last;
    }

    /** A clock that travelled begins anew: its anchor was another machine's. */
    @Serial
    private Object readResolve() {
        return new MonotonicTickClock();
    }
}
