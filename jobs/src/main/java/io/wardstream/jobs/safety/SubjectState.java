package io.wardstream.jobs.safety;

import io.wardstream.model.Subject;
import org.jspecify.annotations.Nullable;

/** Where a subject was last seen: for signs that come from silence and have no event of their own. A POJO to Flink. */
public final class SubjectState {

    /** The subject of its last event, with the names that were in force. */
    public @Nullable Subject subject;

    public SubjectState() {}
}
