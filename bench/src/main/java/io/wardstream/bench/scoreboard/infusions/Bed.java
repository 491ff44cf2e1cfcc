package io.wardstream.bench.scoreboard.infusions;

import io.wardstream.bench.scoreboard.Agenda;
import io.wardstream.bench.scoreboard.Chance;
import io.wardstream.model.BagClass;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.ClampState;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.sim.story.Flow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One infusion line: bag, roller clamp, clamp. It hears alarms and commands and does what follows from them, so a clamp
 * that is told to close does stop the flow, and a nurse who is called comes, if she is one who comes ({@link Nurse}). A
 * bag hangs after the other, each with its fault ({@link BagStory}); what is heard of it comes through its
 * {@link Scale}.
 *
 * <p>Moved in steps of {@link #STEP_MS}; everything random in it comes from its own seed, so one bed alone does the
 * same as among others.
 */
final class Bed {

    static final long STEP_MS = 1_000;

    private static final double TARE_G = 45;
    private static final double DENSITY = 1.005;
    /** The head of a bag falls as that of one of 500 mL, however little it was filled with. */
    private static final double LEAST_BAG_ML = 500;

    private static final double MS_PER_H = 3_600_000;
    private static final long MIN = 60_000;

    final int number;
    final long start;
    final String lineId;
    final double orderMlPerH;
    final boolean ordered;
    final boolean mayClose;

    /** How fast it runs with a full bag as it was set, mL/h. */
    final double fullMlPerH;

    final Scale scale;
    final BagStory story;
    final Nurse nurse;
    final Witness witness;

    private final Chance chance;
    private final double deadMl;
    private final Agenda agenda = new Agenda();
    private final Set<String> carriedOut = new HashSet<>();

    Bag bag;
    double levelMl;

    /** The rate that a fault forces on the line, mL/h; negative if it runs as it was set. */
    double forcedMlPerH = -1;

    boolean hung = true;
    boolean closed;
    boolean stuck;
    private boolean mute;
    long liftedAt;
    long hungAt = Long.MIN_VALUE / 2;

    /** Whether the scale was not heard when the bag was hung. */
    boolean hungUnseen;

    long openedAt = Long.MIN_VALUE / 2;
    double infusedMl;

    Bed(int number, long seed, long start, double wanderG, Tally tally) {
        this.number = number;
        this.start = start;
        this.lineId = "L-" + number;
        this.chance = new Chance((seed * 1_000_003 + number) * 0x9E3779B97F4A7C15L);
        boolean slow = chance.below(8) == 0;
        this.orderMlPerH = slow ? chance.between(20, 60) : chance.between(60, 250);
        this.ordered = chance.heads();
        this.mayClose = chance.below(4) != 0;
        this.fullMlPerH = orderMlPerH * chance.between(1, 1.15);
        this.deadMl = chance.between(2, 8);
        this.scale = new Scale(this, chance, wanderG, start);
        this.story = new BagStory(this, chance);
        this.nurse = new Nurse(this, chance);
        this.witness = new Witness(this, tally);
        this.bag = story.hangs(start, true);
        this.levelMl = bag.hungMl;
        sticks();
    }

    // ---- What the flow is told of it before -----------------------------------------------------------------------

    RegistryEntry entry() {
        return new RegistryEntry(
                scale.deviceId(),
                DeviceKind.LOAD_CELL_WITH_CLAMP,
                "sim",
                "bed-" + number,
                lineId,
                "P-" + number,
                0,
                mayClose ? BagClass.MAINTENANCE_CRYSTALLOID : BagClass.VASOPRESSOR,
                null,
                500.0,
                TARE_G,
                DENSITY,
                null);
    }

    @Nullable
    Setting order() {
        return ordered
                ? new Setting(
                        SettingScope.LINE, lineId, "Order.mlPerH", Math.rint(orderMlPerH), "scoreboard", 0, "order", 1)
                : null;
    }

    // ---- Physics --------------------------------------------------------------------------------------------------

    double rateMlPerH() {
        if (!hung || closed || levelMl <= deadMl) {
            return 0;
        }
        return forcedMlPerH >= 0 ? forcedMlPerH : Flow.rate(levelMl, bagMl(), fullMlPerH);
    }

    private double bagMl() {
        return Math.max(LEAST_BAG_ML, Math.max(bag.hungMl, levelMl));
    }

    /** How long it takes until 10 mL are left if everything stays as it is, in minutes. */
    double minutesLeft() {
        double rate = rateMlPerH();
        if (rate <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (forcedMlPerH >= 0) {
            return Math.max(0, levelMl - 10) / rate * 60;
        }
        return Flow.msUntil(levelMl, bagMl(), fullMlPerH, 10) / (double) MIN;
    }

    /** What free flow is for this line, mL/h. */
    double freeMlPerH() {
        return ordered ? Math.min(1_200, 2 * Math.rint(orderMlPerH)) : 500;
    }

    /** Something happens at a time, in its turn. */
    void later(long at, Runnable what) {
        agenda.later(at, what);
    }

    /** Runs for a step and gives what is heard of it, in order. */
    List<BedsideEvent> step(long at) {
        long end = at + STEP_MS;
        scale.background(at);
        double rate = rateMlPerH();
        double runs = Math.min(Math.max(0, levelMl - deadMl), rate * STEP_MS / MS_PER_H);
        levelMl -= runs;
        infusedMl += runs;
        if (hung && levelMl <= deadMl && bag.dryAt == null) {
            bag.dryAt = at;
        }
        story.goesOn(at);
        // A device numbers its messages in the order of time.
        while (true) {
            long next = agenda.nextAt();
            if (next < end && next <= scale.nextReadingAt()) {
                agenda.runNext();
            } else if (scale.nextReadingAt() < end) {
                scale.read(hung ? TARE_G + DENSITY * levelMl : 0);
            } else {
                break;
            }
        }
        witness.look(at);
        return scale.heard(at, end);
    }

    // ---- What is done at it ---------------------------------------------------------------------------------------

    /** The bag is taken off, and a closed clamp opened. */
    void lift(long at) {
        hung = false;
        liftedAt = at;
        if (closed) {
            closed = false;
            openedAt = at;
            scale.report(at, ClampState.OPEN, null);
        }
    }

    /** The next bag of the story is hung, and all that was wrong with the line is mended. */
    void hang(Bag next, long at) {
        hangs(at);
        forcedMlPerH = -1;
        stuck = false;
        mute = false;
        scale.setClockOffMs(0);
        scale.drift(1);
        Bag before = bag;
        bag = next;
        levelMl = bag.hungMl;
        witness.hung(before, at);
        sticks();
    }

    /** Another bag is hung, and the story goes on. */
    void hang(double ml, long at) {
        hangs(at);
        levelMl = ml;
        witness.hung(null, at);
        sticks();
    }

    private void hangs(long at) {
        hung = true;
        hungAt = at;
        hungUnseen = scale.muted(at);
    }

    private void sticks() {
        if (bag.fault == Fault.CLAMP_STUCK) {
            stuck = true;
            mute = chance.heads();
        }
    }

    /** A command reaches the clamp, if its device is heard, and if it is not stuck it closes. */
    void told(ClampEvent command, long now) {
        if (command.phase() != ClampPhase.ISSUED || scale.muted(now)) {
            return;
        }
        long at = now + 300 + chance.below(500);
        later(at, () -> {
            if (mute) {
                return;
            }
            if (stuck) {
                scale.report(at, ClampState.FAULT, command.commandId());
                return;
            }
            if (carriedOut.add(command.commandId())) {
                closed = true;
            }
            scale.report(at, closed ? ClampState.CLOSED : ClampState.OPEN, command.commandId());
        });
    }
}
