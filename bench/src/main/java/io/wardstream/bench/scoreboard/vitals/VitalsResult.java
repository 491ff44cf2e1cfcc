package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.bench.scoreboard.Board;
import io.wardstream.bench.scoreboard.Row;
import io.wardstream.model.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The board of a run.
 *
 * @param options what was asked for
 * @param hours how many patient-hours were simulated
 * @param tally what was counted
 */
public record VitalsResult(VitalsScoreboard.Options options, double hours, Tally tally) implements Board {

    private static boolean isHigh(String pattern) {
        Expected what = Expected.of(pattern);
        return what != null && what.priority() == Priority.HIGH;
    }

    @Override
    public List<String> unmet() {
        List<String> unmet = new ArrayList<>();
        tally.byPattern.forEach((pattern, row) -> {
            if (isHigh(pattern) && row.missed() > 0) {
                unmet.add(String.format(
                        Locale.ROOT,
                        "recall of %s is %.3f; goal 1.0",
                        pattern,
                        row.found() / (double) (row.found() + row.missed())));
            }
        });
        double rate = tally.madeUpOf(Priority.HIGH) / hours;
        if (rate > VitalsScoreboard.FALSE_HIGH_PER_HOUR) {
            unmet.add(String.format(Locale.ROOT, "%.3f false HIGH alarms a patient-hour; goal 0.02", rate));
        }
        return unmet;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%.0f patient-hours, seed %d", hours, options.seed()));
        lines.add("");
        lines.add(Row.head("deterioration"));
        tally.byLabel.forEach((label, row) -> {
            if (!label.artefact() && label != Label.WELL) {
                lines.add(row.line(label.words()));
            }
        });
        lines.add("");
        lines.add(Row.head("artefact"));
        tally.byLabel.forEach((label, row) -> {
            if (label.artefact() || label == Label.WELL) {
                lines.add(row.line(label.words()));
            }
        });
        lines.add("");
        lines.add(Row.head("pattern"));
        tally.byPattern.forEach((pattern, row) -> lines.add(row.line((isHigh(pattern) ? "* " : "  ") + pattern)));
        lines.add("  (* HIGH)");
        lines.add("");
        lines.add(
                String.format(Locale.ROOT, "%-10s %8s %8s %8s %8s", "alarms", "raised", "an hour", "false", "an hour"));
        for (Priority priority : List.of(Priority.HIGH, Priority.MEDIUM, Priority.LOW)) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-10s %8d %8.3f %8d %8.4f%s",
                    priority,
                    tally.saidOf(priority),
                    tally.saidOf(priority) / hours,
                    tally.madeUpOf(priority),
                    tally.madeUpOf(priority) / hours,
                    priority == Priority.HIGH ? " (goal <= 0.02)" : ""));
        }
        return lines;
    }

    @Override
    public List<String> wrong() {
        return List.copyOf(tally.wrong);
    }
}
