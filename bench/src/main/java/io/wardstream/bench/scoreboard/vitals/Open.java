package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Priority;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The alarms of a patient that stand, as whoever listens hears them. */
final class Open {

    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final Map<String, Standing> standing = new HashMap<>();
    private final Map<Expected.Trouble, Long> endedAt = new EnumMap<>(Expected.Trouble.class);

    /**
     * An alarm that stands.
     *
     * @param at since when it has been so urgent
     */
    private record Standing(Expected what, String pattern, Priority priority, long at) {}

    /** An alarm is heard; whether it says something new. */
    boolean hears(AlarmEvent alarm) {
        Expected what = Expected.of(alarm.pattern());
        Standing before = standing.get(alarm.alarmId());
        if (alarm.phase() == AlarmPhase.CLEARED || alarm.phase() == AlarmPhase.CLOSED) {
            if (before != null) {
                standing.remove(alarm.alarmId());
                endedAt.put(before.what().trouble(), alarm.at());
            }
            return false;
        }
        boolean raised = alarm.phase() == AlarmPhase.RAISED;
        boolean moved = before != null && !before.pattern().equals(alarm.pattern());
        if (what != null && (raised || moved)) {
            standing.put(alarm.alarmId(), new Standing(what, alarm.pattern(), alarm.priority(), alarm.at()));
        }
        return raised || (moved && alarm.phase() == AlarmPhase.ESCALATED);
    }

    /** Since when an alarm has stood that speaks of the same trouble and is urgent enough; null if none does. */
    @Nullable
    Long since(Expected wanted) {
        Long since = null;
        for (Standing each : standing.values()) {
            boolean enough = each.what().trouble() == wanted.trouble()
                    && !wanted.priority().above(each.priority());
            if (enough && (since == null || each.at() < since)) {
                since = each.at();
            }
        }
        return since;
    }

    /** When an alarm of that trouble ended last. */
    long endedAt(Expected.Trouble trouble) {
        return endedAt.getOrDefault(trouble, LONG_AGO);
    }
}
