package io.wardstream.jobs.safety.vitals;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last measurements of one vital, for the median that a score takes: at most {@link #MOST}, no closer together than the
 * window allows, so that a monitor that measures each second costs no more than one that measures each half minute. A POJO
 * to Flink.
 */
public final class Samples {

    /** So many are kept at most. */
    static final int MOST = 16;

    /** When they were measured, oldest first, ms on the ward clock. */
    public long[] at = {};

    /** Their values. */
    public float[] values = {};

    public Samples() {}

    /**
     * Takes a measurement.
     *
     * @param windowMs over how long the median is taken
     */
    void add(long now, double value, long windowMs) {
        int keep = 0;
        while (keep < at.length && at[keep] <= now - windowMs) {
            keep++;
        }
        long apart = windowMs / (MOST - 1);
        boolean tooClose = at.length - keep > 1 && now - at[at.length - 2] < apart;
        // The newest is always there; it gives way when one comes that is far enough from the one before it.
        int upTo = tooClose ? at.length - 1 : at.length;
        keep = Math.max(keep, upTo - MOST + 1);
        keep = Math.min(keep, upTo);
        at = Arrays.copyOf(Arrays.copyOfRange(at, keep, upTo), upTo - keep + 1);
        values = Arrays.copyOf(Arrays.copyOfRange(values, keep, upTo), upTo - keep + 1);
        at[at.length - 1] = now;
        values[values.length - 1] = (float) value;
    }

    /** The median of what was measured within the window, or null if nothing was. */
    @Nullable
    Double median(long now, long windowMs) {
        double[] within = new double[at.length];
        int count = 0;
        for (int i = 0; i < at.length; i++) {
            if (at[i] > now - windowMs) {
                // By way of decimal digits: 36.05 must not become 36.0499992.
                within[count++] = Double.parseDouble(Float.toString(values[i]));
            }
        }
        if (count == 0) {
            return null;
        }
        Arrays.sort(within, 0, count);
        return count % 2 == 1 ? within[count / 2] : (within[count / 2 - 1] + within[count / 2]) / 2;
    }
}
