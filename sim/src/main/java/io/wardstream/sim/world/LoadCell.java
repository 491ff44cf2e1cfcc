package io.wardstream.sim.world;

import io.wardstream.model.Time;
import io.wardstream.sim.story.Prng;
import org.jspecify.annotations.Nullable;

/**
 * What a load cell makes of a mass: noise of 1 g, a drift that wanders over half hours, rounding to 1 g, and now and
 * then a disturbance: a spike in one reading, a bag that swings, somebody who pulls at the tube. Outside of
 * disturbances a reading is within {@link #WORST_ERROR_G} of the truth. Mutable, read by its bed alone.
 */
final class LoadCell {
    /** Noise, drift and rounding at their worst. */
    static final double WORST_ERROR_G = 6;

    private static final double NOISE_LIMIT = 3.5;
    private static final double DRIFT_LIMIT_G = 2;
    private static final double DRIFT_G = 1;
    private static final double DRIFT_TAU_MS = 30 * 60_000.0;
    private static final double DISTURBANCE_EVERY_MS = 12 * 60_000.0;
    private static final double SWING_DECAY_MS = 6_000;
    /** A pull lasts less than two periods, so that no more than two readings see it. */
    private static final double LONGEST_PULL_PERIODS = 1.75;

    private final long periodMs;
    private final Prng prng;
    private double driftG;
    private long readAt;
    private long nextDisturbanceAt;
    private @Nullable Disturbance disturbance;

    LoadCell(long periodMs, State state) {
        this.periodMs = periodMs;
        this.prng = Prng.resume(state.prng());
        this.driftG = state.driftG();
        this.readAt = state.readAt();
        this.nextDisturbanceAt = state.nextDisturbanceAt();
        this.disturbance = state.disturbance();
    }

    /** What can disturb a reading. */
    enum Kind {
        SPIKE,
        SWING,
        PULL
    }

    /**
     * A disturbance.
     *
     * @param kind what it is
     * @param from its first reading
     * @param until its end
     * @param massG how much it adds at most
     * @param hz how fast it swings
     */
    record Disturbance(Kind kind, @Time long from, @Time long until, double massG, double hz) {

        double massG(long at) {
            if (kind != Kind.SWING) {
                return massG;
            }
            double age = at - from;
            return massG * StrictMath.exp(-age / SWING_DECAY_MS) * StrictMath.cos(2 * StrictMath.PI * hz * age / 1000);
        }
    }

    /** All that changes. */
    record State(
            long prng,
            double driftG,
            @Time long readAt,
            @Time long nextDisturbanceAt,
            @Nullable Disturbance disturbance) {}

    /** A cell that was just switched on. */
    static State fresh(Prng prng, long at) {
        long first = at + (long) prng.gap(DISTURBANCE_EVERY_MS);
        return new State(prng.state(), 0, at, first, null);
    }

    State state() {
        return new State(prng.state(), driftG, readAt, nextDisturbanceAt, disturbance);
    }

    /** When a disturbance would not be fair. */
    interface Calm {
        boolean isCalm(long from, long until);
    }

    /**
     * Reads the cell.
     *
     * @param at when
     * @param trueMassG what really hangs there
     * @param nearlyEmpty whether only a gentle swing is fair
     * @param calm when nothing may disturb
     */
    double readG(long at, double trueMassG, boolean nearlyEmpty, Calm calm) {
        drift(at);
        double noise = prng.gaussian(NOISE_LIMIT);
        maybeDisturb(at, nearlyEmpty, calm);
        double added = 0;
        Disturbance current = disturbance;
        if (current != null) {
            if (at <= current.until()) {
                added = current.massG(at);
            } else {
                disturbance = null;
            }
        }
        return Math.rint(trueMassG + driftG + noise + added);
    }

    private void drift(long at) {
        double keep = StrictMath.exp(-(at - readAt) / DRIFT_TAU_MS);
        double step = DRIFT_G * StrictMath.sqrt(1 - keep * keep) * prng.gaussian(NOISE_LIMIT);
        driftG = Math.max(-DRIFT_LIMIT_G, Math.min(DRIFT_LIMIT_G, driftG * keep + step));
        readAt = at;
    }

    private void maybeDisturb(long at, boolean nearlyEmpty, Calm calm) {
        if (at < nextDisturbanceAt) {
            return;
        }
        double kind = prng.unit();
        double sign = prng.chance(0.5) ? 1 : -1;
        double size = prng.unit();
        double length = prng.unit();
        double hz = prng.between(0.7, 1.2);
        nextDisturbanceAt = at + 30_000 + (long) prng.gap(DISTURBANCE_EVERY_MS);
        Disturbance next;
        if (kind < 0.4) {
            next = new Disturbance(Kind.SPIKE, at, at, sign * (50 + 250 * size), 0);
        } else if (kind < 0.75) {
            double most = nearlyEmpty ? 15 : 40;
            next = new Disturbance(
                    Kind.SWING, at, at + 5_000 + (long) (15_000 * length), sign * (5 + (most - 5) * size), hz);
        } else {
            long pull = (long) (periodMs * (0.5 + (LONGEST_PULL_PERIODS - 0.5) * length));
            next = new Disturbance(Kind.PULL, at, at + pull, sign * (100 + 400 * size), 0);
        }
        if (!calm.isCalm(next.from(), next.until())) {
            disturbance = next;
        }
    }
}
