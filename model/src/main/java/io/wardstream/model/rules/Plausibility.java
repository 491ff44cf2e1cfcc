package io.wardstream.model.rules;

import io.wardstream.model.VitalsReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether measured vital signs can be true: windows of the devices, values that must agree with each other, and changes
 * that are faster than a body ({@code clinical.md} 3.3; the pressures' windows are Mindray's range, all other numbers are
 * the project's own proposals).
 *
 * <p>Admission has refused what is outside the ranges of {@link VitalsReading} already, so of a device's words for "no
 * value" (−100, 8388607) none should come this far; they are looked for all the same, because records and tests do not
 * pass admission.
 *
 * <p><b>What a caller owes.</b> {@link Weight#IMPOSSIBLE} values are not used. {@link Weight#QUESTIONABLE} values are used
 * when one more measurement confirms them, and two rates that disagree are believed to when they do so twice. But a value
 * that is extreme in the sense of the alarms is never held back for longer than {@link #MAX_DELAY_OF_EXTREME_MS},
 * confirmed or not. That is also why a value below the device's window is questionable and not impossible: a heart rate of
 * 12 is what an arrest looks like.
 *
 * <p>Pure functions of finite numbers; NaN is no measurement.
 */
public final class Plausibility {

    /** For no longer than this may a doubt hold an extreme value back, in ms. */
    public static final long MAX_DELAY_OF_EXTREME_MS = 60_000;

    /** Perfusion is low below this perfusion index, %. */
    public static final double LOW_PERFUSION_PCT = 0.3;

    private static final double PULSE_PRESSURE_MMHG = 10;
    /** ECG and oximeter count the same within this, per minute. */
    public static final double RATES_APART_BPM = 20;

    private static final double FAHRENHEIT_FROM = 70;
    private static final double FAHRENHEIT_TO = 120;
    private static final Set<Double> SENTINELS = Set.of(-100.0, 8_388_607.0);

    private static final double HR_JUMP_BPM = 40;
    private static final double SPO2_DROP_PCT = 10;
    private static final double TEMP_JUMP_C = 0.5;
    private static final double SYS_JUMP_MMHG = 50;
    private static final long HALF_A_MINUTE_MS = 30_000;
    private static final long FIVE_MINUTES_MS = 300_000;
    /** Digits behind the sixth decimal are an artefact of binary fractions: 37.0 − 36.5 is half a degree. */
    private static final double TINY = 1e-6;

    private Plausibility() {}

    /** A vital and the window in which its device measures. */
    public enum Vital {
        /** Heart rate from the ECG, /min. Zero is an honest value. */
        HR(20, 300, true),
        /** Pulse rate from the oximeter, /min. Zero is an honest value. */
        PULSE(20, 300, true),
        /** Saturation, %. */
        SPO2(30, 100, false),
        /** Respiration rate, /min. Zero is an honest value. */
        RR(2, 70, true),
        /** Systolic pressure, mmHg. */
        SYS(40, 270, false),
        /** Diastolic pressure, mmHg. */
        DIA(10, 210, false),
        /** Mean pressure, mmHg: it has no window of its own and must lie within the other two taken together. */
        MEAN(10, 270, false),
        /** Temperature, °C. */
        TEMP(25, 45, false);

        private final double low;
        private final double high;
        private final boolean zeroIsHonest;

        Vital(double low, double high, boolean zeroIsHonest) {
            this.low = low;
            this.high = high;
            this.zeroIsHonest = zeroIsHonest;
        }

        /** The lowest value that the device measures, inclusive. */
        public double low() {
            return low;
        }

        /** The highest value that the device measures, inclusive. */
        public double high() {
            return high;
        }
    }

    /** How much a doubt weighs. */
    public enum Weight {
        /** It may be true: wait for one confirming measurement, within bounds. */
        QUESTIONABLE,
        /** It cannot be true: do not use it. */
        IMPOSSIBLE
    }

    /** What is wrong with a value. */
    public enum Doubt {
        /** A device's word for "no value", a negative number, or none at all. */
        NO_MEASUREMENT(Weight.IMPOSSIBLE, "The device sent a number that means that it has no value."),
        /** Above the device's window. */
        ABOVE_WINDOW(Weight.IMPOSSIBLE, "The value is higher than the device can measure."),
        /** Below the device's window, and not an honest zero. */
        BELOW_WINDOW(Weight.QUESTIONABLE, "The value is lower than the device measures reliably."),
        /** A temperature that is a body's in degrees Fahrenheit. */
        FAHRENHEIT(Weight.IMPOSSIBLE, "The temperature seems to be in degrees Fahrenheit."),
        /** Not systolic above mean above diastolic. */
        PRESSURES_OUT_OF_ORDER(
                Weight.IMPOSSIBLE, "The systolic pressure must be above the mean, and the mean above the diastolic."),
        /** Systolic less diastolic below 10 mmHg. */
        PULSE_PRESSURE_NARROW(Weight.QUESTIONABLE, "Systolic and diastolic pressure are less than 10 mmHg apart."),
        /** ECG and oximeter count differently by more than 20 a minute. */
        RATES_DISAGREE(
                Weight.QUESTIONABLE, "The heart rate of the ECG and the pulse of the oximeter differ by more than 20."),
        /** Faster than a body changes: {@link #heartRateJumped} and those beside it. */
        CHANGED_TOO_FAST(Weight.QUESTIONABLE, "The value changed faster than a body usually does.");

        private final Weight weight;
        private final String sentence;

        Doubt(Weight weight, String sentence) {
            this.weight = weight;
            this.sentence = sentence;
        }

        /** How much it weighs. */
        public Weight weight() {
            return weight;
        }

        /** One sentence for people. */
        public String sentence() {
            return sentence;
        }
    }

    /** A doubt, and of which vital. A doubt of two or three vitals together comes once for each. */
    public record Doubted(Vital vital, Doubt doubt) {}

    /**
     * Checks what was measured together: each value against its window, then values against each other. Values that cannot
     * be true by themselves are not held against others. What is absent is not doubted.
     *
     * @param reading values of one instant; a caller that keeps vitals of different age puts together what may be compared
     * @return the doubts in the order of {@link Vital}, windows first; empty if there are none
     */
    public static List<Doubted> check(VitalsReading reading) {
        List<Doubted> doubts = new ArrayList<>();
        Double ecg = usable(Vital.HR, reading.hrBpm(), doubts);
        Double pulse = usable(Vital.PULSE, reading.pulseBpm(), doubts);
        usable(Vital.SPO2, reading.spo2Pct(), doubts);
        usable(Vital.RR, reading.rrPerMin(), doubts);
        Double sys = usable(Vital.SYS, reading.sysMmHg(), doubts);
        Double dia = usable(Vital.DIA, reading.diaMmHg(), doubts);
        Double mean = usable(Vital.MEAN, reading.meanMmHg(), doubts);
        usable(Vital.TEMP, reading.tempC(), doubts);
        if (ecg != null && pulse != null && Math.abs(ecg - pulse) > RATES_APART_BPM) {
            doubts.add(new Doubted(Vital.HR, Doubt.RATES_DISAGREE));
            doubts.add(new Doubted(Vital.PULSE, Doubt.RATES_DISAGREE));
        }
        checkPressures(sys, dia, mean, doubts);
        return doubts;
    }

    /**
     * The doubt that a value raises by itself, or null.
     *
     * @param value in the vital's unit
     */
    public static @Nullable Doubt check(Vital vital, double value) {
        if (Double.isNaN(value) || value < 0 || SENTINELS.contains(value)) {
            return Doubt.NO_MEASUREMENT;
        }
        if (value > vital.high()) {
            boolean fahrenheit = vital == Vital.TEMP && value >= FAHRENHEIT_FROM && value <= FAHRENHEIT_TO;
            return fahrenheit ? Doubt.FAHRENHEIT : Doubt.ABOVE_WINDOW;
        }
        boolean honestZero = value == 0 && vital.zeroIsHonest;
        return value < vital.low() && !honestZero ? Doubt.BELOW_WINDOW : null;
    }

    private static @Nullable Double usable(Vital vital, @Nullable Double value, List<Doubted> doubts) {
        Doubt doubt = value == null ? null : check(vital, value);
        if (doubt == null) {
            return value;
        }
        doubts.add(new Doubted(vital, doubt));
        return doubt.weight() == Weight.IMPOSSIBLE ? null : value;
    }

    private static void checkPressures(
            @Nullable Double sys, @Nullable Double dia, @Nullable Double mean, List<Doubted> doubts) {
        boolean sysAboveDia = sys == null || dia == null || sys > dia;
        boolean sysAboveMean = sys == null || mean == null || sys > mean;
        boolean meanAboveDia = mean == null || dia == null || mean > dia;
        if (!sysAboveDia || !sysAboveMean) {
            doubts.add(new Doubted(Vital.SYS, Doubt.PRESSURES_OUT_OF_ORDER));
        }
        if (!sysAboveDia || !meanAboveDia) {
            doubts.add(new Doubted(Vital.DIA, Doubt.PRESSURES_OUT_OF_ORDER));
        }
        if (!sysAboveMean || !meanAboveDia) {
            doubts.add(new Doubted(Vital.MEAN, Doubt.PRESSURES_OUT_OF_ORDER));
        }
        if (sysAboveDia
                && sys != null
                && dia != null
                && Haemodynamics.pulsePressureMmHg(sys, dia) < PULSE_PRESSURE_MMHG) {
            doubts.add(new Doubted(Vital.SYS, Doubt.PULSE_PRESSURE_NARROW));
            doubts.add(new Doubted(Vital.DIA, Doubt.PULSE_PRESSURE_NARROW));
        }
    }

    /**
     * Whether a heart or pulse rate changed by more than 40 /min within 30 s. Measurements that are further apart may
     * differ by proportionally more (80 in a minute), so that a message that comes a moment late is still looked at.
     *
     * @param beforeBpm the measurement before
     * @param nowBpm this one
     * @param apartMs how long after the other it was measured, 0 or more
     */
    public static boolean heartRateJumped(double beforeBpm, double nowBpm, long apartMs) {
        return exceeds(Math.abs(nowBpm - beforeBpm), HR_JUMP_BPM, apartMs, HALF_A_MINUTE_MS);
    }

    /**
     * Whether saturation fell by more than 10 % within 30 s while perfusion was low. A fall with good or unknown
     * perfusion is believed: it is what an oximeter is there for. Further apart, proportionally more.
     *
     * @param beforePct the measurement before
     * @param nowPct this one
     * @param apartMs how long after the other it was measured, 0 or more
     * @param perfusionPct the perfusion index with this measurement, %; null if the device gives none
     */
    public static boolean saturationDropped(
            double beforePct, double nowPct, long apartMs, @Nullable Double perfusionPct) {
        return perfusionPct != null
                && perfusionPct < LOW_PERFUSION_PCT
                && exceeds(beforePct - nowPct, SPO2_DROP_PCT, apartMs, HALF_A_MINUTE_MS);
    }

    /**
     * Whether the temperature changed by more than 0.5 °C within 5 min. Further apart, proportionally more.
     *
     * @param beforeC the measurement before
     * @param nowC this one
     * @param apartMs how long after the other it was measured, 0 or more
     */
    public static boolean temperatureJumped(double beforeC, double nowC, long apartMs) {
        return exceeds(Math.abs(nowC - beforeC), TEMP_JUMP_C, apartMs, FIVE_MINUTES_MS);
    }

    /**
     * Whether the systolic pressure changed by more than 50 mmHg from one cuff to the next, however long that took. A
     * cuff that is merely told again is the caller's to know: the same instant of measurement is the same cuff.
     *
     * @param beforeMmHg the cuff before
     * @param nowMmHg this one
     */
    public static boolean systolicJumped(double beforeMmHg, double nowMmHg) {
        return Math.abs(nowMmHg - beforeMmHg) > SYS_JUMP_MMHG;
    }

    private static boolean exceeds(double change, double limit, long apartMs, long withinMs) {
        double times = Math.max(1.0, (double) apartMs / withinMs);
        return change > limit * times + TINY;
    }
}
