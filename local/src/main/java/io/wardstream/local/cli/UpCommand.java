package io.wardstream.local.cli;

import io.wardstream.jobs.config.RiskModelOption;
import io.wardstream.local.Ward;
import io.wardstream.local.live.Screen;
import io.wardstream.local.servers.Ports;
import io.wardstream.local.ward.LocalWard;
import io.wardstream.local.ward.StateBackend;
import io.wardstream.local.ward.WardOptions;
import io.wardstream.sim.config.SimConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./ward up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a whole ward on this machine: an MQTT broker, Kafka, PostgreSQL, Flink with the four jobs, a webhook"
                    + " inbox and simulated beds. Ctrl-C, or the end of --minutes, stops it cleanly; started again, it"
                    + " goes on from its data.",
            "The last line it prints is a JSON object with the figures. Exit status: 0 if no alarm was missed or false,"
                    + " no clamp either, and no event was lost; else 1."
        })
public final class UpCommand implements Callable<Integer> {

    private static final int MAX_BEDS = 500;
    private static final double MAX_SPEED = 20;
    private static final int LAST_BASE = 65_535 - 10;

    @Option(names = "--minutes", paramLabel = "N", description = "Stop by itself after so many minutes.")
    private double minutes;

    @Option(names = "--beds", paramLabel = "N", defaultValue = "12", description = "Beds (default: ${DEFAULT-VALUE}).")
    private int beds;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "7",
            description = "From which patients, bags, nurses and faults are drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "How many times faster than the wall clock the ward lives (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--port-base",
            paramLabel = "P",
            defaultValue = "" + Ports.DEFAULT_BASE,
            description = "First of the six ports that are tried; a taken one is replaced (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "ward-data",
            description = "Where everything is kept (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("ward-data");

    @Option(
            names = "--state",
            paramLabel = "KIND",
            defaultValue = "HEAP",
            description = "Where the jobs keep their state: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private StateBackend state = StateBackend.HEAP;

    @Option(
            names = "--risk-model",
            paramLabel = "FILE",
            description =
                    "A model that predicts a risk, for PredictedRisk; without one nothing is predicted. How one is made"
                            + " stands in docs/analysts.md.")
    private @Nullable Path riskModel;

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        check(
                !(minutes < 0) && minutes <= 60 * 24 * 30,
                "--minutes is " + minutes + "; accepted: 0 to 43200",
                problems);
        check(beds >= 1 && beds <= MAX_BEDS, "--beds is " + beds + "; accepted: 1 to " + MAX_BEDS, problems);
        check(speed >= 0.1 && speed <= MAX_SPEED, "--speed is " + speed + "; accepted: 0.1 to " + MAX_SPEED, problems);
        check(
                portBase >= 1_024 && portBase <= LAST_BASE,
                "--port-base is " + portBase + "; accepted: 1024 to " + LAST_BASE,
                problems);
        check(
                !Files.exists(data) || Files.isDirectory(data),
                "--data names " + data + ", which is no folder",
                problems);
        Path model = riskModel == null ? null : riskModel.toAbsolutePath();
        if (model != null) {
            RiskModelOption.read(model)
                    .problems()
                    .forEach(problem -> problems.add("--risk-model names " + model + ": " + problem));
        }
        if (!problems.isEmpty()) {
            throw new WrongArguments(String.join("; ", problems));
        }
        // The simulation has its own opinion on how many beds it can draw.
        SimConfig trial;
        try {
            trial = SimConfig.of(beds, seed, data);
        } catch (IllegalArgumentException e) {
            throw new WrongArguments(String.valueOf(e.getMessage()));
        }
        WardOptions options = new WardOptions(
                data.toAbsolutePath(),
                trial.beds(),
                trial.seed(),
                speed,
                portBase,
                state,
                model,
                Duration.ofMillis((long) (minutes * 60_000)));
        return LocalWard.run(options, Screen.ofThisProcess()) ? Ward.HELD : Ward.FAILED;
    }

    private static void check(boolean holds, String problem, List<String> problems) {
        if (!holds) {
            problems.add(problem);
        }
    }
}
