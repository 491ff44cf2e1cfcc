package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.bench.scoreboard.Row;
import io.wardstream.model.Priority;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was counted, over all patients. For one thread. */
public final class Tally {

    final Map<Label, Row> byLabel = new EnumMap<>(Label.class);
    final Map<String, Row> byPattern = new TreeMap<>();
    private final Map<Priority, Integer> said = new EnumMap<>(Priority.class);
    private final Map<Priority, Integer> madeUp = new EnumMap<>(Priority.class);

    /** What did not hold, one line each, with all that is needed to see it again. */
    final List<String> wrong = new ArrayList<>();

    Row of(Label label) {
        return byLabel.computeIfAbsent(label, l -> new Row());
    }

    Row of(String pattern) {
        return byPattern.computeIfAbsent(pattern, p -> new Row());
    }

    void said(Priority priority) {
        said.merge(priority, 1, Integer::sum);
    }

    void madeUp(Priority priority) {
        madeUp.merge(priority, 1, Integer::sum);
    }

    /** How many alarms of that priority were raised, or escalated to. */
    int saidOf(Priority priority) {
        return said.getOrDefault(priority, 0);
    }

    /** How many of them without a ground. */
    int madeUpOf(Priority priority) {
        return madeUp.getOrDefault(priority, 0);
    }

    void wrong(Patient patient, long at, String words) {
        Label label = patient.blamed(at);
        String when = label == Label.WELL
                ? ""
                : String.format(
                        Locale.ROOT,
                        patient.episode.label == label ? " (for %.1f min)" : " (over for %.1f min)",
                        (at - patient.episode.from) / 60_000.0);
        wrong.add(String.format(
                Locale.ROOT,
                "patient %d, minute %.2f, %s%s: %s; %s",
                patient.number,
                (at - patient.start) / 60_000.0,
                label.words(),
                when,
                words,
                patient.words()));
    }
}
