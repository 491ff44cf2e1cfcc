package io.wardstream.jobs.safety.vitals;

import io.wardstream.cep.Range;
import io.wardstream.jobs.safety.Band;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.rules.Plausibility;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Oxygen saturation: low, fallen far, critical, and above a prescribed target. Far and critical are said on one measurement if
 * the signal is good. Where it is not, where it fell faster than it does while perfusion was low, and while a cuff presses on
 * the limb, they are said when measurements agree for {@link #DOUBTED_MS}, or after a minute.
 */
final class SaturationJudge {

    /**
     * Values in doubt must agree for so long: motion is shorter, as a rule. Less than the minute that a doubt may hold an extreme
     * value back. Our own number.
     */
    static final long DOUBTED_MS = 40_000;

    private static final List<Watch> DOUBTED = List.of(Watch.SPO2_DESATURATION, Watch.SPO2_CRITICAL);

    private SaturationJudge() {}

    static void judge(
            PatientState state,
            MonitorState monitor,
            Collection<Map<String, Band>> all,
            VitalsReading reading,
            double spo2Pct,
            Moment now) {
        VitalsLimits limits = now.limits();
        boolean scale2 = limits.patient().scale2();
        boolean trusted = Sensors.isOximeterGood(reading, now)
                && !fellTooFast(monitor, reading, spo2Pct, now)
                && !Sensors.isMasked(monitor, now.at());
        Range low = limits.spo2Low().range(scale2);
        Watches.judge(Watch.SPO2_LOW, monitor.bands, all, now, spo2Pct, low);
        Range far = limits.desaturation().range(scale2, low.low());
        Range critical = limits.spo2Critical().range();
        if (trusted) {
            Watches.judge(Watch.SPO2_DESATURATION, monitor.bands, all, now, spo2Pct, far);
            Watches.judge(Watch.SPO2_CRITICAL, monitor.bands, all, now, spo2Pct, critical);
        } else {
            Watches.judgeInDoubt(Watch.SPO2_DESATURATION, monitor.bands, all, now, spo2Pct, far, DOUBTED_MS);
            Watches.judgeInDoubt(Watch.SPO2_CRITICAL, monitor.bands, all, now, spo2Pct, critical, DOUBTED_MS);
        }
        boolean over = scale2 && isOnOxygen(state, now);
        if (over || Watches.isOutside(Watch.SPO2_HIGH, all)) {
            // Off oxygen, or with another target, it is back whatever it is.
            double value = over ? spo2Pct : limits.spo2High().range().inHigh();
            Watches.judge(
                    Watch.SPO2_HIGH,
                    monitor.bands,
                    all,
                    now,
                    value,
                    limits.spo2High().range());
        }
    }

    /** The monitor says that the probe is off: what was in doubt before was not the patient. */
    static void probeOff(MonitorState monitor, Moment now) {
        Watches.drop(DOUBTED, monitor.bands, "sensor-off", now);
    }

    /** When a value in doubt stands for itself; {@link Long#MAX_VALUE} if none waits. */
    static long nextAt(MonitorState monitor) {
        return Watches.standsAt(DOUBTED, monitor.bands, Plausibility.MAX_DELAY_OF_EXTREME_MS);
    }

    static void onTime(MonitorState monitor, Moment now) {
        if (monitor.has(Vital.SPO2)) {
            double spo2Pct = monitor.value(Vital.SPO2);
            VitalsLimits limits = now.limits();
            boolean scale2 = limits.patient().scale2();
            Range far = limits.desaturation()
                    .range(scale2, limits.spo2Low().range(scale2).low());
            long most = Plausibility.MAX_DELAY_OF_EXTREME_MS;
            Watches.stands(Watch.SPO2_DESATURATION, monitor.bands, now, spo2Pct, far, most);
            Watches.stands(
                    Watch.SPO2_CRITICAL,
                    monitor.bands,
                    now,
                    spo2Pct,
                    limits.spo2Critical().range(),
                    most);
        }
    }

    private static boolean fellTooFast(MonitorState monitor, VitalsReading reading, double spo2Pct, Moment now) {
        return monitor.has(Vital.SPO2)
                && Plausibility.saturationDropped(
                        monitor.value(Vital.SPO2), spo2Pct, now.at() - monitor.at(Vital.SPO2), reading.perfusionPct());
    }

    private static boolean isOnOxygen(PatientState state, Moment now) {
        @Nullable Boolean oxygen = Observed.onOxygen(state, now.at(), now.limits());
        return oxygen != null && oxygen;
    }
}
