package io.wardstream.jobs.safety;

import io.wardstream.model.Subject;
import org.jspecify.annotations.Nullable;

/** Where a subject was last seen: for signs that come from silence and have no event of their own. A POJO to Flink. */
public final class SubjectState {

    /** The subject of its last event, with the names that were in force. */
    public @Nullable Subject subject;

    /** When the patient left, or the line was taken away; null if that never was. */
    public @Nullable Long dischargedAt;

    public SubjectState() {}
}
