package io.wardstream.jobs.safety.vitals;

import io.wardstream.model.Acvpu;
import io.wardstream.model.rules.News2;
import org.jspecify.annotations.Nullable;

/**
 * What staff told of a patient that no device can see, while it is still valid. Consciousness and oxygen are to be looked at
 * again within the monitoring interval of NEWS2's chart 4: 12 h with a total of 0, half of that with 1 to 4, a twelfth with 5
 * and more or with a red parameter.
 */
final class Observed {

    private static final int OFTEN = 12;

    private Observed() {}

    /** Consciousness, or null if nobody told, or too long ago. */
    static @Nullable Acvpu acvpu(PatientState state, long now, VitalsLimits limits) {
        return now - state.acvpuAt <= validMs(state, limits) ? state.acvpu : null;
    }

    /** Whether oxygen is given, by the newer of what a monitor measured and staff told; null if neither says. */
    static @Nullable Boolean onOxygen(PatientState state, long now, VitalsLimits limits) {
        Boolean told = now - state.onOxygenAt <= validMs(state, limits) ? state.onOxygen : null;
        MonitorState monitor = state.newest(Vital.FIO2);
        Double fio2 = monitor == null
                ? null
                : monitor.fresh(Vital.FIO2, now, limits.validity().continuousMs());
        if (monitor == null || fio2 == null || (told != null && state.onOxygenAt > monitor.at(Vital.FIO2))) {
            return told;
        }
        return fio2 > News2.AIR_FIO2_PCT;
    }

    private static long validMs(PatientState state, VitalsLimits limits) {
        long longest = limits.validity().observedMs();
        if (state.scores.last >= News2.MEDIUM_THRESHOLD || state.scores.redSince != 0) {
            return longest / OFTEN;
        }
        return state.scores.last > 0 ? longest / 2 : longest;
    }
}
