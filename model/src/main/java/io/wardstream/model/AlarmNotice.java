package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * What an alarm's event says to the systems outside: enough to know where to go and why, and no more. It never carries
 * a name; the patient is a pseudonym.
 *
 * @param version of this shape: 1
 * @param alarmId the alarm
 * @param sequence which of its events; a receiver that has seen a higher one may ignore this
 * @param phase what happened
 * @param priority how soon somebody must act
 * @param kind body or equipment
 * @param pattern what was found, as a code
 * @param title what was found, for people
 * @param ward the ward, as a code
 * @param bed the bed, as a code
 * @param patientId the patient, a pseudonym
 * @param lineId the infusion line
 * @param deviceId the device
 * @param onset when the episode began
 * @param at when this became true
 * @param tier how far up the ladder of staff it has gone: 0 is the assigned nurse
 * @param value the value that made it
 * @param limit the limit that it crossed
 * @param unit the unit of both, a UCUM code
 * @param by who acknowledged, a pseudonym
 * @param reason why, where the numbers do not say it
 */
public record AlarmNotice(
        int version,
        String alarmId,
        int sequence,
        AlarmPhase phase,
        Priority priority,
        AlarmKind kind,
        String pattern,
        String title,
        String ward,
        @Nullable String bed,
        @Nullable String patientId,
        @Nullable String lineId,
        @Nullable String deviceId,
        @Time long onset,
        @Time long at,
        int tier,
        @Nullable Double value,
        @Nullable Double limit,
        @Nullable String unit,
        @Nullable String by,
        @Nullable String reason) {

    /** The shape's version. */
    public static final int VERSION = 1;

    /** The notice of an alarm's event. */
    public static AlarmNotice of(AlarmEvent event, String title) {
        Evidence first = event.evidence().isEmpty() ? null : event.evidence().get(0);
        Subject subject = event.subject();
        return new AlarmNotice(
                VERSION,
                event.alarmId(),
                event.sequence(),
                event.phase(),
                event.priority(),
                event.kind(),
                event.pattern(),
                title,
                subject.ward(),
                subject.bed(),
                subject.patientId(),
                subject.lineId(),
                subject.deviceId(),
                event.onset(),
                event.at(),
                event.tier(),
                first == null ? null : first.value(),
                first == null ? null : first.limit(),
                first == null ? null : first.unit(),
                event.by(),
                event.reason());
    }
}
