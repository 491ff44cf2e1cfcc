package io.wardstream.model.load;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Durations, counted by value, with exact nearest-rank percentiles. Not for several threads. */
final class Durations {

    private static final int HUNDRED = 100;

    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private long size;

    void add(long ms) {
        counts.merge(ms, 1L, Long::sum);
        size++;
    }

    long size() {
        return size;
    }

    /**
     * The nearest-rank percentile: the smallest duration that at least so many percent of all do not exceed; null if there
     * are none.
     *
     * @param percent 1 to 100
     */
    @Nullable
    Long percentile(int percent) {
        long rank = Math.max(1, (size * percent + HUNDRED - 1) / HUNDRED);
        long seen = 0;
        for (Map.Entry<Long, Long> entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return entry.getKey();
            }
        }
        return null;
    }
}
