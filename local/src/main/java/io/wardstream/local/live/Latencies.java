package io.wardstream.local.live;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The newest measured delays, and how they are distributed. Not thread-safe. */
final class Latencies {

    private static final int KEPT = 4_096;

    private final long[] newest = new long[KEPT];
    private int count;

    void add(long ms) {
        newest[count % KEPT] = ms;
        count++;
    }

    /** The delay that a share of them does not exceed, in ms; null if there is none yet. */
    @Nullable
    Long percentile(double share) {
        int size = Math.min(count, KEPT);
        if (size == 0) {
            return null;
        }
        long[] sorted = Arrays.copyOf(newest, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.max(0, Math.ceil(share * size) - 1)];
    }
}
