package io.wardstream.bench.scoreboard.vitals;

import java.util.ArrayList;
import java.util.List;

/**
 * What has to be found in a body, second by second, and by when: from what clinicians were told (docs/clinicians.md, the
 * cards of the patterns, the clinical catalogue V1 to V20 and T1 to T3). P is the period of the monitor.
 *
 * <ul>
 *   <li>Extremes on one measurement, so within P; in doubt (poor signal, a jump, contradiction) within a minute more.
 *   <li>Saturation 15 s, heart rate 10 s, respiration 30 s and three measurements.
 *   <li>Pressures with the cuff; out of range when nobody repeats it in 3 min; temperatures in 10 min.
 *   <li>To all of these the averaging of the monitor's own sensors.
 * </ul>
 */
final class Findings {

    private static final long S = 1_000;
    private static final long MIN = 60_000;

    /** A doubt may hold an extreme back for so long. */
    private static final long DOUBT_MS = 60_000;

    /** Messages come late by some seconds, now and then. */
    private static final long LATE_MS = 6_000;

    private static final long SPO2_AVERAGED_MS = 14_000;
    private static final long HR_AVERAGED_MS = 10_000;
    private static final long RR_AVERAGED_MS = 22_000;
    private static final long TEMP_AVERAGED_MS = 180_000;

    /** Two minutes hold all that a sensor has not said yet. */
    private static final int LATELY_S = 60;

    private final Patient patient;
    private final Body body;
    private final History history;
    private final Monitor monitor;
    private final Witness.Truth truth;
    private final long p;

    private boolean cuffInDoubt;

    /** Whether the measurement before was none of the patient. */
    private boolean flawedBefore;

    Findings(Patient patient, Witness.Truth truth) {
        this.patient = patient;
        this.body = patient.body;
        this.history = patient.history;
        this.monitor = patient.monitor;
        this.truth = truth;
        this.p = monitor.model.periodMs();
    }

    void look(long at) {
        saturation(at);
        heart(at);
        breath(at);
        opioid(at);
        pressure(at);
        temperature(at);
        sensors(at);
    }

    private void below(Expected what, double value, double limit, double off, boolean seen, long at, long dueMs) {
        truth.holds(what, seen && value <= limit - off, value <= limit + off, at, dueMs);
    }

    // ---- Saturation, heart, breath --------------------------------------------------------------------------------

    private void saturation(long at) {
        boolean seen = patient.sight.saturation(at, p);
        double spo2 = body.value(Vital.SPO2);
        long doubt = monitor.mishaps.had(Mishap.COLD, at, MIN) ? DOUBT_MS : 0;
        double low = Limits.spo2Low(body.retainer);
        long extremeMs = SPO2_AVERAGED_MS + p + LATE_MS + doubt;
        below(Expected.SPO2_LOW, spo2, low, Limits.SPO2_OFF, seen, at, SPO2_AVERAGED_MS + 15 * S + 2 * p + LATE_MS);
        below(Expected.DESATURATION, spo2, Limits.desaturation(body.retainer), Limits.SPO2_OFF, seen, at, extremeMs);
        below(Expected.SPO2_CRITICAL, spo2, Limits.spo2Critical(), Limits.SPO2_OFF, seen, at, extremeMs);
    }

    private void heart(long at) {
        double hr = body.value(Vital.HR);
        boolean seen = patient.sight.heart(at, p);
        double off = Limits.HR_OFF;
        truth.holds(
                Expected.HR_RANGE,
                seen && (hr <= Limits.HR_LOW - off || hr >= Limits.HR_HIGH + off),
                hr <= Limits.HR_LOW + off || hr >= Limits.HR_HIGH - off,
                at,
                HR_AVERAGED_MS + 10 * S + 2 * p + LATE_MS);
        boolean jumped = history.max(Vital.HR, LATELY_S) - history.min(Vital.HR, LATELY_S) > 30;
        truth.holds(
                Expected.HR_EXTREME,
                seen && (hr <= Limits.HR_VERY_LOW - off || hr >= Limits.HR_VERY_HIGH + off),
                hr <= Limits.HR_VERY_LOW + off || hr >= Limits.HR_VERY_HIGH - off,
                at,
                HR_AVERAGED_MS + p + LATE_MS + (jumped ? DOUBT_MS : 0));
        boolean stands = !body.beats();
        // One by one the saturation of a moment ago speaks against it, until that is old.
        long corroboratedMs = monitor.model.oneByOne() ? DOUBT_MS : 0;
        truth.holds(
                Expected.ARREST,
                stands && at - body.noBeatSince >= 5 * S,
                stands,
                at,
                p + LATE_MS + 5 * S + corroboratedMs);
    }

    private void breath(long at) {
        double rr = body.value(Vital.RR);
        boolean breathes = body.noBreathSince == Long.MAX_VALUE;
        boolean seen = patient.sight.breath(at, p) && breathes;
        double off = Limits.RR_OFF;
        long due = RR_AVERAGED_MS + 30 * S + 3 * p + LATE_MS;
        breath(Expected.RR_WARNING, rr, Limits.RR_UNUSUAL_LOW, Limits.RR_UNUSUAL_HIGH, off, seen, at, due);
        breath(Expected.RR_RANGE, rr, Limits.RR_LOW, Limits.RR_HIGH, off, seen, at, due);
        breath(Expected.RR_EXTREME, rr, Limits.RR_VERY_LOW, Limits.RR_VERY_HIGH, off, seen, at, due);
        boolean counted = patient.sight.breath(at, p);
        truth.holds(
                Expected.APNOEA,
                counted && !breathes && at - body.noBreathSince >= 45 * S,
                !breathes && at - body.noBreathSince >= 20 * S,
                at,
                2 * p + LATE_MS);
    }

    private void breath(
            Expected what, double rr, double low, double high, double off, boolean seen, long at, long dueMs) {
        truth.holds(
                what, seen && (rr <= low - off || rr >= high + off), rr <= low + off || rr >= high - off, at, dueMs);
    }

    private void opioid(long at) {
        double rrMost = history.max(Vital.RR, 20);
        double spo2 = body.value(Vital.SPO2);
        double fell = history.max(Vital.SPO2, 25 * 60) - spo2;
        boolean seen = patient.sight.breath(at, p) && patient.sight.saturation(at, p) && body.value(Vital.RR) > 2;
        // Consciousness counts when somebody has told it; saturation by itself is enough.
        truth.holds(
                Expected.DEPRESSION,
                patient.opioid
                        && seen
                        && rrMost <= Limits.OPIOID_RR - Limits.RR_OFF
                        && fell >= Limits.OPIOID_FALL + 2.5,
                patient.opioid
                        && body.value(Vital.RR) <= Limits.OPIOID_RR + 2 * Limits.RR_OFF
                        && (fell >= Limits.OPIOID_FALL - 2.5 || body.drowsy),
                at,
                RR_AVERAGED_MS + 30 * S + 2 * p + LATE_MS);
    }

    // ---- Pressure -------------------------------------------------------------------------------------------------

    /** The cuff has measured: what follows from it is judged in the next look. */
    void cuff(CuffCycle.Measured measured) {
        List<History.CuffTruth> cuffs = new ArrayList<>(history.cuffs());
        cuffInDoubt = !measured.truly()
                || monitor.mishaps.had(Mishap.SENTINELS, measured.at(), 20 * MIN)
                || (cuffs.size() > 1
                        && Math.abs(cuffs.get(0).sys() - cuffs.get(1).sys()) > 50 - 2 * Limits.CUFF_OFF)
                || flawedBefore;
        flawedBefore = !measured.truly();
    }

    private void pressure(long at) {
        History.CuffTruth newest = history.cuffs().peekFirst();
        if (newest == null) {
            return;
        }
        boolean told = !monitor.mishaps.has(Mishap.SENTINELS, at);
        double sys = newest.sys();
        double mean = newest.mean();
        double off = Limits.CUFF_OFF;
        long rangeMs = 3 * MIN + LATE_MS;
        long extremeMs = LATE_MS + (cuffInDoubt ? DOUBT_MS : 0);
        truth.holds(
                Expected.SYS_RANGE,
                told && (sys <= Limits.SYS_LOW - off || sys >= Limits.SYS_HIGH + off),
                sys <= Limits.SYS_LOW + off || sys >= Limits.SYS_HIGH - off,
                at,
                rangeMs);
        truth.holds(
                Expected.SYS_EXTREME,
                told && (sys <= Limits.SYS_VERY_LOW - off || sys >= Limits.SYS_VERY_HIGH + off),
                sys <= Limits.SYS_VERY_LOW + off || sys >= Limits.SYS_VERY_HIGH - off,
                at,
                extremeMs);
        double meanOff = Limits.MEAN_OFF;
        truth.holds(
                Expected.MEAN_LOW,
                told && mean <= Limits.MEAN_LOW - meanOff,
                mean <= Limits.MEAN_LOW + meanOff,
                at,
                rangeMs);
        truth.holds(
                Expected.MEAN_VERY_LOW,
                told && mean <= Limits.MEAN_VERY_LOW - meanOff,
                mean <= Limits.MEAN_VERY_LOW + meanOff,
                at,
                extremeMs);
        shock(at, told);
        brain(at, told);
    }

    private void shock(long at, boolean told) {
        List<History.CuffTruth> cuffs = new ArrayList<>(history.cuffs());
        boolean high = cuffs.size() > 1;
        boolean veryHigh = high;
        boolean maybeHigh = false;
        boolean maybeVeryHigh = false;
        for (History.CuffTruth cuff : cuffs.subList(0, Math.min(2, cuffs.size()))) {
            double least = (cuff.hrLeast() - 1.5) / (cuff.sys() + Limits.CUFF_OFF);
            double most = (cuff.hrMost() + 1.5) / (cuff.sys() - Limits.CUFF_OFF);
            high &= least >= Limits.SHOCK_HIGH;
            veryHigh &= least >= Limits.SHOCK_VERY_HIGH
                    || (least >= Limits.SHOCK_VERY_HIGH_LOW_SYS && cuff.sys() + Limits.CUFF_OFF < Limits.SHOCK_LOW_SYS);
            maybeHigh |= most >= Limits.SHOCK_HIGH;
            maybeVeryHigh |= most >= Limits.SHOCK_VERY_HIGH
                    || (most >= Limits.SHOCK_VERY_HIGH_LOW_SYS && cuff.sys() - Limits.CUFF_OFF < Limits.SHOCK_LOW_SYS);
        }
        boolean seen = told && patient.sight.heart(at, 6 * MIN);
        truth.holds(Expected.SHOCK_INDEX, seen && high, maybeHigh, at, LATE_MS);
        truth.holds(Expected.SHOCK_INDEX_VERY_HIGH, seen && veryHigh, maybeVeryHigh, at, LATE_MS);
    }

    /** Pressure up by 30 %, heart down by 20 %, breath off, within half an hour, seen by two cuffs. */
    private void brain(long at, boolean told) {
        List<History.CuffTruth> cuffs = new ArrayList<>(history.cuffs());
        boolean surely = cuffs.size() > 2 && brain(cuffs, 0, 28 * MIN, 1) && brain(cuffs, 1, 28 * MIN, 1);
        boolean maybe = cuffs.size() > 1 && (brain(cuffs, 0, 40 * MIN, -1) || brain(cuffs, 1, 40 * MIN, -1));
        boolean breathOff = surely
                && Chart.least(
                                Vital.RR,
                                history.min(Vital.RR, 120) - Limits.RR_OFF,
                                history.max(Vital.RR, 120) + Limits.RR_OFF,
                                false,
                                false)
                        > 0;
        boolean seen = told && patient.sight.heart(at, 30 * MIN) && patient.sight.breath(at, 2 * MIN);
        truth.holds(Expected.CUSHING, seen && breathOff, maybe, at, LATE_MS);
    }

    /**
     * @param which the cuff that is looked at
     * @param strict 1 for surely, −1 for maybe
     */
    private static boolean brain(List<History.CuffTruth> cuffs, int which, long windowMs, int strict) {
        History.CuffTruth now = cuffs.get(which);
        double lowest = now.sys();
        double fastest = strict > 0 ? now.hrLeast() : now.hrMost();
        for (History.CuffTruth cuff : cuffs.subList(which, cuffs.size())) {
            if (now.at() - cuff.at() <= windowMs) {
                lowest = Math.min(lowest, cuff.sys());
                fastest = Math.max(fastest, strict > 0 ? cuff.hrLeast() : cuff.hrMost());
            }
        }
        double off = strict * Limits.CUFF_OFF;
        double slow = strict > 0 ? now.hrMost() + 2 : now.hrLeast() - 2;
        return now.sys() - off >= 1.3 * (lowest + off) && slow <= (strict > 0 ? 0.8 : 0.85) * fastest;
    }

    // ---- Temperature and sensors ----------------------------------------------------------------------------------

    private void temperature(long at) {
        double temp = body.value(Vital.TEMP);
        boolean seen = patient.sight.temperature(at);
        double off = Limits.TEMP_OFF;
        long due = 10 * MIN + TEMP_AVERAGED_MS + 2 * monitor.model.tempMs() + LATE_MS;
        truth.holds(
                Expected.TEMP_RANGE,
                seen && (temp <= Limits.TEMP_LOW - off || temp >= Limits.TEMP_HIGH + off),
                temp <= Limits.TEMP_LOW + off || temp >= Limits.TEMP_HIGH - off,
                at,
                due);
        truth.holds(
                Expected.TEMP_EXTREME,
                seen && (temp <= Limits.TEMP_VERY_LOW - off || temp >= Limits.TEMP_VERY_HIGH + off),
                temp <= Limits.TEMP_VERY_LOW + off || temp >= Limits.TEMP_VERY_HIGH - off,
                at,
                due);
    }

    private void sensors(long at) {
        Mishaps mishaps = monitor.mishaps;
        long offMs = 0;
        for (Mishap off : new Mishap[] {Mishap.PROBE_OFF, Mishap.LEAD_OFF}) {
            offMs = Math.max(offMs, mishaps.has(off, at) ? at - mishaps.since(off) : 0);
        }
        boolean poor = offMs > 0 || !body.beats();
        long poorMs = offMs;
        for (Mishap mishap : Mishap.values()) {
            if (mishap != Mishap.TEMP_OUT && mishap != Mishap.FAHRENHEIT && mishaps.had(mishap, at, MIN)) {
                poor = true;
                poorMs = Math.max(poorMs, at - mishaps.since(mishap));
            }
        }
        poor |= !body.beats() || monitor.wasMuted(at, 2 * p);
        truth.holds(Expected.SENSOR_OFF, offMs >= MIN, poor, at, 3 * p + LATE_MS + 5 * S);
        truth.holds(
                Expected.SENSOR_OFF_LONG,
                offMs >= 5 * MIN,
                poorMs >= 4.5 * MIN || !body.beats(),
                at,
                3 * p + LATE_MS + 5 * S);
        long frozenMs = mishaps.has(Mishap.FROZEN, at) ? at - mishaps.since(Mishap.FROZEN) : 0;
        truth.holds(Expected.FROZEN, frozenMs >= Math.max(10 * MIN, 21 * p), frozenMs >= 9 * MIN, at, 2 * p + LATE_MS);
        boolean cannotBe = mishaps.had(Mishap.FAHRENHEIT, at, 2 * p) || mishaps.had(Mishap.SENTINELS, at, 2 * p);
        truth.holds(Expected.IMPLAUSIBLE, false, cannotBe, at, 0);
        boolean silent = monitor.wasMuted(at, 2 * p + 10 * S);
        truth.holds(Expected.QUIET, false, silent, at, 0);
        truth.holds(Expected.SILENT, false, silent, at, 0);
    }
}
