package io.wardstream.sim.world;

import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.ClampCommand;
import io.wardstream.model.ClampRefusal;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.Subject;
import io.wardstream.model.Time;
import io.wardstream.sim.config.SimConfig;
import io.wardstream.sim.story.Act;
import io.wardstream.sim.story.BedFacts;
import io.wardstream.sim.story.InfusionChapter;
import io.wardstream.sim.story.InfusionPlanner;
import io.wardstream.sim.story.InfusionStory;
import io.wardstream.sim.story.Prng;
import io.wardstream.sim.truth.ClampClosing;
import org.jspecify.annotations.Nullable;

/**
 * The strand of a bed's life around its infusion: the bag, the scale that weighs it, the clamp on the line, and who
 * comes. Mutable, moved by the engine alone.
 */
final class InfusionTrack implements Track {
    /** What is written down may be so much older than what was last heard. */
    private static final long SEEN_MS = 2_000;
    /** Within this time after it was hung a new bag is surely recognised. */
    private static final long NEW_BAG_SEEN_MS = 20_000;

    /** A scale that is heard for so long has told whether its bag is low. */
    private static final long HEARD_LONG_MS = 120_000;

    private final SimConfig config;
    private final BedFacts facts;
    private final Voices voices;
    private final Witness witness;
    private final Faults faults;
    private final InfusionPlanner planner;
    private final Prng stories;
    private final InfusionLine line;
    private final LoadCell cell;
    private final Clamp clamp;
    private final Prng transport;
    private InfusionChapter chapter;
    private int nextAct;
    private long nextReadingAt;
    private boolean silent;
    private boolean cutOff;
    private String nurse;

    InfusionTrack(SimConfig config, BedFacts facts, Voices voices, Witness witness, Faults faults, State state) {
        this.config = config;
        this.facts = facts;
        this.voices = voices;
        this.witness = witness;
        this.faults = faults;
        this.planner = planner(config, facts);
        this.stories = Prng.resume(state.stories());
        this.line = new InfusionLine(facts, state.line());
        this.cell = new LoadCell(config.scalePeriodMs(), state.cell());
        this.clamp = new Clamp(facts.lineId(), state.clamp());
        this.transport = Prng.resume(state.transport());
        this.chapter = state.chapter();
        this.nextAct = state.nextAct();
        this.nextReadingAt = state.nextReadingAt();
        this.silent = state.silent();
        this.cutOff = state.cutOff();
        this.nurse = state.nurse();
    }

    /**
     * All that changes.
     *
     * @param nextAct the first act of the chapter that is still to come
     * @param silent whether the scale does not speak although it is connected
     * @param cutOff whether the scale has lost its network
     * @param nurse what somebody was last seen doing
     */
    record State(
            InfusionChapter chapter,
            int nextAct,
            @Time long nextReadingAt,
            boolean silent,
            boolean cutOff,
            String nurse,
            long stories,
            long transport,
            InfusionLine.State line,
            LoadCell.State cell,
            Clamp.State clamp) {}

    /** A line whose life begins, with the truth of its first chapter. */
    static State fresh(SimConfig config, BedFacts facts, Witness witness, long at) {
        Prng stories = Prng.of(config.seed(), "infusion stories " + facts.bed());
        Prng cell = Prng.of(config.seed(), "load cell " + facts.bed());
        long phase = cell.below((int) config.scalePeriodMs());
        InfusionPlanner.Plan plan = planner(config, facts).first(at, stories);
        plan.expectations().forEach(witness::expect);
        return new State(
                plan.chapter(),
                0,
                at + phase,
                false,
                false,
                "",
                stories.state(),
                Prng.of(config.seed(), "scale transport " + facts.bed()).state(),
                InfusionLine.empty(facts, at),
                LoadCell.fresh(cell, at),
                Clamp.fresh(Prng.of(config.seed(), "clamp " + facts.bed())));
    }

    private static InfusionPlanner planner(SimConfig config, BedFacts facts) {
        return new InfusionPlanner(facts, config.limits(), config.scalePeriodMs());
    }

    State state() {
        return new State(
                chapter,
                nextAct,
                nextReadingAt,
                silent,
                cutOff,
                nurse,
                stories.state(),
                transport.state(),
                line.state(),
                cell.state(),
                clamp.state());
    }

    @Override
    public long nextAt() {
        long next = Math.min(Math.min(nextReadingAt, chapter.until()), clamp.closesAt());
        return nextAct < chapter.acts().size()
                ? Math.min(next, chapter.acts().get(nextAct).at())
                : next;
    }

    @Override
    public void step() {
        long at = nextAt();
        if (nextAct < chapter.acts().size() && chapter.acts().get(nextAct).at() == at) {
            act(chapter.acts().get(nextAct++));
        } else if (chapter.until() == at) {
            beginNextChapter(at);
        } else if (clamp.closesAt() == at) {
            finishClosing(at);
        } else {
            weigh(at);
            nextReadingAt = at + config.scalePeriodMs();
        }
    }

    private void beginNextChapter(long at) {
        InfusionPlanner.Plan plan = planner.next(
                chapter, new InfusionPlanner.Standing(line.volumeMl(at), clamp.position() == ClampState.OPEN), stories);
        chapter = plan.chapter();
        nextAct = 0;
        nurse = "";
        plan.expectations().forEach(witness::expect);
    }

    private void weigh(long at) {
        double volumeMl = line.volumeMl(at);
        boolean nearlyEmpty = volumeMl
                < config.limits().infusion().lowMl()
                        + config.limits().infusion().lowHysteresisMl();
        double massG = cell.readG(at, line.massG(at), nearlyEmpty, chapter::isCalm);
        int copies = faults.copies(transport);
        boolean malformed = faults.malformed(transport);
        if (!silent) {
            voices.weigh(at, facts.ward(), facts.scaleId(), massG, copies);
            if (malformed) {
                voices.malformed(at, facts.ward(), facts.scaleId(), Malformed.draw(transport));
            }
        }
    }

    private void act(Act act) {
        String words = InfusionPlanner.words(act);
        if (words != null) {
            nurse = words;
        }
        long at = act.at();
        switch (act.kind()) {
            case LIFT_BAG -> line.lift(at);
            case HANG_BAG -> line.hang(at, value(act));
            case SET_RATE -> line.setRate(at, value(act));
            case ACKNOWLEDGE_AT_BEDSIDE -> atBedside(act, CareAction.ACKNOWLEDGE);
            case ACKNOWLEDGE_LINE_AT_TERMINAL ->
                voices.care(
                        at,
                        facts.ward(),
                        BedFacts.terminalId(facts.ward()),
                        new Care(CareAction.ACKNOWLEDGE, person(act), null, facts.lineId(), null, null));
            case REPORT_BAG_CHANGED -> atBedside(act, CareAction.BAG_CHANGED);
            case OPEN_CLAMP -> openByHand(act);
            case JAM_CLAMP -> clamp.setJammed(true);
            case FREE_CLAMP -> clamp.setJammed(false);
            case FALL_SILENT -> silent = true;
            case SPEAK_AGAIN -> silent = false;
            case LOSE_NETWORK -> {
                cutOff = true;
                voices.link(at, facts.scaleId(), false);
            }
            case REGAIN_NETWORK -> {
                cutOff = false;
                voices.link(at, facts.scaleId(), true);
            }
            case ACKNOWLEDGE_PATIENT_AT_TERMINAL, INFLATE_CUFF, DEFLATE_CUFF ->
                throw new IllegalStateException(act.kind() + " belongs to the patient's strand");
        }
    }

    private static double value(Act act) {
        Double value = act.value();
        if (value == null) {
            throw new IllegalStateException(act.kind() + " without a value");
        }
        return value;
    }

    private static String person(Act act) {
        String by = act.by();
        if (by == null) {
            throw new IllegalStateException(act.kind() + " without a person");
        }
        return by;
    }

    private void atBedside(Act act, CareAction action) {
        voices.care(act.at(), facts.ward(), facts.scaleId(), Care.of(action, person(act)));
    }

    private void openByHand(Act act) {
        if (clamp.openByHand()) {
            line.setOpen(act.at(), true);
            atBedside(act, CareAction.CLAMP_OPENED_BY_HAND);
            reportClamp(act.at());
        }
    }

    private void finishClosing(long at) {
        boolean first = true;
        for (ClampReport answer : clamp.finishClosing()) {
            String command = answer.commandId();
            if (answer.state() == ClampState.CLOSED && first && command != null) {
                line.setOpen(at, false);
                witness.closed(new ClampClosing(lineKey(), at, command));
                faults.clampClosed();
                first = false;
            }
            voices.report(at, facts.ward(), facts.scaleId(), answer);
        }
    }

    /**
     * A cuff on the line's arm is inflated, or over. A line with a story of its own it does not hold up: when that one
     * runs low was laid down before.
     */
    void press(long at, boolean inflated) {
        line.setPressed(at, inflated && chapter.story() == InfusionStory.QUIET);
    }

    /** A command reached the clamp. */
    void command(ClampCommand command, long now) {
        ClampReport answer = clamp.receive(command, now);
        if (answer != null && answer.refused() == null && answer.state() == ClampState.OPEN) {
            line.setOpen(now, true);
        }
        if (answer != null) {
            if (answer.refused() != null) {
                faults.commandRefused();
            }
            voices.report(now, facts.ward(), facts.scaleId(), answer);
        }
    }

    /** Something reached the clamp that is no command. */
    void notUnderstood(long now) {
        faults.commandRefused();
        voices.report(
                now,
                facts.ward(),
                facts.scaleId(),
                new ClampReport(clamp.position(), null, ClampRefusal.NOT_UNDERSTOOD));
    }

    /** The clamp says where it stands. */
    void reportClamp(long now) {
        voices.report(now, facts.ward(), facts.scaleId(), new ClampReport(clamp.position(), null, null));
    }

    /**
     * Whether the hook may have been seen empty just before a time, and nothing else since: a bag was being changed, or
     * had just been.
     */
    boolean hookSeenEmptyBefore(long at) {
        long lifted = Long.MIN_VALUE;
        for (Act act : chapter.acts()) {
            if (act.kind() == Act.Kind.LIFT_BAG) {
                lifted = act.at();
            } else if (act.kind() == Act.Kind.HANG_BAG
                    && lifted != Long.MIN_VALUE
                    && lifted <= at + SEEN_MS
                    && act.at() + NEW_BAG_SEEN_MS >= at) {
                return true;
            }
        }
        return false;
    }

    /** When the scale is heard again for long, if its story keeps it silent or is about to; null if it does not. */
    @Nullable
    Long returnsAt(long now) {
        long silentFrom = Long.MAX_VALUE;
        for (Act act : chapter.acts()) {
            switch (act.kind()) {
                case FALL_SILENT, LOSE_NETWORK -> silentFrom = act.at();
                case SPEAK_AGAIN, REGAIN_NETWORK -> {
                    if (silentFrom <= now + HEARD_LONG_MS && act.at() >= now) {
                        return act.at();
                    }
                }
                default -> {
                    // Does not silence the scale.
                }
            }
        }
        return null;
    }

    boolean cutOff() {
        return cutOff;
    }

    String lineKey() {
        return Subject.lineKey(facts.lineId());
    }

    double volumeMl(long at) {
        return line.volumeMl(at);
    }

    double rateMlPerHour(long at) {
        return line.rateMlPerHour(at);
    }

    ClampState clampPosition() {
        return clamp.position();
    }

    InfusionChapter chapter() {
        return chapter;
    }

    String nurse() {
        return nurse;
    }
}
