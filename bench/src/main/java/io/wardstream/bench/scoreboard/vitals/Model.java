package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.bench.scoreboard.Chance;

/**
 * What kind of monitor it is: monitors differ in how often they report, in how much they say of their signal, and in what
 * they do with a value that they do not have.
 *
 * @param periodMs how often it reports
 * @param oneByOne whether each vital comes in a message of its own
 * @param clock whether it has a clock and says when it measured
 * @param pulse whether the oximeter's pulse is reported
 * @param signal whether perfusion and signal quality are reported
 * @param saysOff whether it says that a sensor is off; else the value is merely missing
 * @param saysCuff whether it says that its cuff runs
 * @param holdsCuff whether it tells the last cuff measurement again with each report
 * @param saysMean whether it reports the mean that its cuff measured
 * @param cuffMs how often its cuff measures
 * @param tempMs how often it reports the temperature
 * @param blankBreathMs after so long without a breath it counts none
 */
record Model(
        long periodMs,
        boolean oneByOne,
        boolean clock,
        boolean pulse,
        boolean signal,
        boolean saysOff,
        boolean saysCuff,
        boolean holdsCuff,
        boolean saysMean,
        long cuffMs,
        long tempMs,
        long blankBreathMs) {

    private static final long[] PERIODS_MS = {1_000, 5_000, 5_000, 30_000, 30_000, 60_000};
    private static final long MIN = 60_000;

    static Model of(Chance chance) {
        long period = PERIODS_MS[chance.below(PERIODS_MS.length)];
        return new Model(
                period,
                chance.below(5) == 0,
                chance.heads(),
                chance.below(5) != 0,
                chance.below(5) != 0,
                chance.below(3) != 0,
                chance.heads(),
                chance.heads(),
                chance.below(3) != 0,
                (5 + 5L * chance.below(3)) * MIN,
                chance.below(4) == 0 ? 5 * MIN : period,
                (long) chance.between(10_000, 15_000));
    }

    /** In few words. */
    String words() {
        return periodMs / 1_000 + " s" + (oneByOne ? ", one by one" : "") + (clock ? ", clock" : "")
                + (pulse ? ", pulse" : "") + (signal ? ", signal" : "") + (saysOff ? ", says off" : "")
                + (holdsCuff ? ", holds its cuff" : "");
    }

    /** An oximeter beside the monitor. */
    static Model oximeter(Chance chance) {
        return new Model(
                chance.heads() ? 1_000 : 5_000,
                false,
                chance.heads(),
                true,
                true,
                true,
                false,
                false,
                false,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MAX_VALUE);
    }
}
