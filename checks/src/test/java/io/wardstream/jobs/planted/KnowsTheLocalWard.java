package io.wardstream.jobs.planted;

import io.wardstream.local.servers.Ports;

/** Planted: the jobs must not know the local ward. */
public final class KnowsTheLocalWard {

    private KnowsTheLocalWard() {}

    /** The violation. */
    public static Object use() {
        return new Ports();
    }
}
