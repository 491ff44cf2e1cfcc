package io.wardstream.bench.scoreboard.vitals;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** What the body did in the last three quarters of an hour, second by second: the truth as far as it is asked back for. */
final class History {

    private static final int KEPT_S = 2_700;
    private static final Vital[] KEPT = {Vital.HR, Vital.SPO2, Vital.RR};

    private final double[][] values = new double[KEPT.length][KEPT_S];
    private final Deque<CuffTruth> cuffs = new ArrayDeque<>();
    private long seconds;

    /**
     * What the body did when a cuff measured.
     *
     * @param at when
     * @param sys systolic pressure of the body, mmHg
     * @param mean mean pressure of the body, mmHg
     * @param hrLeast the least heart rate of the five minutes before
     * @param hrMost the highest
     */
    record CuffTruth(long at, double sys, double mean, double hrLeast, double hrMost) {}

    /** A second went by. */
    void add(Body body) {
        int slot = (int) (seconds % KEPT_S);
        for (int i = 0; i < KEPT.length; i++) {
            values[i][slot] = body.value(KEPT[i]);
        }
        seconds++;
    }

    void cuff(long at, Body body) {
        cuffs.addFirst(new CuffTruth(
                at,
                body.value(Vital.SYS),
                body.mean(),
                min(Vital.HR, Reckoning.MEDIAN_S),
                max(Vital.HR, Reckoning.MEDIAN_S)));
        if (cuffs.size() > 12) {
            cuffs.removeLast();
        }
    }

    /** What the body did when cuffs measured, the newest first. */
    Deque<CuffTruth> cuffs() {
        return cuffs;
    }

    double min(Vital vital, int windowS) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i <= within(windowS); i++) {
            least = Math.min(least, ago(vital, i));
        }
        return least;
    }

    double max(Vital vital, int windowS) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 1; i <= within(windowS); i++) {
            most = Math.max(most, ago(vital, i));
        }
        return most;
    }

    double median(Vital vital, int windowS) {
        int count = within(windowS);
        double[] all = new double[count];
        for (int i = 1; i <= count; i++) {
            all[i - 1] = ago(vital, i);
        }
        Arrays.sort(all);
        return all[count / 2];
    }

    private int within(int windowS) {
        return (int) Math.min(Math.min(seconds, KEPT_S), windowS);
    }

    private double ago(Vital vital, int agoS) {
        int slot = (int) ((seconds - agoS) % KEPT_S);
        return values[vital.slot()][slot];
    }
}
