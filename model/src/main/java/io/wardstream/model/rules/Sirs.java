package io.wardstream.model.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The systemic inflammatory response syndrome (ACCP/SCCM 1992) as far as a bedside can see it: temperature above 38 or
 * below 36 °C, heart rate above 90 /min, respiration above 20 /min. The fourth criterion, the count of white cells, needs
 * a laboratory: it is always unknown here and always said to be ({@code wbc}), so {@code max} counts it as met. A PaCO₂
 * below 32 mmHg, which may stand for the respiration, is not looked at either.
 *
 * <p>Values are finite, and rounded half up to what is displayed first: whole numbers, one decimal for the temperature. So
 * 38.04 °C is 38.0 and not above 38. What is not known is never taken for normal in silence.
 */
public final class Sirs {

    /** From this many criteria on there is a response. */
    public static final int THRESHOLD = 2;

    private static final int HIGH_TENTHS_C = 380;
    private static final int LOW_TENTHS_C = 360;
    private static final int HR_BPM = 90;
    private static final int RR_PER_MIN = 20;

    private Sirs() {}

    /**
     * The criteria.
     *
     * @param min how many are met for certain: of the three that can be seen
     * @param max how many are met if every unknown one is; the white cells are among them
     * @param missing which are unknown: {@code temp, hr, rr}, and always {@code wbc}
     * @param temp whether temperature meets its criterion, null if unknown
     * @param hr whether heart rate does, null if unknown
     * @param rr whether respiration does, null if unknown
     */
    public record Result(
            int min,
            int max,
            List<String> missing,
            @Nullable Boolean temp,
            @Nullable Boolean hr,
            @Nullable Boolean rr) {

        /** Whether there is a response whatever is unknown. */
        public boolean met() {
            return min >= THRESHOLD;
        }
    }

    /**
     * Counts the criteria; null where nothing is known, or only something too old.
     *
     * @param tempC temperature
     * @param hrBpm heart rate
     * @param rrPerMin respiration rate
     */
    public static Result score(@Nullable Double tempC, @Nullable Double hrBpm, @Nullable Double rrPerMin) {
        Boolean temp = tempC == null ? null : abnormal(Displayed.tenths(tempC));
        Boolean hr = hrBpm == null ? null : Displayed.whole(hrBpm) > HR_BPM;
        Boolean rr = rrPerMin == null ? null : Displayed.whole(rrPerMin) > RR_PER_MIN;
        String[] names = {"temp", "hr", "rr", "wbc"};
        Boolean[] met = {temp, hr, rr, null};
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
        return new Result(min, min + missing.size(), missing, temp, hr, rr);
    }

    private static boolean abnormal(int tenths) {
        return tenths > HIGH_TENTHS_C || tenths < LOW_TENTHS_C;
    }
}
