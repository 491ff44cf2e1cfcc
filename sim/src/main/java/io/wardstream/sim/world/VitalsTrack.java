package io.wardstream.sim.world;

import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.Time;
import io.wardstream.model.VitalsReading;
import io.wardstream.sim.config.SimConfig;
import io.wardstream.sim.story.Act;
import io.wardstream.sim.story.BedFacts;
import io.wardstream.sim.story.Prng;
import io.wardstream.sim.story.VitalsChapter;
import io.wardstream.sim.story.VitalsPlanner;
import io.wardstream.sim.story.VitalsStory;
import org.jspecify.annotations.Nullable;

/**
 * The strand of a bed's life around its patient: the body, the monitor on it, and who acknowledges. Mutable, moved by
 * the engine alone.
 */
final class VitalsTrack implements Track {
    /** What a probe that slips reads. */
    static final double SLIPPED_SPO2_PCT = 70;

    /** What its oximeter knows of that. */
    private static final double SLIPPED_PERFUSION_PCT = 0.1;

    private static final double SLIPPED_QUALITY = 0.2;

    private static final int SEATED_READINGS = 3;

    private final SimConfig config;
    private final BedFacts facts;
    private final Voices voices;
    private final Witness witness;
    private final Faults faults;
    private final VitalsPlanner planner;
    private final Prng stories;
    private final Patient patient;
    private final InfusionTrack infusion;
    private final Prng transport;
    private VitalsChapter chapter;
    private int nextAct;
    private int nextSlip;
    private long nextReadingAt;
    private long nextCuffAt;
    private boolean silent;
    private boolean cutOff;
    private @Nullable Boolean cuff;
    private @Nullable Long deterioratedUntil;

    VitalsTrack(
            SimConfig config,
            BedFacts facts,
            Voices voices,
            Witness witness,
            Faults faults,
            InfusionTrack infusion,
            State state) {
        this.config = config;
        this.infusion = infusion;
        this.facts = facts;
        this.voices = voices;
        this.witness = witness;
        this.faults = faults;
        this.planner = planner(config, facts);
        this.stories = Prng.resume(state.stories());
        this.patient = new Patient(state.patient());
        this.transport = Prng.resume(state.transport());
        this.chapter = state.chapter();
        this.nextAct = state.nextAct();
        this.nextSlip = state.nextSlip();
        this.nextReadingAt = state.nextReadingAt();
        this.nextCuffAt = state.nextCuffAt();
        this.silent = state.silent();
        this.cutOff = state.cutOff();
        this.cuff = state.cuff();
        this.deterioratedUntil = state.deterioratedUntil();
    }

    /**
     * All that changes.
     *
     * @param nextAct the first act of the chapter that is still to come
     * @param nextSlip the first slip of the chapter that is still to come
     * @param nextCuffAt from when on the next message carries the cuff's values
     * @param silent whether the monitor does not speak although it is connected
     * @param cutOff whether the monitor has lost its network
     * @param cuff whether the cuff on the line's arm is inflated; false until that it is over was said, then null
     * @param deterioratedUntil when the last deterioration was over
     */
    record State(
            VitalsChapter chapter,
            int nextAct,
            int nextSlip,
            @Time long nextReadingAt,
            @Time long nextCuffAt,
            boolean silent,
            boolean cutOff,
            @Nullable Boolean cuff,
            @Time @Nullable Long deterioratedUntil,
            long stories,
            long transport,
            Patient.State patient) {}

    /** A patient who was just admitted, with the truth of the first chapter. */
    static State fresh(SimConfig config, BedFacts facts, Witness witness, long at) {
        Prng stories = Prng.of(config.seed(), "vitals stories " + facts.bed());
        Prng patient = Prng.of(config.seed(), "patient " + facts.bed());
        long phase = patient.below((int) config.monitorPeriodMs());
        VitalsPlanner.Plan plan = planner(config, facts).first(at, stories);
        plan.expectations().forEach(witness::expect);
        return new State(
                plan.chapter(),
                0,
                0,
                at + phase,
                at,
                false,
                false,
                null,
                null,
                stories.state(),
                Prng.of(config.seed(), "monitor transport " + facts.bed()).state(),
                Patient.fresh(patient, at));
    }

    private static VitalsPlanner planner(SimConfig config, BedFacts facts) {
        return new VitalsPlanner(facts, config.limits(), config.monitorPeriodMs(), config.cuffPeriodMs());
    }

    State state() {
        return new State(
                chapter,
                nextAct,
                nextSlip,
                nextReadingAt,
                nextCuffAt,
                silent,
                cutOff,
                cuff,
                deterioratedUntil,
                stories.state(),
                transport.state(),
                patient.state());
    }

    @Override
    public long nextAt() {
        long next = Math.min(nextReadingAt, chapter.until());
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
            beginNextChapter();
        } else {
            measure(at);
            nextReadingAt = at + config.monitorPeriodMs();
        }
    }

    private void beginNextChapter() {
        if (chapter.story() == VitalsStory.DETERIORATION) {
            deterioratedUntil = chapter.until();
        }
        VitalsPlanner.Plan plan = planner.next(chapter, deterioratedUntil, stories);
        chapter = plan.chapter();
        nextAct = 0;
        nextSlip = 0;
        plan.expectations().forEach(witness::expect);
    }

    private void measure(long at) {
        boolean withCuff = at >= nextCuffAt;
        if (withCuff) {
            nextCuffAt = at + config.cuffPeriodMs();
        }
        VitalsReading reading = patient.read(at, chapter, withCuff).withCuffRunning(cuff);
        cuff = Boolean.FALSE.equals(cuff) ? null : cuff;
        int copies = faults.copies(transport);
        boolean malformed = faults.malformed(transport);
        if (nextSlip < chapter.slips().size() && at >= chapter.slips().get(nextSlip)) {
            reading = reading.withSpo2Pct(SLIPPED_SPO2_PCT)
                    .withPerfusionPct(SLIPPED_PERFUSION_PCT)
                    .withQuality(SLIPPED_QUALITY);
            // The same message twice is still one measurement.
            copies = nextSlip == 1 ? 2 : copies;
            nextSlip++;
        }
        if (!silent) {
            voices.measure(at, facts.ward(), facts.monitorId(), reading, copies);
            if (malformed) {
                voices.malformed(at, facts.ward(), facts.monitorId(), Malformed.draw(transport));
            }
        }
    }

    private void act(Act act) {
        long at = act.at();
        switch (act.kind()) {
            case ACKNOWLEDGE_PATIENT_AT_TERMINAL -> {
                String by = act.by() == null ? "nurse" : act.by();
                voices.care(
                        at,
                        facts.ward(),
                        BedFacts.terminalId(facts.ward()),
                        new Care(CareAction.ACKNOWLEDGE, by, null, null, facts.patientId(), null));
            }
            case INFLATE_CUFF -> press(at, true);
            case DEFLATE_CUFF -> press(at, false);
            case FALL_SILENT -> silent = true;
            case SPEAK_AGAIN -> silent = false;
            case LOSE_NETWORK -> {
                cutOff = true;
                voices.link(at, facts.monitorId(), false);
            }
            case REGAIN_NETWORK -> {
                cutOff = false;
                voices.link(at, facts.monitorId(), true);
            }
            default -> throw new IllegalStateException(act.kind() + " does not belong to the patient's strand");
        }
    }

    /** The monitor says so with its next message, and what it measured when it is over. */
    private void press(long at, boolean inflated) {
        infusion.press(at, inflated);
        cuff = inflated;
        nextCuffAt = inflated ? nextCuffAt : at;
    }

    /**
     * The monitor was switched off and on: its next message carries everything, and the probe, just put on again, does
     * not slip at once. For whoever heard it slip last before, the two would be consecutive measurements.
     */
    void rebooted() {
        nextCuffAt = nextReadingAt;
        long seatedUntil = nextReadingAt + SEATED_READINGS * config.monitorPeriodMs();
        while (nextSlip < chapter.slips().size() && chapter.slips().get(nextSlip) <= seatedUntil) {
            nextSlip++;
        }
    }

    boolean cutOff() {
        return cutOff;
    }

    VitalsReading truth(long at) {
        return patient.truth(at, chapter);
    }

    VitalsChapter chapter() {
        return chapter;
    }
}
