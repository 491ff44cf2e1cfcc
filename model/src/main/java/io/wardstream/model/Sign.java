package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * A change that an assessor noticed, or staff's action, or a time that has come: the words of which patterns are made.
 *
 * @param kind what was noticed
 * @param subject about whom or what
 * @param at when it became so, on the ward clock; for {@link SignKind#TIME_IS_UP} the time that was waited for
 * @param since when the episode that it belongs to began; equal to {@code at} for the first sign of an episode
 * @param value the value that made it, in {@link SignKind#unit()}
 * @param limit the limit that the value crossed, in the same unit
 * @param waitFor for {@link SignKind#TIME_IS_UP}: {@code patternId/wait}
 * @param by for staff's actions: who, a pseudonym
 * @param alarmId for staff's actions: the one alarm that is meant
 * @param reason for staff's actions and refusals: why
 * @param commandId for a clamp's answers: the command
 * @param settingsVersion the version of the settings in force
 * @param source the message that it was concluded from, or null when it was concluded from silence
 */
public record Sign(
        SignKind kind,
        Subject subject,
        @Time long at,
        @Time long since,
        @Nullable Double value,
        @Nullable Double limit,
        @Nullable String waitFor,
        @Nullable String by,
        @Nullable String alarmId,
        @Nullable String reason,
        @Nullable String commandId,
        long settingsVersion,
        @Nullable Source source) {

    /** A sign without details that an event gave at its own time. */
    public static Sign of(SignKind kind, BedsideEvent event, long settingsVersion) {
        return plain(kind, event.subject(), event.acceptedAt(), event.acceptedAt(), settingsVersion, Source.of(event));
    }

    /** A sign without details that became so at a time. */
    public static Sign at(
            SignKind kind, Subject subject, @Time long when, long settingsVersion, @Nullable Source source) {
        return plain(kind, subject, when, when, settingsVersion, source);
    }

    /** A sign of a kind and nothing else, about nobody: to ask what a rule says of the kind. */
    public static Sign bare(SignKind kind) {
        return plain(kind, new Subject(Subject.deviceKey(""), "", null, null, null, null), 0, 0, 0, null);
    }

    /** The sign that a time has come that a pattern waited for. */
    public static Sign timeIsUp(
            Subject subject, String waitFor, long due, long since, long waitedMs, long settingsVersion) {
        return plain(SignKind.TIME_IS_UP, subject, due, since, settingsVersion, null)
                .waitingFor(waitFor)
                .measured(waitedMs / 1000.0, null);
    }

    /** The sign that something was not said, by a rule. */
    public static Sign suppressed(
            Subject subject, long at, long since, String pattern, String rule, long settingsVersion) {
        return plain(SignKind.SUPPRESSED, subject, at, since, settingsVersion, null)
                .waitingFor(pattern + "/" + rule);
    }

    /** This sign with the number that made it and the limit that was crossed. */
    public Sign measured(double newValue, @Nullable Double newLimit) {
        return with(subject, since, newValue, newLimit, waitFor, by, alarmId, reason, commandId);
    }

    /** This sign with the limit that was crossed, by whatever number. */
    public Sign limited(double newLimit) {
        return with(subject, since, value, newLimit, waitFor, by, alarmId, reason, commandId);
    }

    /** This sign as part of an episode that began earlier. */
    public Sign since(long episodeStart) {
        return with(subject, episodeStart, value, limit, waitFor, by, alarmId, reason, commandId);
    }

    /** This sign said of one of the patient's lines. */
    public Sign about(String lineId) {
        Subject line = new Subject(
                Subject.lineKey(lineId),
                subject.ward(),
                subject.bed(),
                lineId,
                subject.patientId(),
                subject.deviceId());
        return with(line, since, value, limit, waitFor, by, alarmId, reason, commandId);
    }

    /** This sign of a line, said of the patient whom the line serves. */
    public Sign ofPatient(String patientId) {
        Subject patient = new Subject(
                Subject.patientKey(patientId),
                subject.ward(),
                subject.bed(),
                subject.lineId(),
                patientId,
                subject.deviceId());
        return with(patient, since, value, limit, waitFor, by, alarmId, reason, commandId);
    }

    /** This sign with a word on why. */
    public Sign because(@Nullable String why) {
        return with(subject, since, value, limit, waitFor, by, alarmId, why, commandId);
    }

    /** This sign as something that was waited for, or not said, by a rule. */
    public Sign waitingFor(String rule) {
        return with(subject, since, value, limit, rule, by, alarmId, reason, commandId);
    }

    /** This sign as somebody's doing. */
    public Sign doneBy(String who, @Nullable String whichAlarm, @Nullable String why) {
        return with(subject, since, value, limit, waitFor, who, whichAlarm, why, commandId);
    }

    /** This sign as a clamp's answer to a command. */
    public Sign answering(@Nullable String command, @Nullable String why) {
        return with(subject, since, value, limit, waitFor, by, alarmId, why, command);
    }

    /** This sign as the evidence of a finding. */
    public Evidence evidence() {
        return new Evidence(kind.name(), value, limit, kind.unit(), at, source);
    }

    private Sign with(
            Subject newSubject,
            long newSince,
            @Nullable Double newValue,
            @Nullable Double newLimit,
            @Nullable String newWaitFor,
            @Nullable String newBy,
            @Nullable String newAlarmId,
            @Nullable String newReason,
            @Nullable String newCommandId) {
        return new Sign(
                kind,
                newSubject,
                at,
                newSince,
                newValue,
                newLimit,
                newWaitFor,
                newBy,
                newAlarmId,
                newReason,
                newCommandId,
                settingsVersion,
                source);
    }

    private static Sign plain(
            SignKind kind, Subject subject, long at, long since, long settingsVersion, @Nullable Source source) {
        return new Sign(kind, subject, at, since, null, null, null, null, null, null, null, settingsVersion, source);
    }
}
