package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.bench.scoreboard.Chance;

/**
 * A monitor's sensors: what they make of the body second by second. Each averages over some seconds, has an error of its own
 * that wanders, and is off by a little all the time.
 */
final class Sensors {

    private static final double SPO2_TAU_S = 6;
    private static final double HR_TAU_S = 4;
    private static final double RR_TAU_S = 10;
    private static final long BEAT_LOST_MS = 4_000;
    private static final double ROOM_C = 24;

    /** Between the sheets; on the skin it is warm again within minutes. */
    private static final double COOLS_TAU_S = 2_400;

    private static final double WARMS_TAU_S = 60;

    private final Body body;
    private final Model model;
    private final double spo2Bias;
    private final Wander spo2Error;
    private final Wander hrError;
    private final Wander pulseError;
    private final Wander rrError;
    private final Wander tempError;
    private double spo2;
    private double hr;
    private double rr;
    private double probeC;

    Sensors(Body body, Model model, Chance chance) {
        this.body = body;
        this.model = model;
        this.spo2Bias = chance.between(-0.4, 0.4);
        this.spo2Error = new Wander(chance, 0.45, 60);
        this.hrError = new Wander(chance, 0.4, 10);
        this.pulseError = new Wander(chance, 0.6, 20);
        this.rrError = new Wander(chance, 0.3, 30);
        this.tempError = new Wander(chance, 0.03, 300);
        this.spo2 = body.value(Vital.SPO2);
        this.hr = body.value(Vital.HR);
        this.rr = body.value(Vital.RR);
        this.probeC = body.value(Vital.TEMP);
    }

    /**
     * A second goes by.
     *
     * @param probeOut whether the temperature probe lies beside the patient
     */
    void step(boolean probeOut) {
        spo2 += (body.value(Vital.SPO2) - spo2) / SPO2_TAU_S;
        hr += (body.value(Vital.HR) - hr) / HR_TAU_S;
        rr += (body.value(Vital.RR) - rr) / RR_TAU_S;
        probeC += probeOut ? (ROOM_C - probeC) / COOLS_TAU_S : (body.value(Vital.TEMP) - probeC) / WARMS_TAU_S;
        spo2Error.step();
        hrError.step();
        pulseError.step();
        rrError.step();
        tempError.step();
    }

    /** Whether the heart beats, as far as a sensor could tell by now. */
    boolean seesBeat(long at) {
        return seesBeatFor(at, BEAT_LOST_MS);
    }

    /** Whether the heart beats, or did so no longer ago than that. */
    boolean seesBeatFor(long at, long lostMs) {
        return body.beats() || at - body.noBeatSince < lostMs;
    }

    double hrBpm(long at) {
        return seesBeat(at) ? Math.max(0, Math.rint(hr + hrError.value())) : 0;
    }

    double pulseBpm() {
        return Math.max(0, Math.rint(hr + pulseError.value()));
    }

    double spo2Pct() {
        return Math.max(0, Math.min(100, Math.rint(spo2 + spo2Bias + spo2Error.value())));
    }

    double rrPerMin(long at) {
        return at - body.noBreathSince >= model.blankBreathMs() ? 0 : Math.max(3, Math.rint(rr + rrError.value()));
    }

    double tempC() {
        return Math.rint(10 * (probeC + tempError.value())) / 10;
    }
}
