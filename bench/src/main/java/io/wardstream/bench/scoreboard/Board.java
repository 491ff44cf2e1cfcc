package io.wardstream.bench.scoreboard;

import java.util.List;

/** What came of a run. */
public interface Board {

    /** The board, line by line. */
    List<String> lines();

    /** The goals that are not met, in words; empty if all are. */
    List<String> unmet();

    /** What did not hold, one line each, with all that is needed to see it again. */
    List<String> wrong();
}
