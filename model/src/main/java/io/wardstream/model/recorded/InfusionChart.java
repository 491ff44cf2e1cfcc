package io.wardstream.model.recorded;

import io.wardstream.model.recorded.Recording.Problem;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code INPUTEVENTS_MV.csv} of MIMIC-III: infusions as nurses charted them. Each row says when something ran, how fast
 * and from how full a bag; the weights are worked out from that ({@link ChartedCurve}). They are no recorded weights.
 *
 * <p>What the columns mean, as the demo subset shows it (693 rows that were given, 2022 mL/h at most):
 *
 * <ol>
 *   <li>{@code AMOUNT} is what ran between {@code STARTTIME} and {@code ENDTIME}: it is {@code RATE} times that time in
 *       every row.
 *   <li>{@code ORIGINALAMOUNT} is what was in the bag when the row began, and {@code TOTALAMOUNT} what the bag holds:
 *       502.2 of 1000 mL in a row at 250 mL/h. So the fill comes from {@code ORIGINALAMOUNT}; {@code TOTALAMOUNT} would
 *       hang a full bag at each step of the rate.
 *   <li>{@code LINKORDERID} names the bag, {@code ORDERID} one row of it: a step of the rate ends one row and begins
 *       the next with what is left. In nine rows of ten the difference is below 20 mL. In the others the chart corrects
 *       itself, or more was filled in: there another bag hangs.
 *   <li>A row that is {@code Rewritten} lies over the one that was written in its place, often with
 *       {@code CANCELREASON} 0: both together would give the fluid twice.
 *   <li>A row that ended as {@code FinishedRunning} has its {@code ORIGINALAMOUNT} corrected to what ran, so nothing is
 *       left; one that ended as {@code Stopped} or {@code Paused} has not.
 * </ol>
 *
 * <p>The chart knows no line. Bags of one patient and one {@code ITEMID} that follow each other within
 * {@link #CHANGE_MS} are taken for one; it has the first bag's name. An object reads once; not thread-safe.
 */
final class InfusionChart {

    /** Until so long after a bag the next of the same item is its change, ms. */
    static final long CHANGE_MS = 600_000;

    /** A fill that differs so much from what was left is another bag's, mL. */
    static final double SAME_BAG_ML = 20;

    /** Longer hangs no bag, ms. */
    private static final long LONGEST_MS = 30L * 24 * 3_600_000;

    private static final double LARGEST_ML = 50_000;

    /** Orders that differ by no more are one order: the chart rounds. */
    private static final double SAME_ORDER = 1.02;

    private static final double MINUTES_PER_H = 60;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static final List<List<String>> COLUMNS = List.of(
            List.of("ROW_ID"),
            List.of("SUBJECT_ID"),
            List.of("STARTTIME"),
            List.of("ENDTIME"),
            List.of("ITEMID"),
            List.of("RATE"),
            List.of("RATEUOM"),
            List.of("LINKORDERID"),
            List.of("ORDERCOMPONENTTYPEDESCRIPTION"),
            List.of("ORDERCATEGORYDESCRIPTION"),
            List.of("TOTALAMOUNT"),
            List.of("TOTALAMOUNTUOM"),
            List.of("CANCELREASON"),
            List.of("STATUSDESCRIPTION"),
            List.of("ORIGINALAMOUNT"),
            List.of("ORIGINALRATE"));

    private final List<Problem> problems = new ArrayList<>();
    private final Map<ChartSkip, Long> skipped = new EnumMap<>(ChartSkip.class);
    private final List<ChartedRow> rows = new ArrayList<>();

    WeighedRecording read(Path path) {
        for (Path file : Recording.files(RecordingFormat.MIMIC_INFUSIONS, path, problems)) {
            new Csv(file, problems).read(file, COLUMNS, row -> {
                ChartSkip skip = skip(row);
                if (skip == null) {
                    rows.add(row(row));
                } else {
                    skipped.merge(skip, 1L, Long::sum);
                }
            });
        }
        return new WeighedRecording(lines(), problems, rows.size(), 0, skipped);
    }

    private static @Nullable ChartSkip skip(Csv.Row row) throws Csv.Unreadable {
        if (!row.text("ORDERCATEGORYDESCRIPTION").equals("Continuous IV")) {
            return ChartSkip.NOT_CONTINUOUS_IV;
        }
        if (row.needed("CANCELREASON") != 0) {
            return ChartSkip.CANCELLED;
        }
        if (row.text("STATUSDESCRIPTION").equals("Rewritten")) {
            return ChartSkip.REWRITTEN;
        }
        if (row.text("ORDERCOMPONENTTYPEDESCRIPTION").startsWith("Additives")) {
            return ChartSkip.ADDITIVE;
        }
        Double rate = row.number("RATE");
        if (rate == null || Double.isNaN(perHour(row))) {
            return ChartSkip.RATE_NOT_BY_VOLUME;
        }
        if (rate <= 0) {
            return ChartSkip.RATE_NOT_POSITIVE;
        }
        return row.text("TOTALAMOUNTUOM").equalsIgnoreCase("ml") ? null : ChartSkip.BAG_NOT_IN_ML;
    }

    /** What a rate is multiplied by to be one an hour; NaN if it is none of volume. */
    private static double perHour(Csv.Row row) {
        return switch (row.text("RATEUOM").toLowerCase(Locale.ROOT)) {
            case "ml/hour" -> 1;
            case "ml/min" -> MINUTES_PER_H;
            default -> Double.NaN;
        };
    }

    private static ChartedRow row(Csv.Row row) throws Csv.Unreadable {
        long start = time(row, "STARTTIME");
        long end = time(row, "ENDTIME");
        if (end <= start || end - start > LONGEST_MS) {
            throw new Csv.Unreadable("ENDTIME is not within 30 days after STARTTIME");
        }
        double fillMl = row.needed("ORIGINALAMOUNT");
        double bagMl = row.needed("TOTALAMOUNT");
        if (!(fillMl > 0 && fillMl <= LARGEST_ML && bagMl > 0 && bagMl <= LARGEST_ML)) {
            throw new Csv.Unreadable("TOTALAMOUNT or ORIGINALAMOUNT is the content of no bag");
        }
        Double order = row.number("ORIGINALRATE");
        return new ChartedRow(
                row.id("ROW_ID"),
                row.id("SUBJECT_ID"),
                row.id("ITEMID"),
                row.id("LINKORDERID"),
                start,
                end,
                row.needed("RATE") * perHour(row),
                order == null ? 0 : order * perHour(row),
                fillMl,
                bagMl);
    }

    private static long time(Csv.Row row, String column) throws Csv.Unreadable {
        try {
            return LocalDateTime.parse(row.text(column), TIME)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeException e) {
            throw new Csv.Unreadable(column + " is no time");
        }
    }

    // ---- From rows to bags, from bags to lines
    // -----------------------------------------------------------------------

    private record Place(long subject, long item) {}

    private List<WeighedLine> lines() {
        List<List<ChartedRow>> bags = bags();
        bags.sort(Comparator.comparingLong((List<ChartedRow> bag) -> bag.get(0).startMs())
                .thenComparingLong(bag -> bag.get(0).rowId()));
        Map<Place, List<List<List<ChartedRow>>>> open = new HashMap<>();
        List<List<List<ChartedRow>>> hung = new ArrayList<>();
        for (List<ChartedRow> bag : bags) {
            ChartedRow first = bag.get(0);
            List<List<List<ChartedRow>>> there =
                    open.computeIfAbsent(new Place(first.subject(), first.item()), place -> new ArrayList<>());
            List<List<ChartedRow>> line = null;
            for (List<List<ChartedRow>> candidate : there) {
                long gap = first.startMs() - end(candidate);
                if (gap >= 0 && gap <= CHANGE_MS && (line == null || end(candidate) > end(line))) {
                    line = candidate;
                }
            }
            if (line == null) {
                line = new ArrayList<>();
                there.add(line);
                hung.add(line);
            }
            line.add(bag);
        }
        Set<String> names = new HashSet<>();
        return hung.stream().map(line -> line(line, names)).toList();
    }

    private static long end(List<List<ChartedRow>> line) {
        List<ChartedRow> last = line.get(line.size() - 1);
        return last.get(last.size() - 1).endMs();
    }

    /** The rows of each bag in the order of time: what goes on with what was left. */
    private List<List<ChartedRow>> bags() {
        Map<Long, List<ChartedRow>> byLink = new TreeMap<>();
        rows.forEach(row ->
                byLink.computeIfAbsent(row.link(), link -> new ArrayList<>()).add(row));
        List<List<ChartedRow>> bags = new ArrayList<>();
        for (List<ChartedRow> linked : byLink.values()) {
            linked.sort(Comparator.comparingLong(ChartedRow::startMs).thenComparingLong(ChartedRow::rowId));
            List<ChartedRow> bag = new ArrayList<>();
            for (ChartedRow row : linked) {
                if (!bag.isEmpty() && !row.goesOnFrom(bag.get(bag.size() - 1), SAME_BAG_ML)) {
                    bags.add(bag);
                    bag = new ArrayList<>();
                }
                bag.add(row);
            }
            bags.add(bag);
        }
        return bags;
    }

    private static WeighedLine line(List<List<ChartedRow>> bags, Set<String> names) {
        ChartedRow first = bags.get(0).get(0);
        String link = Long.toString(first.link());
        String name = link;
        for (int i = 2; !names.add(name); i++) {
            name = link + "-" + i;
        }
        double bagMl = 0;
        for (List<ChartedRow> bag : bags) {
            for (ChartedRow row : bag) {
                bagMl = Math.max(bagMl, Math.max(row.bagMl(), row.fillMl()));
            }
        }
        return new WeighedLine(name, Long.toString(first.subject()), bagMl, order(bags), new ChartedCurve(bags));
    }

    /** The ordered rate, if each row has one and it is the same. */
    private static @Nullable Double order(List<List<ChartedRow>> bags) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (List<ChartedRow> bag : bags) {
            for (ChartedRow row : bag) {
                least = Math.min(least, row.orderMlPerH());
                most = Math.max(most, row.orderMlPerH());
            }
        }
        return least > 0 && most <= least * SAME_ORDER ? bags.get(0).get(0).orderMlPerH() : null;
    }
}
