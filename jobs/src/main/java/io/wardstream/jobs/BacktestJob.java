package io.wardstream.jobs;

import io.wardstream.jobs.backtest.Backtest;
import io.wardstream.jobs.backtest.BacktestResult;
import io.wardstream.jobs.backtest.Summary;
import io.wardstream.jobs.config.BacktestConfig;
import io.wardstream.jobs.config.OptionsFile;
import io.wardstream.model.load.AlarmLoadComparison;
import io.wardstream.model.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
     * {@code summary.json}. Where other settings are given to hold these against, it then runs again with those, writes the
     * same files into the folder {@code against}, and both beside each other as {@code comparison.json}. If the second run
     * fails, the first one's files stay.
     *
     * @throws IOException if nothing can be read, or the results cannot be written
     */
    public static BacktestResult run(BacktestConfig config) throws Exception {
        Path comparisonFile = config.out().resolve("comparison.json");
        // One of an earlier run would be held against this one.
        Files.deleteIfExists(comparisonFile);
        Summary summary = runOnce(config);
        BacktestConfig second = config.second();
        if (second == null) {
            return new BacktestResult(summary, null, null);
        }
        Summary against = runOnce(second);
        AlarmLoadComparison comparison = AlarmLoadComparison.of(
                config.limits().name(), summary.alarmLoad(), second.limits().name(), against.alarmLoad());
        Files.writeString(
                comparisonFile,
                WireFormat.showingAbsent(AlarmLoadComparison.class).writeText(comparison) + "\n");
        return new BacktestResult(summary, against, comparison);
    }

    private static Summary runOnce(BacktestConfig config) throws Exception {
        return new Backtest(config, JobEnvironment.bounded(config.flink()), NAME).run();
    }
}
