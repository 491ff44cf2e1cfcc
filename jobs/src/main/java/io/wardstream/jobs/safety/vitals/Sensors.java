package io.wardstream.jobs.safety.vitals;

import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Whether the sensors of a monitor are on, and their signals good enough to be believed. A sensor is off when the monitor says
 * so, when its signal is poor by the limits of {@code SensorOff}, when the ECG counts nothing while the oximeter sees a pulse,
 * and when what it had measured all along is missing. It is on again after two messages in which it is well.
 *
 * <p>While a cuff presses on the limb of the oximeter, and for no longer than 60 s, its signal is nobody's fault.
 */
final class Sensors {

    /** A cuff explains a lost signal for no longer than this: clinical catalogue X4. */
    static final long CUFF_MS = 60_000;

    /** Messages in a row after which a sensor is well. */
    private static final int WELL = 2;

    /** What is measured less often than that is not missed: silence and scores look after that. Our own number. */
    private static final long CONTINUOUS_MS = 120_000;

    /** What is missing for so many of its periods is lost. */
    private static final int PERIODS = 3;

    /** A value that came so long ago is recent, whatever is usual. Our own number. */
    private static final long RECENT_MS = 10_000;

    private Sensors() {}

    /** A message of the monitor, before its values are judged. */
    static void heard(
            MonitorState monitor, VitalsReading reading, boolean sameLimb, Collection<MonitorState> all, Moment now) {
        Boolean running = reading.cuffRunning();
        if (running != null) {
            monitor.cuffSince = running && sameLimb ? (monitor.cuffSince == 0 ? now.at() : monitor.cuffSince) : 0;
        }
        boolean masked = isMasked(monitor, now.at());
        boolean ecgOff = Boolean.TRUE.equals(reading.ecgOff()) || isLeadOff(monitor, reading, now);
        monitor.ecg = take(Sensor.ECG, monitor, monitor.ecg, ecgOff, reading, all, now);
        boolean oximeterOff = !isOximeterGood(reading, now);
        if (!masked) {
            monitor.oximeter = take(Sensor.OXIMETER, monitor, monitor.oximeter, oximeterOff, reading, all, now);
        }
    }

    /** Whether the oximeter's values of a message are to be believed at once. */
    static boolean isOximeterGood(VitalsReading reading, Moment now) {
        return !Boolean.TRUE.equals(reading.spo2Off()) && !isPoor(reading, now);
    }

    private static boolean isPoor(VitalsReading reading, Moment now) {
        Double perfusion = reading.perfusionPct();
        Double quality = reading.quality();
        return now.limits().off().isPoor(perfusion == null ? 100 : perfusion, quality == null ? 1 : quality);
    }

    /** Whether the ECG counts nothing, and the same message shows that the heart beats. */
    static boolean isLeadOff(MonitorState monitor, VitalsReading reading, Moment now) {
        Double hr = reading.hrBpm();
        return hr != null && hr < now.limits().arrest().low() && showsABeat(monitor, reading, now);
    }

    /**
     * Whether anything but the ECG shows that the heart beats: pulse, saturation or a pressure in the same message. Of a
     * monitor that sends its values one by one, those count that came no longer ago than is usual for them.
     */
    static boolean showsABeat(MonitorState monitor, VitalsReading reading, Moment now) {
        double least = now.limits().arrest().low();
        Double pulse = reading.pulseBpm();
        if (pulse != null && pulse >= least) {
            return true;
        }
        boolean saturates = reading.spo2Pct() != null && isOximeterGood(reading, now) && pulse == null;
        if (saturates || isPressureNew(monitor, reading)) {
            return true;
        }
        return sendsOneByOne(monitor)
                && (isRecent(monitor, Vital.SPO2, now)
                        || (isRecent(monitor, Vital.PULSE, now) && monitor.value(Vital.PULSE) >= least));
    }

    /**
     * Whether a pressure was measured now. One that is told again shows that the heart beat then, whatever time its message bears:
     * some monitors stamp what they hold anew. Two measurements are hardly ever equal.
     */
    private static boolean isPressureNew(MonitorState monitor, VitalsReading reading) {
        Double sys = reading.sysMmHg();
        return sys != null && (!monitor.has(Vital.SYS) || monitor.value(Vital.SYS) != sys);
    }

    /** Whether it is known that the electrodes are off. */
    static boolean isEcgOff(MonitorState monitor, long at) {
        SensorState ecg = monitor.ecg;
        return ecg != null && ecg.well == 0 && ecg.since <= at;
    }

    /** Whether it is known that the probe is off, or its signal poor. */
    static boolean isOximeterOff(MonitorState monitor, long at) {
        SensorState oximeter = monitor.oximeter;
        return oximeter != null && oximeter.well == 0 && oximeter.since <= at;
    }

    /** Whether a cuff presses on the limb of the oximeter, as far as that explains anything. */
    static boolean isMasked(MonitorState monitor, long at) {
        return monitor.cuffSince != 0 && at - monitor.cuffSince < CUFF_MS;
    }

    /** Whether the newest saturation and the newest heart rate before this message came in different ones. */
    private static boolean sendsOneByOne(MonitorState monitor) {
        return monitor.has(Vital.HR)
                && monitor.oximeter == null
                && ((monitor.has(Vital.SPO2) && monitor.at(Vital.SPO2) != monitor.at(Vital.HR))
                        || (monitor.has(Vital.PULSE) && monitor.at(Vital.PULSE) != monitor.at(Vital.HR)));
    }

    /** Whether a value came no longer ago than is usual for it. */
    static boolean isRecent(MonitorState monitor, Vital vital, Moment now) {
        long usual = monitor.apartMs[vital.slot()] * 3 / 2;
        return monitor.has(vital) && now.at() - monitor.at(vital) <= Math.max(RECENT_MS, usual);
    }

    private static boolean isMissing(MonitorState monitor, Vital vital, VitalsReading reading, Moment now) {
        int i = vital.slot();
        long apart = monitor.apartMs[i];
        return vital.in(reading) == null
                && monitor.has(vital)
                && apart > 0
                && apart <= CONTINUOUS_MS
                && now.at() - monitor.at[i] >= PERIODS * apart;
    }

    private static @Nullable SensorState take(
            Sensor sensor,
            MonitorState monitor,
            @Nullable SensorState before,
            boolean off,
            VitalsReading reading,
            Collection<MonitorState> all,
            Moment now) {
        SensorState state = before;
        boolean missing = isMissing(monitor, sensor.vital(), reading, now);
        if (off || missing) {
            if (state == null) {
                int i = sensor.vital().slot();
                state = new SensorState();
                state.since = off ? now.at() : monitor.at[i] + monitor.apartMs[i];
            }
            state.well = 0;
            return state;
        }
        if (sensor.vital().in(reading) == null && before != null) {
            // It says nothing of it, so it is no better.
            return before;
        }
        if (state == null || ++state.well < WELL) {
            return state;
        }
        if (state.said > 0 && !isSaidOfAnother(all, state)) {
            now.say(now.sign(SignKind.SENSOR_ON)
                    .measured((now.at() - state.since) / 1000.0, null)
                    .because(sensor.words()));
        }
        return null;
    }

    /** What a monitor said of its sensors does not count any more. */
    static void forget(MonitorState gone, Collection<MonitorState> all, String why, Moment now) {
        SensorState ecg = gone.ecg;
        SensorState oximeter = gone.oximeter;
        boolean said = (ecg != null && ecg.said > 0) || (oximeter != null && oximeter.said > 0);
        gone.ecg = null;
        gone.oximeter = null;
        gone.cuffSince = 0;
        if (said && !isSaidOfAnother(all, null)) {
            now.say(now.sign(SignKind.SENSOR_ON).because(why));
        }
    }

    private static boolean isSaidOfAnother(Collection<MonitorState> all, @Nullable SensorState mine) {
        for (MonitorState monitor : all) {
            for (SensorState state : new SensorState[] {monitor.ecg, monitor.oximeter}) {
                if (state != null && state != mine && state.said > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** When something about a sensor is to be said next; {@link Long#MAX_VALUE} if nothing is. */
    static long nextAt(MonitorState monitor, VitalsLimits limits) {
        return Math.min(nextAt(monitor.ecg, limits), nextAt(monitor.oximeter, limits));
    }

    private static long nextAt(@Nullable SensorState state, VitalsLimits limits) {
        if (state == null || state.well > 0 || state.said == 2) {
            return Long.MAX_VALUE;
        }
        return state.since
                + (state.said == 0 ? limits.off().offMs() : limits.offLong().longMs());
    }

    /** What is due by now. */
    static void onTime(MonitorState monitor, Moment now) {
        due(Sensor.ECG, monitor.ecg, now);
        due(Sensor.OXIMETER, monitor.oximeter, now);
    }

    private static void due(Sensor sensor, @Nullable SensorState state, Moment now) {
        while (state != null && nextAt(state, now.limits()) <= now.at()) {
            long when = nextAt(state, now.limits());
            state.said++;
            SignKind kind = state.said == 1 ? SignKind.SENSOR_OFF : SignKind.SENSOR_OFF_LONG;
            Sign sign = now.sign(kind, when)
                    .measured((when - state.since) / 1000.0, null)
                    .since(state.since)
                    .because(sensor.words());
            now.say(sign);
        }
    }
}
