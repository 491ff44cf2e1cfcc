package io.wardstream.jobs.safety.vitals;

/** A sensor that is off, or whose signal is poor. A POJO to Flink; there is none while all is well. */
public final class SensorState {

    /** Since when, ms on the ward clock. */
    public long since;

    /** How often in a row it was well since. */
    public int well;

    /** How much of it was said: 0 nothing, 1 that it is off, 2 that it has been off for long. */
    public int said;

    public SensorState() {}
}
