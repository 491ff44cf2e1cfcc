package io.wardstream.jobs.safety.vitals;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The course of one vital over the last hour: the mean of each minute in which it was measured, in tenths of its unit. A POJO
 * to Flink.
 */
public final class Minutes {

    /** So many minutes are kept. */
    static final int MOST = 60;

    private static final long MINUTE_MS = 60_000;
    private static final double TENTHS = 10;

    /** The minutes, oldest first, counted from 1970. */
    public int[] minutes = {};

    /** The mean of each, in tenths. */
    public short[] tenths = {};

    /** How many measurements the newest mean is of. */
    public int count;

    public Minutes() {}

    /** Takes a measurement. */
    void add(long at, double value) {
        int minute = (int) (at / MINUTE_MS);
        int last = minutes.length - 1;
        if (last >= 0 && minutes[last] == minute) {
            count++;
            tenths[last] = (short) Math.round(tenths[last] + (value * TENTHS - tenths[last]) / count);
            return;
        }
        int from = 0;
        while (from < minutes.length && minutes[from] <= minute - MOST) {
            from++;
        }
        minutes = Arrays.copyOf(Arrays.copyOfRange(minutes, from, minutes.length), minutes.length - from + 1);
        tenths = Arrays.copyOf(Arrays.copyOfRange(tenths, from, tenths.length), tenths.length - from + 1);
        minutes[minutes.length - 1] = minute;
        tenths[tenths.length - 1] = (short) Math.round(value * TENTHS);
        count = 1;
    }

    int size() {
        return minutes.length;
    }

    /** The middle of a minute, ms. */
    long at(int index) {
        return minutes[index] * MINUTE_MS + MINUTE_MS / 2;
    }

    double value(int index) {
        return tenths[index] / TENTHS;
    }

    /**
     * By how much it rose over the window, by a line whose slope is the median of the slopes of all pairs of minutes (Theil
     * and Sen), which up to 29 % of wild minutes do not move.
     *
     * @return null if the minutes span less than half of the window, or are fewer than {@code least}
     */
    @Nullable
    Double rise(long now, long windowMs, int least) {
        int first = 0;
        while (first < size() && at(first) < now - windowMs) {
            first++;
        }
        int n = size() - first;
        if (n < Math.max(2, least) || at(size() - 1) - at(first) < windowMs / 2) {
            return null;
        }
        double[] slopes = new double[n * (n - 1) / 2];
        int pairs = 0;
        for (int i = first; i < size(); i++) {
            for (int j = i + 1; j < size(); j++) {
                slopes[pairs++] = (value(j) - value(i)) / (at(j) - at(i));
            }
        }
        Arrays.sort(slopes);
        double median = pairs % 2 == 1 ? slopes[pairs / 2] : (slopes[pairs / 2 - 1] + slopes[pairs / 2]) / 2;
        return median * windowMs;
    }

    /**
     * The newest minute since which it has risen by at least {@code by} (fallen, if that is negative).
     *
     * @param now the newest value
     * @return its time in ms, or null if there is none within the hour
     */
    @Nullable
    Long since(long at, double now, double by) {
        for (int i = size() - 1; i >= 0 && at(i) > at - MOST * MINUTE_MS; i--) {
            double change = now - value(i);
            if (by > 0 ? change >= by : change <= by) {
                return Math.min(at(i), at);
            }
        }
        return null;
    }
}
