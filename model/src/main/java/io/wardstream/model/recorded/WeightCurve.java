package io.wardstream.model.recorded;

import java.util.Iterator;

/** The readings of one hook. It gives the same ones each time that it is asked; no more than one is made ahead. */
public interface WeightCurve {

    /** The readings, in the order of time; at least one. The iterator is for one thread. */
    Iterator<WeighedReading> readings();

    /** The time between the first reading and the last, ms. */
    long durationMs();
}
