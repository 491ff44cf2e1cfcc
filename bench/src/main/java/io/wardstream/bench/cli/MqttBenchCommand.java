package io.wardstream.bench.cli;

import io.wardstream.bench.Bench;
import io.wardstream.bench.drill.MqttDrill;
import io.wardstream.bench.race.Figure;
import io.wardstream.bench.race.MqttRace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./ward bench mqtt}. */
@Command(
        name = "mqtt",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures the connector beside the bare client that it is built on, in turns, over one broker with its journal"
                    + " on disk: reading at a steady rate, reading a backlog, publishing, and latency.",
            "Prints one JSON line a result, one with each figure's spread, and one with the medians of the ratios"
                    + " connector/bare; progress goes to stderr. Exit status: 0 if everything was measured, 1 if not, 2 if"
                    + " the arguments are wrong."
        })
public final class MqttBenchCommand implements Callable<Integer> {

    private static final int MAX_SECONDS = 600;
    private static final int MAX_ROUNDS = 100;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "How long a steady state is measured; a backlog, and what is published, is 20,000 messages for"
                            + " each (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each contestant runs, a warm-up not counted (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--only", paramLabel = "NAME", description = "Only this figure: source, drain, sink, latency.")
    private @Nullable String only;

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        if (seconds < 1 || seconds > MAX_SECONDS) {
            problems.add("--seconds is " + seconds + "; accepted: 1 to " + MAX_SECONDS);
        }
        if (rounds < 1 || rounds > MAX_ROUNDS) {
            problems.add("--rounds is " + rounds + "; accepted: 1 to " + MAX_ROUNDS);
        }
        Optional<Figure> figure = Arrays.stream(Figure.values())
                .filter(each -> each.word().equalsIgnoreCase(only))
                .findFirst();
        if (only != null && figure.isEmpty()) {
            problems.add("--only is '" + only + "'; accepted: "
                    + String.join(
                            ", ",
                            Arrays.stream(Figure.values()).map(Figure::word).toList()));
        }
        if (!problems.isEmpty()) {
            throw new WrongArguments(String.join("; ", problems));
        }
        Path folder = Path.of(System.getProperty(MqttDrillCommand.FOLDER, "bench/target"))
                .resolve("race")
                .resolve(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-", Locale.ROOT)
                                .format(LocalDateTime.now(ZoneOffset.UTC))
                        + ProcessHandle.current().pid())
                .toAbsolutePath();
        Files.createDirectories(folder);
        try (MqttRace race = new MqttRace(
                new MqttRace.Options(seconds, rounds, figure.orElse(null), folder),
                line -> System.out.println(line),
                words -> System.err.println("bench: " + words))) {
            race.run();
        }
        MqttDrill.delete(folder);
        return Bench.HELD;
    }
}
