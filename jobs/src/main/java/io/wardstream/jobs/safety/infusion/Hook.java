package io.wardstream.jobs.safety.infusion;

import java.util.Arrays;

/**
 * What people and accidents do to a bag, told from its readings, so that the rest of the assessor sees fluid only:
 * spikes, bumps and swings, a bag that is lifted or changed, something that is hung beside it. Pure.
 *
 * <p>A reading that is {@code jumpG} or more away from the mass that the bag was last steady with is a question. Either
 * it comes back: then it was a spike, or (twice or more) a bump. Or it stays for {@link #STEADY_MS}: then the hook
 * carries something else, and {@link Finding} says what.
 */
final class Hook {

    /** Readings that the median is taken of. */
    static final int WINDOW = 5;

    /** A level that rests on fewer may rest on a spike: the project's clamp rules, interlock 2. */
    static final int KNOWN = 3;

    /** So far below the empty bag's mass the hook is empty, or the bag is lifted: clinical catalogue I12. */
    static final double LIFTED_G = 20;

    /** So much more than before is another bag although the hook was never empty: clinical catalogue I11. */
    static final double SWAP_G = 150;

    /** What hangs again after the hook was empty and differs by no more than this is the same bag. */
    static final double SAME_BAG_G = 30;

    /** So long a new mass must stay: clinical catalogue I11. */
    static final long STEADY_MS = 10_000;

    /** And so much it may vary meanwhile: a bag that still swings, with its drops. */
    static final double STEADY_SPREAD_G = 40;

    /** From one reading to the next so much, up and down: only while the bag swings. */
    static final double SWING_G = 12;

    /** What a reading says about the hook. */
    enum Finding {
        /** The first reading of a bag of which nothing is known; it may be a spike. */
        UNKNOWN,
        /** The second, and it agrees. */
        FOUND,
        /** The same bag as before, and nobody at it. */
        STEADY,
        /** A question that is not answered yet: the reading is away from the steady mass. */
        AWAY,
        /** It was away and has come back. */
        BACK,
        /** The hook is empty, or the bag is lifted. */
        LIFTED,
        /** The bag that was lifted hangs again. */
        REHUNG,
        /** Another bag hangs. */
        CHANGED,
        /** Something hangs besides the bag, or it is gone again. */
        HEAVIER,
        /** The bag is lighter than what ran out of it. */
        LIGHTER
    }

    /** A scale that is silent for longer than this may find a bag that has run on. */
    private static final long GAP_MS = 30_000;

    /** A scale that is silent for so long has missed readings, however seldom it is read: clinical catalogue T1. */
    private static final long SILENT_MS = 60_000;

    /** Further off than the scatter of a restless load cell. */
    private static final double RAN_ON_G = 5;

    /** Where the rate is not known it may have been as fast as what is called free flow without an order, mL/h. */
    private static final double FASTEST_ML_PER_H = 500;

    private static final double MS_PER_H = 3_600_000;

    private Hook() {}

    /** How much may have run out since the last reading, grams; nothing worth mentioning while the scale is heard. */
    static double couldHaveRunG(LineState state, long at, double densityGPerMl) {
        long gapMs = at - state.steadyAt;
        if (state.steadyAt == 0 || gapMs < GAP_MS) {
            return 0;
        }
        double mlPerH = Float.isNaN(state.usualMlPerH) ? FASTEST_ML_PER_H : 2 * state.usualMlPerH;
        return mlPerH * gapMs / MS_PER_H * densityGPerMl;
    }

    /**
     * Whether the scale was not heard for a while and finds a bag that has run on: the readings of before say nothing
     * of how much is in it now.
     */
    static boolean ranOn(LineState state, long at, double massG, double jumpG) {
        long gapMs = at - state.steadyAt;
        double stillG = gapMs >= SILENT_MS ? RAN_ON_G : jumpG;
        return gapMs >= GAP_MS && Math.abs(massG - state.steadyG) >= stillG;
    }

    /**
     * What a reading says. Changes the state's hook.
     *
     * @param couldHaveRunG how much may have run out of the bag since the last reading, grams: a scale that was not
     *     heard for a while finds a lighter bag, and nobody was at it
     */
    static Finding look(LineState state, long at, double massG, double tareG, double jumpG, double couldHaveRunG) {
        if (massG < tareG - LIFTED_G) {
            if (state.hands().liftedSince == 0) {
                state.hands().liftedSince = at;
            }
            state.hands().candidateG = Float.NaN;
            return Finding.LIFTED;
        }
        if (Float.isNaN(state.steadyG)) {
            state.hands().liftedSince = 0;
            return first(state, at, massG, jumpG);
        }
        double jump = massG - state.steadyG;
        boolean ran = jump < 0 && Math.min(-jump, newestG(state) - massG) < jumpG + couldHaveRunG;
        if (state.hands().liftedSince == 0 && (Math.abs(jump) < jumpG || ran)) {
            boolean back = !Float.isNaN(state.hands().candidateG);
            state.hands().candidateG = Float.NaN;
            return back ? Finding.BACK : Finding.STEADY;
        }
        if (Float.isNaN(state.hands().candidateG) || Math.abs(massG - state.hands().candidateG) > STEADY_SPREAD_G) {
            state.hands().candidateG = (float) massG;
            state.hands().candidateSince = at;
            return Finding.AWAY;
        }
        if (at - state.hands().candidateSince < STEADY_MS) {
            return Finding.AWAY;
        }
        boolean lifted = state.hands().liftedSince != 0;
        state.hands().liftedSince = 0;
        state.hands().candidateG = Float.NaN;
        if (lifted) {
            return Math.abs(jump) <= SAME_BAG_G ? Finding.REHUNG : Finding.CHANGED;
        }
        return jump >= SWAP_G ? Finding.CHANGED : jump > 0 ? Finding.HEAVIER : Finding.LIGHTER;
    }

    /** Two readings of a bag of which nothing is known must agree: one may be a spike. */
    private static Finding first(LineState state, long at, double massG, double jumpG) {
        HookState hook = state.hands();
        if (Math.abs(massG - hook.candidateG) < jumpG) {
            append(state, hook.candidateG);
            hook.candidateG = Float.NaN;
            return Finding.FOUND;
        }
        hook.candidateG = (float) massG;
        hook.candidateSince = at;
        return Finding.UNKNOWN;
    }

    /** The last reading of the bag at rest: the median of them lags behind a bag that runs fast and is seldom read. */
    private static double newestG(LineState state) {
        return state.recentG.length == 0 ? state.steadyG : state.recentG[state.recentG.length - 1];
    }

    /** Adds a reading to the ones that the median is taken of. */
    static void append(LineState state, double massG) {
        float[] recent = state.recentG;
        if (recent.length == WINDOW) {
            System.arraycopy(recent, 1, recent, 0, WINDOW - 1);
        } else {
            recent = Arrays.copyOf(recent, recent.length + 1);
            state.recentG = recent;
        }
        recent[recent.length - 1] = (float) massG;
    }

    /** The median of a few values; leaves them as they are. */
    static double median(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Whether the last readings go up and down as on a swinging bag; one spike among them does not. */
    static boolean swings(float[] recent) {
        if (recent.length < WINDOW) {
            return false;
        }
        int large = 0;
        int turns = 0;
        for (int i = 1; i < recent.length; i++) {
            float step = recent[i] - recent[i - 1];
            if (Math.abs(step) > SWING_G) {
                large++;
            }
            if (i > 1 && step * (recent[i - 1] - recent[i - 2]) < 0) {
                turns++;
            }
        }
        return large >= WINDOW - 2 && turns >= 2;
    }
}
