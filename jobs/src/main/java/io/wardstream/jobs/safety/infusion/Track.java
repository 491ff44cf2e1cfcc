package io.wardstream.jobs.safety.infusion;

import java.util.Arrays;

/**
 * The mass on a hook over time, as a few points: each the mean of the filtered readings of a span. Kept small, because
 * there is one for every line: a point is two shorts, in tenths of a second and tenths of a gram from a base. Mutable
 * state of one key; a POJO to Flink.
 */
public final class Track {

    private static final double UNITS_PER_G = 10;
    private static final long MS_PER_UNIT = 100;

    /** Where the points' times are counted from, ms on the ward clock. */
    public long baseAt;

    /** Where the points' masses are counted from, grams. */
    public float baseG;

    /** Time and mass of each point in turn, oldest first. */
    public short[] points = {};

    public Track() {}

    /** How many points there are. */
    int size() {
        return points.length / 2;
    }

    /** The time of a point, ms. */
    long at(int index) {
        return baseAt + points[2 * index] * MS_PER_UNIT;
    }

    /** The mass of a point, grams. */
    double massG(int index) {
        return baseG + points[2 * index + 1] / UNITS_PER_G;
    }

    /** Forgets all but the newest points. */
    void keep(int newest) {
        points = Arrays.copyOfRange(points, Math.max(0, points.length - 2 * newest), points.length);
    }

    /** Forgets everything. */
    void clear() {
        points = new short[0];
    }

    /**
     * Adds the newest point.
     *
     * @param most the oldest goes when there are more than these
     */
    void add(long at, double massG, int most) {
        if (size() > 0 && (tooFar((double) (at - baseAt), MS_PER_UNIT) || tooFar(massG - baseG, 1 / UNITS_PER_G))) {
            rebase();
        }
        if (size() == 0 || tooFar((double) (at - baseAt), MS_PER_UNIT) || tooFar(massG - baseG, 1 / UNITS_PER_G)) {
            // The first, or so far from all others that these say nothing about it.
            clear();
            baseAt = at;
            baseG = (float) massG;
        }
        int keep = Math.min(points.length, 2 * (most - 1));
        short[] target = points.length == 2 * most ? points : new short[keep + 2];
        System.arraycopy(points, points.length - keep, target, 0, keep);
        target[keep] = (short) Math.round((at - baseAt) / (double) MS_PER_UNIT);
        target[keep + 1] = (short) Math.round((massG - baseG) * UNITS_PER_G);
        points = target;
    }

    private static boolean tooFar(double distance, double unit) {
        return Math.abs(distance) / unit > Short.MAX_VALUE;
    }

    /** Counts from the middle of what is kept, so that there is room again. */
    private void rebase() {
        long newAt = at(size() - 1);
        double newG = massG(size() - 1);
        short[] moved = new short[points.length];
        int from = 0;
        for (int i = 0; i < size(); i++) {
            double time = (at(i) - newAt) / (double) MS_PER_UNIT;
            double mass = (massG(i) - newG) * UNITS_PER_G;
            if (Math.abs(time) > Short.MAX_VALUE || Math.abs(mass) > Short.MAX_VALUE) {
                from = i + 1;
                continue;
            }
            moved[2 * i] = (short) Math.round(time);
            moved[2 * i + 1] = (short) Math.round(mass);
        }
        points = Arrays.copyOfRange(moved, 2 * from, moved.length);
        baseAt = newAt;
        baseG = (float) newG;
    }

    /** Something was added to the hook or taken from it that is no fluid: the points move with it. */
    void shift(double massG) {
        baseG += (float) massG;
    }
}
