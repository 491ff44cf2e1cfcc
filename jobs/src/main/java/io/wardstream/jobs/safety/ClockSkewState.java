package io.wardstream.jobs.safety;

/** What is kept of a device's clock. Mutable state of one device; a POJO to Flink. */
public final class ClockSkewState {

    /** How many messages in a row spoke for a change. */
    public short against;

    /** When the first of them came. */
    public long againstSince;

    /** Since when the clock is off; 0 while it is not. */
    public long skewedSince;

    public ClockSkewState() {}
}
