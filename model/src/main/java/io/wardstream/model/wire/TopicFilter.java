package io.wardstream.model.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** MQTT topic filters (MQTT 5.0, section 4.7), as far as foreign devices need them. */
public final class TopicFilter {

    private static final int MAX_BYTES = 65_535;

    private TopicFilter() {}

    /** What is wrong with a filter on which devices are to be heard, or null. */
    public static @Nullable String problem(String filter) {
        String inTopic = topicProblem(filter.replace('+', 'p').replace('#', 'h'));
        if (inTopic != null) {
            return inTopic;
        }
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            if (levels[i].contains("#") && (levels[i].length() > 1 || i < levels.length - 1)) {
                return "# must be the whole of the last level";
            }
            if (levels[i].contains("+") && levels[i].length() > 1) {
                return "+ must be the whole of its level";
            }
        }
        return null;
    }

    /** What is wrong with a topic on which a device speaks or is spoken to, or null. */
    public static @Nullable String topicProblem(String topic) {
        if (topic.isEmpty() || topic.length() > MAX_BYTES / 4) {
            return "a topic has 1 to " + MAX_BYTES / 4 + " characters";
        }
        if (topic.chars().anyMatch(c -> Character.isISOControl((char) c) || c == '+' || c == '#')) {
            return "a topic has no control characters, + or #";
        }
        if (topic.startsWith("$")) {
            return "topics that begin with $ are the broker's own";
        }
        if (topic.startsWith(WardTopic.PREFIX) || topic.equals("ward/v1")) {
            return "topics under " + WardTopic.PREFIX + " are of devices that speak our language";
        }
        if (List.of(topic.split("/", -1)).contains(WardTopic.TICK_LEVEL)) {
            return "the level " + WardTopic.TICK_LEVEL + " is the ward clock's";
        }
        return null;
    }

    /** Whether a filter matches a topic. */
    public static boolean matches(String filter, String topic) {
        // No level of a topic is a wildcard, so what both match is the topic.
        return hasNoWildcard(topic) && overlap(filter, topic);
    }

    private static boolean hasNoWildcard(String topic) {
        return topic.indexOf('+') < 0 && topic.indexOf('#') < 0;
    }

    /** Whether some topic matches both filters. */
    public static boolean overlap(String left, String right) {
        String[] a = left.split("/", -1);
        String[] b = right.split("/", -1);
        for (int i = 0; ; i++) {
            boolean aEnds = i == a.length;
            boolean bEnds = i == b.length;
            // "a/#" matches "a" as well.
            if ((aEnds && bEnds) || (!aEnds && a[i].equals("#")) || (!bEnds && b[i].equals("#"))) {
                return true;
            }
            if (aEnds || bEnds || !(a[i].equals("+") || b[i].equals("+") || a[i].equals(b[i]))) {
                return false;
            }
        }
    }
}
