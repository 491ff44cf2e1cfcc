package io.wardstream.cep;

/**
 * A range that a vital sign should stay in, in the vital's own unit, and how many measurements must agree that it was left.
 * Two in a row must agree that it is back, unless it took more to leave.
 *
 * @param low the lower limit; negative infinity if there is none
 * @param high the upper limit; infinity if there is none
 * @param inLow from which it counts as back above the lower limit
 * @param inHigh up to which it counts as back below the upper limit
 * @param inclusive whether a value that is just the limit is beyond it
 * @param needed how many distinct measurements must agree
 * @param of of how many of the last
 * @param spanMs how long these must span at least, and those that agree that it is back, ms
 */
public record Range(
        double low, double high, double inLow, double inHigh, boolean inclusive, int needed, int of, long spanMs) {

    public Range {
        if (!(low < high) || needed < 1 || of < needed) {
            throw new IllegalArgumentException(
                    "No range: " + low + " to " + high + ", " + needed + " of " + of + " measurements");
        }
    }

    /** A range that is left as soon as the measurements agree. */
    public Range(double low, double high, double inLow, double inHigh, boolean inclusive, int needed, int of) {
        this(low, high, inLow, inHigh, inclusive, needed, of, 0);
    }

    /** Whether a value is below the range. */
    public boolean isBelow(double value) {
        return inclusive ? value <= low : value < low;
    }

    /** Whether a value is above the range. */
    public boolean isAbove(double value) {
        return inclusive ? value >= high : value > high;
    }

    /** Whether a value is out of the range. */
    public boolean isOut(double value) {
        return isBelow(value) || isAbove(value);
    }

    /** Whether a value ends an episode. */
    public boolean isIn(double value) {
        return value >= inLow && value <= inHigh;
    }

    /** This range for values of whose truth there is a doubt: at least two in a row must agree. */
    public Range inDoubt() {
        return inDoubt(spanMs);
    }

    /** The same, where those that agree must span a time at least, ms. */
    public Range inDoubt(long leastMs) {
        return needed > 1 ? this : new Range(low, high, inLow, inHigh, inclusive, 2, 2, Math.max(spanMs, leastMs));
    }

    /** How many measurements in a row must agree that it is back. */
    public int neededBack() {
        return Math.max(2, needed);
    }
}
