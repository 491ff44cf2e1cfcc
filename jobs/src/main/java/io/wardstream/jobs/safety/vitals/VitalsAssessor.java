package io.wardstream.jobs.safety.vitals;

import io.wardstream.cep.SettingsView;
import io.wardstream.jobs.safety.Band;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.Cuff;
import io.wardstream.model.Score;
import io.wardstream.model.Sign;
import io.wardstream.model.Subject;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.rules.Plausibility;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns the vital signs of one patient into signs, and into scores. Pure but for what it keeps of the settings: state and
 * reading in, signs and scores out. One for each thread.
 *
 * <p>A value counts as measured anew when its device gives another {@code measuredAt} than before, or none at all: a cuff
 * value that a monitor repeats is one measurement. A pressure that a monitor without a clock goes on telling unchanged,
 * with no pause of five minutes, is the same, too. Ranges are judged measurement by measurement; scores are worked out once
 * for each instant at which something was measured or told, when the ward clock has passed it, so that values of one instant
 * that come in several messages give one score.
 *
 * <p>What cannot be true ({@link Plausibility}) is not judged and said to be implausible; what is in doubt must be so twice
 * where once would be enough.
 *
 * <p><b>Several monitors.</b> Each is judged by itself; what one says counts, and it is over when none says so any more. The
 * course and the scores take what is measured by all: the median of all, or the newest. {@link Departures} says what becomes of a
 * monitor's word that is registered for somebody else, or is silent while another is heard.
 *
 * <p>State: at most 4 KiB a patient with one monitor.
 */
public final class VitalsAssessor {

    /**
     * A monitor without a clock that tells the same pressure again within this of the last time repeats what it holds: two cuff
     * measurements are hardly ever equal. Our own number.
     */
    private static final long HELD_MS = 300_000;

    private static final long MINUTE_MS = 60_000;

    private final RiskJudge risk;
    private @Nullable SettingsView settings;
    private @Nullable VitalsLimits limits;

    /** An assessor that predicts nothing. */
    public VitalsAssessor() {
        this(new RiskJudge(null, null));
    }

    /**
     * An assessor.
     *
     * @param risk what predicts a risk of each score
     */
    public VitalsAssessor(RiskJudge risk) {
        this.risk = risk;
    }

    private VitalsLimits limits(SettingsView inForce) {
        VitalsLimits known = limits;
        if (known == null || settings != inForce) {
            known = VitalsLimits.from(inForce);
            limits = known;
            settings = inForce;
        }
        return known;
    }

    /**
     * Takes a reading.
     *
     * @return whether something was measured anew, so that a score is due for the reading's instant
     */
    public boolean take(
            PatientState state, BedsideEvent event, VitalsReading reading, SettingsView inForce, Consumer<Sign> signs) {
        Moment now = new Moment(event.subject(), event.acceptedAt(), event, limits(inForce), signs);
        MonitorState monitor = state.monitor(event.deviceId());
        VitalsReading believed = Distrust.believed(reading, monitor, state.monitors.values(), now);
        monitor.heardAt = now.at();
        Departures.silent(state, now);
        Cuff cuff = event.cuff();
        Sensors.heard(monitor, believed, cuff != null && cuff.onSensor(), state.monitors.values(), now);
        Map<Vital, Double> anew = new EnumMap<>(Vital.class);
        boolean heldCuff = isHeldCuff(monitor, believed, now.at());
        if (believed.sysMmHg() != null || believed.diaMmHg() != null || believed.meanMmHg() != null) {
            monitor.cuffToldAt = now.at();
        }
        for (Vital vital : Vital.values()) {
            Double value = measuredAnew(monitor, vital, vital.in(believed), event.measuredAt(), heldCuff);
            if (value != null) {
                anew.put(vital, value);
            }
        }
        judge(state, monitor, believed, anew, now);
        anew.forEach((vital, value) -> keep(monitor, vital, value, now.at(), event.measuredAt()));
        Sensors.onTime(monitor, now);
        if (!anew.isEmpty()) {
            course(state, monitor, anew, now);
            state.scoreDue = now.at();
        }
        OpenLimits.look(state, now);
        return !anew.isEmpty();
    }

    /** The measurement in a reading, or null if there is none or the same one is repeated. */
    private static @Nullable Double measuredAnew(
            MonitorState monitor, Vital vital, @Nullable Double value, @Nullable Long measuredAt, boolean heldCuff) {
        if (value == null || !monitor.has(vital) || monitor.value(vital) != value) {
            return value;
        }
        boolean repeated =
                measuredAt != null ? monitor.measuredAt[vital.slot()] == measuredAt : vital.byCuff() && heldCuff;
        return repeated ? null : value;
    }

    /** Whether all pressures of a reading are those that the monitor told a moment ago. */
    private static boolean isHeldCuff(MonitorState monitor, VitalsReading reading, long now) {
        for (Vital vital : List.of(Vital.SYS, Vital.DIA, Vital.MEAN)) {
            Double value = vital.in(reading);
            boolean held = value == null || (monitor.has(vital) && monitor.value(vital) == value);
            if (!held) {
                return false;
            }
        }
        return now - monitor.cuffToldAt < HELD_MS;
    }

    private static void judge(
            PatientState state, MonitorState monitor, VitalsReading reading, Map<Vital, Double> anew, Moment now) {
        List<Map<String, Band>> all = bands(state);
        Double hr = anew.get(Vital.HR);
        Double pulse = anew.get(Vital.PULSE);
        Double spo2 = anew.get(Vital.SPO2);
        Double temp = anew.get(Vital.TEMP);
        // Electrodes that are off count nothing, again and again.
        Double counted = Sensors.isEcgOff(monitor, now.at()) ? null : hr;
        FrozenJudge.judge(monitor, state.monitors.values(), counted, pulse, now);
        if (Boolean.TRUE.equals(reading.spo2Off())) {
            SaturationJudge.probeOff(monitor, now);
        } else if (spo2 != null) {
            SaturationJudge.judge(state, monitor, all, reading, spo2, now);
        }
        HeartJudge.judge(monitor, all, reading, hr, pulse, now);
        RespirationJudge.judge(state, monitor, all, reading, anew.get(Vital.RR), now);
        if (anew.containsKey(Vital.SYS) || anew.containsKey(Vital.MEAN)) {
            PressureJudge.judge(state, monitor, all, reading, now);
        }
        if (temp != null) {
            TemperatureJudge.judge(monitor, all, temp, now);
        }
    }

    private static List<Map<String, Band>> bands(PatientState state) {
        List<Map<String, Band>> all = new ArrayList<>(state.monitors.size());
        state.monitors.values().forEach(monitor -> all.add(monitor.bands));
        return all;
    }

    private static void keep(MonitorState monitor, Vital vital, double value, long at, @Nullable Long measuredAt) {
        int i = vital.slot();
        monitor.apartMs[i] = monitor.has(vital) ? at - monitor.at[i] : 0;
        monitor.values[i] = value;
        monitor.at[i] = at;
        monitor.measuredAt[i] = measuredAt == null ? 0 : measuredAt;
    }

    private static void course(PatientState state, MonitorState monitor, Map<Vital, Double> anew, Moment now) {
        long medianMs = now.limits().validity().medianMs();
        boolean noEcg = FrozenJudge.isFrozen(monitor.hrSame) || Sensors.isEcgOff(monitor, now.at());
        Double hr = noEcg ? null : anew.get(Vital.HR);
        Double pulse = FrozenJudge.isFrozen(monitor.pulseSame) ? null : anew.get(Vital.PULSE);
        Double rate = hr != null ? hr : pulse;
        boolean newMinute = false;
        if (rate != null) {
            newMinute = add(state.hrSamples, state.hrMinutes, rate, medianMs, now);
        }
        Double spo2 = anew.get(Vital.SPO2);
        if (spo2 != null && (monitor.oximeter == null || monitor.oximeter.well > 0)) {
            newMinute |= add(state.spo2Samples, state.spo2Minutes, spo2, medianMs, now);
        }
        Double rr = anew.get(Vital.RR);
        if (rr != null) {
            newMinute |= add(state.rrSamples, state.rrMinutes, rr, medianMs, now);
        }
        Double sys = anew.get(Vital.SYS);
        if (sys != null) {
            state.sysMinutes.add(now.at(), sys);
            newMinute = true;
        }
        Double temp = anew.get(Vital.TEMP);
        if (temp != null) {
            state.tempMinutes.add(now.at(), temp);
            newMinute = true;
        }
        if (newMinute) {
            CourseJudge.judge(state, bands(state), now);
        }
    }

    /** Takes a measurement into the course; whether a minute began with it. */
    private static boolean add(Samples samples, Minutes minutes, double value, long medianMs, Moment now) {
        boolean newMinute = minutes.size() == 0 || now.at() - minutes.at(minutes.size() - 1) >= MINUTE_MS / 2;
        samples.add(now.at(), value, medianMs);
        minutes.add(now.at(), value);
        return newMinute;
    }

    /** Staff told what no device can see; a score is due for that instant. */
    public static void observed(PatientState state, Care care, long at) {
        if (care.acvpu() != null) {
            state.acvpu = care.acvpu();
            state.acvpuAt = at;
        }
        if (care.onOxygen() != null) {
            state.onOxygen = care.onOxygen();
            state.onOxygenAt = at;
        }
        state.scoreDue = at;
    }

    /**
     * Works out the scores that are due, and what they predict.
     *
     * @param at the instant, on the ward clock
     */
    public void score(
            PatientState state,
            Subject subject,
            long at,
            SettingsView inForce,
            Consumer<Score> scores,
            Consumer<Sign> signs) {
        state.scoreDue = null;
        Moment now = new Moment(subject, at, null, limits(inForce), signs);
        List<Score> workedOut = new ArrayList<>(1);
        ScoreJudge.judge(state, now, scores.andThen(workedOut::add));
        workedOut.forEach(score -> risk.judge(state, score, now));
    }

    /** What time brings by now: what nobody repeated, what is missing for too long, what is too old. */
    public void onTime(PatientState state, Subject subject, long at, SettingsView inForce, Consumer<Sign> signs) {
        Moment now = new Moment(subject, at, null, limits(inForce), signs);
        for (MonitorState monitor : state.monitors.values()) {
            Sensors.onTime(monitor, now);
            SaturationJudge.onTime(monitor, now);
            HeartJudge.onTime(monitor, now);
            RespirationJudge.onTime(monitor, now);
            PressureJudge.onTime(monitor, now);
            TemperatureJudge.onTime(monitor, now);
        }
        PressureJudge.onTime(state, now);
    }

    /** When {@link #onTime} must be called next; {@link Long#MAX_VALUE} if nothing is waited for. */
    public long nextTime(PatientState state, SettingsView inForce) {
        VitalsLimits inLimits = limits(inForce);
        long next = PressureJudge.nextAt(state);
        for (MonitorState monitor : state.monitors.values()) {
            next = Math.min(next, Sensors.nextAt(monitor, inLimits));
            next = Math.min(next, SaturationJudge.nextAt(monitor));
            next = Math.min(next, HeartJudge.nextAt(monitor));
            next = Math.min(next, RespirationJudge.nextAt(monitor, inLimits));
            next = Math.min(next, PressureJudge.nextAt(monitor, inLimits));
            next = Math.min(next, TemperatureJudge.nextAt(monitor, inLimits));
        }
        return next;
    }

    /**
     * Monitors that the registry has given to somebody else say nothing any more: {@link Departures}.
     *
     * @param isOthers whether a device is somebody else's
     */
    public void forgetMoved(
            PatientState state,
            Subject subject,
            long at,
            Predicate<String> isOthers,
            SettingsView inForce,
            Consumer<Sign> signs) {
        if (state.monitors.keySet().stream().anyMatch(isOthers)) {
            Departures.moved(state, isOthers, new Moment(subject, at, null, limits(inForce), signs));
        }
    }
}
