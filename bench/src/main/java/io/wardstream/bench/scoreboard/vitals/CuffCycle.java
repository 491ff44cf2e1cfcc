package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.bench.scoreboard.Chance;
import org.jspecify.annotations.Nullable;

/**
 * A monitor's cuff: measures from time to time for about half a minute, is off by some mmHg, and sometimes far off. What is
 * contradictory or far off most monitors measure again at once.
 */
final class CuffCycle {

    /** What goes wrong with the next measurement. */
    enum Flaw {
        NONE,
        CONTRADICTORY,
        JUMP,
        JUMP_LEFT
    }

    /**
     * What it measured.
     *
     * @param at when
     * @param meanMmHg null if the monitor does not say it
     * @param truly whether it is a measurement of the patient and not a flaw
     */
    record Measured(
            long at,
            double sysMmHg,
            double diaMmHg,
            @Nullable Double meanMmHg,
            boolean truly) {}

    private static final double FURTHEST_SD = 2;

    /** Nobody presses the button when it has just measured. */
    private static final long JUST_MS = 180_000;

    private final Body body;
    private final Model model;
    private final Chance chance;
    private Flaw flaw = Flaw.NONE;
    private long startsAt;
    private long endsAt = Long.MAX_VALUE;
    private long endedAt = Long.MIN_VALUE / 2;

    CuffCycle(Body body, Model model, Chance chance, long at) {
        this.body = body;
        this.model = model;
        this.chance = chance;
        this.startsAt = model.cuffMs() == Long.MAX_VALUE ? Long.MAX_VALUE : at + (long) chance.between(20_000, 120_000);
    }

    /**
     * Somebody presses the button.
     *
     * @param next what will be wrong with it
     */
    void now(long at, Flaw next) {
        if (next == Flaw.NONE && at - endedAt < JUST_MS) {
            return;
        }
        flaw = next;
        if (!running()) {
            startsAt = at;
        }
    }

    boolean running() {
        return endsAt != Long.MAX_VALUE;
    }

    /** Whether it begins now. */
    boolean begins(long at) {
        if (running() || at < startsAt) {
            return false;
        }
        endsAt = at + (long) chance.between(25_000, 40_000);
        startsAt += model.cuffMs();
        startsAt = Math.max(startsAt, at + model.cuffMs() / 2);
        return true;
    }

    /** Whether it ends now. */
    boolean ends(long at) {
        return at >= endsAt;
    }

    /** What it measured; null if there is no pulse to be felt. */
    @Nullable
    Measured measure(long at) {
        endsAt = Long.MAX_VALUE;
        endedAt = at;
        if (!body.beats()) {
            return null;
        }
        double sys = body.value(Vital.SYS) + error(2.5);
        double dia = body.value(Vital.DIA) + error(2.5);
        double mean = body.mean() + error(1.5);
        Flaw now = flaw;
        flaw = Flaw.NONE;
        switch (now) {
            case CONTRADICTORY -> {
                // The mean above the systolic, or the diastolic; and the systolic may be anything.
                sys = chance.heads() ? chance.between(55, 75) : sys;
                dia = sys + chance.between(3, 20);
                mean = sys - chance.between(5, 15);
                again(at);
            }
            case JUMP -> {
                sys += (chance.heads() ? 1 : -1) * chance.between(58, 75);
                dia = sys - 35;
                mean = dia + 12;
                again(at);
            }
            case JUMP_LEFT -> {
                sys += (chance.heads() ? 1 : -1) * chance.between(58, 75);
                dia = sys - 35;
                mean = dia + 12;
            }
            case NONE -> {
                // As it is.
            }
        }
        return new Measured(
                at,
                Math.rint(sys),
                Math.rint(dia),
                model.saysMean() || now == Flaw.CONTRADICTORY ? (Double) Math.rint(mean) : null,
                now == Flaw.NONE);
    }

    private void again(long at) {
        startsAt = at + 1_000;
    }

    private double error(double sd) {
        return sd * Math.max(-FURTHEST_SD, Math.min(FURTHEST_SD, chance.gaussian()));
    }
}
