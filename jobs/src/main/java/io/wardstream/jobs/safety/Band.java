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

    /** The last measurements that were judged while the value was inside, a bit each, the newest lowest: 1 is out. */
    public short recent;

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

    /**
     * Takes a measurement, where so many of the last ones must agree that the value has left, and in a row that it is back.
     *
     * @param at its time
     * @param out whether it is beyond the limit
     * @param in whether it is inside by the hysteresis; a value that is neither speaks for nothing
     * @param needed how many must agree that it has left
     * @param of of how many of the last, at most 15
     * @param neededBack how many in a row must agree that it is back
     * @param spanMs how long either must span at least
     */
    public Change take(long at, boolean out, boolean in, int needed, int of, int neededBack, long spanMs) {
        if (outside) {
            return take(at, out, in, neededBack, spanMs);
        }
        int before = recent & ((1 << (of - 1)) - 1);
        recent = (short) (before << 1 | (out ? 1 : 0));
        if (out && before == 0) {
            againstSince = at;
        }
        against = Integer.bitCount(recent);
        if (!out || against < needed || at - againstSince < spanMs) {
            return Change.NONE;
        }
        leave();
        return Change.LEFT;
    }

    /** What spoke for it is enough: it has left. */
    public void leave() {
        outside = true;
        outsideSince = againstSince;
        against = 0;
        recent = 0;
    }

    /** Whether nothing need be remembered. */
    public boolean isIdle() {
        return !outside && against == 0;
    }

    /** Forgets what was seen: a new beginning inside. */
    public void reset() {
        outside = false;
        against = 0;
        recent = 0;
    }
}
