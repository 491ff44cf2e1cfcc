package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.bench.scoreboard.Chance;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.wire.DeviceMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a monitor says, sensor by sensor: what its sensors see, spoiled by the mishaps that they have. */
final class Artefacts {

    private static final long BEAT_LOST_MS = 5_000;

    /** A monitor's words for "no value", that are no values. */
    private static final List<Double> NO_VALUE = List.of(-100.0, -1.0, 8_388_607.0, 65_535.0, 511.0);

    private static final double MIDDLING = 0.6;

    private final Model model;
    private final Mishaps mishaps;
    private final Sensors sensors;
    private final Chance chance;

    private long boutFrom;
    private long boutUntil;
    private double boutFall;
    private double boutPulse;

    /** Whether an ECG whose electrodes are off says 0 and not nothing. */
    boolean leadOffCountsZero;

    /** Whether it is said that the probe is off, and not merely nothing. */
    boolean probeOffIsSaid;

    private double frozenBpm = Double.NaN;
    private int missing;
    private boolean pressed;
    private double pressedFall;
    private long messages;

    Artefacts(Model model, Mishaps mishaps, Sensors sensors, Chance chance) {
        this.model = model;
        this.mishaps = mishaps;
        this.sensors = sensors;
        this.chance = chance;
    }

    /** A second goes by. */
    void step(long at, boolean cuffRuns) {
        boolean cuffPresses = cuffRuns && mishaps.has(Mishap.CUFF_ON_SENSOR, at);
        if (cuffPresses && !pressed) {
            pressedFall = chance.heads() ? chance.between(8, 28) : Double.NaN;
        }
        pressed = cuffPresses;
        if (!mishaps.has(Mishap.MOTION, at)) {
            boutUntil = 0;
            boutFrom = at;
        } else if (at >= boutUntil) {
            boutFrom = at + (long) chance.between(1_000, 15_000);
            boutUntil = boutFrom + (long) chance.between(1_000, 6_000);
            boutFall = chance.between(6, 35);
            boutPulse = (chance.heads() ? 1 : -1) * chance.between(30, 70);
        }
        if (!mishaps.has(Mishap.FROZEN, at)) {
            frozenBpm = Double.NaN;
        } else if (Double.isNaN(frozenBpm)) {
            frozenBpm = sensors.hrBpm(at);
        }
        if (!mishaps.has(Mishap.VITAL_MISSING, at)) {
            missing = chance.below(3);
        }
    }

    private boolean isMissing(int which, long at) {
        return (mishaps.has(Mishap.VITAL_MISSING, at) && missing == which)
                || (mishaps.has(Mishap.VALUES_MISSING, at) && chance.in(0.4));
    }

    /** What the ECG counts. */
    VitalsReading ecg(long at) {
        if (mishaps.has(Mishap.LEAD_OFF, at)) {
            boolean zero = leadOffCountsZero;
            VitalsReading off = model.saysOff() ? VitalsReading.NONE.withEcgOff(true) : VitalsReading.NONE;
            return zero ? off.withHrBpm(0.0) : off;
        }
        VitalsReading on = model.saysOff() ? VitalsReading.NONE.withEcgOff(false) : VitalsReading.NONE;
        if (isMissing(0, at)) {
            return on;
        }
        return on.withHrBpm(Double.isNaN(frozenBpm) ? sensors.hrBpm(at) : frozenBpm);
    }

    /** What the oximeter measures. */
    VitalsReading oximeter(long at) {
        if (mishaps.has(Mishap.PROBE_OFF, at)) {
            return probeOffIsSaid ? VitalsReading.NONE.withSpo2Off(true) : VitalsReading.NONE;
        }
        VitalsReading on = model.saysOff() ? VitalsReading.NONE.withSpo2Off(false) : VitalsReading.NONE;
        if (!sensors.seesBeatFor(at, BEAT_LOST_MS)) {
            return signal(on, 0.02, 0.05);
        }
        if (pressed) {
            return Double.isNaN(pressedFall) || !model.signal()
                    ? on
                    : signal(withPulse(on.withSpo2Pct(Math.rint(sensors.spo2Pct() - pressedFall)), 0), 0.1, 0.3);
        }
        if (isMissing(1, at)) {
            return on;
        }
        boolean bout = at >= boutFrom && at < boutUntil;
        // One that reports seldom hits a bout more often than not by what it averages.
        boolean hit = bout || (mishaps.has(Mishap.MOTION, at) && model.periodMs() >= 30_000 && chance.in(0.4));
        if (hit && model.signal()) {
            double spo2 = Math.max(31, sensors.spo2Pct() - Math.rint(boutFall));
            return signal(
                    withPulse(on.withSpo2Pct(spo2), boutPulse), chance.between(0.08, 0.28), chance.between(0.1, 0.45));
        }
        VitalsReading reading = withPulse(on.withSpo2Pct(sensors.spo2Pct()), 0);
        if (mishaps.has(Mishap.COLD, at)) {
            return signal(reading, chance.between(0.1, 0.25), MIDDLING);
        }
        return mishaps.has(Mishap.MOTION, at)
                ? signal(reading, 1, MIDDLING)
                : signal(reading, chance.between(1.5, 4), chance.between(0.85, 1));
    }

    private VitalsReading withPulse(VitalsReading reading, double off) {
        if (!model.pulse()) {
            return reading;
        }
        double pulse = Double.isNaN(frozenBpm) ? sensors.pulseBpm() : frozenBpm;
        return reading.withPulseBpm(Math.max(25, Math.rint(pulse + off)));
    }

    private VitalsReading signal(VitalsReading reading, double perfusionPct, double quality) {
        return model.signal()
                ? reading.withPerfusionPct(Math.rint(100 * perfusionPct) / 100)
                        .withQuality(Math.rint(100 * quality) / 100)
                : reading;
    }

    /** How many breaths are counted. Electrodes that are off count none, and monitors say nothing then. */
    VitalsReading breath(long at) {
        if (mishaps.has(Mishap.LEAD_OFF, at) || isMissing(2, at)) {
            return VitalsReading.NONE;
        }
        boolean none = mishaps.has(Mishap.NO_BREATH_COUNTED, at);
        return VitalsReading.NONE.withRrPerMin(none ? 0 : sensors.rrPerMin(at));
    }

    VitalsReading temperature(long at) {
        double celsius = sensors.tempC();
        if (mishaps.has(Mishap.FAHRENHEIT, at)) {
            return VitalsReading.NONE.withTempC(Math.rint(10 * (celsius * 9 / 5 + 32)) / 10);
        }
        return VitalsReading.NONE.withTempC(celsius);
    }

    // ---- The door -------------------------------------------------------------------------------------------------

    /**
     * What admission leaves of a message: numbers that mean nothing are put in, and go through the decoder that the ingest
     * job uses. Every other time they are handed on as they are, as a recording would.
     *
     * @return null if nothing is left
     */
    @Nullable
    VitalsReading admitted(VitalsReading reading, long at) {
        boolean sentinels = mishaps.has(Mishap.SENTINELS, at);
        if (!sentinels && !mishaps.has(Mishap.FAHRENHEIT, at)) {
            return reading;
        }
        VitalsReading spoiled = sentinels ? spoiled(reading) : reading;
        if (messages++ % 2 == 0) {
            return spoiled;
        }
        String json = "{\"boot\":\"1\",\"seq\":1,\"vitals\":{" + String.join(",", fields(spoiled)) + "}}";
        DeviceMessageDecoder.Item item = DeviceMessageDecoder.decode(json.getBytes(StandardCharsets.UTF_8))
                .get(0);
        return item instanceof DeviceMessageDecoder.Message message
                ? message.message().vitals()
                : null;
    }

    private VitalsReading spoiled(VitalsReading reading) {
        double no = NO_VALUE.get(chance.below(NO_VALUE.size()));
        return switch (chance.below(5)) {
            case 0 -> reading.hrBpm() == null ? reading : reading.withHrBpm(no);
            case 1 -> reading.spo2Pct() == null ? reading : reading.withSpo2Pct(no);
            case 2 -> reading.rrPerMin() == null ? reading : reading.withRrPerMin(no);
            case 3 -> reading.tempC() == null ? reading : reading.withTempC(no);
            default ->
                reading.sysMmHg() == null
                        ? reading
                        : reading.withSysMmHg(no).withDiaMmHg(no).withMeanMmHg(null);
        };
    }

    private static List<String> fields(VitalsReading reading) {
        List<String> fields = new ArrayList<>();
        number(fields, "hrBpm", reading.hrBpm());
        number(fields, "pulseBpm", reading.pulseBpm());
        number(fields, "spo2Pct", reading.spo2Pct());
        number(fields, "rrPerMin", reading.rrPerMin());
        number(fields, "sysMmHg", reading.sysMmHg());
        number(fields, "diaMmHg", reading.diaMmHg());
        number(fields, "meanMmHg", reading.meanMmHg());
        number(fields, "tempC", reading.tempC());
        number(fields, "perfusionPct", reading.perfusionPct());
        number(fields, "quality", reading.quality());
        flag(fields, "cuffRunning", reading.cuffRunning());
        flag(fields, "ecgOff", reading.ecgOff());
        flag(fields, "spo2Off", reading.spo2Off());
        return fields;
    }

    private static void number(List<String> fields, String name, @Nullable Double value) {
        if (value != null) {
            fields.add(String.format(Locale.ROOT, "\"%s\":%.2f", name, value));
        }
    }

    private static void flag(List<String> fields, String name, @Nullable Boolean value) {
        if (value != null) {
            fields.add("\"" + name + "\":" + value);
        }
    }
}
