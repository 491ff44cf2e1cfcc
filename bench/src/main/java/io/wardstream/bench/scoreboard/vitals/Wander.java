package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.bench.scoreboard.Chance;

/** Noise that remembers itself: it comes back to nothing within its time, and never goes further than 2.5 of its own. */
final class Wander {

    private static final double FURTHEST = 2.5;

    private final Chance chance;
    private final double sd;
    private final double keep;
    private double value;

    /**
     * @param sd one standard deviation
     * @param tauS after so many seconds about a third of it is left
     */
    Wander(Chance chance, double sd, double tauS) {
        this.chance = chance;
        this.sd = sd;
        this.keep = Math.exp(-1 / tauS);
        this.value = sd * clamped(chance.gaussian());
    }

    /** A second goes by. */
    double step() {
        value = value * keep + sd * Math.sqrt(1 - keep * keep) * chance.gaussian();
        value = sd == 0 ? 0 : sd * clamped(value / sd);
        return value;
    }

    double value() {
        return value;
    }

    private static double clamped(double sds) {
        return Math.max(-FURTHEST, Math.min(FURTHEST, sds));
    }
}
