package io.wardstream.jobs.safety.infusion;

/** What is kept of a line while its clamp says that it is closed. Times are ms on the ward clock. A POJO to Flink. */
public final class ClosedState {

    /** Since when it is closed. */
    public long since;

    /** What hung there when the drip chamber had settled; NaN before. */
    public float fromG = Float.NaN;

    /** Since when the weight is away from that, 0 while it is not. */
    public long offSince;

    public ClosedState() {}
}
