package io.wardstream.jobs.safety.infusion;

/**
 * What people do to a bag, and what they have done that is not over. Times are ms on the ward clock, 0 for never.
 * Mutable; a POJO to Flink. A line at which nobody is has none.
 */
public final class HookState {

    /** Since when the hook is empty, or the bag lifted. */
    public long liftedSince;

    /** Whether the hook was said to be empty. */
    public boolean removed;

    /** A mass that may be the new steady one. */
    public float candidateG = Float.NaN;

    /** Since when it hangs. */
    public long candidateSince;

    /** How many readings in a row were away from the steady mass. */
    public short awayCount;

    /** Until when rates are not judged. */
    public long maskedUntil;

    /** Since when rates have not been judged without a break. */
    public long maskedSince;

    /** Whether a bump was said and is not over. */
    public boolean bumped;

    /** What hangs on the hook besides the bag, since it was seen. */
    public float addedG;

    /** When that came. */
    public long addedSince;

    /** Whether that was said. */
    public boolean addedSaid;

    /** Whether the zero was said to be off. */
    public boolean tareOff;

    /** When staff said that the hook is empty, until its zero is known. */
    public long emptySaidAt;

    /** What an empty hook weighs by their word, while it is empty. */
    public float emptyG = Float.NaN;

    /** What is missing from the bag without having run out of it, since it hangs. */
    public float lostG;

    /** How many readings in a row cannot be. */
    public short implausibleCount;

    public HookState() {}

    /** Whether there is nothing to remember at a time. */
    boolean isAtRest(long at) {
        return liftedSince == 0
                && !removed
                && Float.isNaN(candidateG)
                && awayCount == 0
                && implausibleCount == 0
                && maskedUntil <= at
                && maskedSince == 0
                && !bumped
                && addedG == 0
                && lostG == 0
                && !addedSaid
                && !tareOff
                && emptySaidAt == 0
                && Float.isNaN(emptyG);
    }
}
