package io.wardstream.bench.race;

import java.util.Locale;

/** What is measured. */
public enum Figure {
    /** Messages a second, read while a generator publishes as fast as it may. */
    SOURCE,
    /** Messages a second, read from a session in which they have waited. */
    DRAIN,
    /** Messages a second, published and acknowledged. */
    SINK,
    /** How long a message takes at a rate that nobody finds hard. */
    LATENCY;

    /** How it is called in results and arguments. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
