package io.wardstream.jobs.safety;

/**
 * Whether a value is inside or outside a limit, decided only when as many measurements in a row agree as are asked for.
 * Mutable state of one key; a POJO to Flink.
 */
public final class Band {

    /** Whether the value counts as outside. */
    public boolean outside;

    /** How many measurements in a row spoke for the other side. */
    public int against;

    /** When the first of them was. */
    public long againstSince;

    /** When the value began to be outside, while it is. */
    public long outsideSince;

    public Band() {}

    /** What a measurement changed. */
    public enum Change {
        NONE,
        LEFT,
        RETURNED
    }

    /**
     * Takes a measurement.
     *
     * @param at its time
     * @param out whether it is beyond the limit
     * @param in whether it is inside by the hysteresis; a value that is neither speaks for nothing
     * @param needed how many in a row must agree
     * @param spanMs how long these must span at least
     */
    public Change take(long at, boolean out, boolean in, int needed, long spanMs) {
        boolean speaksAgainst = outside ? in : out;
        if (!speaksAgainst) {
            against = 0;
            return Change.NONE;
        }
        if (against == 0) {
            againstSince = at;
        }
        against++;
        if (against < needed || at - againstSince < spanMs) {
            return Change.NONE;
        }
        against = 0;
        outside = !outside;
        if (outside) {
            outsideSince = againstSince;
            return Change.LEFT;
        }
        return Change.RETURNED;
    }

    /** Forgets what was seen: a new beginning inside. */
    public void reset() {
        outside = false;
        against = 0;
    }
}
