package io.wardstream.sim.world;

/** One strand of a bed's life, moved from event to event. */
interface Track {

    /** When its next event is. */
    long nextAt();

    /** Lives through its next event, which is at {@link #nextAt}. */
    void step();
}
