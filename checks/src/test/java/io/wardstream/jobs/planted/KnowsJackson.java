package io.wardstream.jobs.planted;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Planted: only the wire format may know Jackson. */
public final class KnowsJackson {

    private KnowsJackson() {}

    /** The violation. */
    public static Object use() {
        return new ObjectMapper();
    }
}
