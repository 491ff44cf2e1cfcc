package io.wardstream.bench.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run notices on its way.
 *
 * @param problems what did not hold
 * @param counts counts, by name, in the order in which they are told
 * @param said the rest, in words
 */
record Notes(List<String> problems, Map<String, Long> counts, List<String> said) {

    Notes() {
        this(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
    }

    void problem(String words) {
        problems.add(words);
    }

    void count(String name, long value) {
        counts.put(name, value);
    }

    void say(String words) {
        said.add(words);
    }
}
