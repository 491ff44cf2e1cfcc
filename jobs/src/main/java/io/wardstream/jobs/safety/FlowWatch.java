package io.wardstream.jobs.safety;

import io.wardstream.model.ClampEvent;
import org.jspecify.annotations.Nullable;

/**
 * A clamp that says that it is closed must stop the flow: what the bag weighs when the drip chamber has settled is held
 * against what it weighs at the end of the set time, each the mean of the readings of {@link #ENDS_MS}, because a bag
 * that swings is heavier and lighter in turn. Mutable state of one line; a POJO to Flink. Times are ms on the ward
 * clock.
 */
public final class FlowWatch {

    /** So long after closing drops may still fall, and the bag may swing. */
    static final long SETTLED_MS = 10_000;

    /** A few periods of a bag that swings (a second or two each), and ten readings of a load cell. Our own number. */
    static final long ENDS_MS = 20_000;

    /**
     * More than the noise of two means: a line that runs at 110 mL/h loses it in the time between them by the default.
     */
    static final double LEAKS_ML = 3;

    /** What was commanded. */
    public @Nullable ClampEvent command;

    /** From when the flow must have stopped. */
    public long from;

    /** Until when it is watched. */
    public long until;

    /** The sum of the levels at the beginning, mL. */
    public double firstMl;

    /** How many they are. */
    public int firstCount;

    /** The sum of the levels at the end, mL. */
    public double lastMl;

    /** How many they are. */
    public int lastCount;

    public FlowWatch() {}

    /**
     * A clamp has closed.
     *
     * @param at when it said so
     * @param fallsMs how long the flow is watched
     */
    static FlowWatch since(ClampEvent command, long at, long fallsMs) {
        FlowWatch watch = new FlowWatch();
        watch.command = command;
        watch.from = at + SETTLED_MS;
        watch.until = watch.from + fallsMs;
        return watch;
    }

    /** Takes a reading; one of a bag that is bumped says nothing. */
    void look(LineStatus status) {
        if (!status.undisturbed() || status.at() < from || status.at() > until) {
            return;
        }
        // What is read seldom has nothing in the first seconds: its first reading is the beginning.
        if (status.at() < from + ENDS_MS || firstCount == 0) {
            firstMl += status.levelMl();
            firstCount++;
        } else if (status.at() > until - ENDS_MS) {
            lastMl += status.levelMl();
            lastCount++;
        }
    }

    /** What ran out of the bag meanwhile, mL; 0 if too little was read to know. */
    double ranMl() {
        return firstCount == 0 || lastCount == 0 ? 0 : firstMl / firstCount - lastMl / lastCount;
    }
}
