package io.wardstream.jobs.safety;

import io.wardstream.cep.PatternCatalogue;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.Time;
import java.util.Comparator;

/**
 * A pattern of an alarm's family that holds.
 *
 * @param pattern its id
 * @param patternVersion its version
 * @param priority the priority with which it was found last
 * @param onset the start of the episode in which it was found last
 * @param at when it was found last
 */
public record Holding(
        String pattern,
        int patternVersion,
        Priority priority,
        @Time long onset,
        @Time long at) {

    /** From the least to the most urgent: by priority, then by how far the pattern stands in its family. */
    static final Comparator<Holding> BY_URGENCY = Comparator.comparing(Holding::priority)
            .thenComparingInt(holding -> PatternCatalogue.stage(holding.pattern()))
            .thenComparing(Holding::pattern);

    static Holding of(Finding finding) {
        return new Holding(
                finding.pattern(), finding.patternVersion(), finding.priority(), finding.onset(), finding.at());
    }
}
