package io.wardstream.jobs.safety.vitals;

/** What is kept for the scores of a patient. A POJO to Flink. Times are ms on the ward clock, 0 for never. */
public final class ScoreState {

    /** The last NEWS2: the total, or the least that it can be; -1 before the first. */
    public int last = -1;

    /** Since when one parameter has been red. */
    public long redSince;

    /** Since when the total has been urgent. */
    public long mediumSince;

    /** Since when the total has called for an emergency. */
    public long highSince;

    /** When the total changed, over the last four hours, oldest first. */
    public long[] changedAt = {};

    /** To what. */
    public byte[] totals = {};

    /** Since when the total has risen fast; 0 while it has not. */
    public long roseSince;

    /** When it was last seen to have risen fast. */
    public long roseAt;

    /** Since when evaluations have seen it rise; 0 while they do not. */
    public long roseFirst;

    /** Since when something has been missing; 0 while nothing is. */
    public long missingSince;

    /** Whether that was said. */
    public boolean missingSaid;

    /** Since when evaluations have been as in sepsis; 0 while they are not. */
    public long sepsisFirst;

    /** Since when it has been said that they are; 0 while it is not. */
    public long sepsisSince;

    /** When that was said last. */
    public long sepsisSaidAt;

    /** Since when they have not been any more, while it is said; 0 while they are. */
    public long sepsisOverSince;

    /** When the last evaluation was. */
    public long at;

    public ScoreState() {}
}
