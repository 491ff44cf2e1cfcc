package io.wardstream.jobs.safety.infusion;

import io.wardstream.jobs.safety.Events;
import io.wardstream.model.BagClass;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A bag on a load cell, read by the assessor: it runs at a rate, and a test does things to it. Tare 45 g, 1 g/mL. */
final class TestBag {

    private static final long PERIOD_MS = 2_000;

    final LineState state;
    final List<Sign> signs = new ArrayList<>();

    private final InfusionAssessor assessor = new InfusionAssessor();
    private final Events events = new Events();
    private final Random random;
    private final double noiseG;
    private TestSettings view = TestSettings.NONE;
    private RegistryEntry entry = Events.SCALE;
    private long periodMs = PERIOD_MS;
    private boolean wanders;

    long at = 1_000_000;
    double levelMl;
    double mlPerH;
    double besideG;
    double error;

    /** The level by the last reading, mL; null if it told none. */
    Double taken;

    TestBag(long seed, double noiseG, double levelMl, double mlPerH) {
        this(seed, noiseG, levelMl, mlPerH, new LineState());
    }

    TestBag(long seed, double noiseG, double levelMl, double mlPerH, LineState state) {
        this.state = state;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.noiseG = noiseG;
        this.levelMl = levelMl;
        this.mlPerH = mlPerH;
    }

    TestBag every(long ms) {
        periodMs = ms;
        return this;
    }

    TestBag set(String key, double value) {
        view = view.with(key, value);
        return this;
    }

    TestBag of(BagClass bag) {
        RegistryEntry was = entry;
        entry = new RegistryEntry(
                was.deviceId(),
                was.kind(),
                was.ward(),
                was.bed(),
                was.lineId(),
                was.patientId(),
                was.since(),
                bag,
                was.clampPolicy(),
                was.bagMl(),
                was.tareG(),
                was.densityGPerMl(),
                was.retired());
        return this;
    }

    /** Its zero wanders by 1 g, and comes back in half an hour. */
    TestBag wandering() {
        wanders = true;
        return this;
    }

    TestBag at(double rateMlPerH) {
        mlPerH = rateMlPerH;
        return this;
    }

    /** Runs for a time; the rate is what it is. */
    TestBag run(double seconds) {
        long until = at + Math.round(seconds * 1000);
        while (at + periodMs <= until) {
            at += periodMs;
            levelMl = Math.max(0, levelMl - mlPerH * periodMs / 3_600_000);
            if (wanders) {
                double halfHours = periodMs / 1_800_000.0;
                error += -error * halfHours + random.nextGaussian() * Math.sqrt(2 * halfHours);
            }
            read(45 + levelMl + besideG + error + Math.max(-3.5, Math.min(3.5, random.nextGaussian())) * noiseG);
        }
        return this;
    }

    /** A monitor's word on the cuff on the line's limb. */
    TestBag cuff(boolean runs) {
        return cuffMeasured(runs, 0);
    }

    /** The same as of a while ago. */
    TestBag cuffMeasured(boolean runs, long agoMs) {
        assessor.cuffHeard(state, events.cuff(at, at - agoMs, runs).cuffOn("l1"), runs, view, signs::add);
        return this;
    }

    /**
     * It stands for some seconds because a cuff presses on its limb, whose monitor says so at the beginning and at the
     * end.
     */
    TestBag pressed(double seconds) {
        double rate = mlPerH;
        return cuff(true).at(0).run(seconds).cuff(false).at(rate);
    }

    /** It runs on, and nothing is heard of it. */
    TestBag silent(double seconds) {
        at += Math.round(seconds * 1000);
        levelMl = Math.max(0, levelMl - mlPerH * seconds / 3_600);
        return this;
    }

    /** The hook is empty for a time. */
    TestBag lifted(double seconds) {
        long until = at + Math.round(seconds * 1000);
        while (at + periodMs <= until) {
            at += periodMs;
            read(random.nextGaussian() * noiseG);
        }
        return this;
    }

    /** One reading with something added. */
    TestBag reading(double addedG) {
        at += periodMs;
        read(45 + levelMl + besideG + addedG);
        return this;
    }

    TestBag raw(double massG) {
        at += periodMs;
        read(massG);
        return this;
    }

    /** Lifted off for some seconds, and another bag hung. */
    TestBag swap(double seconds, double newMl) {
        lifted(seconds);
        levelMl = newMl;
        return this;
    }

    private void read(double massG) {
        double rounded = Math.rint(massG * 10) / 10;
        taken = assessor.take(state, events.mass(at, rounded), rounded, entry, view, signs::add);
    }

    double minutesLeft() {
        return assessor.minutesLeft(state, entry, view);
    }

    /** What was said, but for what was suppressed. */
    List<SignKind> kinds() {
        return signs.stream()
                .map(Sign::kind)
                .filter(kind -> kind != SignKind.SUPPRESSED)
                .toList();
    }

    Sign only(SignKind kind) {
        List<Sign> found = signs.stream().filter(sign -> sign.kind() == kind).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " times " + kind + " in " + kinds());
        }
        return found.get(0);
    }
}
