package io.wardstream.jobs.safety.vitals;

import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.rules.Plausibility;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values that cannot be true are not judged. That is said when a vital begins to have them, and after {@link #ENOUGH} in a row it
 * is a sensor that somebody must look at: clinical catalogue T3. One alarm for that and for a rate that never moves
 * ({@link FrozenJudge}), over all monitors: it is over when none of them says either.
 */
final class Distrust {

    /** So many in a row are no artefact. Our own number, as with a load cell. */
    private static final int ENOUGH = 3;

    private Distrust() {}

    /** What is written on the device's word and cannot be true is taken out. */
    static VitalsReading believed(
            VitalsReading reading, MonitorState monitor, Collection<MonitorState> all, Moment now) {
        VitalsReading believed = reading;
        boolean before = isAny(all);
        Set<Vital> doubted = EnumSet.noneOf(Vital.class);
        for (Plausibility.Doubted each : Plausibility.check(reading)) {
            Vital vital = Vital.valueOf(each.vital().name());
            if (cannotBe(each) && doubted.add(vital)) {
                count(monitor, vital, each.doubt(), vital.in(reading), now);
                believed = without(believed, each.vital());
            }
        }
        if (believable(monitor, believed)) {
            over(before, all, null, now);
        }
        return believed;
    }

    /** Vitals that can be true are counted anew; whether any count was there. */
    private static boolean believable(MonitorState monitor, VitalsReading believed) {
        byte[] counts = monitor.implausible;
        if (counts == null) {
            return false;
        }
        boolean none = true;
        for (Vital vital : Vital.values()) {
            if (vital.in(believed) != null) {
                counts[vital.slot()] = 0;
            }
            none &= counts[vital.slot()] == 0;
        }
        monitor.implausible = none ? null : counts;
        return true;
    }

    private static boolean cannotBe(Plausibility.Doubted doubted) {
        boolean alone = doubted.doubt() != Plausibility.Doubt.PRESSURES_OUT_OF_ORDER;
        boolean below = doubted.doubt() == Plausibility.Doubt.BELOW_WINDOW
                && doubted.vital() != Plausibility.Vital.HR
                && doubted.vital() != Plausibility.Vital.PULSE
                && doubted.vital() != Plausibility.Vital.RR
                && doubted.vital() != Plausibility.Vital.SYS;
        return below || (alone && doubted.doubt().weight() == Plausibility.Weight.IMPOSSIBLE);
    }

    private static void count(
            MonitorState monitor, Vital vital, Plausibility.Doubt doubt, @Nullable Double value, Moment now) {
        byte[] counts = monitor.implausible;
        if (counts == null) {
            counts = new byte[Vital.COUNT];
            monitor.implausible = counts;
        }
        int i = vital.slot();
        if (value == null || counts[i] >= ENOUGH) {
            return;
        }
        counts[i]++;
        String what = vital.name().toLowerCase(Locale.ROOT) + ": " + doubt.sentence();
        if (counts[i] == 1) {
            now.say(now.sign(SignKind.SUPPRESSED)
                    .measured(value, null)
                    .because(what)
                    .waitingFor("ImplausibleReading/implausible"));
        }
        if (counts[i] == ENOUGH) {
            now.say(now.sign(SignKind.SENSOR_IMPLAUSIBLE).measured(value, null).because(what));
        }
    }

    /** Whether any of the monitors says what cannot be, or repeats one value. */
    static boolean isAny(Collection<MonitorState> all) {
        for (MonitorState monitor : all) {
            if (FrozenJudge.isFrozen(monitor.hrSame) || FrozenJudge.isFrozen(monitor.pulseSame)) {
                return true;
            }
            byte[] counts = monitor.implausible;
            for (int i = 0; counts != null && i < counts.length; i++) {
                if (counts[i] >= ENOUGH) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Says that all is well, if it was not before. */
    static void over(boolean before, Collection<MonitorState> all, @Nullable String why, Moment now) {
        if (before && !isAny(all)) {
            now.say(now.sign(SignKind.SENSOR_OK).because(why));
        }
    }

    /** What a monitor said does not count any more. */
    static void forget(MonitorState gone, Collection<MonitorState> all, String why, Moment now) {
        boolean before = isAny(all);
        gone.hrSame = null;
        gone.pulseSame = null;
        gone.implausible = null;
        over(before, all, why, now);
    }

    private static VitalsReading without(VitalsReading reading, Plausibility.Vital vital) {
        return switch (vital) {
            case HR -> reading.withHrBpm(null);
            case PULSE -> reading.withPulseBpm(null);
            case SPO2 -> reading.withSpo2Pct(null);
            case RR -> reading.withRrPerMin(null);
            case SYS -> reading.withSysMmHg(null);
            case DIA -> reading.withDiaMmHg(null);
            case MEAN -> reading.withMeanMmHg(null);
            case TEMP -> reading.withTempC(null);
        };
    }
}
