package io.wardstream.jobs.safety.vitals;

import io.wardstream.cep.Range;
import io.wardstream.jobs.safety.Band;
import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.rules.Haemodynamics;
import io.wardstream.model.rules.News2;
import io.wardstream.model.rules.Plausibility;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Blood pressure by cuff, and what is made of it with the heart rate. A cuff measures seldom: where two measurements must agree
 * and nobody repeats the first in time, it stands for itself. An extreme one in doubt (its numbers contradict each other, or it
 * jumped) stands for itself after a minute.
 */
final class PressureJudge {

    private static final List<Watch> ORDINARY = List.of(Watch.SYS, Watch.MAP_LOW);
    private static final List<Watch> EXTREME = List.of(Watch.SYS_EXTREME, Watch.MAP_VERY_LOW);

    private PressureJudge() {}

    /** A new cuff measurement. */
    static void judge(
            PatientState state,
            MonitorState monitor,
            Collection<Map<String, Band>> all,
            VitalsReading reading,
            Moment now) {
        VitalsLimits limits = now.limits();
        boolean inDoubt = isInDoubt(monitor, reading);
        Double sys = reading.sysMmHg();
        Double map = mean(reading);
        if (sys != null) {
            Watches.judge(Watch.SYS, monitor.bands, all, now, sys, limits.sys().range());
            Range extreme = limits.sysExtreme().range();
            Watches.judge(Watch.SYS_EXTREME, monitor.bands, all, now, sys, inDoubt ? extreme.inDoubt() : extreme);
            hypotension(state, sys, now);
        }
        if (map != null) {
            Watches.judge(
                    Watch.MAP_LOW, monitor.bands, all, now, map, limits.map().range());
            Range veryLow = limits.mapVeryLow().range();
            Watches.judge(Watch.MAP_VERY_LOW, monitor.bands, all, now, map, inDoubt ? veryLow.inDoubt() : veryLow);
        }
        withTheHeart(state, sys, map, now);
    }

    /** The mean as the cuff measured it, else by the formula; null if neither can be had. */
    static @Nullable Double mean(VitalsReading reading) {
        Double sys = reading.sysMmHg();
        Double dia = reading.diaMmHg();
        if (reading.meanMmHg() != null) {
            return reading.meanMmHg();
        }
        return sys == null || dia == null ? null : (Double) Haemodynamics.meanArterialPressureMmHg(sys, dia);
    }

    private static boolean isInDoubt(MonitorState monitor, VitalsReading reading) {
        Double sys = reading.sysMmHg();
        boolean jumped =
                sys != null && monitor.has(Vital.SYS) && Plausibility.systolicJumped(monitor.value(Vital.SYS), sys);
        return jumped
                || Plausibility.check(VitalsReading.NONE
                                .withSysMmHg(sys)
                                .withDiaMmHg(reading.diaMmHg())
                                .withMeanMmHg(reading.meanMmHg()))
                        .stream()
                        .anyMatch(doubted -> true);
    }

    private static void hypotension(PatientState state, double sys, Moment now) {
        double least = now.limits().clamp().hypotensionMmHg();
        boolean before = state.hypotensiveUntil != 0;
        boolean low = sys < least;
        state.hypotensiveUntil = low ? now.at() + now.limits().validity().cuffMs() : 0;
        // Said anew with each low one: a line may have come to the patient since.
        if (low || before) {
            now.say(now.sign(low ? SignKind.HYPOTENSION : SignKind.HYPOTENSION_OVER)
                    .measured(sys, least));
        }
    }

    private static void withTheHeart(PatientState state, @Nullable Double sys, @Nullable Double map, Moment now) {
        VitalsLimits limits = now.limits();
        Double hr = CourseJudge.heartRate(state, now);
        Double index = hr == null || sys == null ? null : (Double) Haemodynamics.shockIndex(hr, sys);
        List<Map<String, Band>> mine = List.of(state.bands);
        if (index != null && sys != null && hr != null) {
            Watches.judge(
                    Watch.SHOCK_INDEX,
                    state.bands,
                    mine,
                    now,
                    index,
                    limits.shockIndex().range());
            Range veryHigh = limits.shockIndexVeryHigh().range(sys);
            Watches.judge(Watch.SHOCK_INDEX_VERY_HIGH, state.bands, mine, now, index, veryHigh);
            cushing(state, sys, hr, now);
        }
        if (index == null && map == null) {
            return;
        }
        boolean lowMean = map != null && map < limits.map().low();
        boolean highIndex =
                index != null && index >= limits.shockIndexVeryHigh().highWithLowPressure();
        boolean shock = lowMean || highIndex;
        boolean before = state.shockUntil != 0;
        state.shockUntil = shock ? now.at() + limits.validity().cuffMs() : 0;
        if (shock != before) {
            SignKind kind = shock ? SignKind.SHOCK : SignKind.SHOCK_OVER;
            String why =
                    lowMean || index == null ? null : String.format(java.util.Locale.ROOT, "shock index %.2f", index);
            now.say((map == null
                            ? now.sign(kind)
                            : now.sign(kind).measured(map, limits.map().low()))
                    .because(why));
        }
    }

    /** Rise of the pressure over the lowest, fall of the rate under the highest, of the window before. */
    private static void cushing(PatientState state, double sys, double hr, Moment now) {
        long from = now.at() - now.limits().cushing().windowMs();
        double lowest = sys;
        for (int i = 0; i < state.sysMinutes.size(); i++) {
            lowest = state.sysMinutes.at(i) >= from ? Math.min(lowest, state.sysMinutes.value(i)) : lowest;
        }
        double highest = hr;
        for (int i = 0; i < state.hrMinutes.size(); i++) {
            highest = state.hrMinutes.at(i) >= from ? Math.max(highest, state.hrMinutes.value(i)) : highest;
        }
        double risePct = (sys - lowest) / lowest * 100;
        double fallPct = (highest - hr) / highest * 100;
        Double rr = state.fresh(Vital.RR, now.at(), now.limits().validity().continuousMs());
        boolean breathesOff = rr != null && News2.respiration(rr) > 0;
        double value = fallPct >= now.limits().cushing().fallPct() && breathesOff ? risePct : 0;
        Watches.judge(
                Watch.CUSHING,
                state.bands,
                List.of(state.bands),
                now,
                value,
                now.limits().cushing().range());
    }

    /** When a measurement that nobody repeated stands for itself; {@link Long#MAX_VALUE} if none waits. */
    static long nextAt(MonitorState monitor, VitalsLimits limits) {
        return Math.min(
                Watches.standsAt(ORDINARY, monitor.bands, limits.validity().cuffRepeatMs()),
                Watches.standsAt(EXTREME, monitor.bands, extremeRepeatMs(limits)));
    }

    /** When a conclusion is too old; {@link Long#MAX_VALUE} if there is none. */
    static long nextAt(PatientState state) {
        return Math.min(
                state.shockUntil == 0 ? Long.MAX_VALUE : state.shockUntil,
                state.hypotensiveUntil == 0 ? Long.MAX_VALUE : state.hypotensiveUntil);
    }

    private static long extremeRepeatMs(VitalsLimits limits) {
        return Math.min(limits.validity().cuffRepeatMs(), Plausibility.MAX_DELAY_OF_EXTREME_MS);
    }

    static void onTime(MonitorState monitor, Moment now) {
        VitalsLimits limits = now.limits();
        long repeatMs = limits.validity().cuffRepeatMs();
        if (monitor.has(Vital.SYS)) {
            double sys = monitor.value(Vital.SYS);
            Watches.stands(Watch.SYS, monitor.bands, now, sys, limits.sys().range(), repeatMs);
            Watches.stands(
                    Watch.SYS_EXTREME,
                    monitor.bands,
                    now,
                    sys,
                    limits.sysExtreme().range(),
                    extremeRepeatMs(limits));
        }
        Double map = newestMean(monitor);
        if (map != null) {
            Watches.stands(Watch.MAP_LOW, monitor.bands, now, map, limits.map().range(), repeatMs);
            Watches.stands(
                    Watch.MAP_VERY_LOW,
                    monitor.bands,
                    now,
                    map,
                    limits.mapVeryLow().range(),
                    extremeRepeatMs(limits));
        }
    }

    /** What was concluded counts no longer than the measurement, whoever gave it and wherever that monitor is now. */
    static void onTime(PatientState state, Moment now) {
        if (state.shockUntil != 0 && state.shockUntil <= now.at()) {
            now.say(now.sign(SignKind.SHOCK_OVER, state.shockUntil).because("nobody has measured for long"));
            state.shockUntil = 0;
        }
        if (state.hypotensiveUntil != 0 && state.hypotensiveUntil <= now.at()) {
            now.say(now.sign(SignKind.HYPOTENSION_OVER, state.hypotensiveUntil)
                    .because("nobody has measured for long"));
            state.hypotensiveUntil = 0;
        }
    }

    private static @Nullable Double newestMean(MonitorState monitor) {
        if (monitor.has(Vital.MEAN) && monitor.at(Vital.MEAN) >= monitor.at(Vital.SYS)) {
            return monitor.value(Vital.MEAN);
        }
        return monitor.has(Vital.SYS) && monitor.has(Vital.DIA)
                ? (Double) Haemodynamics.meanArterialPressureMmHg(monitor.value(Vital.SYS), monitor.value(Vital.DIA))
                : null;
    }
}
