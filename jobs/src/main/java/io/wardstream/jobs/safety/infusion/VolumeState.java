package io.wardstream.jobs.safety.infusion;

/** What was infused, in this hour and on this day. Times are ms on the ward clock. Mutable; a POJO to Flink. */
public final class VolumeState {

    /** What was infused since {@link #hourSince}, grams. */
    public float hourG;

    /** When the hour began. */
    public long hourSince;

    /** What was infused since {@link #daySince}, grams. */
    public float dayG;

    /** When the day began. */
    public long daySince;

    /** Whether too much was infused. */
    public boolean volumeOver;

    public VolumeState() {}
}
