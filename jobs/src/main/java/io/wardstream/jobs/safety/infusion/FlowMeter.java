package io.wardstream.jobs.safety.infusion;

import org.jspecify.annotations.Nullable;

/**
 * How fast a bag runs, from its mass over time. Pure, but for the arrays that its slope keeps; one for each thread.
 *
 * <p>Readings become points ({@link #FINE_MS}), points become slopes ({@link RobustSlope}). How much a point scatters
 * is learnt from every line and kept over its bags: all that is said with certainty rests on it. The window is as long
 * as it takes to know the rate to 7 %, which leaves room for what is not known of the scatter: with n points of scatter
 * σ over W seconds a slope's standard error is σ·√(12/n)/W, and n is W by the distance of the points; the same
 * arithmetic as the table of the clinical document, section 4.2 (1 g, 1 s, 100 mL/h: 115 s to a tenth); and the zero of
 * a load cell wanders ({@link RobustSlope#errorGPerS}). Between {@link #SHORTEST_S} and {@link #LONGEST_S}.
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
    private static final int LEAST_POINTS = 8;
    private static final int LEAST_FAST_POINTS = 5;
    private static final int FAST_STEP = 3;

    /** So well a rate is to be known; a tenth is needed, and nothing is known exactly of the scatter either. */
    private static final double WANTED = 0.07;

    /** The mean of many readings is not known better than this, grams: a load cell creeps and drifts. */
    private static final double LEAST_COARSE_G = 0.3;

    /** A point scatters hardly less, grams: a HIGH alarm must not rest on a line that happened to be still. */
    private static final double LEAST_FINE_G = 0.5;

    /** Before a line is known a point is taken to scatter so, grams: one reading of a load cell, 1 to 2 g. */
    private static final double SUPPOSED_G = 1.5;

    /** And that weighs as many points. */
    private static final int SUPPOSED_POINTS = 4;

    /** The scatter is learnt over so many points: a quarter of an hour. */
    private static final int LEARNED_POINTS = 64;

    /** A point that is off by more than this many times the scatter is no scatter. */
    private static final double WILD = 3;

    /** So far the zero of a load cell is from where it ought to be, at any time, grams. */
    private static final double WANDERED_G = 1;

    /** The scatter of a dozen points is no better known than this: what is further from what was learnt has changed. */
    private static final double UNLIKE = 2;

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

    /** The bag runs otherwise since a minute: what was before does not count in what it runs at now. */
    static void forgetButTheLastMinute(LineState state) {
        state.fine.keep(LEAST_FAST_POINTS);
        state.coarse.clear();
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
            state.spanSumMs = 0;
        }
        state.spanSumG += (float) readG;
        state.spanSumMs += (int) (at - state.spanSince);
        state.spanCount++;
        Track fine = state.fine;
        long newest = fine.size() == 0 ? Long.MIN_VALUE : fine.at(fine.size() - 1);
        // When the scale was not heard for a while, most of the readings are from before or from after that.
        long middle = state.spanSince + state.spanSumMs / state.spanCount;
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
        learn(state);
        state.longCount++;
        int first = Math.max(0, fine.size() - state.longCount);
        if (middle - fine.at(first) >= state.coarseMs - 1.5 * FINE_MS || state.longCount == FINE_POINTS) {
            state.coarse.add(meanAt(fine, first), meanG(fine, first), COARSE_POINTS);
            state.longCount = 0;
            measure(state, densityGPerMl);
        }
        return true;
    }

    private static long meanAt(Track track, int first) {
        long sum = 0;
        for (int i = first; i < track.size(); i++) {
            sum += track.at(i) - track.at(first);
        }
        return track.at(first) + sum / (track.size() - first);
    }

    private static double meanG(Track track, int first) {
        double sumG = 0;
        for (int i = first; i < track.size(); i++) {
            sumG += track.massG(i);
        }
        return sumG / (track.size() - first);
    }

    // ---- How much a point scatters --------------------------------------------------------------------------------

    /** A value that repeats says nothing about the noise. */
    private static void learn(LineState state) {
        Track fine = state.fine;
        if (fine.size() < 3 || state.sameCount >= REPEATED) {
            return;
        }
        double known = fineSigmaG(state);
        double off = Math.min(Math.abs(RobustSlope.offTheLineG(fine, fine.size() - 2)), WILD * known);
        int points = Math.min(state.noisePoints, LEARNED_POINTS);
        double square = known * known + (off * off - known * known) / (points + SUPPOSED_POINTS + 1);
        state.noiseG = (float) Math.sqrt(square);
        state.noisePoints = (short) Math.min(points + 1, LEARNED_POINTS);
    }

    private static double fineSigmaG(LineState state) {
        return Float.isNaN(state.noiseG) ? SUPPOSED_G : state.noiseG;
    }

    /** A coarse point is the mean of fine ones, and scatters less by the root of their number. */
    private static double coarseSigmaG(LineState state) {
        double ofMany = Math.max(1, spacingMs(state.coarse) / Math.max(1, spacingMs(state.fine)));
        return Math.max(LEAST_COARSE_G, fineSigmaG(state) / Math.sqrt(ofMany));
    }

    private static double spacingMs(Track track) {
        int last = track.size() - 1;
        return last < 1 ? 0 : (double) (track.at(last) - track.at(0)) / last;
    }

    /** What was told from few points may be too small. */
    private static double caution(LineState state) {
        return 1 + 4.0 / (SUPPOSED_POINTS + state.noisePoints);
    }

    // ---- How fast it runs -----------------------------------------------------------------------------------------

    private void measure(LineState state, double densityGPerMl) {
        Track coarse = state.coarse;
        if (coarse.size() < LEAST_POINTS) {
            return;
        }
        slope.fit(coarse, rateSince(state));
        // Points that are further off the line than they scatter are on no line: the rate changes.
        double sigmaG = Math.max(coarseSigmaG(state), slope.sigmaG());
        state.rateMlPerH = (float) (-slope.gPerS() * S_PER_H / densityGPerMl);
        state.rateErrorMlPerH = (float) (slope.errorGPerS(sigmaG) * S_PER_H / densityGPerMl);
        // A rate that seems higher than usual would shorten its own window, and seem higher still.
        double usualGPerS = state.usualMlPerH * densityGPerMl / S_PER_H;
        double seenGPerS = Math.abs(slope.gPerS());
        double gPerS = Double.isNaN(usualGPerS) ? seenGPerS : Math.min(seenGPerS, usualGPerS);
        state.coarseMs = (int) (wantedS(state, gPerS) * 1000 / POINTS_IN_WINDOW);
    }

    /**
     * The window in which the rate is known as well as is wanted, s. What scatters and what wanders each have their
     * own; the window for both is not much longer than the longer of them.
     */
    private static double wantedS(LineState state, double gPerS) {
        double rate = Math.max(gPerS, SLOWEST_G_PER_S);
        double spacingS = Math.max(FINE_MS, spacingMs(state.fine)) / 1000;
        double byScatter = Math.cbrt(12 * Math.pow(fineSigmaG(state) / (WANTED * rate), 2) * spacingS);
        double byWander = 1.2 * Math.pow(RobustSlope.WANDERS / (WANTED * rate), 2);
        return Math.max(SHORTEST_S, Math.min(LONGEST_S, Math.hypot(byScatter, byWander)));
    }

    /**
     * What it surely runs at lately, mL/h: the rate less so many of its errors, over whichever window says most. A
     * short one sees soon what is fast, a long one sees later what is slower. Negative infinity while nothing is known.
     *
     * @param errors how many standard errors to take off
     */
    double surelyMlPerH(LineState state, double densityGPerMl, double errors) {
        double surely = Double.NEGATIVE_INFINITY;
        if (state.rateErrorMlPerH >= 0) {
            surely = state.rateMlPerH - errors * caution(state) * state.rateErrorMlPerH;
        }
        double sigmaG = Math.max(LEAST_FINE_G, caution(state) * fineSigmaG(state));
        double carefulG = carefulG(state, sigmaG, slope.scatterG(state.fine));
        for (int points = LEAST_FAST_POINTS; points < FINE_POINTS; points += FAST_STEP) {
            if (fitFast(state, points)) {
                double atLeast = -slope.gPerS() - errors * slope.errorGPerS(carefulG);
                surely = Math.max(surely, atLeast * S_PER_H / densityGPerMl);
            }
        }
        return surely;
    }

    /**
     * The scatter by what was learnt and by what is seen lately, each as it weighs; by the latter alone where that is
     * much more, because then it has changed.
     */
    static double carefulG(LineState state, double learntG, double seenG) {
        if (!(seenG > learntG)) {
            return learntG;
        }
        int points = SUPPOSED_POINTS + state.noisePoints;
        double square = (points * learntG * learntG + FINE_POINTS * seenG * seenG) / (points + FINE_POINTS);
        return seenG > UNLIKE * learntG ? seenG : Math.sqrt(square);
    }

    /** The rate over the last minute or so, mL/h; NaN if it is not known. */
    double fastMlPerH(LineState state, double densityGPerMl) {
        return fitFast(state, LEAST_FAST_POINTS) ? -slope.gPerS() * S_PER_H / densityGPerMl : Double.NaN;
    }

    private boolean fitFast(LineState state, int points) {
        Track fine = state.fine;
        if (fine.size() < points) {
            return false;
        }
        long newest = fine.at(fine.size() - 1);
        return slope.fit(fine, Math.min(newest - FAST_MS, fine.at(fine.size() - points)));
    }

    /**
     * What the rate since a time surely is no less and no more than, by the points that say most.
     *
     * @param errors how many standard errors it may be off
     * @return null if too little is known
     */
    @Nullable
    Between between(LineState state, long since, double densityGPerMl, double errors) {
        Between fine = between(state, state.fine, fineSigmaG(state), since, errors);
        Between coarse = between(state, state.coarse, coarseSigmaG(state), since, errors);
        Between better = fine == null || (coarse != null && coarse.width() < fine.width()) ? coarse : fine;
        return better == null ? null : new Between(better.least() / densityGPerMl, better.most() / densityGPerMl);
    }

    private @Nullable Between between(LineState state, Track track, double pointSigmaG, long since, double errors) {
        if (!slope.fit(track, since)) {
            return null;
        }
        double error = errors * caution(state) * slope.errorGPerS(Math.max(pointSigmaG, slope.sigmaG()));
        return new Between((-slope.gPerS() - error) * S_PER_H, (-slope.gPerS() + error) * S_PER_H);
    }

    /**
     * What a rate surely is no less and no more than.
     *
     * @param least mL/h
     * @param most mL/h
     */
    record Between(double least, double most) {

        double width() {
            return most - least;
        }
    }

    /** Since when the bag runs at the rate that is known; what was before does not count in it. */
    static long rateSince(LineState state) {
        Track coarse = state.coarse;
        int last = coarse.size() - 1;
        return last < LEAST_POINTS - 1
                ? Long.MAX_VALUE
                : Math.min(
                        coarse.at(last) - (long) state.coarseMs * POINTS_IN_WINDOW, coarse.at(last - LEAST_POINTS + 1));
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

    /** The standard error of an hour's volume, which is worked out from two points, grams. */
    static double volumeErrorG(LineState state) {
        return Math.sqrt(2) * Math.hypot(caution(state) * fineSigmaG(state), WANDERED_G);
    }
}
