package io.wardstream.sim.device;

import java.util.concurrent.atomic.LongAdder;

/** What a fleet of devices has sent. Thread-safe. */
public final class Traffic {
    final LongAdder published = new LongAdder();
    final LongAdder puBacked = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder refused = new LongAdder();

    /**
     * Messages that were handed to the network at least once; repeats after a broken connection are not counted again.
     */
    public long published() {
        return published.sum();
    }

    /** Those of them that the broker has confirmed. */
    public long puBacked() {
        return puBacked.sum();
    }

    /** Those of them that deliberately repeat another one. */
    public long duplicates() {
        return duplicates.sum();
    }

    /** Those of them that deliberately are no messages. */
    public long malformed() {
        return malformed.sum();
    }

    /** Readings that were never handed to the network, because a device was cut off for too long. */
    public long dropped() {
        return dropped.sum();
    }

    /** Messages that the broker refused: its permissions are wrong. */
    public long refused() {
        return refused.sum();
    }
}
