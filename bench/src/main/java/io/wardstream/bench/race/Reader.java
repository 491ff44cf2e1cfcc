package io.wardstream.bench.race;

/** A contestant that reads a session; what it hands on, it counts in the present {@link Tally}. */
interface Reader extends AutoCloseable {

    /** Stops reading, in good order. */
    @Override
    void close() throws Exception;
}
