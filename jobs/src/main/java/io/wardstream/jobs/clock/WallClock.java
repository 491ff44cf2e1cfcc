package io.wardstream.jobs.clock;

import java.io.Serial;
import java.io.Serializable;

/**
 * Wall time, for the few decisions that event time must not make: is this command still news, does time stand still.
 */
@FunctionalInterface
public interface WallClock extends Serializable {

    /** Milliseconds since the epoch. */
    long nowMs();

    /**
     * Milliseconds since the epoch, for a decision at a moment of event time.
     *
     * @param eventTimeMs that moment; only a clock of a recorded past needs it
     */
    default long nowMs(long eventTimeMs) {
        return nowMs();
    }

    /**
     * How long a span of the machine's time is on this clock.
     *
     * @param machineMs milliseconds of the machine's time
     */
    default long spanMs(long machineMs) {
        return machineMs;
    }

    /** The machine's clock. */
    static WallClock system() {
        return System::currentTimeMillis;
    }

    /** The clock of a recorded past: it was then what the events say it was. */
    static WallClock recorded() {
        return new WallClock() {
            @Serial
            private static final long serialVersionUID = 1;

            @Override
            public long nowMs() {
                return 0;
            }

            @Override
            public long nowMs(long eventTimeMs) {
                return eventTimeMs;
            }
        };
    }
}
