package io.wardstream.local.console;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Evidence;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One alarm, from the events of its life. */
public final class AlarmStory {

    private final NavigableMap<Integer, AlarmEvent> events = new TreeMap<>();

    AlarmStory(AlarmEvent first) {
        events.put(first.sequence(), first);
    }

    /** An event of this alarm; false if it was there before: then the first one stays. */
    boolean take(AlarmEvent event) {
        return events.putIfAbsent(event.sequence(), event) == null;
    }

    /** Its id. */
    public String alarmId() {
        return last().alarmId();
    }

    /** How it stands. */
    public AlarmEvent last() {
        return events.lastEntry().getValue();
    }

    /** Whether something may still come of it. */
    public boolean open() {
        return last().phase() != AlarmPhase.CLOSED;
    }

    /** The acknowledgement that holds, or held when it was closed. */
    public @Nullable AlarmEvent acknowledgement() {
        AlarmEvent holding = null;
        for (AlarmEvent event : events.values()) {
            if (event.phase() == AlarmPhase.ACKNOWLEDGED) {
                holding = event;
            } else if (event.phase() == AlarmPhase.ACK_EXPIRED || event.phase() == AlarmPhase.ESCALATED) {
                holding = null;
            }
        }
        return holding;
    }

    /** The newest thing that was seen of it. */
    public @Nullable Evidence evidence() {
        for (AlarmEvent event : events.descendingMap().values()) {
            if (!event.evidence().isEmpty()) {
                return event.evidence().get(0);
            }
        }
        return null;
    }

    /** The newest reason that somebody or something gave. */
    public @Nullable String reason() {
        for (AlarmEvent event : events.descendingMap().values()) {
            if (event.reason() != null) {
                return event.reason();
            }
        }
        return null;
    }

    /** The first event after another that is of a phase. */
    public @Nullable AlarmEvent after(int sequence, AlarmPhase phase) {
        for (AlarmEvent event : events.tailMap(sequence, false).values()) {
            if (event.phase() == phase) {
                return event;
            }
        }
        return null;
    }
}
