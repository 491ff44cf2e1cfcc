package io.wardstream.bench.scoreboard;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What will happen at a bed, each at its time; what is for the same instant, in the order in which it was planned. */
public final class Agenda {

    private final PriorityQueue<Act> acts =
            new PriorityQueue<>(Comparator.comparingLong(Act::at).thenComparingLong(Act::number));

    private long numbers;

    private record Act(long at, long number, Runnable what) {}

    /** Something happens at a time, in its turn. */
    public void later(long at, Runnable what) {
        acts.add(new Act(at, numbers++, what));
    }

    /** When the next thing happens; {@link Long#MAX_VALUE} if nothing is planned. */
    public long nextAt() {
        Act next = acts.peek();
        return next == null ? Long.MAX_VALUE : next.at();
    }

    /** The next thing happens. */
    public void runNext() {
        Act next = acts.poll();
        if (next == null) {
            throw new IllegalStateException("Nothing is planned");
        }
        next.what().run();
    }
}
