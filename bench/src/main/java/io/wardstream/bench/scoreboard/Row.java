package io.wardstream.bench.scoreboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A row of a board: what was found of what had to be, how soon, and what was made up. For one thread. */
public final class Row {

    private static final String COLUMNS = "%-24s %8s %6s %6s %9s %9s %6s";

    private int found;
    private int missed;
    private int falseOnes;
    private int harmless;
    private final List<Double> delaysS = new ArrayList<>();

    /** Something was found, so many seconds after it was there or due. */
    public void find(double delayS) {
        found++;
        delaysS.add(delayS);
    }

    /** Something was not found in time. */
    public void miss() {
        missed++;
    }

    /** Something was said that was not so. */
    public void makeUp() {
        falseOnes++;
    }

    /** Something happened in which there was nothing to find. */
    public void pass() {
        harmless++;
    }

    public int found() {
        return found;
    }

    public int missed() {
        return missed;
    }

    public int falseOnes() {
        return falseOnes;
    }

    private double delayS(double share) {
        if (delaysS.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = delaysS.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
    }

    /** The words above the rows. */
    public static String head(String first) {
        return String.format(Locale.ROOT, COLUMNS, first, "labelled", "found", "missed", "p50 s", "p95 s", "false");
    }

    /** This row in words. */
    public String line(String name) {
        boolean toFind = found + missed > 0;
        return String.format(
                Locale.ROOT,
                COLUMNS,
                name,
                found + missed + harmless,
                toFind ? found : "-",
                toFind ? missed : "-",
                seconds(delayS(0.5)),
                seconds(delayS(0.95)),
                falseOnes);
    }

    private static String seconds(double s) {
        return Double.isNaN(s) ? "-" : String.format(Locale.ROOT, "%.0f", s);
    }
}
