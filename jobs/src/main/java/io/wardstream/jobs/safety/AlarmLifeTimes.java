package io.wardstream.jobs.safety;

import io.wardstream.model.Priority;
import java.io.Serial;
import java.io.Serializable;

/**
 * The times of an alarm's life, in ward milliseconds. The hold times are the project's escalation defaults (clinical
 * document, section 6): HIGH 5 min, MEDIUM 15 min, LOW 60 min.
 *
 * @param holdHighMs how long an acknowledgement of a HIGH alarm holds
 * @param holdMediumMs the same for MEDIUM
 * @param holdLowMs the same for LOW
 * @param retentionMs how long a closed alarm is remembered, so that a replay does not raise it again
 */
public record AlarmLifeTimes(long holdHighMs, long holdMediumMs, long holdLowMs, long retentionMs)
        implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** The defaults. */
    public static final AlarmLifeTimes DEFAULT = new AlarmLifeTimes(300_000, 900_000, 3_600_000, 3_600_000);

    /** How long an acknowledgement holds. */
    long holdMs(Priority priority) {
        return switch (priority) {
            case HIGH -> holdHighMs;
            case MEDIUM -> holdMediumMs;
            case LOW, ADVISORY -> holdLowMs;
        };
    }
}
