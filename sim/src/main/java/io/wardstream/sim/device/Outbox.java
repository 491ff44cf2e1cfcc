package io.wardstream.sim.device;

import io.wardstream.sim.world.Outgoing;
import java.util.Iterator;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a device still has to send, in the order in which it was said. Of readings only the newest are kept; everything
 * else is kept until it is sent. Not thread-safe.
 */
final class Outbox {
    private final int keepReadings;
    private final TreeMap<Long, Letter> waiting = new TreeMap<>();
    private long next;
    private int readings;

    Outbox(int keepReadings) {
        this.keepReadings = keepReadings;
    }

    /**
     * One message to send.
     *
     * @param number its place in the order
     * @param repeat whether it deliberately repeats the one before
     * @param sentBefore whether it was handed to the network before, and the connection broke
     */
    record Letter(long number, Outgoing.Message message, boolean repeat, boolean sentBefore) {

        boolean disposable() {
            return message.kind() == Outgoing.Kind.READING || message.kind() == Outgoing.Kind.MALFORMED;
        }
    }

    /** Adds a message, as often as it is to be sent. Returns how many older readings had to go for it. */
    int add(Outgoing.Message message) {
        int gone = 0;
        for (int copy = 0; copy < message.copies(); copy++) {
            gone += put(new Letter(next++, message, copy > 0, false));
        }
        return gone;
    }

    /** Puts a message back in its place, because the connection broke before the broker confirmed it. */
    int putBack(Letter letter) {
        return put(new Letter(letter.number(), letter.message(), letter.repeat(), true));
    }

    private int put(Letter letter) {
        waiting.put(letter.number(), letter);
        if (!letter.disposable()) {
            return 0;
        }
        readings++;
        return readings > keepReadings ? dropOldestReading() : 0;
    }

    private int dropOldestReading() {
        for (Iterator<Letter> all = waiting.values().iterator(); all.hasNext(); ) {
            if (all.next().disposable()) {
                all.remove();
                readings--;
                return 1;
            }
        }
        return 0;
    }

    /** Takes the oldest message out, or null if there is none. */
    @Nullable
    Letter poll() {
        var first = waiting.pollFirstEntry();
        if (first == null) {
            return null;
        }
        if (first.getValue().disposable()) {
            readings--;
        }
        return first.getValue();
    }

    int size() {
        return waiting.size();
    }
}
