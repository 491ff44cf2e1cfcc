package io.wardstream.local.console;

import io.wardstream.model.Acvpu;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.Subject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody's action is about: the line or the patient under which the alarms are kept, and perhaps one of them.
 *
 * @param ward on which ward, or empty if that is not known
 * @param alarmId the one alarm
 * @param lineId the infusion line; else
 * @param patientId the patient
 */
public record CareTarget(
        String ward,
        @Nullable String alarmId,
        @Nullable String lineId,
        @Nullable String patientId) {

    /** A whole line or patient. */
    public static CareTarget of(Scope scope, Whereabouts whereabouts) {
        Subject subject = whereabouts.subject(scope);
        return switch (scope.kind()) {
            case LINE -> new CareTarget(subject.ward(), null, scope.id(), null);
            case PATIENT -> new CareTarget(subject.ward(), null, null, scope.id());
            default -> throw new IllegalStateException("Care is given to a line or a patient, not to " + scope.text());
        };
    }

    /**
     * One alarm, with the line or the patient under which it is kept: without that the word would not find it.
     *
     * @return nothing for an alarm of the system about itself, which ends when its condition does
     */
    public static Optional<CareTarget> of(AlarmStory story) {
        Subject subject = story.last().subject();
        String line = subject.lineId();
        String patient = subject.patientId();
        boolean aboutPatient = patient != null && subject.key().equals(Subject.patientKey(patient));
        if (line != null && !aboutPatient) {
            return Optional.of(new CareTarget(subject.ward(), story.alarmId(), line, null));
        }
        if (patient != null) {
            return Optional.of(new CareTarget(subject.ward(), story.alarmId(), null, patient));
        }
        return Optional.empty();
    }

    /** Which alarms it concerns and may still be acted on. */
    public List<AlarmStory> openAlarms(AlarmBook alarms) {
        return alarms.where(story -> story.open()
                && (alarmId == null || alarmId.equals(story.alarmId()))
                && of(story).filter(this::keptWith).isPresent());
    }

    private boolean keptWith(CareTarget other) {
        return lineId != null
                ? lineId.equals(other.lineId())
                : String.valueOf(patientId).equals(other.patientId());
    }

    /** The action as it is said. */
    public Care care(CareAction action, String by, @Nullable String reason) {
        return new Care(action, by, alarmId, lineId, patientId, reason);
    }

    /** What somebody saw, as it is said. */
    public Care observation(String by, @Nullable String reason, @Nullable Acvpu acvpu, @Nullable Boolean onOxygen) {
        return new Care(CareAction.OBSERVE, by, alarmId, lineId, patientId, reason, acvpu, onOxygen);
    }

    /** In words. */
    public String text() {
        String whom = lineId != null ? "line " + lineId : "patient " + patientId;
        return alarmId == null ? whom : "alarm " + alarmId.substring(0, AlarmBook.SHORTEST) + " of " + whom;
    }
}
