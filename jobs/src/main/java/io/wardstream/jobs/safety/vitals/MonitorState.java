package io.wardstream.jobs.safety.vitals;

import io.wardstream.jobs.safety.Band;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one monitor of a patient. Mutable state of one key; a POJO to Flink. Times are ms on the ward clock, 0 for
 * never.
 */
public final class MonitorState {

    /** When it was last heard. */
    public long heardAt;

    /** The newest value of each {@link Vital}, in its own unit; NaN before the first. */
    public double[] values = filled(Double.NaN);

    /** When these were taken in. */
    public long[] at = new long[Vital.COUNT];

    /** The monitor's own times of them; 0 where it gave none. */
    public long[] measuredAt = new long[Vital.COUNT];

    /** How long after the one before each was measured, ms; 0 before the second. */
    public long[] apartMs = new long[Vital.COUNT];

    /** The ranges that a value is out of, or may be soon, by {@link Watch}. */
    public Map<String, Band> bands = new HashMap<>();

    /** How often the heart rate has been the same; null while it moves. */
    public @Nullable Sameness hrSame;

    /** How often the pulse rate has been the same; null while it moves. */
    public @Nullable Sameness pulseSame;

    /** When pressures were last told, new ones or held. */
    public long cuffToldAt;

    /** How often in a row each {@link Vital} could not be true; null while all can. */
    public byte @Nullable [] implausible;

    /** Whether the ECG counts nothing although the heart beats, and that was written down. */
    public boolean leadOff;

    /** How often in a row ECG and oximeter have counted differently. */
    public int ratesApart;

    /** Since when no breath has been counted; 0 while there are breaths. */
    public long breathlessSince;

    /** Whether that was said. */
    public boolean breathless;

    /** Whether other values were missing as well since the last respiration: messages lose values. */
    public boolean othersMissing;

    /** How many measurements in a row have seen breaths since. */
    public int breaths;

    /** What is wrong with each {@link Sensor}; null while nothing is. */
    public @Nullable SensorState ecg;

    public @Nullable SensorState oximeter;

    /** Since when the cuff has pressed on the limb of the oximeter; 0 while it does not. */
    public long cuffSince;

    public MonitorState() {}

    private static double[] filled(double value) {
        double[] all = new double[Vital.COUNT];
        Arrays.fill(all, value);
        return all;
    }

    /** The newest value of a vital if it is not older than {@code maxAgeMs} at {@code now}, else null. */
    @Nullable
    Double fresh(Vital vital, long now, long maxAgeMs) {
        int i = vital.slot();
        return Double.isNaN(values[i]) || now - at[i] > maxAgeMs ? null : (Double) values[i];
    }

    boolean has(Vital vital) {
        return !Double.isNaN(values[vital.slot()]);
    }

    double value(Vital vital) {
        return values[vital.slot()];
    }

    long at(Vital vital) {
        return at[vital.slot()];
    }
}
