package io.wardstream.jobs.backtest;

import io.wardstream.model.load.AlarmLoad;
import java.util.Map;

/**
 * {@code summary.json}.
 *
 * @param events what was read and what became of it; read is the sum of the others
 * @param alarms the alarms
 * @param patients how many patients have at least one row
 * @param hours the time between the first and the last reading, summed over the patients, or over their lines where the
 *     recording has lines
 * @param alarmsPerPatientDay alarms raised in 24 of those hours
 * @param rejectedByReason rows, and single values of rows, that were refused
 * @param rowsWithoutValues rows in which nothing was recorded: they are no events
 * @param rowsUsed rows that the accepted events were made of; a row of an infusion chart makes many
 * @param rowsSkipped rows that can be read and are about something else, by reason
 * @param alarmLoad what the alarms cost and what they gave
 */
public record Summary(
        Events events,
        Alarms alarms,
        long patients,
        double hours,
        double alarmsPerPatientDay,
        Map<String, Long> rejectedByReason,
        long rowsWithoutValues,
        long rowsUsed,
        Map<String, Long> rowsSkipped,
        AlarmLoad.Report alarmLoad) {

    /** Readings, and rows that could not be read. A recording gives each once and in order. */
    public record Events(long read, long accepted, long rejected, long stale, long duplicate) {}

    /** Alarms: how many were raised, how many of them cleared, and how many were still open at the end. */
    public record Alarms(Map<String, Long> raisedByPattern, long raised, long cleared, long open) {}

    private static final double MS_PER_HOUR = 3_600_000;
    private static final double HOURS_PER_DAY = 24;

    /** The summary of a run. */
    static Summary of(EventLog log, Alarms alarms, AlarmLoad load) {
        double hours = log.patientMs() / MS_PER_HOUR;
        Map<String, Long> reasons = new java.util.TreeMap<>();
        log.rejectedByReason().forEach((reason, count) -> reasons.put(reason.name(), count));
        return new Summary(
                new Events(log.accepted() + log.rejected(), log.accepted(), log.rejected(), 0, 0),
                alarms,
                log.patients(),
                hours,
                hours > 0 ? alarms.raised() * HOURS_PER_DAY / hours : 0,
                reasons,
                log.withoutValues(),
                log.rowsUsed(),
                log.rowsSkipped(),
                load.report(new AlarmLoad.Exposure(log.patients(), hours)));
    }
}
