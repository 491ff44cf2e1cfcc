package io.wardstream.connectors.webhook.internal;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one key with pending messages is doing, in memory only: after a restart it is rebuilt from state. It keeps the
 * pending sequences in order, so that finding the next of thousands does not read them all from state.
 */
final class Lane {

    /** Where the lane stands; it has at most one attempt under way. */
    enum Phase {
        /** The head's time has not come; a timer in state will wake the lane. */
        WAITING,
        /** The head is due; the lane waits for a slot of its endpoint. */
        READY,
        /** One attempt is under way. */
        IN_FLIGHT
    }

    final String key;
    final EndpointDesk desk;
    final TreeSet<Long> pending = new TreeSet<>();
    Phase phase = Phase.WAITING;

    Lane(String key, EndpointDesk desk) {
        this.key = key;
        this.desk = desk;
    }

    long head() {
        return pending.first();
    }

    /** The pending sequences that a delivery of {@code sequence} makes old news, as a copy. */
    SortedSet<Long> below(long sequence) {
        return new TreeSet<>(pending.headSet(sequence));
    }
}
