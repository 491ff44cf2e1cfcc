package io.wardstream.jobs.control;

import java.io.Serializable;
import java.util.List;

/**
 * All control facts there are at the moment. Each subtask asks once, before its first event: judging a reading before
 * the patient's own limits were read would raise a false alarm, and refusing a device before its registration was read
 * would lose a true one. From then on the facts come as a stream.
 *
 * <p>So the facts are kept in the compacted topics and in memory, and not in Flink's state: a restart reads them again,
 * and what changed meanwhile holds.
 */
@FunctionalInterface
public interface ControlSnapshot extends Serializable {

    /** Reads everything; may take seconds. */
    List<ControlFact> load() throws Exception;
}
