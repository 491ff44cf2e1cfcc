package io.wardstream.local.live;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.ClampState;
import io.wardstream.model.VitalsReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ward at a moment, as its streams tell it.
 *
 * @param beds the beds, in the order of their names
 * @param openAlarms every alarm that has not cleared, the most urgent first
 * @param events bedside events since the start of this run
 * @param eventsPerSecond of the last seconds
 * @param rejected messages refused since the start of this run
 * @param p50Ms half of the alarms that a message made were there so soon after the broker took it, ms
 * @param p99Ms and 99 of 100
 * @param clampsClosed clamps that confirmed to be closed by a command
 * @param clampsWithheld commands that were withheld
 * @param clockAt how far the ward clock has come in every partition; {@link Long#MIN_VALUE} before its first beat
 */
public record WardView(
        List<Bed> beds,
        List<AlarmEvent> openAlarms,
        long events,
        double eventsPerSecond,
        long rejected,
        @Nullable Long p50Ms,
        @Nullable Long p99Ms,
        long clampsClosed,
        long clampsWithheld,
        long clockAt) {

    /**
     * One bed.
     *
     * @param name ward and bed
     * @param levelMl what is left in the bag
     * @param emptyInMs when it will be empty
     * @param vitals the newest values
     * @param news2 the newest total, as text
     * @param clamp where the clamp stands
     * @param alarms its open alarms, the most urgent first
     */
    public record Bed(
            String name,
            @Nullable Double levelMl,
            @Nullable Long emptyInMs,
            VitalsReading vitals,
            String news2,
            @Nullable ClampState clamp,
            List<AlarmEvent> alarms) {}
}
