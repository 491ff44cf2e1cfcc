package io.wardstream.jobs.safety;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.state.MapState;

/**
 * Holds the inputs of a key back until the ward clock has passed them, and gives them in order: so what an operator
 * with several inputs does is the same on every replay, however its inputs overtake each other.
 *
 * @param <T> the inputs
 */
final class InOrder<T> {

    private final MapState<Long, List<T>> waiting;
    private final Comparator<T> atOneInstant;

    /**
     * @param waiting the state that holds them, by event time
     * @param atOneInstant the order of inputs that share an instant
     */
    InOrder(MapState<Long, List<T>> waiting, Comparator<T> atOneInstant) {
        this.waiting = waiting;
        this.atOneInstant = atOneInstant;
    }

    /** Holds an input back; the caller books a timer for {@code at}. */
    void hold(long at, T input) throws Exception {
        List<T> same = waiting.get(at);
        List<T> more = same == null ? new ArrayList<>(1) : new ArrayList<>(same);
        more.add(input);
        waiting.put(at, more);
    }

    /** The inputs of an instant that the clock has passed, in order; they are held no longer. */
    List<T> release(long at) throws Exception {
        List<T> same = waiting.get(at);
        if (same == null) {
            return List.of();
        }
        waiting.remove(at);
        List<T> ordered = new ArrayList<>(same);
        ordered.sort(atOneInstant);
        return ordered;
    }
}
