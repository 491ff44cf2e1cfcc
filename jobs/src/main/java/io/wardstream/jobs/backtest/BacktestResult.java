package io.wardstream.jobs.backtest;

import io.wardstream.model.load.AlarmLoadComparison;
import org.jspecify.annotations.Nullable;

/**
 * What came of a backtest.
 *
 * @param summary of the run
 * @param against of the second run with other settings, or null if there was none
 * @param comparison of the two, or null
 */
public record BacktestResult(
        Summary summary,
        @Nullable Summary against,
        @Nullable AlarmLoadComparison comparison) {}
