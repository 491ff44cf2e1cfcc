package io.wardstream.jobs.safety.vitals;

import io.wardstream.model.Acvpu;
import io.wardstream.model.Score;
import io.wardstream.model.ScoreInput;
import io.wardstream.model.ScoreParts;
import io.wardstream.model.rules.Haemodynamics;
import io.wardstream.model.rules.Mews;
import io.wardstream.model.rules.News2;
import io.wardstream.model.rules.News2Eligibility;
import io.wardstream.model.rules.Qsofa;
import io.wardstream.model.rules.Sirs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Works out the scores of an instant from what is valid then: the median of some minutes of what is measured all along, else the
 * newest value that is not too old; what staff told while it is valid. What the scores mean is {@link ScoreWatch}'s.
 */
final class ScoreJudge {

    private static final int NEWS2_MAX = 20;

    private final PatientState state;
    private final Moment now;
    private final List<ScoreInput> inputs = new ArrayList<>(7);

    private ScoreJudge(PatientState state, Moment now) {
        this.state = state;
        this.now = now;
    }

    static void judge(PatientState state, Moment now, Consumer<Score> scores) {
        new ScoreJudge(state, now).judge(scores);
    }

    private void judge(Consumer<Score> scores) {
        VitalsLimits limits = now.limits();
        Double rr = continuous("rr", state.rrSamples, Vital.RR);
        Double spo2 = continuous("spo2", state.spo2Samples, Vital.SPO2);
        Double sys = newest("sys", Vital.SYS, limits.validity().cuffMs());
        Double hr = heartRate();
        Double temp = newest("temp", Vital.TEMP, limits.validity().temperatureMs());
        Boolean oxygen = Observed.onOxygen(state, now.at(), limits);
        Acvpu acvpu = Observed.acvpu(state, now.at(), limits);
        told("o2", oxygen == null ? null : (Double) (oxygen ? 1.0 : 0.0), state.onOxygenAt);
        told("acvpu", acvpu == null ? null : (Double) (double) News2.consciousness(acvpu), state.acvpuAt);
        News2.Result result = News2.score(new News2.Observation(
                rr, spo2, oxygen, sys, hr, acvpu, temp, limits.patient().scale()));
        Qsofa.Result qsofa = Qsofa.score(rr, sys, Qsofa.altered(acvpu));
        Sirs.Result sirs = Sirs.score(temp, hr, rr);
        News2Eligibility eligibility = News2Eligibility.of(
                limits.patient().ageYears(), limits.patient().pregnant(), News2Eligibility.UnknownAge.IS_ADULT);
        boolean refused = eligibility != News2Eligibility.ELIGIBLE;
        scores.accept(new Score(
                now.subject(),
                now.at(),
                refused ? null : result.total(),
                refused ? 0 : result.min(),
                refused ? NEWS2_MAX : result.max(),
                new ArrayList<>(result.missing()),
                refused ? new ScoreParts(null, null, null, null, null, null, null) : result.parts(),
                limits.patient().scale2() ? 2 : 1,
                refused ? eligibility.sentence() : null,
                Mews.score(new Mews.Observation(rr, sys, hr, temp, acvpu)).total(),
                qsofa.min(),
                hr == null || sys == null ? null : (Double) Haemodynamics.shockIndex(hr, sys),
                meanPressure(),
                inputs,
                Score.ALGORITHM));
        if (!refused) {
            ScoreWatch.judge(state.scores, result, now);
        }
        ScoreWatch.sepsis(state.scores, qsofa.min(), sirs.min(), refused ? 0 : result.min(), now);
        state.scores.at = now.at();
    }

    /** The heart rate, or the pulse where the ECG is missing, frozen, off or too old. */
    private @Nullable Double heartRate() {
        Vital vital = Vital.HR;
        MonitorState monitor = state.newest(vital);
        if (monitor == null
                || FrozenJudge.isFrozen(monitor.hrSame)
                || Sensors.isEcgOff(monitor, now.at())
                || isStale(monitor, vital)) {
            vital = Vital.PULSE;
            monitor = state.newest(vital);
        }
        boolean frozen = monitor != null && vital == Vital.PULSE && FrozenJudge.isFrozen(monitor.pulseSame);
        if (monitor == null || frozen || isStale(monitor, vital)) {
            return null;
        }
        Double median = state.hrSamples.median(now.at(), now.limits().validity().medianMs());
        Double value = median != null ? median : (Double) monitor.value(vital);
        note("hr", value, monitor, vital);
        return value;
    }

    private boolean isStale(MonitorState monitor, Vital vital) {
        return monitor.fresh(vital, now.at(), now.limits().validity().continuousMs()) == null;
    }

    private @Nullable Double continuous(String name, Samples samples, Vital vital) {
        Double newest = state.fresh(vital, now.at(), now.limits().validity().continuousMs());
        Double median = samples.median(now.at(), now.limits().validity().medianMs());
        Double value = newest == null || median == null ? newest : median;
        note(name, value, state.newest(vital), vital);
        return value;
    }

    private @Nullable Double newest(String name, Vital vital, long maxAgeMs) {
        Double value = state.fresh(vital, now.at(), maxAgeMs);
        note(name, value, state.newest(vital), vital);
        return value;
    }

    private @Nullable Double meanPressure() {
        long maxAgeMs = now.limits().validity().cuffMs();
        Double mean = state.fresh(Vital.MEAN, now.at(), maxAgeMs);
        Double sys = state.fresh(Vital.SYS, now.at(), maxAgeMs);
        Double dia = state.fresh(Vital.DIA, now.at(), maxAgeMs);
        if (mean != null) {
            return mean;
        }
        return sys == null || dia == null ? null : (Double) Haemodynamics.meanArterialPressureMmHg(sys, dia);
    }

    private void note(String name, @Nullable Double value, @Nullable MonitorState source, Vital vital) {
        if (value != null && source != null) {
            inputs.add(new ScoreInput(name, value, source.at(vital), deviceOf(source)));
        }
    }

    private void told(String name, @Nullable Double value, long at) {
        if (value != null) {
            inputs.add(new ScoreInput(name, value, at, null));
        }
    }

    private @Nullable String deviceOf(MonitorState source) {
        for (var each : state.monitors.entrySet()) {
            if (each.getValue() == source) {
                return each.getKey();
            }
        }
        return null;
    }
}
