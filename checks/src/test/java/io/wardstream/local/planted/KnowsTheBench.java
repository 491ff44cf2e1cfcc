package io.wardstream.local.planted;

import io.wardstream.bench.process.Ports;

/** Planted: nobody may know the bench. */
public final class KnowsTheBench {

    private KnowsTheBench() {}

    /** The violation. */
    public static Object use() throws Exception {
        return Ports.free();
    }
}
