package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.bench.scoreboard.Chance;
import io.wardstream.bench.scoreboard.Wire;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Cuff;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.Limb;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.VitalsReading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A monitor at a patient and the network behind it: makes messages of what its sensors see, in the way of its {@link Model},
 * with whatever mishaps its sensors have. What it says while the network is away is lost; some of the rest comes late or
 * twice.
 */
final class Monitor {

    private static final long MIN = 60_000;

    /** A monitor with a clock that holds a cuff measurement tells it again no more often than this. */
    private static final long HELD_EVERY_MS = 30_000;

    final String deviceId;
    final Model model;
    final Mishaps mishaps = new Mishaps();
    final CuffCycle cuff;
    final Artefacts artefacts;

    private final int number;
    private final Chance chance;
    private final Sensors sensors;
    private final boolean beside;
    private final Wire wire;
    private long seq;
    private long readAt;
    private long tempAt;
    private long heldAt;
    private long nextGapAt;
    private long mutedSince = Long.MIN_VALUE / 2;
    private long mutedUntil = Long.MIN_VALUE;

    private CuffCycle.@Nullable Measured last;

    /**
     * @param beside whether it is an oximeter beside the patient's monitor
     */
    Monitor(int number, boolean beside, Body body, Wire wire, Chance chance, long start) {
        this.number = number;
        this.beside = beside;
        this.deviceId = (beside ? "oximeter-" : "monitor-") + number;
        this.model = beside ? Model.oximeter(chance) : Model.of(chance);
        this.chance = chance;
        this.wire = wire;
        this.sensors = new Sensors(body, model, chance);
        this.cuff = new CuffCycle(body, model, chance, start);
        this.artefacts = new Artefacts(model, mishaps, sensors, chance);
        this.readAt = start + chance.below((int) model.periodMs());
        this.tempAt = readAt;
        this.nextGapAt = start + chance.gapMs(240 * MIN);
    }

    RegistryEntry entry() {
        return new RegistryEntry(
                deviceId,
                DeviceKind.MONITOR,
                "sim",
                "bed-" + number,
                null,
                patientId(number),
                0,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static String patientId(int number) {
        return "P-" + number;
    }

    // ---- The network ----------------------------------------------------------------------------------------------

    boolean muted(long at) {
        return at < mutedUntil;
    }

    /** Since when it is, or was last, not heard. */
    long mutedSince() {
        return mutedSince;
    }

    /** Whether it is not heard, or was not for so long before. */
    boolean wasMuted(long at, long agoMs) {
        return at < mutedUntil + agoMs;
    }

    private void background(long at) {
        if (at >= nextGapAt) {
            mutedSince = muted(at) ? mutedSince : at;
            mutedUntil = at + (long) chance.between(5_000, 50_000);
            nextGapAt = at + chance.gapMs(240 * MIN);
        }
    }

    private void send(long at, @Nullable Long measuredAt, VitalsReading reading) {
        if (reading.isEmpty() || muted(at)) {
            return;
        }
        VitalsReading admitted = artefacts.admitted(reading, at);
        if (admitted == null) {
            return;
        }
        Boolean running = admitted.cuffRunning();
        BedsideEvent event = new BedsideEvent(
                deviceId,
                "1",
                seq++,
                at,
                model.clock() ? measuredAt : null,
                "sim",
                "bed-" + number,
                null,
                patientId(number),
                null,
                admitted,
                null,
                null,
                null,
                null,
                null,
                running == null
                        ? null
                        : new Cuff(running, Limb.LEFT_ARM, List.of(), mishaps.has(Mishap.CUFF_ON_SENSOR, at)));
        long arrives = at + (chance.in(0.002) ? 1_000 + chance.below(5_000) : 0);
        wire.send(arrives, event);
        if (chance.in(0.005)) {
            wire.send(arrives + chance.below(3_000), event);
        }
    }

    // ---- What it does ---------------------------------------------------------------------------------------------

    /**
     * A second goes by.
     *
     * @return the cuff measurement that ended and was told in this second; null if none did
     */
    CuffCycle.@Nullable Measured step(long at) {
        background(at);
        sensors.step(mishaps.has(Mishap.TEMP_OUT, at));
        artefacts.step(at, cuff.running());
        CuffCycle.Measured told = null;
        if (cuff.ends(at)) {
            CuffCycle.Measured measured = cuff.measure(at);
            if (measured != null) {
                last = measured;
                told = muted(at) ? null : measured;
                heldAt = at + HELD_EVERY_MS;
            }
            VitalsReading reading = pressures(measured);
            send(at, at, model.saysCuff() ? reading.withCuffRunning(false) : reading);
        } else if (cuff.begins(at) && model.saysCuff()) {
            send(at, at, VitalsReading.NONE.withCuffRunning(true));
        }
        while (readAt < at + 1_000) {
            report(readAt);
            readAt += model.periodMs();
        }
        return told;
    }

    private static VitalsReading pressures(CuffCycle.@Nullable Measured measured) {
        return measured == null
                ? VitalsReading.NONE
                : VitalsReading.NONE
                        .withSysMmHg(measured.sysMmHg())
                        .withDiaMmHg(measured.diaMmHg())
                        .withMeanMmHg(measured.meanMmHg());
    }

    private void report(long at) {
        VitalsReading ecg = artefacts.ecg(at);
        VitalsReading oximeter = artefacts.oximeter(at);
        VitalsReading breath = artefacts.breath(at);
        VitalsReading temp = VitalsReading.NONE;
        if (at >= tempAt) {
            temp = artefacts.temperature(at);
            tempAt += model.tempMs();
        }
        List<VitalsReading> parts = new ArrayList<>(beside ? List.of(oximeter) : List.of(ecg, oximeter, breath, temp));
        CuffCycle.Measured held = last;
        if (held != null && model.holdsCuff() && !cuff.running()) {
            if (model.clock() && at >= heldAt) {
                // With the time at which the cuff measured, not that of this message.
                send(at, held.at(), pressures(held));
                heldAt = at + HELD_EVERY_MS;
            } else if (!model.clock()) {
                parts.add(pressures(held));
            }
        }
        if (model.oneByOne()) {
            long after = 0;
            for (VitalsReading part : parts) {
                send(at + after, at + after, part);
                // Those of one instant after the other, all within a quarter of a second.
                after += 50;
            }
        } else {
            VitalsReading all = VitalsReading.NONE;
            for (VitalsReading part : parts) {
                all = all.orElse(part);
            }
            send(at, at, all);
        }
    }
}
