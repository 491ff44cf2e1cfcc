package io.wardstream.local.cli;

import io.wardstream.jobs.BacktestJob;
import io.wardstream.jobs.backtest.BacktestResult;
import io.wardstream.jobs.backtest.Summary;
import io.wardstream.jobs.config.BacktestConfig;
import io.wardstream.jobs.config.InvalidOptionsException;
import io.wardstream.local.Ward;
import io.wardstream.model.load.AlarmLoadTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./ward backtest}. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs the safety job over recorded patients or infusions, writes alarms.jsonl, signs.jsonl, scores.jsonl and"
                        + " summary.json, and prints how many alarms it would have been for the staff.")
public final class BacktestCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FORMAT:PATH",
            description =
                    "The recording: one of bidmc, physionet-2019, physionet-2012, mimic-infusions and loadcell, a colon, and a"
                            + " folder or a file. mimic-infusions is INPUTEVENTS_MV.csv: weights are worked out from charted infusions, they were"
                            + " not recorded. loadcell is CSV of seconds and grams of a vessel that is filled, turned round into a"
                            + " bag that empties.")
    private String data = "";

    @Option(
            names = "--stretch",
            paramLabel = "F",
            description =
                    "How many times slower than recorded (default: 1); for loadcell only, where a pour of half a minute"
                            + " becomes an infusion.")
    private @Nullable Double stretch;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "YAML of settings that differ from the defaults, for example 'Spo2Low.lowPct: 88', or"
                    + " 'patient/p100664/Spo2Low.lowPct: 85' for one patient. The names stand in docs/patterns.md.")
    private @Nullable Path settings;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Another such file: everything is run a second time with it instead of --settings, into"
                    + " DIR/against, and compared pattern by pattern, on the terminal and in DIR/comparison.json. Without"
                    + " --settings it is held against the defaults.")
    private @Nullable Path against;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A model that predicts a risk, for PredictedRisk; without one nothing is predicted.")
    private @Nullable Path model;

    @Option(
            names = "--features",
            paramLabel = "FILE",
            description = "CSV of everything that such a model is given, or would be: to train one (docs/analysts.md).")
    private @Nullable Path features;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder for the results.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(BacktestConfig.DATA.key(), data);
        options.put(BacktestConfig.OUT.key(), out.toAbsolutePath().toString());
        if (stretch != null) {
            options.put(BacktestConfig.STRETCH.key(), stretch.toString());
        }
        if (settings != null) {
            options.put(BacktestConfig.SETTINGS.key(), settings.toString());
        }
        if (against != null) {
            options.put(BacktestConfig.AGAINST.key(), against.toString());
        }
        if (model != null) {
            options.put(BacktestConfig.MODEL.key(), model.toString());
        }
        if (features != null) {
            options.put(BacktestConfig.FEATURES.key(), features.toAbsolutePath().toString());
        }
        options.put("flink.parallelism.default", "2");
        options.put("flink.taskmanager.memory.network.min", "64mb");
        options.put("flink.taskmanager.memory.network.max", "64mb");
        BacktestConfig config;
        try {
            config = BacktestConfig.from(options);
        } catch (InvalidOptionsException e) {
            throw new WrongArguments(String.join("; ", e.problems()).replace("backtest.", "--"));
        }
        BacktestResult result = BacktestJob.run(config);
        Summary summary = result.summary();
        System.out.printf(
                Locale.ROOT,
                "%d patients, %d readings (%d refused), %d alarms raised, %.2f per patient and day; all of it is in %s%n",
                summary.patients(),
                summary.events().read(),
                summary.events().rejected(),
                summary.alarms().raised(),
                summary.alarmsPerPatientDay(),
                out);
        AlarmLoadTable.of(summary.alarmLoad()).forEach(System.out::println);
        if (result.comparison() != null) {
            System.out.println();
            AlarmLoadTable.of(result.comparison()).forEach(System.out::println);
        }
        return Ward.HELD;
    }
}
