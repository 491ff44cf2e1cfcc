package io.wardstream.jobs.safety.vitals;

import io.wardstream.cep.DeteriorationTrend;
import io.wardstream.cep.FluidOverload;
import io.wardstream.cep.TransfusionReaction;
import io.wardstream.jobs.safety.Band;
import io.wardstream.model.SignKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The course of the last hour: several vital signs that move the wrong way before any is out of its range; and what may be the
 * answer to something that runs in a line, which the patterns over both streams ask for.
 *
 * <p>That something has shifted since a measurement is said with the newest measurement of which that is true, and again when
 * that moves on by {@link #MOVES_ON_MS}: whoever asks whether it shifted since an instant compares with that.
 */
final class CourseJudge {

    static final long HALF_HOUR_MS = 1_800_000;

    private static final long MOVES_ON_MS = 120_000;

    /** Minutes that a trend needs of what is measured all along. */
    private static final int MINUTES = 8;

    /** Cuff measurements that it needs. */
    private static final int CUFFS = 3;

    private static final List<Watch> OUT_OF_RANGE =
            List.of(Watch.SPO2_LOW, Watch.HR, Watch.RR, Watch.SYS, Watch.MAP_LOW, Watch.TEMP);

    private CourseJudge() {}

    /** The heart rate as scores take it: the median of the last minutes, or the newest if it is not too old; or null. */
    static @Nullable Double heartRate(PatientState state, Moment now) {
        long validMs = now.limits().validity().continuousMs();
        Double hr = state.fresh(Vital.HR, now.at(), validMs);
        Double newest = hr != null ? hr : state.fresh(Vital.PULSE, now.at(), validMs);
        Double median = state.hrSamples.median(now.at(), now.limits().validity().medianMs());
        return newest == null || median == null ? newest : median;
    }

    static void judge(PatientState state, Collection<Map<String, Band>> all, Moment now) {
        trend(state, all, now);
        shift(state, now);
        breathing(state, now);
    }

    private static void trend(PatientState state, Collection<Map<String, Band>> all, Moment now) {
        DeteriorationTrend.Limits limits = now.limits().trend();
        long window = limits.windowMs();
        Double hr = state.hrMinutes.rise(now.at(), window, MINUTES);
        boolean before = state.worseningSince != 0;
        if (hr == null || (!before && hr < limits.hrRise())) {
            // What cannot be measured any more has not become flat by that.
            return;
        }
        if (before) {
            if (hr < limits.hrRise() / 2) {
                state.worseningSince = 0;
                now.say(now.sign(SignKind.TREND_FLAT).measured(hr, limits.hrRise()));
            }
            return;
        }
        boolean falls = atLeast(negative(state.sysMinutes.rise(now.at(), window, CUFFS)), limits.sysFall());
        boolean breathes = atLeast(state.rrMinutes.rise(now.at(), window, MINUTES), limits.rrRise());
        boolean desaturates = atLeast(negative(state.spo2Minutes.rise(now.at(), window, MINUTES)), limits.spo2Fall());
        boolean anyOut = OUT_OF_RANGE.stream().anyMatch(watch -> Watches.isOutside(watch, all));
        if (!anyOut && (falls || breathes || desaturates)) {
            state.worseningSince = now.at();
            String with = (falls ? ", pressure falls" : "")
                    + (breathes ? ", respiration rises" : "")
                    + (desaturates ? ", saturation falls" : "");
            now.say(now.sign(SignKind.TREND_WORSENING)
                    .measured(hr, limits.hrRise())
                    .because("heart rate rises" + with));
        }
    }

    private static boolean atLeast(@Nullable Double value, double limit) {
        return value != null && value >= limit;
    }

    private static @Nullable Double negative(@Nullable Double value) {
        return value == null ? null : (Double) (-value);
    }

    private static void shift(PatientState state, Moment now) {
        TransfusionReaction.Limits limits = now.limits().reaction();
        Double hr = state.hrSamples.median(now.at(), now.limits().validity().medianMs());
        Double sys = state.fresh(Vital.SYS, now.at(), now.limits().validity().cuffMs());
        Double temp = state.fresh(Vital.TEMP, now.at(), now.limits().validity().temperatureMs());
        long since = 0;
        double by = 0;
        String what = "";
        Long hrSince = hr == null ? null : state.hrMinutes.since(now.at(), hr, limits.hrRise());
        if (hrSince != null && hrSince > since) {
            since = hrSince;
            by = limits.hrRise();
            what = "heart rate";
        }
        Long sysSince = sys == null ? null : state.sysMinutes.since(now.at(), sys, -limits.sysFall());
        if (sysSince != null && sysSince > since) {
            since = sysSince;
            by = -limits.sysFall();
            what = "systolic pressure";
        }
        Long tempSince = temp == null ? null : state.tempMinutes.since(now.at(), temp, limits.tempRise());
        if (tempSince != null && tempSince > since) {
            since = tempSince;
            by = limits.tempRise();
            what = "temperature";
        }
        if (since == 0 && state.shiftedSince != 0) {
            state.shiftedSince = 0;
            now.say(now.sign(SignKind.VITALS_SETTLED));
        } else if (since != 0 && (state.shiftedSince == 0 || since >= state.shiftedSince + MOVES_ON_MS)) {
            state.shiftedSince = since;
            now.say(now.sign(SignKind.VITALS_SHIFTED)
                    .measured(by, by)
                    .since(since)
                    .because(what));
        }
    }

    private static void breathing(PatientState state, Moment now) {
        FluidOverload.Limits limits = now.limits().overload();
        long medianMs = now.limits().validity().medianMs();
        Double rr = state.rrSamples.median(now.at(), medianMs);
        Double spo2 = state.spo2Samples.median(now.at(), medianMs);
        Long rrSince = rr == null ? null : state.rrMinutes.since(now.at(), rr, limits.rrRise());
        Long spo2Since = spo2 == null ? null : state.spo2Minutes.since(now.at(), spo2, -limits.spo2Fall());
        long since = rrSince == null || spo2Since == null ? 0 : Math.min(rrSince, spo2Since);
        if (since == 0 && state.breathingWorseSince != 0) {
            state.breathingWorseSince = 0;
            now.say(now.sign(SignKind.BREATHING_BETTER));
        } else if (since != 0 && (state.breathingWorseSince == 0 || since >= state.breathingWorseSince + MOVES_ON_MS)) {
            state.breathingWorseSince = since;
            now.say(now.sign(SignKind.BREATHING_WORSE)
                    .measured(limits.rrRise(), limits.rrRise())
                    .since(since));
        }
    }
}
