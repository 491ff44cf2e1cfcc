package io.wardstream.bench.scoreboard.vitals;

/**
 * Where an illness takes one vital: from wherever it is to a target, stays there, and back when the patient is treated.
 * Mutable: the end moves. Times in ms.
 */
final class Course {

    final Vital vital;
    final double target;
    private final long from;
    private final long rampMs;
    private final long backMs;
    private long end;

    /**
     * @param rampMs how long the way there takes
     * @param end when the way back begins
     * @param backMs how long that takes
     */
    Course(Vital vital, double target, long from, long rampMs, long end, long backMs) {
        this.vital = vital;
        this.target = target;
        this.from = from;
        this.rampMs = Math.max(1, rampMs);
        this.end = end;
        this.backMs = Math.max(1, backMs);
    }

    /** Treatment works from then on, if nothing else ends it before. */
    void endsBy(long at) {
        end = Math.min(end, Math.max(at, from + rampMs));
    }

    /** How much of it there is: 0 before and after, 1 at the target. */
    double weight(long at) {
        double there = Math.max(0, Math.min(1, (at - from) / (double) rampMs));
        double left = 1 - Math.max(0, Math.min(1, (at - end) / (double) backMs));
        return Math.min(there, left);
    }

    boolean over(long at) {
        return at >= end + backMs;
    }
}
