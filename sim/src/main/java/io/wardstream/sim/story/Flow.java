package io.wardstream.sim.story;

/**
 * A bag that runs by gravity. The rate falls with the level, because the head falls: at the end it is 85 % of what it
 * was with a full bag. Pure arithmetic; volumes in mL, rates in mL/h with a full bag, times in milliseconds.
 */
public final class Flow {
    private static final double SHARE_WHEN_EMPTY = 0.85;
    private static final double MS_PER_HOUR = 3_600_000;

    private Flow() {}

    /** The rate at a volume, in mL/h; 0 when nothing is left. */
    public static double rate(double volumeMl, double bagMl, double fullRateMlPerHour) {
        return volumeMl <= 0 ? 0 : fullRateMlPerHour * (SHARE_WHEN_EMPTY + (1 - SHARE_WHEN_EMPTY) * volumeMl / bagMl);
    }

    /** What is left after a time; never below 0. */
    public static double volumeAfter(double volumeMl, double bagMl, double fullRateMlPerHour, long ms) {
        if (volumeMl <= 0 || fullRateMlPerHour <= 0) {
            return Math.max(0, volumeMl);
        }
        double offset = offset(bagMl);
        return Math.max(0, (volumeMl + offset) * StrictMath.exp(-decay(bagMl, fullRateMlPerHour) * ms) - offset);
    }

    /** How long it takes until only so much is left; 0 if it is so now. */
    public static long msUntil(double volumeMl, double bagMl, double fullRateMlPerHour, double leftMl) {
        if (volumeMl <= leftMl) {
            return 0;
        }
        double offset = offset(bagMl);
        return (long)
                Math.ceil(StrictMath.log((volumeMl + offset) / (leftMl + offset)) / decay(bagMl, fullRateMlPerHour));
    }

    private static double offset(double bagMl) {
        return SHARE_WHEN_EMPTY / (1 - SHARE_WHEN_EMPTY) * bagMl;
    }

    private static double decay(double bagMl, double fullRateMlPerHour) {
        return fullRateMlPerHour * (1 - SHARE_WHEN_EMPTY) / (bagMl * MS_PER_HOUR);
    }
}
