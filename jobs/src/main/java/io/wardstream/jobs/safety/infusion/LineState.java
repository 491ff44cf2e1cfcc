package io.wardstream.jobs.safety.infusion;

import io.wardstream.jobs.safety.Band;
import io.wardstream.jobs.safety.CuffMask;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an infusion line. Mutable state of one key; a POJO to Flink. Times are ms on the ward clock, 0 for
 * never; masses are grams, NaN where they are not known. What belongs to an episode is null while there is none, so
 * that a line at rest costs little.
 */
public final class LineState {

    // ---- The hook -------------------------------------------------------------------------------------------------

    /** The last readings, oldest first, at most {@link Hook#WINDOW}. */
    public float[] recentG = {};

    /** What people do to the bag; null while nobody does. While a reading is judged it is there. */
    public @Nullable HookState hook;

    /** The mass that the present bag was last seen with. */
    public float steadyG = Float.NaN;

    /** When the last reading of a bag that hung still was taken. */
    public long steadyAt;

    // ---- The sensor -----------------------------------------------------------------------------------------------

    /** The last reading. */
    public float lastG = Float.NaN;

    /** How often it has come in a row. */
    public short sameCount;

    /** Since when. */
    public long sameSince;

    /** Whether the sensor was said to be out of order. */
    public boolean distrusted;

    // ---- The flow -------------------------------------------------------------------------------------------------

    /** The mass over the last three minutes, a point each {@link FlowMeter#FINE_MS}. */
    public Track fine = new Track();

    /** The mass over as long as it takes to know the rate. */
    public Track coarse = new Track();

    /** When the span began whose readings make the next point. */
    public long spanSince;

    /** The sum of its readings, from the first. */
    public float spanSumG;

    /** The sum of the times that they were taken after it began, ms. */
    public int spanSumMs;

    /** How many they are. */
    public short spanCount;

    /** How many of the newest points of {@link #fine} make the next point of {@link #coarse}. */
    public short longCount;

    /** The distance of the points of {@link #coarse}. */
    public int coarseMs = FlowMeter.FINE_MS;

    /** How fast it runs, mL/h. */
    public float rateMlPerH = Float.NaN;

    /** The standard error of that, mL/h. */
    public float rateErrorMlPerH = Float.NaN;

    /** The scatter of a point of {@link #fine}, grams; kept from bag to bag. */
    public float noiseG = Float.NaN;

    /** How many points it was learnt from, as far as that matters. */
    public short noisePoints;

    /** How fast it ran when it last ran as it should, mL/h. */
    public float usualMlPerH = Float.NaN;

    // ---- What it means --------------------------------------------------------------------------------------------

    /** What hung there first, mL. */
    public float hungMl = Float.NaN;

    /** Whether the level is low. */
    public @Nullable Band low;

    /** Whether it is low by the time that is left. */
    public @Nullable Band lowByTime;

    /** When somebody last acknowledged anything about the line. */
    public long acknowledgedAt;

    /** Whether it will be empty soon. */
    public @Nullable Band soon;

    /** Whether it is nearly empty. */
    public @Nullable Band critical;

    /** Whether it is empty. */
    public @Nullable Band empty;

    /** The mass that an empty bag must not fall below, to be empty. */
    public float emptyFromG = Float.NaN;

    /** Whether nothing flows. */
    public @Nullable Band stopped;

    /** Whether the rate is off the order. */
    public @Nullable Band off;

    /** Whether it is far off. */
    public @Nullable Band farOff;

    /** Whether it runs freely. */
    public @Nullable Band free;

    /** Whether it drips too slowly. */
    public @Nullable Band slow;

    /** What a blood pressure cuff on the line's limb hides; null while there is none, nor was one a moment ago. */
    public @Nullable CuffMask cuff;

    /** Whether blood runs in it, by the registry. */
    public boolean blood;

    /** What was infused; null while nobody wants to know. */
    public @Nullable VolumeState volume;

    /** What the weight does while the clamp is closed; null while that is not known to be so. */
    public @Nullable ClosedState closed;

    public LineState() {}

    /** The hook, while a reading is judged. */
    HookState hands() {
        HookState present = hook;
        if (present == null) {
            throw new IllegalStateException("Only while a reading is judged");
        }
        return present;
    }
}
