package io.wardstream.jobs.backtest;

import java.util.Map;

/**
 * {@code summary.json}.
 *
 * @param events what was read and what became of it; read is the sum of the others
 * @param alarms the alarms
 * @param patients how many patients have at least one row
 * @param hours the time between the first and the last row, summed over the patients
 * @param alarmsPerPatientDay alarms raised in 24 of those hours
 * @param rejectedByReason rows, and single values of rows, that were refused
 * @param rowsWithoutValues rows in which nothing was recorded: they are no events
 */
public record Summary(
        Events events,
        Alarms alarms,
        long patients,
        double hours,
        double alarmsPerPatientDay,
        Map<String, Long> rejectedByReason,
        long rowsWithoutValues) {

    /** Rows with a value, or that could not be read. A recording gives each row once and in order. */
    public record Events(long read, long accepted, long rejected, long stale, long duplicate) {}

    /** Alarms: how many were raised, how many of them cleared, and how many were still open at the end. */
    public record Alarms(Map<String, Long> raisedByPattern, long raised, long cleared, long open) {}

    private static final double MS_PER_HOUR = 3_600_000;
    private static final double HOURS_PER_DAY = 24;

    /** The summary of a run. */
    static Summary of(RecordedLog log, long patients, Alarms alarms) {
        double hours = log.patientMs() / MS_PER_HOUR;
        Map<String, Long> reasons = new java.util.TreeMap<>();
        log.rejectedByReason().forEach((reason, count) -> reasons.put(reason.name(), count));
        return new Summary(
                new Events(log.accepted() + log.rejected(), log.accepted(), log.rejected(), 0, 0),
                alarms,
                patients,
                hours,
                hours > 0 ? alarms.raised() * HOURS_PER_DAY / hours : 0,
                reasons,
                log.withoutValues());
    }
}
