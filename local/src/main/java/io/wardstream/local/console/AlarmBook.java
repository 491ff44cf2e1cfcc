package io.wardstream.local.console;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every alarm of the log. An event that was written twice, as a job does after a failure, counts once: {@code alarmId}
 * and {@code sequence} name it, and the first stays. Not thread-safe.
 */
public final class AlarmBook {

    /** As short as an id is shown. */
    static final int SHORTEST = 6;

    private static final WireFormat<AlarmEvent> FORMAT = WireFormat.of(AlarmEvent.class);

    /** The most urgent first, the longest standing first among those. */
    private static final Comparator<AlarmStory> ORDER = Comparator.comparing(
                    (AlarmStory story) -> story.last().priority())
            .reversed()
            .thenComparing(story -> story.last().onset())
            .thenComparing(AlarmStory::alarmId);

    private final Map<String, AlarmStory> stories = new HashMap<>();

    /**
     * A record of the alarms' topic.
     *
     * @return the alarm, if the record says something new about it
     */
    public @Nullable AlarmStory take(byte @Nullable [] value) {
        return FORMAT.read(value) instanceof Decoded.Accepted<AlarmEvent> event ? take(event.value()) : null;
    }

    /** An event of an alarm. */
    public @Nullable AlarmStory take(AlarmEvent event) {
        AlarmStory known = stories.get(event.alarmId());
        if (known == null) {
            AlarmStory story = new AlarmStory(event);
            stories.put(event.alarmId(), story);
            return story;
        }
        return known.take(event) ? known : null;
    }

    /** Some of the alarms, the most urgent first. */
    public List<AlarmStory> where(Predicate<AlarmStory> which) {
        return stories.values().stream().filter(which).sorted(ORDER).toList();
    }

    /** The alarms whose id begins like this. */
    public List<AlarmStory> beginningWith(String prefix) {
        return where(story -> story.alarmId().startsWith(prefix));
    }

    /** For each alarm, as much of its id as no other begins with. */
    public Map<String, String> shortIds() {
        Map<String, String> shortIds = new HashMap<>();
        TreeMap<String, AlarmStory> sorted = new TreeMap<>(stories);
        for (String id : sorted.keySet()) {
            int length = Math.max(common(id, sorted.lowerKey(id)), common(id, sorted.higherKey(id))) + 1;
            shortIds.put(id, id.substring(0, Math.min(id.length(), Math.max(SHORTEST, length))));
        }
        return shortIds;
    }

    private static int common(String id, @Nullable String other) {
        int length = 0;
        while (other != null
                && length < Math.min(id.length(), other.length())
                && id.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }
}
