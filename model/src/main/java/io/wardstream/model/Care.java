package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * Something that a member of staff did and a device or a console reported.
 *
 * <p>Without {@code alarmId}, {@code lineId} and {@code patientId} it concerns everything that the reporting device
 * serves; with one of them, only that.
 *
 * @param action what was done
 * @param by who did it: a staff pseudonym, never a name
 * @param alarmId the one alarm that is meant
 * @param lineId the infusion line that is meant
 * @param patientId the patient that is meant, a pseudonym
 * @param reason why, in the words of the person
 * @param acvpu for {@link CareAction#OBSERVE}: how conscious the patient is, or null if that was not looked at
 * @param onOxygen for {@link CareAction#OBSERVE}: whether the patient is given oxygen, or null if that was not looked at
 */
public record Care(
        CareAction action,
        String by,
        @Nullable String alarmId,
        @Nullable String lineId,
        @Nullable String patientId,
        @Nullable String reason,
        @Nullable Acvpu acvpu,
        @Nullable Boolean onOxygen) {

    /** An action that is no observation. */
    public Care(
            CareAction action,
            String by,
            @Nullable String alarmId,
            @Nullable String lineId,
            @Nullable String patientId,
            @Nullable String reason) {
        this(action, by, alarmId, lineId, patientId, reason, null, null);
    }

    /** An action on everything that the reporting device serves. */
    public static Care of(CareAction action, String by) {
        return new Care(action, by, null, null, null, null);
    }
}
