package io.wardstream.jobs.safety.infusion;

import org.jspecify.annotations.Nullable;

/**
 * How fast a bag runs, from its mass over time. Pure, but for the arrays that its slope keeps; one for each thread.
 *
 * <p>Readings become points ({@link #FINE_MS}), points become slopes ({@link RobustSlope}). The window is as long as it takes
 * to know the rate to a tenth: with n points of scatter σ over W seconds a slope's standard error is σ·√(12/n)/W, so for 12
 * points W = 10·σ/rate (14.3·σ/rate for 7 %, which leaves room for the scatter of σ itself); the same arithmetic as the table of the clinical document, section 4.2 (1 g, 1 s, 100 mL/h: 115 s).
 * Between {@link #SHORTEST_S} and {@link #LONGEST_S}.
 */
final class FlowMeter {

    /** The span of readings that make a point. */
    static final int FINE_MS = 15_000;

    static final int FINE_POINTS = 13;
    static final int COARSE_POINTS = 14;

    /** Free flow is judged over no less than this. */
    static final long FAST_MS = 60_000;

    private static final double SHORTEST_S = 120;
    private static final double LONGEST_S = 1_800;
    private static final int POINTS_IN_WINDOW = 12;
    private static final double WINDOW_FACTOR = 14.3;
    private static final int LEAST_POINTS = 8;
    private static final int LEAST_FAST_POINTS = 5;

    /** The scatter of a point is hardly less, grams: a HIGH alarm must not rest on a line that happened to be still. */
    private static final double LEAST_FAST_SIGMA_G = 0.5;

    private static final float LEARNED = 0.1f;
    private static final int REPEATED = 5;
    private static final double S_PER_H = 3_600;

    /** Slower than this is not told from standing still, g/s: 5 g/h. */
    private static final double SLOWEST_G_PER_S = 5 / S_PER_H;

    private final RobustSlope slope = new RobustSlope(COARSE_POINTS);

    /** Forgets what was measured: another bag hangs. */
    static void forget(LineState state) {
        state.fine.clear();
        state.coarse.clear();
        state.spanCount = 0;
        state.longCount = 0;
        state.coarseMs = FINE_MS;
        state.rateMlPerH = Float.NaN;
        state.rateErrorMlPerH = Float.NaN;
    }

    /**
     * Takes a reading of a bag that hangs still.
     *
     * @return whether it completed a point, so that there is news
     */
    boolean take(LineState state, long at, double readG, double densityGPerMl) {
        if (state.spanCount == 0) {
            state.spanSince = at;
            state.spanSumG = 0;
        }
        state.spanSumG += (float) readG;
        state.spanCount++;
        Track fine = state.fine;
        long newest = fine.size() == 0 ? Long.MIN_VALUE : fine.at(fine.size() - 1);
        long middle = (state.spanSince + at) / 2;
        boolean due = at - state.spanSince >= FINE_MS || (newest != Long.MIN_VALUE && at - newest >= 2L * FINE_MS);
        if (!due && !(newest == Long.MIN_VALUE && state.spanCount == 1)) {
            return false;
        }
        double massG = state.spanSumG / state.spanCount;
        if (newest != Long.MIN_VALUE) {
            double lostG = fine.massG(fine.size() - 1) - massG;
            VolumeState volume = state.volume;
            if (volume != null) {
                volume.hourG += (float) lostG;
                volume.dayG += (float) lostG;
            }
        }
        state.spanCount = 0;
        if (middle <= newest) {
            return false;
        }
        fine.add(middle, massG, FINE_POINTS);
        if (state.longCount == 0) {
            state.longSince = middle;
            state.longSumG = 0;
        }
        state.longSumG += (float) massG;
        state.longCount++;
        if (middle - state.longSince >= state.coarseMs - 1.5 * FINE_MS) {
            state.coarse.add((state.longSince + middle) / 2, state.longSumG / state.longCount, COARSE_POINTS);
            state.longCount = 0;
            measure(state, densityGPerMl);
        }
        return true;
    }

    private void measure(LineState state, double densityGPerMl) {
        Track coarse = state.coarse;
        if (coarse.size() < LEAST_POINTS) {
            return;
        }
        double windowS = state.coarseMs / 1000.0 * POINTS_IN_WINDOW;
        int last = coarse.size() - 1;
        long from = Math.min(coarse.at(last) - (long) (windowS * 1000), coarse.at(last - LEAST_POINTS + 1));
        if (coarse.at(last) - Math.max(from, coarse.at(0)) < FAST_MS || !slope.fit(coarse, from, state.noiseG)) {
            return;
        }
        state.rateMlPerH = (float) (-slope.gPerS() * S_PER_H / densityGPerMl);
        state.rateErrorMlPerH = (float) (slope.errorGPerS() * S_PER_H / densityGPerMl);
        // A value that repeats says nothing about the noise; and a few points tell it badly, so it is learnt slowly.
        if (state.sameCount < REPEATED) {
            float scatter = (float) slope.sigmaG();
            state.noiseG = Float.isNaN(state.noiseG) ? scatter : state.noiseG + (scatter - state.noiseG) * LEARNED;
        }
        double wantedS = WINDOW_FACTOR * state.noiseG / Math.max(Math.abs(slope.gPerS()), SLOWEST_G_PER_S);
        double boundedS = Math.max(SHORTEST_S, Math.min(LONGEST_S, wantedS));
        state.coarseMs = (int) Math.max(FINE_MS, boundedS * 1000 / POINTS_IN_WINDOW);
    }

    /**
     * What it surely runs at lately, mL/h: the rate less so many of its errors, over whichever window says most. A short one sees
     * soon what is fast, a long one sees later what is slower. Negative infinity while nothing is known.
     *
     * @param errors how many standard errors to take off
     */
    double surelyMlPerH(LineState state, double densityGPerMl, double errors) {
        double surely = Double.NEGATIVE_INFINITY;
        if (state.rateErrorMlPerH >= 0) {
            surely = state.rateMlPerH - errors * caution(state) * state.rateErrorMlPerH;
        }
        for (int points = LEAST_FAST_POINTS; points <= LEAST_POINTS; points += LEAST_POINTS - LEAST_FAST_POINTS) {
            if (fitFast(state, points)) {
                surely = Math.max(surely, (-slope.gPerS() - errors * slope.errorGPerS()) * S_PER_H / densityGPerMl);
            }
        }
        return surely;
    }

    /** The rate over the last minute or so, mL/h; NaN if it is not known. */
    double fastMlPerH(LineState state, double densityGPerMl) {
        return fitFast(state, LEAST_FAST_POINTS) ? -slope.gPerS() * S_PER_H / densityGPerMl : Double.NaN;
    }

    /** A scatter that was told from few points may be too small. */
    private static double caution(LineState state) {
        return 1 + 4.0 / Math.max(1, state.coarse.size());
    }

    /** The scatter of a fine point: a coarse one is the mean of several, and scatters less by the root of their number. */
    private static double scatterOfFineG(LineState state) {
        double ofMany = Math.max(1, spacingMs(state.coarse) / Math.max(1, spacingMs(state.fine)));
        return state.noiseG * Math.sqrt(ofMany) * caution(state);
    }

    private static double spacingMs(Track track) {
        int last = track.size() - 1;
        return last < 1 ? 0 : (double) (track.at(last) - track.at(0)) / last;
    }

    /** Fits the newest points, with the scatter that the line has, not that of so few. */
    private boolean fitFast(LineState state, int points) {
        Track fine = state.fine;
        if (fine.size() < points || Float.isNaN(state.noiseG)) {
            return false;
        }
        long newest = fine.at(fine.size() - 1);
        long from = Math.min(newest - FAST_MS, fine.at(fine.size() - points));
        return slope.fit(fine, from, Math.max(scatterOfFineG(state), LEAST_FAST_SIGMA_G));
    }

    /**
     * The rate since a time, and so many errors on top of it: what it surely does not exceed, mL/h; infinite if too little is
     * known.
     */
    double mostMlPerH(LineState state, long since, double densityGPerMl, double errors) {
        Track better = pointsSince(state.fine, since) >= pointsSince(state.coarse, since) ? state.fine : state.coarse;
        return slope.fit(better, since, state.noiseG)
                ? (-slope.gPerS() + errors * slope.errorGPerS()) * S_PER_H / densityGPerMl
                : Double.POSITIVE_INFINITY;
    }

    private static int pointsSince(Track track, long since) {
        int first = track.size();
        while (first > 0 && track.at(first - 1) >= since) {
            first--;
        }
        return track.size() - first;
    }

    /** Whether the rate is known to a share of itself. */
    static boolean knows(LineState state, double share) {
        return state.rateMlPerH > 0 && state.rateErrorMlPerH <= share * state.rateMlPerH;
    }

    /**
     * What was lost over at least so long, grams, and since when.
     *
     * @param ms how long at least
     * @return null if nothing was measured so long ago
     */
    static @Nullable Loss lossOver(LineState state, long ms) {
        Track coarse = state.coarse;
        Track fine = state.fine;
        if (fine.size() == 0) {
            return null;
        }
        long now = fine.at(fine.size() - 1);
        double nowG = fine.massG(fine.size() - 1);
        for (int i = coarse.size() - 1; i >= 0; i--) {
            if (now - coarse.at(i) >= ms) {
                return new Loss(coarse.at(i), now - coarse.at(i), coarse.massG(i) - nowG);
            }
        }
        return null;
    }

    /**
     * What was lost in a time.
     *
     * @param since its beginning
     * @param ms its length
     * @param massG how much
     */
    record Loss(long since, long ms, double massG) {}
}
