package io.wardstream.jobs.safety.vitals;

/** How often a vital was measured with one value. A POJO to Flink; there is none while it moves. */
public final class Sameness {

    /** How many measurements in a row. */
    public int count = 1;

    /** When the first of them was taken in. */
    public long since;

    /** Whether it was said. */
    public boolean frozen;

    public Sameness() {}
}
