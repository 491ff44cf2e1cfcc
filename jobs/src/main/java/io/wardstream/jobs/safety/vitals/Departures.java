package io.wardstream.jobs.safety.vitals;

import io.wardstream.jobs.safety.Band;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What becomes of the word of a monitor that is registered for somebody else, or is not heard while another is.
 *
 * <p>Who has moved says nothing any more, from that moment. What a silent one measured all along lapses after {@link #GONE_MS};
 * its cuff pressures and temperatures lapse when they are too old for a score: spot-check monitors are off between two rounds.
 * The only monitor of a patient keeps its word however long it is silent: that is an alarm by itself.
 */
final class Departures {

    /** A monitor that was not heard for so long says nothing of what it measures all along, if another does. Our own number. */
    static final long GONE_MS = 600_000;

    private static final String MOVED = "the monitor that said so is no longer the patient's";
    private static final String SILENT = "the monitor that said so is silent, and another is not";

    private static final Set<Watch> BY_CUFF =
            EnumSet.of(Watch.SYS, Watch.SYS_EXTREME, Watch.MAP_LOW, Watch.MAP_VERY_LOW);
    private static final Set<Watch> BY_THERMOMETER = EnumSet.of(Watch.TEMP, Watch.TEMP_EXTREME);
    private static final Set<Watch> ALL_ALONG = EnumSet.complementOf(EnumSet.copyOf(either(BY_CUFF, BY_THERMOMETER)));

    private Departures() {}

    private static Set<Watch> either(Set<Watch> some, Set<Watch> others) {
        Set<Watch> all = EnumSet.copyOf(some);
        all.addAll(others);
        return all;
    }

    /** Takes away the monitors that have moved, and says what is over by that. */
    static void moved(PatientState state, Predicate<String> isOthers, Moment now) {
        List<String> gone = state.monitors.keySet().stream().filter(isOthers).toList();
        for (String device : gone) {
            MonitorState monitor = state.monitors.get(device);
            if (monitor != null) {
                lapse(state, monitor, EnumSet.allOf(Watch.class), MOVED, now);
                sensorsLapse(state, monitor, MOVED, now);
                state.monitors.remove(device);
            }
        }
    }

    /** One monitor is heard now: what others said that have been silent lapses. */
    static void silent(PatientState state, Moment now) {
        if (state.monitors.size() < 2) {
            return;
        }
        state.monitors.values().stream()
                .filter(each -> now.at() - each.heardAt > GONE_MS)
                .toList()
                .forEach(monitor -> silent(state, monitor, now));
    }

    private static void silent(PatientState state, MonitorState monitor, Moment now) {
        VitalsLimits limits = now.limits();
        lapse(state, monitor, ALL_ALONG, SILENT, now);
        sensorsLapse(state, monitor, SILENT, now);
        long cuffMs = limits.validity().cuffMs();
        boolean noCuff = monitor.fresh(Vital.SYS, now.at(), cuffMs) == null
                && monitor.fresh(Vital.DIA, now.at(), cuffMs) == null
                && monitor.fresh(Vital.MEAN, now.at(), cuffMs) == null;
        if (noCuff) {
            lapse(state, monitor, BY_CUFF, SILENT, now);
        }
        boolean noTemperature =
                monitor.fresh(Vital.TEMP, now.at(), limits.validity().temperatureMs()) == null;
        if (noTemperature) {
            lapse(state, monitor, BY_THERMOMETER, SILENT, now);
        }
        if (noCuff && noTemperature) {
            state.monitors.values().remove(monitor);
        }
    }

    private static void lapse(PatientState state, MonitorState gone, Set<Watch> which, String why, Moment now) {
        List<Map<String, Band>> others = new ArrayList<>(state.monitors.size());
        for (MonitorState monitor : state.monitors.values()) {
            if (monitor != gone) {
                others.add(monitor.bands);
            }
        }
        Watches.forget(which, gone.bands, others, why, now);
    }

    private static void sensorsLapse(PatientState state, MonitorState gone, String why, Moment now) {
        RespirationJudge.forget(state, gone, why, now);
        Sensors.forget(gone, state.monitors.values(), why, now);
        Distrust.forget(gone, state.monitors.values(), why, now);
    }
}
