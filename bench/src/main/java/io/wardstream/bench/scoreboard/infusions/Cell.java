package io.wardstream.bench.scoreboard.infusions;

import io.wardstream.bench.scoreboard.Chance;

/**
 * What a load cell makes of a mass, by the recipe of the clinical document: noise, a zero that wanders over half hours,
 * spikes of one reading, a bag that swings, somebody who pulls; rounded to 1 g. Everything but the noise can be asked
 * for, too.
 */
final class Cell {

    private static final double TAU_MS = 1_800_000;
    private static final double NOISE_LIMIT = 3.5;

    private final Chance chance;
    private final double noiseG;
    private double wanderG;
    private double zeroG;
    private long readAt;
    private double addedG;
    private long from;
    private long until;
    private double hz;
    private boolean swings;
    private boolean spike;

    /** The last moment at which something other than noise was in a reading. */
    long disturbedAt = Long.MIN_VALUE / 2;

    Cell(Chance chance, double noiseG, double wanderG, long at) {
        this.chance = chance;
        this.noiseG = noiseG;
        this.wanderG = wanderG;
        this.zeroG = wanderG * chance.gaussian();
        this.readAt = at;
    }

    void wander(double grams) {
        wanderG = grams;
    }

    double zeroG() {
        return zeroG;
    }

    /** The next reading is far off. */
    void spike() {
        addedG = (chance.heads() ? 1 : -1) * chance.between(50, 300);
        spike = true;
    }

    /** It swings from now on. */
    void swing(long at) {
        swings = true;
        spike = false;
        from = at;
        until = at + (long) chance.between(5_000, 20_000);
        addedG = chance.between(5, 40);
        hz = chance.between(0.7, 1.2);
    }

    /** Somebody pulls or lifts from now on. */
    void tug(long at) {
        swings = false;
        spike = false;
        from = at;
        until = at + (long) chance.between(1_000, 5_000);
        addedG = (chance.heads() ? 1 : -1) * chance.between(100, 500);
    }

    double readG(long at, double trueG) {
        double keep = Math.exp(-(at - readAt) / TAU_MS);
        zeroG = zeroG * keep + wanderG * Math.sqrt(1 - keep * keep) * chance.gaussian();
        readAt = at;
        double noise = Math.max(-NOISE_LIMIT, Math.min(NOISE_LIMIT, chance.gaussian())) * noiseG;
        return Math.rint(trueG + zeroG + noise + added(at, trueG));
    }

    private double added(long at, double trueG) {
        if (spike) {
            spike = false;
            disturbedAt = at;
            return addedG;
        }
        if (at > until) {
            return 0;
        }
        disturbedAt = at;
        if (!swings) {
            // Nobody lifts more than there is.
            return Math.max(-trueG, addedG);
        }
        double age = at - from;
        return addedG * Math.exp(-age / 6_000) * Math.cos(2 * Math.PI * hz * age / 1_000);
    }
}
