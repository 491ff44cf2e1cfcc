package io.wardstream.sim.config;

/**
 * The limits and times by which the watching system judges, told to the simulation so that it knows what must happen.
 * It never learns what the system did with them.
 *
 * <p>The ranges accepted here are those for which the truth is clear: the stable patients of the simulation stay at 95
 * to 100 % and 55 to 92 beats, a deteriorated one scores 9 or more, and a nurse who comes in time needs time to come.
 *
 * @param infusion when a bag is low, and when nobody came
 * @param vitals when a patient is out of limits
 * @param silence when a device is silent
 */
public record WardLimits(Infusion infusion, Vitals vitals, Silence silence) {

    /** The limits that the patterns have by default. */
    public static final WardLimits DEFAULT = new WardLimits(
            new Infusion(50, 20, 15, 3, 30_000, 120_000, 1_000),
            new Vitals(90, 92, 120, 50, 5, 7, 60_000, 300_000, 15_000),
            new Silence(60_000, 150_000));

    /**
     * A low bag.
     *
     * @param lowMl at or below this a bag is low
     * @param lowHysteresisMl so much above the limit it is no longer low
     * @param lowPct at or below this share of what hung there first it is low too, %
     * @param lowSamples so many readings confirm it
     * @param sustainedMs so long it must stay low before the alarm
     * @param unattendedMs so long after that nobody may come before the clamp is closed
     * @param graceMs so long after that an acknowledgement still counts
     */
    public record Infusion(
            double lowMl,
            double lowHysteresisMl,
            double lowPct,
            int lowSamples,
            long sustainedMs,
            long unattendedMs,
            long graceMs) {

        public Infusion {
            new Problems("infusion limits")
                    .unless(
                            lowMl >= 30 && lowMl <= 90,
                            "lowMl is " + lowMl + "; accepted: 30 to 90, because the smallest bag holds 100")
                    .unless(
                            lowHysteresisMl >= 15 && lowHysteresisMl <= 40,
                            "lowHysteresisMl is " + lowHysteresisMl + "; accepted: 15 to 40")
                    .unless(lowPct >= 0 && lowPct <= 20, "lowPct is " + lowPct + "; accepted: 0 to 20")
                    .unless(lowSamples >= 3 && lowSamples <= 10, "lowSamples is " + lowSamples + "; accepted: 3 to 10")
                    .unless(
                            sustainedMs >= 25_000 && sustainedMs <= 300_000,
                            "sustainedMs is " + sustainedMs
                                    + "; accepted: 25000 to 300000, because a bag change empties the hook for 10 s and more")
                    .unless(
                            unattendedMs >= 90_000 && unattendedMs <= 900_000,
                            "unattendedMs is " + unattendedMs
                                    + "; accepted: 90000 to 900000, because a nurse must be able to come in time")
                    .unless(graceMs >= 0 && graceMs <= 5_000, "graceMs is " + graceMs + "; accepted: 0 to 5000")
                    .throwIfAny();
        }

        /**
         * Above this a line counts as quiet: no reading of it can look low.
         *
         * @param bagMl what its bags hold; a tenth more may hang there
         */
        public double clearlyFullMl(double bagMl) {
            return Math.max(lowMl, 1.1 * bagMl * lowPct / 100) + lowHysteresisMl + 80;
        }
    }

    /**
     * A patient out of limits. Two consecutive distinct measurements confirm a saturation or a heart rate.
     *
     * @param spo2LowPct below this the saturation is low
     * @param spo2RecoverPct from here it has recovered
     * @param hrHighBpm above this the heart beats too fast
     * @param hrLowBpm below this it beats too slowly
     * @param hrHysteresisBpm so much inside the limits it has recovered
     * @param news2High from this total on the score is high
     * @param news2ConfirmMs so long it must stay high
     * @param news2MedianMs over so long it takes the median of what is measured all along
     * @param delayMs so long the confirming measurements must span
     */
    public record Vitals(
            double spo2LowPct,
            double spo2RecoverPct,
            double hrHighBpm,
            double hrLowBpm,
            double hrHysteresisBpm,
            int news2High,
            long news2ConfirmMs,
            long news2MedianMs,
            long delayMs) {

        /** So many consecutive distinct measurements confirm. */
        public static final int MEASUREMENTS = 2;

        public Vitals {
            new Problems("vitals limits")
                    .unless(
                            spo2LowPct >= 80 && spo2LowPct <= 90,
                            "spo2LowPct is " + spo2LowPct
                                    + "; accepted: 80 to 90, because a deteriorating patient keeps 92")
                    .unless(
                            spo2RecoverPct >= spo2LowPct && spo2RecoverPct <= 94,
                            "spo2RecoverPct is " + spo2RecoverPct + "; accepted: spo2LowPct to 94")
                    .unless(
                            hrHighBpm >= 118 && hrHighBpm <= 160,
                            "hrHighBpm is " + hrHighBpm
                                    + "; accepted: 118 to 160, because a deteriorating patient has 114")
                    .unless(hrLowBpm >= 35 && hrLowBpm <= 52, "hrLowBpm is " + hrLowBpm + "; accepted: 35 to 52")
                    .unless(
                            hrHysteresisBpm >= 0 && hrHysteresisBpm <= 10,
                            "hrHysteresisBpm is " + hrHysteresisBpm + "; accepted: 0 to 10")
                    .unless(news2High >= 6 && news2High <= 8, "news2High is " + news2High + "; accepted: 6 to 8")
                    .unless(
                            news2ConfirmMs >= 0 && news2ConfirmMs <= 300_000,
                            "news2ConfirmMs is " + news2ConfirmMs + "; accepted: 0 to 300000")
                    .unless(
                            news2MedianMs >= 0 && news2MedianMs <= 600_000,
                            "news2MedianMs is " + news2MedianMs + "; accepted: 0 to 600000")
                    .unless(delayMs >= 0 && delayMs <= 30_000, "delayMs is " + delayMs + "; accepted: 0 to 30000")
                    .throwIfAny();
        }
    }

    /**
     * A silent device.
     *
     * @param scaleSilentMs so long a scale may be silent
     * @param monitorSilentMs so long a monitor may be silent
     */
    public record Silence(long scaleSilentMs, long monitorSilentMs) {

        public Silence {
            new Problems("silence limits")
                    .unless(
                            scaleSilentMs >= 30_000 && scaleSilentMs <= 600_000,
                            "scaleSilentMs is " + scaleSilentMs + "; accepted: 30000 to 600000")
                    .unless(
                            monitorSilentMs >= 60_000 && monitorSilentMs <= 900_000,
                            "monitorSilentMs is " + monitorSilentMs + "; accepted: 60000 to 900000")
                    .throwIfAny();
        }
    }
}
