package io.wardstream.connectors.mqtt;

import io.wardstream.connectors.mqtt.internal.TopicFilters;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a source ends: each split for itself, the source when all have. For tests, for draining a backlog, and for
 * {@code SELECT … LIMIT}-like jobs; MQTT itself has no end.
 *
 * <p>The last messages are acknowledged with the last checkpoint, which Flink takes after a bounded job has ended if
 * checkpointing is on. In batch mode there is no checkpoint: use it with {@code AckMode.ON_EMIT}, or everything comes
 * again.
 */
public final class StopCondition implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final long messages;
    private final long idleMs;
    private final @Nullable String topicFilter;

    private StopCondition(long messages, long idleMs, @Nullable String topicFilter) {
        this.messages = messages;
        this.idleMs = idleMs;
        this.topicFilter = topicFilter;
    }

    /** After so many messages of a split, ticks not counted; what the broker delivers again counts again. */
    public static StopCondition afterMessages(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("A source must read at least 1 message, not " + count);
        }
        return new StopCondition(count, Long.MAX_VALUE, null);
    }

    /** When a split was connected and no message, ticks not counted, has come for so long. */
    public static StopCondition whenIdleFor(Duration time) {
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException("The idle time must be at least 1 ms, not " + time);
        }
        return new StopCondition(Long.MAX_VALUE, time.toMillis(), null);
    }

    /** Behind the first message on a topic that matches this filter; that message is the split's last record. */
    public static StopCondition behindMessageOn(String topicFilter) {
        String problem = TopicFilters.problem(topicFilter);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        return new StopCondition(Long.MAX_VALUE, Long.MAX_VALUE, topicFilter);
    }

    /** Whether a split that has read so many messages has read enough. */
    public boolean reachedBy(long messagesRead) {
        return messagesRead >= messages;
    }

    /** Whether a message on this topic is the last one. */
    public boolean isLast(String topic) {
        return topicFilter != null && TopicFilters.matches(topicFilter, topic);
    }

    /** Whether a split that was silent for so long has read enough. */
    public boolean reachedInSilence(long silentMs) {
        return silentMs >= idleMs;
    }
}
