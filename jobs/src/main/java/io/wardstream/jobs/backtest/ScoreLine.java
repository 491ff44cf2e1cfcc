package io.wardstream.jobs.backtest;

import io.wardstream.model.Score;
import io.wardstream.model.ScoreParts;
import io.wardstream.model.Time;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code scores.jsonl}: one evaluation.
 *
 * @param patientId the record
 * @param at when
 * @param news2 the total, or null while one of the five measured vitals is unknown or stale
 * @param news2Min the total if everything unknown were normal
 * @param news2Max the total if everything unknown were at its worst
 * @param missing what is unknown, stale or assumed
 * @param parts the sub-scores
 */
public record ScoreLine(
        @Nullable String patientId,
        @Time long at,
        @Nullable Integer news2,
        int news2Min,
        int news2Max,
        List<String> missing,
        ScoreParts parts) {

    /** The line of an evaluation. */
    static ScoreLine of(Score score) {
        return new ScoreLine(
                score.subject().patientId(),
                score.at(),
                score.news2(),
                score.news2Min(),
                score.news2Max(),
                score.missing(),
                score.parts());
    }
}
