package io.wardstream.model.recorded;

import java.util.List;

/**
 * One recorded patient.
 *
 * @param patientId the record's own name, with characters that no name may have replaced by {@code -}
 * @param rows what was recorded, in the order of time; rows without any value included
 */
public record RecordedPatient(String patientId, List<RecordedRow> rows) {

    public RecordedPatient {
        rows = List.copyOf(rows);
    }
}
