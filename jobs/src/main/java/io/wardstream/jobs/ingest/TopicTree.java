package io.wardstream.jobs.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by MQTT topic filter: finds all whose filter matches a topic, in as many steps as the topic has levels. Not
 * thread-safe.
 *
 * @param <T> the values
 */
final class TopicTree<T> {

    private static final String ONE = "+";
    private static final String REST = "#";

    private final Node<T> root = new Node<>();

    private static final class Node<T> {
        private final Map<String, Node<T>> below = new HashMap<>();
        private final List<T> values = new ArrayList<>(1);
    }

    /** Adds a value under a filter. */
    void add(String filter, T value) {
        Node<T> node = root;
        for (String level : filter.split("/", -1)) {
            node = node.below.computeIfAbsent(level, name -> new Node<>());
        }
        node.values.add(value);
    }

    /** Takes a value from under a filter; nothing happens if it is not there. */
    void remove(String filter, T value) {
        remove(root, filter.split("/", -1), 0, value);
    }

    private boolean remove(Node<T> node, String[] levels, int depth, T value) {
        if (depth == levels.length) {
            node.values.remove(value);
        } else {
            Node<T> next = node.below.get(levels[depth]);
            if (next != null && remove(next, levels, depth + 1, value)) {
                node.below.remove(levels[depth]);
            }
        }
        return node.values.isEmpty() && node.below.isEmpty();
    }

    /** The values whose filter matches a topic. */
    List<T> matching(String topic) {
        List<T> found = new ArrayList<>(1);
        collect(root, topic.split("/", -1), 0, found);
        return found;
    }

    private void collect(Node<T> node, String[] levels, int depth, List<T> found) {
        // "a/#" matches "a" as well.
        addAll(node.below.get(REST), found);
        if (depth == levels.length) {
            found.addAll(node.values);
            return;
        }
        // A level of a topic that is itself + or # is no wildcard: a client must not publish it.
        if (!levels[depth].equals(ONE) && !levels[depth].equals(REST)) {
            below(node.below.get(levels[depth]), levels, depth, found);
        }
        below(node.below.get(ONE), levels, depth, found);
    }

    private void below(@Nullable Node<T> next, String[] levels, int depth, List<T> found) {
        if (next != null) {
            collect(next, levels, depth + 1, found);
        }
    }

    private static <T> void addAll(@Nullable Node<T> node, List<T> found) {
        if (node != null) {
            found.addAll(node.values);
        }
    }
}
