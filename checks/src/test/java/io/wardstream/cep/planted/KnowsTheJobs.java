package io.wardstream.cep.planted;

import io.wardstream.jobs.OperatorIds;

/** Planted: the patterns must not know the jobs. */
public final class KnowsTheJobs {

    private KnowsTheJobs() {}

    /** The violation. */
    public static Object use() {
        return OperatorIds.SAFETY_ASSESSOR;
    }
}
