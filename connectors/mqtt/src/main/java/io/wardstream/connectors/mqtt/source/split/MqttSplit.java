package io.wardstream.connectors.mqtt.source.split;

import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One topic filter, or one member of a shared subscription, read through a session of its own for the life of the job.
 * The session's client id is made from the split's id, so it moves with the split when the job is rescaled. Holds no
 * credentials and no message ids.
 */
public final class MqttSplit implements SourceSplit, Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** No tick was received yet. */
    public static final long NO_TICK = Long.MIN_VALUE;

    private final String splitId;
    private final String topicFilter;
    private final long lastTick;
    private final boolean sessionStarted;
    private final long messagesRead;

    public MqttSplit(String splitId, String topicFilter, long lastTick, boolean sessionStarted, long messagesRead) {
        this.splitId = splitId;
        this.topicFilter = topicFilter;
        this.lastTick = lastTick;
        this.sessionStarted = sessionStarted;
        this.messagesRead = messagesRead;
    }

    /** A split that nobody has read yet. Its id is a stable hash of the filter. */
    public static MqttSplit ofFilter(String topicFilter) {
        return new MqttSplit(idOf(topicFilter), topicFilter, NO_TICK, false, 0);
    }

    /** A member of a shared subscription that nobody has read yet; members are counted from 0. */
    public static MqttSplit ofMember(String group, String topicFilter, int member) {
        String shared = "$share/" + group + "/" + topicFilter;
        return new MqttSplit(idOf(shared + '\0' + member), shared, NO_TICK, false, 0);
    }

    /** FNV-1a, 64 bits: the same on every JVM. */
    static String idOf(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return String.format("%016x", hash);
    }

    @Override
    public String splitId() {
        return splitId;
    }

    /** The filter that is subscribed to. */
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

    /** Messages handed on since the split was begun, ticks not counted. */
    public long messagesRead() {
        return messagesRead;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MqttSplit that
                && splitId.equals(that.splitId)
                && topicFilter.equals(that.topicFilter)
                && lastTick == that.lastTick
                && sessionStarted == that.sessionStarted
                && messagesRead == that.messagesRead;
    }

    @Override
    public int hashCode() {
        return Objects.hash(splitId, topicFilter, lastTick, sessionStarted, messagesRead);
    }

    @Override
    public String toString() {
        return "MqttSplit " + topicFilter + " (" + splitId + ")";
    }
}
