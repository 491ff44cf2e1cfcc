package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import org.jspecify.annotations.Nullable;

/** A split while it is read: its clock. Used by the task's thread only. */
final class MqttSplitState {

    private final MqttSplit split;
    private final @Nullable String tickTopic;
    private long lastTick;
    private long messagesRead;

    MqttSplitState(MqttSplit split, @Nullable String tickTopic) {
        this.split = split;
        this.tickTopic = tickTopic;
        this.lastTick = split.lastTick();
        this.messagesRead = split.messagesRead();
    }

    /** Whether a message on this topic is this split's own tick. */
    boolean isOwnTick(String topic) {
        return topic.equals(tickTopic);
    }

    /** The stamp for a message that comes now: the last tick, or the session's start in front of the first one. */
    long stamp(long startTick) {
        if (lastTick == MqttSplit.NO_TICK) {
            lastTick = startTick;
        }
        return lastTick;
    }

    /**
     * A tick came.
     *
     * @return whether the clock went on; it never goes back
     */
    boolean advanceTo(long tick) {
        if (tick <= lastTick) {
            return false;
        }
        lastTick = tick;
        return true;
    }

    /** A message was handed on. */
    void read() {
        messagesRead++;
    }

    MqttSplit toSplit(boolean sessionStarted) {
        return new MqttSplit(split.splitId(), split.topicFilter(), lastTick, sessionStarted, messagesRead);
    }

    boolean sessionWasStarted() {
        return split.sessionStarted();
    }
}
