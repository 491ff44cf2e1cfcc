package io.wardstream.sim.world;

import io.wardstream.model.Time;
import io.wardstream.sim.story.BedFacts;
import io.wardstream.sim.story.Flow;

/**
 * The physics of one infusion: a bag on a hook that runs out by gravity unless the clamp is closed. Volumes in mL,
 * rates in mL/h, masses in g. The volume never falls below 0. Mutable, moved by its bed alone.
 */
final class InfusionLine {
    private static final double EMPTY_HOOK_G = 6;

    private final BedFacts facts;
    private State now;

    InfusionLine(BedFacts facts, State state) {
        this.facts = facts;
        this.now = state;
    }

    /**
     * All that changes.
     *
     * @param at when this was so
     * @param volumeMl what was left in the bag
     * @param bagMl what was in it when it was hung
     * @param fullRateMlPerHour the rate with a full bag, as the roller clamp is set
     * @param hung whether the bag hangs
     * @param open whether the clamp lets it run
     * @param pressed whether a cuff holds it up
     */
    record State(
            @Time long at,
            double volumeMl,
            double bagMl,
            double fullRateMlPerHour,
            boolean hung,
            boolean open,
            boolean pressed) {}

    static State empty(BedFacts facts, long at) {
        return new State(at, 0, facts.bagMl(), facts.rateMlPerHour(), true, true, false);
    }

    State state() {
        return now;
    }

    /** What is left at a time from now on, without moving there. */
    double volumeMl(long at) {
        return runs()
                ? Flow.volumeAfter(now.volumeMl(), now.bagMl(), now.fullRateMlPerHour(), at - now.at())
                : now.volumeMl();
    }

    /** The rate at a time from now on, without moving there. */
    double rateMlPerHour(long at) {
        return runs() ? Flow.rate(volumeMl(at), now.bagMl(), now.fullRateMlPerHour()) : 0;
    }

    private boolean runs() {
        return now.hung() && now.open() && !now.pressed();
    }

    /** What the hook carries at a time from now on. */
    double massG(long at) {
        return now.hung() ? facts.tareG() + facts.densityGPerMl() * volumeMl(at) : EMPTY_HOOK_G;
    }

    void lift(long at) {
        now = new State(at, volumeMl(at), now.bagMl(), now.fullRateMlPerHour(), false, now.open(), now.pressed());
    }

    void hang(long at, double ml) {
        now = new State(at, ml, ml, now.fullRateMlPerHour(), true, now.open(), now.pressed());
    }

    void setRate(long at, double fullRateMlPerHour) {
        now = new State(at, volumeMl(at), now.bagMl(), fullRateMlPerHour, now.hung(), now.open(), now.pressed());
    }

    void setOpen(long at, boolean open) {
        now = new State(at, volumeMl(at), now.bagMl(), now.fullRateMlPerHour(), now.hung(), open, now.pressed());
    }

    void setPressed(long at, boolean pressed) {
        now = new State(at, volumeMl(at), now.bagMl(), now.fullRateMlPerHour(), now.hung(), now.open(), pressed);
    }
}
