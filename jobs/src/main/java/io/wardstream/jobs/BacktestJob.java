package io.wardstream.jobs;

import io.wardstream.jobs.backtest.Backtest;
import io.wardstream.jobs.backtest.Summary;
import io.wardstream.jobs.config.BacktestConfig;
import io.wardstream.jobs.config.OptionsFile;

/** The safety topology over recorded data: the same alarms as if the patients had lain on the ward. */
public final class BacktestJob {

    /** The job's name. */
    public static final String NAME = "wardstream-backtest";

    private BacktestJob() {}

    /** Submits the job and waits for it: {@code --config FILE [-Dkey=value …]}. */
    public static void main(String[] arguments) throws Exception {
        run(BacktestConfig.from(OptionsFile.fromArguments("backtest", arguments)));
    }

    /**
     * Runs the job to its end and writes {@code alarms.jsonl}, {@code signs.jsonl}, {@code scores.jsonl} and
     * {@code summary.json}.
     *
     * @throws java.io.IOException if nothing can be read, or the results cannot be written
     */
    public static Summary run(BacktestConfig config) throws Exception {
        return new Backtest(config, JobEnvironment.bounded(config.flink()), NAME).run();
    }
}
