package io.wardstream.jobs.safety.vitals;

import io.wardstream.jobs.safety.Band;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Temperature: out of its range, extreme. One that nobody contradicts for a while stands for itself. */
final class TemperatureJudge {

    private static final List<Watch> WATCHES = List.of(Watch.TEMP, Watch.TEMP_EXTREME);

    private TemperatureJudge() {}

    static void judge(MonitorState monitor, Collection<Map<String, Band>> all, double tempC, Moment now) {
        Watches.judge(
                Watch.TEMP, monitor.bands, all, now, tempC, now.limits().temp().range());
        Watches.judge(
                Watch.TEMP_EXTREME,
                monitor.bands,
                all,
                now,
                tempC,
                now.limits().tempExtreme().range());
    }

    /** When one stands for itself; {@link Long#MAX_VALUE} if none waits. */
    static long nextAt(MonitorState monitor, VitalsLimits limits) {
        return Watches.standsAt(WATCHES, monitor.bands, limits.validity().temperatureRepeatMs());
    }

    static void onTime(MonitorState monitor, Moment now) {
        if (monitor.has(Vital.TEMP)) {
            VitalsLimits limits = now.limits();
            double tempC = monitor.value(Vital.TEMP);
            long repeatMs = limits.validity().temperatureRepeatMs();
            Watches.stands(Watch.TEMP, monitor.bands, now, tempC, limits.temp().range(), repeatMs);
            Watches.stands(
                    Watch.TEMP_EXTREME,
                    monitor.bands,
                    now,
                    tempC,
                    limits.tempExtreme().range(),
                    repeatMs);
        }
    }
}
