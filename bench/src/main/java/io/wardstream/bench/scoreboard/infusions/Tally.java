package io.wardstream.bench.scoreboard.infusions;

import io.wardstream.bench.scoreboard.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was counted, over all beds. For one thread. */
public final class Tally {

    final Map<Fault, Row> byFault = new EnumMap<>(Fault.class);
    final Map<String, Row> byPattern = new TreeMap<>();
    final Map<String, Integer> withheld = new TreeMap<>();

    /** What did not hold, one line each, with all that is needed to see it again. */
    final List<String> wrong = new ArrayList<>();

    int commanded;
    int confirmed;
    int withoutCause;
    int missedClamps;
    int told;
    int toldRight;
    final List<Double> toldOffMin = new ArrayList<>();

    Row of(Fault fault) {
        return byFault.computeIfAbsent(fault, f -> new Row());
    }

    Row of(String pattern) {
        return byPattern.computeIfAbsent(pattern, p -> new Row());
    }

    void wrong(Bed bed, long at, String words) {
        wrong.add(String.format(
                Locale.ROOT,
                "line %d, minute %.1f, %s: %s",
                bed.number,
                (at - bed.start) / 60_000.0,
                bed.bag.fault.words() + (bed.bag.happens == bed.bag.fault ? "" : " with " + bed.bag.happens.words()),
                words));
    }

    int falseOnes() {
        return byPattern.values().stream().mapToInt(Row::falseOnes).sum();
    }
}
