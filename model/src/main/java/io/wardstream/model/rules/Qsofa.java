package io.wardstream.model.rules;

import io.wardstream.model.Acvpu;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quick Sepsis-related Organ Failure Assessment (Sepsis-3, 2016): respiration of 22 /min or more, systolic pressure of
 * 100 mmHg or less, altered mentation; one point each. Pages that say "over 22" and "under 100" are wrong.
 *
 * <p>It tells who with an infection is likely to do badly. It is no screen for sepsis by itself (Surviving Sepsis Campaign,
 * 2021), and it knows nothing of an infection.
 *
 * <p>Values are finite and rounded half up to whole numbers first. What is not known is never taken for normal in silence.
 */
public final class Qsofa {

    /** From this many criteria on the risk is high. */
    public static final int HIGH_RISK_THRESHOLD = 2;

    private static final int RR_PER_MIN = 22;
    private static final int SYS_MMHG = 100;

    private Qsofa() {}

    /**
     * The criteria.
     *
     * @param min how many are met for certain
     * @param max how many are met if every unknown one is
     * @param missing which are unknown: {@code rr, sys, mentation}
     * @param rr whether respiration meets its criterion, null if unknown
     * @param sys whether pressure does, null if unknown
     * @param mentation whether mentation does, null if unknown
     */
    public record Result(
            int min,
            int max,
            List<String> missing,
            @Nullable Boolean rr,
            @Nullable Boolean sys,
            @Nullable Boolean mentation) {

        /** Whether the risk is high whatever is unknown. */
        public boolean highRisk() {
            return min >= HIGH_RISK_THRESHOLD;
        }

        /** Whether the risk may be high: certainly, or if what is unknown is bad. */
        public boolean possiblyHighRisk() {
            return max >= HIGH_RISK_THRESHOLD;
        }
    }

    /**
     * Counts the criteria.
     *
     * @param rrPerMin respiration rate, null if unknown
     * @param sysMmHg systolic pressure, null if unknown
     * @param alteredMentation whether the patient is less than alert or newly confused (a Glasgow Coma Scale under 15),
     *     null if unknown
     */
    public static Result score(
            @Nullable Double rrPerMin, @Nullable Double sysMmHg, @Nullable Boolean alteredMentation) {
        Boolean rr = rrPerMin == null ? null : Displayed.whole(rrPerMin) >= RR_PER_MIN;
        Boolean sys = sysMmHg == null ? null : Displayed.whole(sysMmHg) <= SYS_MMHG;
        String[] names = {"rr", "sys", "mentation"};
        Boolean[] met = {rr, sys, alteredMentation};
        List<String> missing = new ArrayList<>();
        int min = 0;
        for (int i = 0; i < met.length; i++) {
            Boolean each = met[i];
            if (each == null) {
                missing.add(names[i]);
            } else if (each) {
                min++;
            }
        }
        return new Result(min, min + missing.size(), missing, rr, sys, alteredMentation);
    }

    /** Whether a level of consciousness is altered mentation: everything but alert is. Null stays unknown. */
    public static @Nullable Boolean altered(@Nullable Acvpu acvpu) {
        return acvpu == null ? null : acvpu != Acvpu.ALERT;
    }
}
