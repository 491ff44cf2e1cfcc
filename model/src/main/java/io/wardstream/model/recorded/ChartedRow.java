package io.wardstream.model.recorded;

import io.wardstream.model.Time;

/**
 * A row of an infusion chart that was given.
 *
 * @param rowId the row
 * @param subject the patient
 * @param item what runs
 * @param link the bag
 * @param startMs when it began to run so
 * @param endMs when that ended
 * @param rateMlPerH how fast it ran, mL/h
 * @param orderMlPerH how fast it was ordered to run, mL/h; 0 if the chart does not say
 * @param fillMl what was in the bag at the beginning, mL
 * @param bagMl what the bag holds, mL
 */
record ChartedRow(
        long rowId,
        long subject,
        long item,
        long link,
        @Time long startMs,
        @Time long endMs,
        double rateMlPerH,
        double orderMlPerH,
        double fillMl,
        double bagMl) {

    private static final double MS_PER_H = 3_600_000;

    /** What is left at a time between beginning and end, mL. */
    double leftMl(@Time long at) {
        return Math.max(0, fillMl - rateMlPerH * (at - startMs) / MS_PER_H);
    }

    /** What is left at the end, mL. */
    double leftMl() {
        return leftMl(endMs);
    }

    /** Whether it is the same bag as in the row before. */
    boolean goesOnFrom(ChartedRow before, double toleranceMl) {
        return startMs >= before.endMs && item == before.item && Math.abs(fillMl - before.leftMl()) <= toleranceMl;
    }
}
