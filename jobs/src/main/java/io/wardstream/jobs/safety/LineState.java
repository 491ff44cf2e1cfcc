package io.wardstream.jobs.safety;

import org.jspecify.annotations.Nullable;

/** What is kept of an infusion line. Mutable state of one key; a POJO to Flink. */
public final class LineState {

    /** The last readings in grams, oldest first, at most {@link InfusionAssessor#WINDOW}. */
    public double[] recentG = {};

    /** Whether the level is low. */
    public Band low = new Band();

    /** The mass that the present bag was last seen with, in grams, or null before the first. */
    public @Nullable Double steadyG;

    /** Whether the hook is empty or the bag is lifted. */
    public boolean lifted;

    /** A mass that may be a new bag, in grams, or null. */
    public @Nullable Double candidateG;

    /** Since when it hangs. */
    public long candidateSince;

    public LineState() {}
}
