package io.wardstream.jobs.safety;

/** What is kept of a device's battery while it is low, or may be. Mutable state of one device; a POJO to Flink. */
public final class BatteryState {

    /** How many messages in a row spoke for the next stage, or for the end. */
    public short against;

    /** When the first of them came. */
    public long againstSince;

    /** Since when the battery is low; 0 while it is not. */
    public long lowSince;

    /** Whether it was said to be nearly empty. */
    public boolean veryLow;

    public BatteryState() {}
}
