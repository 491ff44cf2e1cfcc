package io.wardstream.connectors.webhook.internal;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one endpoint that wait for a slot. Messages that were never tried and messages that are tried again
 * stand in two lines, each first come first served, and the lines are served in turn while both have somebody: a new
 * message does not wait behind thousands of repetitions to an endpoint that hangs, nor do repetitions starve.
 */
final class ReadyQueue {

    private final ArrayDeque<Lane> firstAttempts = new ArrayDeque<>();
    private final ArrayDeque<Lane> repetitions = new ArrayDeque<>();
    private boolean repetitionIsNext;

    void add(Lane lane, boolean repetition) {
        (repetition ? repetitions : firstAttempts).add(lane);
    }

    /** The next lane, or null if none waits. */
    @Nullable
    Lane poll() {
        boolean takeRepetition = firstAttempts.isEmpty() || (repetitionIsNext && !repetitions.isEmpty());
        repetitionIsNext = !takeRepetition;
        return takeRepetition ? repetitions.poll() : firstAttempts.poll();
    }
}
