package io.wardstream.connectors.mqtt.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arithmetic on MQTT topic filters (MQTT 5.0, section 4.7). */
public final class TopicFilters {

    private TopicFilters() {}

    /** What is wrong with a filter, or null. */
    public static @Nullable String problem(String filter) {
        if (filter.isEmpty()) {
            return "a topic filter must not be empty";
        }
        if (filter.indexOf('\0') >= 0) {
            return "a topic filter must not contain U+0000";
        }
        if (filter.startsWith("$share/")) {
            return "a shared subscription is asked for by sharedGroup, not by the filter: " + filter;
        }
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            String level = levels[i];
            if (level.contains("#") && (level.length() > 1 || i < levels.length - 1)) {
                return "# must be the whole of the last level: " + filter;
            }
            if (level.contains("+") && level.length() > 1) {
                return "+ must be the whole of its level: " + filter;
            }
        }
        return null;
    }

    /** Whether some topic matches both filters. */
    public static boolean overlap(String left, String right) {
        return overlap(Arrays.asList(left.split("/", -1)), Arrays.asList(right.split("/", -1)));
    }

    private static boolean overlap(List<String> left, List<String> right) {
        int i = 0;
        while (true) {
            boolean leftEnds = i == left.size();
            boolean rightEnds = i == right.size();
            if (leftEnds && rightEnds) {
                return true;
            }
            // "a/#" matches "a" as well.
            if (!leftEnds && left.get(i).equals("#")) {
                return true;
            }
            if (!rightEnds && right.get(i).equals("#")) {
                return true;
            }
            if (leftEnds || rightEnds) {
                return false;
            }
            String a = left.get(i);
            String b = right.get(i);
            if (!a.equals("+") && !b.equals("+") && !a.equals(b)) {
                return false;
            }
            i++;
        }
    }

    /**
     * Whether a topic matches a filter. Topics that begin with {@code $} are the broker's own and match no filter that
     * begins with a wildcard.
     */
    public static boolean matches(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] levels = topic.split("/", -1);
        if (topic.startsWith("$") && (wanted[0].equals("#") || wanted[0].equals("+"))) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i == levels.length) {
                return false;
            }
            if (!wanted[i].equals("+") && !wanted[i].equals(levels[i])) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }

    /** The pairs of filters that some topic matches both of, as text. */
    public static List<String> overlaps(List<String> filters) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            for (int j = i + 1; j < filters.size(); j++) {
                if (overlap(filters.get(i), filters.get(j))) {
                    pairs.add(filters.get(i) + " and " + filters.get(j));
                }
            }
        }
        return pairs;
    }

    /** The filter with a name in the place of each {@code +}. */
    public static String replaceSingleLevels(String filter, String name) {
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            if (levels[i].equals("+")) {
                levels[i] = name;
            }
        }
        return String.join("/", levels);
    }
}
