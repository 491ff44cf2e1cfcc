package io.wardstream.bench.scoreboard.infusions;

import io.wardstream.bench.scoreboard.Board;
import io.wardstream.bench.scoreboard.Row;
import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.SystemAlarms;
import io.wardstream.cep.WardPattern;
import io.wardstream.model.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The board of a run.
 *
 * @param options what was asked for
 * @param bagHours how much was simulated
 * @param tally what was counted
 */
public record Result(Scoreboard.Options options, double bagHours, Tally tally) implements Board {

    private static final Set<String> HIGH = high();

    private static Set<String> high() {
        Set<String> high = new TreeSet<>();
        for (WardPattern pattern : PatternCatalogue.ALL) {
            if (pattern.card().priority() == Priority.HIGH) {
                high.add(pattern.card().id());
            }
        }
        high.add(SystemAlarms.CLAMP_WITHHELD.card().id());
        high.add(SystemAlarms.CLAMP_FAULT.card().id());
        return high;
    }

    @Override
    public List<String> unmet() {
        List<String> unmet = new ArrayList<>();
        tally.byPattern.forEach((pattern, row) -> {
            if (HIGH.contains(pattern) && row.missed() > 0) {
                unmet.add(String.format(
                        Locale.ROOT,
                        "recall of %s is %.3f; goal 1.0",
                        pattern,
                        row.found() / (double) (row.found() + row.missed())));
            }
        });
        double rate = tally.falseOnes() / bagHours;
        if (rate > Scoreboard.FALSE_PER_HOUR) {
            unmet.add(String.format(Locale.ROOT, "%.3f false alarms a bag-hour; goal 0.05", rate));
        }
        if (tally.withoutCause > 0) {
            unmet.add(tally.withoutCause + " clamps commanded without cause; goal 0");
        }
        if (tally.missedClamps > 0) {
            unmet.add(tally.missedClamps + " clamps missed; goal 0");
        }
        if (tally.toldRight < tally.told) {
            unmet.add(String.format(
                    Locale.ROOT,
                    "%d of %d times to empty were off by more than 10 %% and 2 min; goal 0",
                    tally.told - tally.toldRight,
                    tally.told));
        }
        return unmet;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%.0f bag-hours, seed %d, zero wandering by %.1f g",
                bagHours,
                options.seed(),
                options.wanderG()));
        lines.add("");
        lines.add(Row.head("fault"));
        tally.byFault.forEach((fault, row) -> lines.add(row.line(fault.words())));
        lines.add("");
        lines.add(Row.head("pattern"));
        tally.byPattern.forEach(
                (pattern, row) -> lines.add(row.line((HIGH.contains(pattern) ? "* " : "  ") + pattern)));
        lines.add("  (* HIGH)");
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "false alarms: %d, %.4f a bag-hour (goal <= 0.05)",
                tally.falseOnes(),
                tally.falseOnes() / bagHours));
        lines.add(String.format(
                Locale.ROOT,
                "clamps: %d commanded, %d confirmed, %d without cause, %d missed; withheld %s",
                tally.commanded,
                tally.confirmed,
                tally.withoutCause,
                tally.missedClamps,
                tally.withheld.isEmpty() ? "none" : tally.withheld.toString()));
        List<Double> off = tally.toldOffMin.stream().sorted().toList();
        lines.add(String.format(
                Locale.ROOT,
                "time to empty: %d told, %d within 10 %% or 2 min%s",
                tally.told,
                tally.toldRight,
                off.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; off by %.1f min (p50), %.1f (p95), %.1f (most)",
                                off.get(off.size() / 2),
                                off.get((int) (off.size() * 0.95)),
                                off.get(off.size() - 1))));
        return lines;
    }

    @Override
    public List<String> wrong() {
        return List.copyOf(tally.wrong);
    }
}
