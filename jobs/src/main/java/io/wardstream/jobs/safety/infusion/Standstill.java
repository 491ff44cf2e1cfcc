package io.wardstream.jobs.safety.infusion;

import org.jspecify.annotations.Nullable;

/**
 * Whether a line surely stands, or surely runs again: judged over the shortest time that tells, because a line that is
 * slow, or whose load cell is restless or seldom read, takes longer to be sure of.
 *
 * <p>One for each thread: the meter keeps the arrays that it computes in.
 */
final class Standstill {

    /** By so many standard errors it is to be sure. */
    private static final double ERRORS = 3;

    /** A line that runs at less than this share of what is expected does not run. */
    private static final double RUNS_SHARE = 0.5;

    /** Of so many parts of the shortest time over which it is judged a cuff may have held the line up for one. */
    private static final long PARTS = 3;

    private final FlowMeter meter;

    Standstill(FlowMeter meter) {
        this.meter = meter;
    }

    /**
     * Looks for a time in which the line surely stood.
     *
     * <p>While a cuff held it up it could not run, so no loss is expected of that time: a line that stood before the
     * cuff has lost too little of the rest as well, one that runs before and after has not. The rest must be most of
     * the shortest time; of the default three minutes it always is, so an occlusion is said no later than when the cuff
     * is over.
     *
     * @param expectedMlPerH what it ought to run at
     * @param leastMs how long the time is at least
     * @return what was lost meanwhile; null if it did not surely stand
     */
    FlowMeter.@Nullable Loss stood(Reading reading, double expectedMlPerH, long leastMs) {
        LineState state = reading.state();
        double share = reading.limits().noFlow().stoppedShare();
        for (long ms = leastMs; ; ms *= 2) {
            FlowMeter.Loss loss = FlowMeter.lossOver(state, ms);
            if (loss == null) {
                return null;
            }
            FlowMeter.Between between = meter.between(state, loss.since(), reading.densityGPerMl(), ERRORS);
            long freeMs = loss.ms() - CuffWatch.heldUpMs(state, loss.since(), loss.since() + loss.ms());
            if (PARTS * freeMs >= (PARTS - 1) * leastMs
                    && loss.massG() < share * reading.gPerMs(expectedMlPerH) * freeMs
                    && between != null
                    && between.most() < RUNS_SHARE * expectedMlPerH) {
                return loss;
            }
        }
    }

    /**
     * Looks for a time in which the line surely ran.
     *
     * @param since no earlier than this: what ran before it stopped does not speak for now
     * @return what was lost meanwhile; null if it did not surely run
     */
    FlowMeter.@Nullable Loss ran(Reading reading, double expectedMlPerH, long leastMs, long since) {
        LineState state = reading.state();
        double stopped = reading.limits().noFlow().stoppedShare();
        for (long ms = leastMs; ; ms *= 2) {
            FlowMeter.Loss loss = FlowMeter.lossOver(state, ms);
            if (loss == null || loss.since() < since) {
                return null;
            }
            FlowMeter.Between between = meter.between(state, loss.since(), reading.densityGPerMl(), ERRORS);
            if (loss.massG() > RUNS_SHARE * reading.gPerMs(expectedMlPerH) * loss.ms()
                    && between != null
                    && between.least() > stopped * expectedMlPerH) {
                return loss;
            }
        }
    }
}
