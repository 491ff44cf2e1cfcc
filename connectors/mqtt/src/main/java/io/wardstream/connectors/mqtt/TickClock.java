package io.wardstream.connectors.mqtt;

import java.io.Serializable;

/** The clock whose time a source's ticks carry. */
@FunctionalInterface
public interface TickClock extends Serializable {

    /** Milliseconds since the epoch. Called by the reader's ticking thread; should not jump. */
    long nowMs();

    /**
     * The machine's clock as it was at the first question, carried on without its jumps: see
     * {@link MonotonicTickClock}.
     */
    static TickClock monotonic() {
        return new MonotonicTickClock();
    }
}
