package io.wardstream.jobs.safety;

/** What is kept of a device while it is in doubt whose it is. Mutable state of one device; a POJO to Flink. */
public final class ConflictState {

    /** How many readings in a row were in doubt. */
    public short against;

    /** When the first of them came. */
    public long againstSince;

    /** Whether it was said. */
    public boolean said;

    public ConflictState() {}
}
