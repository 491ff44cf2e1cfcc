package io.wardstream.sim.config;

/**
 * The ward's time, the only time that the simulation knows. It may run faster than the wall clock, so that an hour of
 * the ward passes in minutes; it must never run backwards. Called from several threads.
 */
public interface WardTime {

    /** Now, in milliseconds since 1970-01-01T00:00:00Z of the ward. */
    long nowMs();

    /** Ward milliseconds that pass in one millisecond of the wall clock. */
    double speed();

    /** The wall clock as it was at this call, carried on by the monotonic clock. */
    static WardTime wall() {
        return running(System.currentTimeMillis(), 1);
    }

    /** A time that starts at {@code startMs} now and runs {@code speed} times as fast as the monotonic clock. */
    static WardTime running(long startMs, double speed) {
        if (!(speed > 0 && speed <= 1000)) {
            throw new IllegalArgumentException("speed is " + speed + "; accepted: above 0, up to 1000");
        }
        long startNanos = System.nanoTime();
        return new WardTime() {
            @Override
            public long nowMs() {
                return startMs + (long) ((System.nanoTime() - startNanos) / 1_000_000.0 * speed);
            }

            @Override
            public double speed() {
                return speed;
            }
        };
    }
}
