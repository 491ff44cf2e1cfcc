package io.wardstream.model.risk;

import io.wardstream.model.ScoreParts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a patient at one instant, of which features are made.
 *
 * @param vitals what a score was made of
 * @param mapMmHg mean pressure, mmHg; null if unknown
 * @param onOxygen whether oxygen is given; null if unknown
 * @param parts the sub-scores of NEWS2
 * @param lastHour the robust change over the last hour of each vital; null where too little was measured for that
 * @param before what was known once an hour before, oldest first
 */
public record RiskPicture(
        Vitals vitals,
        @Nullable Double mapMmHg,
        @Nullable Boolean onOxygen,
        ScoreParts parts,
        Course lastHour,
        List<Before> before) {

    /**
     * The vital signs that are weighed, and the score; null where unknown, stale or implausible.
     *
     * @param hr heart rate, /min
     * @param spo2 saturation, %
     * @param rr respiration, /min
     * @param sys systolic pressure, mmHg
     * @param temp temperature, °C
     * @param news2Min the least that the NEWS2 can be
     */
    public record Vitals(
            @Nullable Double hr,
            @Nullable Double spo2,
            @Nullable Double rr,
            @Nullable Double sys,
            @Nullable Double temp,
            int news2Min) {

        /** Whether enough is known to predict anything: all but the temperature. */
        public boolean suffice() {
            return hr != null && spo2 != null && rr != null && sys != null;
        }
    }

    /**
     * By how much each vital rose over the last hour.
     *
     * @param hr /min
     * @param spo2 %
     * @param rr /min
     * @param sys mmHg
     * @param temp °C
     */
    public record Course(
            @Nullable Double hr,
            @Nullable Double spo2,
            @Nullable Double rr,
            @Nullable Double sys,
            @Nullable Double temp) {}

    /**
     * The vital signs of an earlier instant at which they sufficed.
     *
     * @param agoMs how long ago, ms
     * @param vitals the vital signs of then
     */
    public record Before(long agoMs, Vitals vitals) {}
}
