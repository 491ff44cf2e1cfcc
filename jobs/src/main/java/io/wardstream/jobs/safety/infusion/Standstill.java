package io.wardstream.jobs.safety.infusion;

import org.jspecify.annotations.Nullable;

/**
 * Whether a line surely stands, or surely runs again: judged over the shortest time that tells, because a line that is slow,
 * or whose load cell is restless or seldom read, takes longer to be sure of.
 *
 * <p>One for each thread: the meter keeps the arrays that it computes in.
 */
final class Standstill {

    /** By so many standard errors it is to be sure. */
    private static final double ERRORS = 3;

    /** A line that runs at less than this share of what is expected does not run. */
    private static final double RUNS_SHARE = 0.5;

    private final FlowMeter meter;

    Standstill(FlowMeter meter) {
        this.meter = meter;
    }

    /**
     * Looks for a time in which the line surely stood.
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
            if (loss.massG() < share * reading.gPerMs(expectedMlPerH) * loss.ms()
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
