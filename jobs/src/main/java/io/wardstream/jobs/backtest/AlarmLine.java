package io.wardstream.jobs.backtest;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Priority;
import io.wardstream.model.Time;
import io.wardstream.model.load.AlarmLoad;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code alarms.jsonl}: one event in the life of an alarm.
 *
 * @param alarmId the alarm
 * @param seq counts the alarm's events from 0
 * @param pattern the pattern
 * @param phase what happened
 * @param priority how soon somebody must act
 * @param kind body or equipment
 * @param patientId the record
 * @param lineId the line, where there is one
 * @param at when
 * @param onset when the episode began
 * @param evidence what made it, by its kind; a kind that comes again has its number behind it
 */
public record AlarmLine(
        String alarmId,
        int seq,
        String pattern,
        AlarmPhase phase,
        Priority priority,
        AlarmKind kind,
        @Nullable String patientId,
        @Nullable String lineId,
        @Time long at,
        @Time long onset,
        Map<String, EvidencePart> evidence) {

    /**
     * One piece of evidence.
     *
     * @param value what was seen
     * @param limit what it was held against
     * @param unit the unit of both
     * @param at when
     */
    public record EvidencePart(
            @Nullable Double value,
            @Nullable Double limit,
            String unit,
            @Time long at) {}

    /** What the alarm load needs of it. */
    AlarmLoad.Step step() {
        return new AlarmLoad.Step(alarmId, seq, pattern, phase, priority, kind, patientId, onset, at);
    }

    /** The line of an event. */
    static AlarmLine of(AlarmEvent event) {
        Map<String, EvidencePart> evidence = new LinkedHashMap<>();
        for (Evidence each : event.evidence()) {
            String name = each.what();
            for (int i = 2; evidence.containsKey(name); i++) {
                name = each.what() + "_" + i;
            }
            evidence.put(name, new EvidencePart(each.value(), each.limit(), each.unit(), each.at()));
        }
        return new AlarmLine(
                event.alarmId(),
                event.sequence(),
                event.pattern(),
                event.phase(),
                event.priority(),
                event.kind(),
                event.subject().patientId(),
                event.subject().lineId(),
                event.at(),
                event.onset(),
                evidence);
    }
}
