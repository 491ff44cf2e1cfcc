package io.wardstream.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of a patient's scores. At most one a patient and instant.
 *
 * @param subject the patient, and where
 * @param at the instant, on the ward clock
 * @param news2 the NEWS2 total, or null while one of the five measured vitals is unknown or stale, or NEWS2 is refused
 * @param news2Min the total if everything unknown were normal: certain
 * @param news2Max the total if everything unknown were at its worst
 * @param missing what is unknown, stale or assumed: {@code rr, spo2, sys, hr, temp, o2, acvpu}
 * @param parts the sub-scores
 * @param scale the saturation scale of NEWS2, 1 or 2
 * @param refused why NEWS2 is not computed for this patient, one sentence; null if it is
 * @param mews the MEWS total (Subbe 2001), or null while something of it is unknown
 * @param qsofa how many of the three qSOFA criteria are met for certain
 * @param shockIndex heart rate over systolic pressure, or null if either is unknown
 * @param mapMmHg the mean arterial pressure, or null if unknown
 * @param inputs what it was made of
 * @param algorithm which version of the rules
 */
public record Score(
        Subject subject,
        @Time long at,
        @Nullable Integer news2,
        int news2Min,
        int news2Max,
        List<String> missing,
        ScoreParts parts,
        @Nullable Integer scale,
        @Nullable String refused,
        @Nullable Integer mews,
        @Nullable Integer qsofa,
        @Nullable Double shockIndex,
        @Nullable Double mapMmHg,
        @Nullable List<ScoreInput> inputs,
        @Nullable String algorithm) {

    /** The rules in force: the median of five minutes for what is measured all along, oxygen and consciousness as told. */
    public static final String ALGORITHM = "NEWS2 (RCP 2017), wardstream 2";

    /** A score of NEWS2 alone. */
    public Score(
            Subject subject,
            long at,
            @Nullable Integer news2,
            int news2Min,
            int news2Max,
            List<String> missing,
            ScoreParts parts) {
        this(subject, at, news2, news2Min, news2Max, missing, parts, null, null, null, null, null, null, null, null);
    }
}
