package io.wardstream.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of a patient's NEWS2. At most one a patient and instant.
 *
 * @param subject the patient, and where
 * @param at the instant, on the ward clock
 * @param news2 the total, or null while one of the five measured vitals is unknown or stale
 * @param news2Min the total if everything unknown were normal: certain
 * @param news2Max the total if everything unknown were at its worst
 * @param missing what is unknown, stale or assumed: {@code rr, spo2, sys, hr, temp, acvpu}
 * @param parts the sub-scores
 */
public record Score(
        Subject subject,
        @Time long at,
        @Nullable Integer news2,
        int news2Min,
        int news2Max,
        List<String> missing,
        ScoreParts parts) {}
