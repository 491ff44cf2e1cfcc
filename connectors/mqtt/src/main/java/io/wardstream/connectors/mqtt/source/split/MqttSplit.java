package io.wardstream.connectors.mqtt.source.split;

import java.util.Objects;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One topic filter, read through one session of its own for the life of the job. The session's client id is made from the
 * split's id, so it moves with the split when the job is rescaled. Holds no credentials and no message ids.
 */
public final class MqttSplit implements SourceSplit {

    /** No tick was received yet. */
    public static final long NO_TICK = Long.MIN_VALUE;

    private final String splitId;
    private final String topicFilter;
    private final long lastTick;
    private final boolean sessionStarted;

    public MqttSplit(String splitId, String topicFilter, long lastTick, boolean sessionStarted) {
        this.splitId = splitId;
        this.topicFilter = topicFilter;
        this.lastTick = lastTick;
        this.sessionStarted = sessionStarted;
    }

    /** A split that nobody has read yet. Its id is a stable hash of the filter. */
    public static MqttSplit ofFilter(String topicFilter) {
        return new MqttSplit(idOf(topicFilter), topicFilter, NO_TICK, false);
    }

    /** FNV-1a, 64 bits, of the filter: the same on every JVM. */
    static String idOf(String topicFilter) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < topicFilter.length(); i++) {
            hash = (hash ^ topicFilter.charAt(i)) * 0x100000001b3L;
        }
        return String.format("%016x", hash);
    }

    @Override
    public String splitId() {
        return splitId;
    }

    /** The filter. */
    public String topicFilter() {
        return topicFilter;
    }

    /** The last tick that was handed on, or {@link #NO_TICK}. */
    public long lastTick() {
        return lastTick;
    }

    /** Whether the broker has the session: if it then says that it has not, messages were lost. */
    public boolean sessionStarted() {
        return sessionStarted;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MqttSplit that
                && splitId.equals(that.splitId)
                && topicFilter.equals(that.topicFilter)
                && lastTick == that.lastTick
                && sessionStarted == that.sessionStarted;
    }

    @Override
    public int hashCode() {
        return Objects.hash(splitId, topicFilter, lastTick, sessionStarted);
    }

    @Override
    public String toString() {
        return "MqttSplit " + topicFilter + " (" + splitId + ")";
    }
}
