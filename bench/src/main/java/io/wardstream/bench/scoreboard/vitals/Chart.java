package io.wardstream.bench.scoreboard.vitals;

/**
 * The chart of NEWS2 (Royal College of Physicians, 2017), written down once more: the board does not ask the flow's own table
 * whether the flow is right. Values are read as a nurse reads them: whole numbers, temperatures in tenths, halves up.
 */
final class Chart {

    private static final double STEP = 0.5;
    private static final double TEMP_STEP = 0.05;

    private Chart() {}

    /** The least that a value somewhere between the two can score. */
    static int least(Vital vital, double from, double to, boolean retainer, boolean oxygen) {
        int least = points(vital, to, retainer, oxygen);
        for (double value = from; value < to; value += step(vital)) {
            least = Math.min(least, points(vital, value, retainer, oxygen));
        }
        return least;
    }

    /** The most that it can score. */
    static int most(Vital vital, double from, double to, boolean retainer, boolean oxygen) {
        int most = points(vital, to, retainer, oxygen);
        for (double value = from; value < to; value += step(vital)) {
            most = Math.max(most, points(vital, value, retainer, oxygen));
        }
        return most;
    }

    private static double step(Vital vital) {
        return vital == Vital.TEMP ? TEMP_STEP : STEP;
    }

    /**
     * What a value scores.
     *
     * @param retainer whether the second scale of saturation holds
     */
    static int points(Vital vital, double value, boolean retainer, boolean oxygen) {
        long whole = (long) Math.floor(value + 0.5);
        return switch (vital) {
            case RR -> bands(whole, new long[] {8, 11, 20, 24}, 3, 1, 0, 2, 3);
            case SPO2 -> retainer ? second(whole, oxygen) : bands(whole, new long[] {91, 93, 95}, 3, 2, 1, 0);
            case SYS -> bands(whole, new long[] {90, 100, 110, 219}, 3, 2, 1, 0, 3);
            case HR -> bands(whole, new long[] {40, 50, 90, 110, 130}, 3, 1, 0, 1, 2, 3);
            case TEMP -> bands((long) Math.floor(10 * value + 0.5), new long[] {350, 360, 380, 390}, 3, 1, 0, 1, 2);
            case DIA -> 0;
        };
    }

    private static int second(long whole, boolean oxygen) {
        if (whole >= 93) {
            return oxygen ? bands(whole, new long[] {94, 96}, 1, 2, 3) : 0;
        }
        return bands(whole, new long[] {83, 85, 87}, 3, 2, 1, 0);
    }

    /** The points of the first band whose upper end is not exceeded. */
    private static int bands(long value, long[] upTo, int... points) {
        for (int i = 0; i < upTo.length; i++) {
            if (value <= upTo[i]) {
                return points[i];
            }
        }
        return points[upTo.length];
    }
}
