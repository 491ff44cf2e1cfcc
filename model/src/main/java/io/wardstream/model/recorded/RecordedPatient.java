package io.wardstream.model.recorded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One recorded patient, and what the record was made for.
 *
 * @param patientId the record's own name, with characters that no name may have replaced by {@code -}
 * @param rows what was recorded, in the order of time; rows without any value included
 * @param labelMs when what the record was made for is first said to be there, since the recording's beginning, if the record
 *     says so: the first row of a PhysioNet 2019 record with {@code SepsisLabel} 1, which by the challenge's definition is
 *     six hours before sepsis was clinically there
 */
public record RecordedPatient(
        String patientId, List<RecordedRow> rows, @Nullable Long labelMs) {

    public RecordedPatient {
        rows = List.copyOf(rows);
    }

    /** A patient to whom nothing happened. */
    public RecordedPatient(String patientId, List<RecordedRow> rows) {
        this(patientId, rows, null);
    }

    /** When what the record was made for happened, if anything was recorded before: else nothing could foretell it. */
    public @Nullable Long eventMs() {
        Long label = labelMs;
        return label == null || rows.isEmpty() || label == rows.get(0).offsetMs() ? null : label;
    }
}
