package io.wardstream.jobs.safety.vitals;

import io.wardstream.jobs.safety.Band;
import io.wardstream.model.Acvpu;
import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Respiration: unusual, out of its range, extreme, none, and depressed by an opioid.
 *
 * <p>No breath is a rate below 2 /min, or four values in a row that do not come, and they alone, while the electrodes count the
 * heart and the oximeter's signal is good. It is not judged against the ranges. A sensor that loses its signal counts nothing as
 * well; the alarm comes all the same after the time that the limits allow, because the saturation falls only later.
 */
final class RespirationJudge {

    /** Below this rate nothing is measured: the project's plausibility windows. */
    private static final double LEAST_PER_MIN = 2;

    /** So many values in a row that do not come are no accident of the network. Our own number. */
    private static final int MISSED = 4;

    /** What began to be missing longer ago was not noticed then, and is no news. Our own number. */
    private static final long MOST_MISSED_MS = 300_000;

    private static final int BACK = 2;

    private RespirationJudge() {}

    static void judge(
            PatientState state,
            MonitorState monitor,
            Collection<Map<String, Band>> all,
            VitalsReading reading,
            @Nullable Double rr,
            Moment now) {
        boolean complete = reading.hrBpm() != null && reading.spo2Pct() != null;
        monitor.othersMissing = rr == null && (monitor.othersMissing || !complete);
        boolean missing = reading.rrPerMin() == null && isSignalGood(monitor, reading, now) && isOverdue(monitor, now);
        boolean none = missing || (rr != null && rr < LEAST_PER_MIN);
        if (none) {
            if (monitor.breathlessSince == 0) {
                monitor.breathlessSince = now.at();
            }
            onTime(monitor, now);
        } else if (rr != null) {
            breathes(state, monitor, rr, now);
        } else if (!monitor.breathless && monitor.has(Vital.RR) && monitor.value(Vital.RR) >= LEAST_PER_MIN) {
            // It was only absent, and now it is known why.
            monitor.breathlessSince = 0;
        }
        if (rr == null || rr < LEAST_PER_MIN) {
            return;
        }
        VitalsLimits limits = now.limits();
        Watches.judge(
                Watch.RR_WARNING,
                monitor.bands,
                all,
                now,
                rr,
                limits.rrWarning().range());
        Watches.judge(Watch.RR, monitor.bands, all, now, rr, limits.rr().range());
        Watches.judge(
                Watch.RR_EXTREME,
                monitor.bands,
                all,
                now,
                rr,
                limits.rrExtreme().range());
        depression(state, monitor, all, reading.spo2Pct(), rr, now);
    }

    /** Whether electrodes and oximeter measure: respiration is counted by the electrodes of the ECG, as a rule. */
    private static boolean isSignalGood(MonitorState monitor, VitalsReading reading, Moment now) {
        Double hr = reading.hrBpm();
        boolean electrodes =
                hr != null && hr > 0 && !Boolean.TRUE.equals(reading.ecgOff()) && !Sensors.isEcgOff(monitor, now.at());
        return electrodes && reading.quality() != null && Sensors.isOximeterGood(reading, now);
    }

    /**
     * Whether {@link #MISSED} values in a row have not come that were due, in messages that lack nothing else. Fewer are lost or late;
     * one that cannot be true says that the monitor has no value.
     */
    private static boolean isOverdue(MonitorState monitor, Moment now) {
        int i = Vital.RR.slot();
        long apart = monitor.apartMs[i];
        long ago = now.at() - monitor.at[i];
        byte[] implausible = monitor.implausible;
        boolean hasNone = implausible != null && implausible[i] > 0;
        return monitor.has(Vital.RR)
                && !hasNone
                && !monitor.othersMissing
                && apart > 0
                && apart <= now.limits().validity().continuousMs()
                && ago >= MISSED * apart - apart / 4
                && ago <= MISSED * apart + MOST_MISSED_MS;
    }

    private static void breathes(PatientState state, MonitorState monitor, double rr, Moment now) {
        if (!monitor.breathless) {
            monitor.breathlessSince = 0;
            return;
        }
        double enough = now.limits().apnoea().recovered();
        monitor.breaths = rr >= enough ? monitor.breaths + 1 : 0;
        if (monitor.breaths < BACK) {
            return;
        }
        monitor.breaths = 0;
        monitor.breathless = false;
        monitor.breathlessSince = 0;
        if (isBreathing(state)) {
            now.say(now.sign(SignKind.BREATHING_RESUMED).measured(rr, enough));
        }
    }

    /** When it must be said that there is no breath; {@link Long#MAX_VALUE} if there is, or it was said. */
    static long nextAt(MonitorState monitor, VitalsLimits limits) {
        return monitor.breathless || monitor.breathlessSince == 0
                ? Long.MAX_VALUE
                : monitor.breathlessSince + limits.apnoea().stoppedMs();
    }

    static void onTime(MonitorState monitor, Moment now) {
        long due = nextAt(monitor, now.limits());
        if (due <= now.at()) {
            monitor.breathless = true;
            now.say(now.sign(SignKind.BREATHING_STOPPED, due)
                    .measured(
                            (due - monitor.breathlessSince) / 1000.0,
                            now.limits().apnoea().stoppedMs() / 1000.0)
                    .since(monitor.breathlessSince));
        }
    }

    /** What a monitor said does not count any more. */
    static void forget(PatientState state, MonitorState gone, String why, Moment now) {
        boolean before = gone.breathless;
        gone.breathless = false;
        gone.breathlessSince = 0;
        gone.breaths = 0;
        if (before && isBreathing(state)) {
            now.say(now.sign(SignKind.BREATHING_RESUMED).because(why));
        }
    }

    private static boolean isBreathing(PatientState state) {
        return state.monitors.values().stream().noneMatch(each -> each.breathless);
    }

    private static void depression(
            PatientState state,
            MonitorState monitor,
            Collection<Map<String, Band>> all,
            @Nullable Double spo2Pct,
            double rr,
            Moment now) {
        VitalsLimits limits = now.limits();
        boolean suspected = limits.patient().opioid() && isWorse(state, spo2Pct, now);
        boolean watched = Watches.isOutside(Watch.BREATHING_DEPRESSED, all)
                || monitor.bands.containsKey(Watch.BREATHING_DEPRESSED.side(true));
        if (watched || (suspected && rr < limits.depression().low())) {
            // A slow breath alone, in a patient who is well otherwise, speaks neither way.
            double value = suspected || rr >= limits.depression().recovered()
                    ? rr
                    : limits.depression().low();
            Watches.judge(
                    Watch.BREATHING_DEPRESSED,
                    monitor.bands,
                    all,
                    now,
                    value,
                    limits.depression().range());
        }
    }

    private static boolean isWorse(PatientState state, @Nullable Double spo2Pct, Moment now) {
        Acvpu acvpu = Observed.acvpu(state, now.at(), now.limits());
        boolean hardToRouse = acvpu == Acvpu.VOICE || acvpu == Acvpu.PAIN || acvpu == Acvpu.UNRESPONSIVE;
        Double spo2 = spo2Pct != null
                ? spo2Pct
                : state.fresh(Vital.SPO2, now.at(), now.limits().validity().continuousMs());
        Long since = spo2 == null
                ? null
                : state.spo2Minutes.since(
                        now.at(), spo2, -now.limits().depression().spo2FallPct());
        return hardToRouse || (since != null && now.at() - since <= CourseJudge.HALF_HOUR_MS);
    }
}
