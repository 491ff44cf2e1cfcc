package io.wardstream.bench.cli;

import io.wardstream.bench.Bench;
import io.wardstream.bench.scoreboard.Board;
import io.wardstream.bench.scoreboard.infusions.Scoreboard;
import io.wardstream.bench.scoreboard.vitals.VitalsScoreboard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./ward bench scoreboard}. */
@Command(
        name = "scoreboard",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the real safety flow over simulated infusions with labelled faults, or over simulated patients on monitors"
                    + " with labelled deteriorations and artefacts, in a closed loop: what it commands and whom it calls"
                    + " changes what happens.",
            "Prints a table of what was found, missed and false, and of the clamps; progress and what did not hold go to"
                    + " stderr. Exit status: 0 if every goal was met, 1 if not, 2 if the arguments are wrong."
        })
public final class ScoreboardCommand implements Callable<Integer> {

    private static final int MAX_HOURS = 100_000;
    private static final double MAX_WANDER_G = 20;
    private static final double WANDER_G = 1;

    /** What is simulated. */
    private enum Of {
        INFUSIONS,
        VITALS
    }

    @Option(
            names = "--of",
            paramLabel = "WHAT",
            defaultValue = "infusions",
            description = "What is simulated: infusions or vitals (default: ${DEFAULT-VALUE}).")
    private String of = "";

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Bag-hours or patient-hours (default: ${DEFAULT-VALUE}).")
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
            description =
                    "How far a scale's zero wanders in half an hour, in grams: one standard deviation (default: 1).")
    private @Nullable Double wanderG;

    @Option(
            names = "--line",
            paramLabel = "K",
            description =
                    "Only this line of a run with the same hours and seed, and all that is said about it on stderr: to"
                            + " see again what did not hold.")
    private @Nullable Integer line;

    @Option(names = "--patient", paramLabel = "K", description = "The same for one patient.")
    private @Nullable Integer patient;

    @Override
    public Integer call() throws Exception {
        Board board = run(words -> System.err.println("bench: " + words));
        board.wrong().forEach(words -> System.err.println("bench: " + words));
        board.lines().forEach(System.out::println);
        List<String> unmet = board.unmet();
        unmet.forEach(goal -> System.out.println("NOT MET: " + goal));
        if (unmet.isEmpty()) {
            System.out.println("every goal is met");
        }
        return unmet.isEmpty() ? Bench.HELD : Bench.FAILED;
    }

    private Board run(Consumer<String> progress) throws Exception {
        List<String> problems = new ArrayList<>();
        Of what = what(problems);
        if (hours < 1 || hours > MAX_HOURS) {
            problems.add("--hours is " + hours + "; accepted: 1 to " + MAX_HOURS);
        }
        double wander = wanderG == null ? WANDER_G : wanderG;
        int asked = Math.max(1, hours);
        Scoreboard.Options infusions = new Scoreboard.Options(asked, seed, wander, line);
        VitalsScoreboard.Options vitals = new VitalsScoreboard.Options(asked, seed, patient);
        if (what == Of.VITALS) {
            onlyFor("infusions", "--wander", wanderG, problems);
            onlyFor("infusions", "--line", line, problems);
            within("--patient", patient, vitals.patients(), problems);
        } else {
            if (!(wander >= 0 && wander <= MAX_WANDER_G)) {
                problems.add("--wander is " + wander + "; accepted: 0 to 20");
            }
            onlyFor("vitals", "--patient", patient, problems);
            within("--line", line, infusions.lines(), problems);
        }
        if (!problems.isEmpty()) {
            throw new WrongArguments(String.join("; ", problems));
        }
        return what == Of.VITALS
                ? new VitalsScoreboard(vitals, progress).run()
                : new Scoreboard(infusions, progress).run();
    }

    private Of what(List<String> problems) {
        for (Of each : Of.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(of)) {
                return each;
            }
        }
        problems.add("--of is '" + of + "'; accepted: infusions, vitals");
        return Of.INFUSIONS;
    }

    private static void within(String option, @Nullable Integer value, int count, List<String> problems) {
        if (value != null && (value < 0 || value >= count)) {
            problems.add(option + " is " + value + "; accepted: 0 to " + (count - 1));
        }
    }

    private static void onlyFor(String what, String option, @Nullable Object value, List<String> problems) {
        if (value != null) {
            problems.add(option + " is for --of " + what + " only");
        }
    }
}
