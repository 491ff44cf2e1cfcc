package io.wardstream.bench.cli;

import io.wardstream.bench.Bench;
import io.wardstream.bench.scoreboard.infusions.Result;
import io.wardstream.bench.scoreboard.infusions.Scoreboard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./ward bench scoreboard}. */
@Command(
        name = "scoreboard",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the real safety flow over simulated infusions with labelled faults, in a closed loop: what it commands"
                    + " and whom it calls changes what happens.",
            "Prints a table of what was found, missed and false, and of the clamps; progress and what did not hold go to"
                    + " stderr. Exit status: 0 if every goal was met, 1 if not, 2 if the arguments are wrong."
        })
public final class ScoreboardCommand implements Callable<Integer> {

    private static final int MAX_HOURS = 100_000;
    private static final double MAX_WANDER_G = 20;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Bag-hours (default: ${DEFAULT-VALUE}).")
    private int hours;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Everything follows from it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--wander",
            paramLabel = "G",
            defaultValue = "1",
            description = "How far a scale's zero wanders in half an hour, in grams: one standard deviation (default:"
                    + " ${DEFAULT-VALUE}).")
    private double wanderG;

    @Option(
            names = "--line",
            paramLabel = "K",
            description =
                    "Only this line of a run with the same hours and seed, and all that is said about it on stderr: to see"
                            + " again what did not hold.")
    private @Nullable Integer line;

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        if (hours < 1 || hours > MAX_HOURS) {
            problems.add("--hours is " + hours + "; accepted: 1 to " + MAX_HOURS);
        }
        if (!(wanderG >= 0 && wanderG <= MAX_WANDER_G)) {
            problems.add("--wander is " + wanderG + "; accepted: 0 to 20");
        }
        int lines = new Scoreboard.Options(Math.max(1, hours), seed, wanderG, null).lines();
        if (line != null && (line < 0 || line >= lines)) {
            problems.add("--line is " + line + "; accepted: 0 to " + (lines - 1));
        }
        if (!problems.isEmpty()) {
            throw new WrongArguments(String.join("; ", problems));
        }
        Result result = new Scoreboard(
                        new Scoreboard.Options(hours, seed, wanderG, line),
                        words -> System.err.println("bench: " + words))
                .run();
        result.wrong().forEach(words -> System.err.println("bench: " + words));
        result.lines().forEach(System.out::println);
        List<String> unmet = result.unmet();
        unmet.forEach(goal -> System.out.println("NOT MET: " + goal));
        if (unmet.isEmpty()) {
            System.out.println("every goal is met");
        }
        return unmet.isEmpty() ? Bench.HELD : Bench.FAILED;
    }
}
