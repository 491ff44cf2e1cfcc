package io.wardstream.sim.world;

import io.wardstream.model.Time;
import io.wardstream.model.VitalsReading;
import io.wardstream.sim.story.Prng;
import io.wardstream.sim.story.VitalsChapter;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A body and the sensors on it. Each vital wanders around the patient's own baseline; an illness draws it towards its
 * worst; a sensor adds noise and rounds to what monitors show: whole numbers, and tenths of a degree. A stable patient
 * is always read at 95 to 100 %, 55 to 92 beats, 12 to 20 breaths, and scores 2 at most on NEWS2. Mutable, read by its
 * bed alone.
 */
final class Patient {
    private static final double WANDER_TAU_MS = 5 * 60_000.0;
    private static final double CUT_OFF = 2;

    /** A warm hand that lies still. */
    private static final double PERFUSION_PCT = 3.2;

    private static final double QUALITY = 0.95;

    private static final Vital HEART_RATE = new Vital(62, 82, 2, 1);
    private static final Vital SATURATION = new Vital(96.5, 98, 0.25, 0.45);
    private static final Vital RESPIRATION = new Vital(14, 17, 0.5, 0.5);
    private static final Vital SYSTOLIC = new Vital(116, 132, 2, 1.2);
    private static final Vital DIASTOLIC = new Vital(68, 82, 1.5, 1.2);
    private static final Vital TEMPERATURE = new Vital(36.6, 37.2, 0.05, 0.04);
    private static final List<Vital> ALL =
            List.of(HEART_RATE, SATURATION, RESPIRATION, SYSTOLIC, DIASTOLIC, TEMPERATURE);

    private final Prng prng;
    private final double[] baseline;
    private final double[] wandered;
    private long readAt;

    Patient(State state) {
        this.prng = Prng.resume(state.prng());
        this.baseline = toArray(state.baseline());
        this.wandered = toArray(state.wandered());
        this.readAt = state.readAt();
    }

    /**
     * A vital: the range of baselines, how far it wanders, and how noisy its sensor is; both cut off at two deviations.
     */
    private record Vital(double least, double most, double wander, double noise) {}

    /**
     * All that changes, each list in the order heart rate, saturation, respiration, systolic, diastolic, temperature.
     */
    record State(
            long prng,
            List<Double> baseline,
            List<Double> wandered,
            @Time long readAt) {}

    /** A patient who was just admitted. */
    static State fresh(Prng prng, long at) {
        List<Double> baseline = ALL.stream()
                .map(vital -> prng.between(vital.least(), vital.most()))
                .toList();
        return new State(prng.state(), baseline, ALL.stream().map(vital -> 0.0).toList(), at);
    }

    State state() {
        return new State(prng.state(), toList(baseline), toList(wandered), readAt);
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<Double> toList(double[] values) {
        return DoubleStream.of(values).boxed().toList();
    }

    /** The vitals as they truly are, to the resolution that people read. */
    VitalsReading truth(long at, VitalsChapter chapter) {
        VitalsReading worst = chapter.worst();
        double share = chapter.course() == null ? 0 : chapter.course().share(at);
        return VitalsReading.NONE
                .withHrBpm(Math.rint(value(0, worst.hrBpm(), share)))
                .withSpo2Pct(Math.rint(value(1, worst.spo2Pct(), share)))
                .withRrPerMin(Math.rint(value(2, worst.rrPerMin(), share)))
                .withSysMmHg(Math.rint(value(3, worst.sysMmHg(), share)))
                .withDiaMmHg(Math.rint(value(4, worst.diaMmHg(), share)))
                .withTempC(tenths(value(5, worst.tempC(), share)));
    }

    /** Reads the sensors; the cuff and the thermometer only when asked. */
    VitalsReading read(long at, VitalsChapter chapter, boolean withCuff) {
        wander(at);
        VitalsReading worst = chapter.worst();
        double share = chapter.course() == null ? 0 : chapter.course().share(at);
        VitalsReading reading = VitalsReading.NONE
                .withHrBpm(Math.rint(measured(0, worst.hrBpm(), share)))
                .withSpo2Pct(Math.min(100, Math.rint(measured(1, worst.spo2Pct(), share))))
                .withRrPerMin(Math.rint(measured(2, worst.rrPerMin(), share)))
                .withPerfusionPct(PERFUSION_PCT)
                .withQuality(QUALITY);
        double sys = Math.rint(measured(3, worst.sysMmHg(), share));
        double dia = Math.rint(measured(4, worst.diaMmHg(), share));
        double temp = tenths(measured(5, worst.tempC(), share));
        return withCuff ? reading.withSysMmHg(sys).withDiaMmHg(dia).withTempC(temp) : reading;
    }

    private void wander(long at) {
        double keep = StrictMath.exp(-(at - readAt) / WANDER_TAU_MS);
        double spread = StrictMath.sqrt(1 - keep * keep);
        for (int i = 0; i < wandered.length; i++) {
            double sd = ALL.get(i).wander();
            double next = wandered[i] * keep + sd * spread * prng.gaussian(CUT_OFF);
            wandered[i] = Math.max(-CUT_OFF * sd, Math.min(CUT_OFF * sd, next));
        }
        readAt = at;
    }

    private double value(int vital, @Nullable Double worst, double share) {
        double usual = baseline[vital] + wandered[vital];
        return worst == null ? usual : usual + share * (worst - usual);
    }

    private double measured(int vital, @Nullable Double worst, double share) {
        return value(vital, worst, share) + ALL.get(vital).noise() * prng.gaussian(CUT_OFF);
    }

    private static double tenths(double value) {
        return Math.rint(value * 10) / 10;
    }
}
