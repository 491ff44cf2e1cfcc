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
 * The heart rate: out of its range, extreme, none. The pulse of the oximeter stands in for a patient without an ECG, or with
 * one that is frozen, off or silent. A rate of nothing while anything shows that the heart beats is an electrode that is off, and not
 * judged; while nothing shows a beat where an oximeter had measured, it is a suspected arrest, at once. A pressure that is told
 * again shows no beat.
 *
 * <p>A rate that ECG and oximeter count differently twice, or that jumped, is believed to be extreme when it is so twice, or after
 * a minute; a pulse of a poor signal when it is so for {@link SaturationJudge#DOUBTED_MS}.
 */
final class HeartJudge {

    private static final List<Watch> DOUBTED = List.of(Watch.HR_EXTREME);

    private HeartJudge() {}

    static void judge(
            MonitorState monitor,
            Collection<Map<String, Band>> all,
            VitalsReading reading,
            @Nullable Double hr,
            @Nullable Double pulse,
            Moment now) {
        VitalsLimits limits = now.limits();
        countApart(monitor, reading);
        boolean leadOff = Sensors.isLeadOff(monitor, reading, now);
        boolean noEcg = !monitor.has(Vital.HR) && hr == null;
        boolean saysOff = Boolean.TRUE.equals(reading.ecgOff());
        boolean silent =
                hr == null && (Sensors.isEcgOff(monitor, now.at()) || !Sensors.isRecent(monitor, Vital.HR, now));
        boolean byPulse = noEcg || leadOff || saysOff || silent || isFrozenWithPulse(monitor, pulse, now);
        boolean noProbe = Boolean.TRUE.equals(reading.spo2Off());
        Double rate = byPulse ? (noProbe ? null : pulse) : hr;
        if (hr != null) {
            if (leadOff && !monitor.leadOff) {
                now.suppressed(
                        Watch.HR_EXTREME.pattern(),
                        "lead-off",
                        limits.hrExtreme().low(),
                        now.at());
            }
            monitor.leadOff = leadOff;
        }
        if (rate == null) {
            if (saysOff) {
                // What was in doubt before was the electrodes, and nothing else counts the heart.
                Watches.drop(DOUBTED, monitor.bands, "sensor-off", now);
            }
            return;
        }
        Vital vital = byPulse ? Vital.PULSE : Vital.HR;
        arrest(monitor, all, reading, rate, now);
        Watches.judge(Watch.HR, monitor.bands, all, now, rate, limits.hr().range());
        boolean jumped = monitor.has(vital)
                && Plausibility.heartRateJumped(monitor.value(vital), rate, now.at() - monitor.at(vital));
        Range extreme = limits.hrExtreme().range();
        if (byPulse && !Sensors.isOximeterGood(reading, now)) {
            Watches.judgeInDoubt(Watch.HR_EXTREME, monitor.bands, all, now, rate, extreme, SaturationJudge.DOUBTED_MS);
        } else {
            boolean trusted = !jumped && (byPulse || monitor.ratesApart < 2);
            Watches.judge(Watch.HR_EXTREME, monitor.bands, all, now, rate, trusted ? extreme : extreme.inDoubt());
        }
    }

    /** When a value in doubt stands for itself; {@link Long#MAX_VALUE} if none waits. */
    static long nextAt(MonitorState monitor) {
        return Watches.standsAt(DOUBTED, monitor.bands, Plausibility.MAX_DELAY_OF_EXTREME_MS);
    }

    static void onTime(MonitorState monitor, Moment now) {
        boolean ecg = monitor.has(Vital.HR)
                && !monitor.leadOff
                && !FrozenJudge.isFrozen(monitor.hrSame)
                && monitor.at(Vital.HR) >= monitor.at(Vital.PULSE);
        Vital vital = ecg || !monitor.has(Vital.PULSE) ? Vital.HR : Vital.PULSE;
        if (monitor.has(vital)) {
            Watches.stands(
                    Watch.HR_EXTREME,
                    monitor.bands,
                    now,
                    monitor.value(vital),
                    now.limits().hrExtreme().range(),
                    Plausibility.MAX_DELAY_OF_EXTREME_MS);
        }
    }

    private static void countApart(MonitorState monitor, VitalsReading reading) {
        Double hr = reading.hrBpm();
        Double pulse = reading.pulseBpm();
        if (hr != null && pulse != null) {
            boolean apart = Math.abs(hr - pulse) > Plausibility.RATES_APART_BPM;
            monitor.ratesApart = apart ? Math.min(monitor.ratesApart + 1, 2) : 0;
        }
    }

    private static boolean isFrozenWithPulse(MonitorState monitor, @Nullable Double pulse, Moment now) {
        return FrozenJudge.isFrozen(monitor.hrSame)
                && (pulse != null
                        || monitor.fresh(
                                        Vital.PULSE,
                                        now.at(),
                                        now.limits().validity().continuousMs())
                                != null);
    }

    /** No rate, and a saturation that was there is lost. Where no oximeter ever measured, the extreme rate says enough. */
    private static void arrest(
            MonitorState monitor, Collection<Map<String, Band>> all, VitalsReading reading, double rate, Moment now) {
        double least = now.limits().arrest().low();
        boolean corroborated = monitor.has(Vital.SPO2) && !Sensors.showsABeat(monitor, reading, now);
        if (rate >= least || corroborated || Watches.isOutside(Watch.ARREST, all)) {
            Range none = new Range(least, Double.POSITIVE_INFINITY, least, Double.POSITIVE_INFINITY, false, 1, 1);
            Watches.judge(Watch.ARREST, monitor.bands, all, now, rate, none);
        }
    }
}
