package io.wardstream.model.rules;

import org.jspecify.annotations.Nullable;

/**
 * Limits for one patient, proposed from what is measured now, by the formula of Mindray's BeneVision monitors for adults
 * ({@code clinical.md} 3.2, S51): a step that a person takes and signs for, never one that happens by itself.
 *
 * <table>
 * <caption>the formula</caption>
 * <tr><th></th><th>low</th><th>high</th></tr>
 * <tr><td>heart rate, /min</td><td>0.8 × value, not below 40</td><td>1.25 × value, not above 240</td></tr>
 * <tr><td>respiration, /min</td><td>0.5 × value, not below 6</td><td>1.5 × value, not above 30</td></tr>
 * <tr><td>systolic, mmHg</td><td>0.68 × value + 10</td><td>0.86 × value + 38</td></tr>
 * <tr><td>diastolic, mmHg</td><td>0.68 × value + 6</td><td>0.86 × value + 32</td></tr>
 * </table>
 *
 * <p>Limits are rounded half up to whole numbers. The caps do their work: who breathes 34 times a minute gets 17 to 30 and is
 * outside at once. The same can come of the formula itself at a very high or very low pressure; ask
 * {@link Range#contains}. The formula has no caps for pressures. There is no range (null) where the caps leave none, as at a
 * heart rate of 30 or a respiration of 2, and for a value that is no positive number: such limits a person sets by hand.
 */
public final class AutoLimits {

    /** High and low must be at least this far apart for a rate: Mindray asks it of the pulse rate (S44). */
    private static final int MIN_GAP = 2;

    private static final double HR_LOW_CAP = 40;
    private static final double HR_HIGH_CAP = 240;
    private static final double RR_LOW_CAP = 6;
    private static final double RR_HIGH_CAP = 30;

    private AutoLimits() {}

    /**
     * Two limits; what lies on one of them is inside.
     *
     * @param low the lower
     * @param high the upper, above the lower
     */
    public record Range(int low, int high) {

        /** Whether a value is inside. */
        public boolean contains(double value) {
            return value >= low && value <= high;
        }
    }

    /** Limits of the heart rate, /min. */
    public static @Nullable Range heartRate(double bpm) {
        return range(bpm, Math.max(0.8 * bpm, HR_LOW_CAP), Math.min(1.25 * bpm, HR_HIGH_CAP));
    }

    /** Limits of the respiration rate, /min. */
    public static @Nullable Range respiration(double perMin) {
        return range(perMin, Math.max(0.5 * perMin, RR_LOW_CAP), Math.min(1.5 * perMin, RR_HIGH_CAP));
    }

    /** Limits of the systolic pressure, mmHg. */
    public static @Nullable Range systolic(double mmHg) {
        return range(mmHg, 0.68 * mmHg + 10, 0.86 * mmHg + 38);
    }

    /** Limits of the diastolic pressure, mmHg. */
    public static @Nullable Range diastolic(double mmHg) {
        return range(mmHg, 0.68 * mmHg + 6, 0.86 * mmHg + 32);
    }

    private static @Nullable Range range(double value, double low, double high) {
        if (!(value > 0) || Double.isInfinite(value)) {
            return null;
        }
        Range range = new Range(Displayed.whole(low), Displayed.whole(high));
        return range.high() - range.low() >= MIN_GAP ? range : null;
    }
}
