package io.wardstream.sim.planted;

import io.wardstream.jobs.OperatorIds;

/** Planted: the simulation must not know the jobs. */
public final class KnowsTheJobs {

    private KnowsTheJobs() {}

    /** The violation. */
    public static Object use() {
        return OperatorIds.SAFETY_ASSESSOR;
    }
}
