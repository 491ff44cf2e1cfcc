package io.wardstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.mqtt.internal.TopicFilters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopicTreeTest {

    @Test
    void findsWhatMatches() {
        TopicTree<String> tree = new TopicTree<>();
        List<String> filters = List.of("a/b", "a/+", "a/#", "+/b", "#", "/a/b", "a/b/c", "a/+/c");
        filters.forEach(filter -> tree.add(filter, filter));
        assertThat(tree.matching("a/b")).containsExactlyInAnyOrder("a/b", "a/+", "a/#", "+/b", "#");
        assertThat(tree.matching("a")).containsExactlyInAnyOrder("a/#", "#");
        assertThat(tree.matching("/a/b")).containsExactlyInAnyOrder("/a/b", "#");
        assertThat(tree.matching("a/b/c")).containsExactlyInAnyOrder("a/#", "#", "a/b/c", "a/+/c");
        assertThat(tree.matching("x/+")).as("a wildcard in a topic is none").containsExactly("#");
    }

    @Test
    void forgetsWhatWasTakenAway() {
        TopicTree<String> tree = new TopicTree<>();
        tree.add("a/b", "1");
        tree.add("a/b", "2");
        tree.add("a/b/#", "3");
        tree.remove("a/b", "1");
        tree.remove("a/b", "nobody");
        tree.remove("x/y", "1");
        assertThat(tree.matching("a/b")).containsExactlyInAnyOrder("2", "3");
        tree.remove("a/b", "2");
        tree.remove("a/b/#", "3");
        assertThat(tree.matching("a/b")).isEmpty();
    }

    /** Against the connector's own arithmetic, which looks at one filter at a time. */
    @Test
    void agreesWithTheConnectorOnRandomFilters() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            TopicTree<String> tree = new TopicTree<>();
            List<String> filters = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String filter = levels(random, "a", "b", "", "+") + (random.nextInt(3) == 0 ? "/#" : "");
                filters.add(filter);
                tree.add(filter, filter);
            }
            for (int i = 0; i < 8; i++) {
                String topic = levels(random, "a", "b", "");
                assertThat(tree.matching(topic))
                        .as("%s in %s", topic, filters)
                        .containsExactlyInAnyOrderElementsOf(filters.stream()
                                .filter(filter -> TopicFilters.matches(filter, topic))
                                .toList());
            }
        }
    }

    private static String levels(Random random, String... names) {
        List<String> levels = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            levels.add(names[random.nextInt(names.length)]);
        }
        return String.join("/", levels);
    }
}
