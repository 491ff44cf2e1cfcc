package io.wardstream.model.rules;

/** Figures that follow from pressure and heart rate. */
public final class Haemodynamics {

    private Haemodynamics() {}

    /**
     * Mean arterial pressure from a cuff that gives no mean of its own: {@code (SBP + 2·DBP) / 3}, mmHg. A mean that the
     * cuff measured is better (oscillometry measures it directly).
     */
    public static double meanArterialPressureMmHg(double sysMmHg, double diaMmHg) {
        return (sysMmHg + 2 * diaMmHg) / 3;
    }

    /**
     * Shock index: heart rate over systolic pressure. 0.5 to 0.7 is normal, from 0.9 raised, from 1.0 unstable. It
     * misleads with beta-blockers, hypertension and pacing.
     *
     * @param sysMmHg above 0
     */
    public static double shockIndex(double hrBpm, double sysMmHg) {
        return hrBpm / sysMmHg;
    }

    /**
     * Modified shock index: heart rate over mean arterial pressure. 0.7 to 1.3 is normal. It misleads where the shock index
     * does.
     *
     * @param meanMmHg above 0; the cuff's own mean where it gives one, else {@link #meanArterialPressureMmHg}
     */
    public static double modifiedShockIndex(double hrBpm, double meanMmHg) {
        return hrBpm / meanMmHg;
    }

    /** Pulse pressure: systolic less diastolic pressure, mmHg. Below 10 one of the two is in doubt. */
    public static double pulsePressureMmHg(double sysMmHg, double diaMmHg) {
        return sysMmHg - diaMmHg;
    }
}
