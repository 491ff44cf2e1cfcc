package io.wardstream.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.BacktestJob;
import io.wardstream.jobs.config.BacktestConfig;
import io.wardstream.model.SharedData;
import io.wardstream.model.SignKind;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charted infusions and scale recordings through the whole safety topology. */
class WeighedBacktestIT {

    @TempDir
    Path dir;

    private Summary run(String data, Map<String, String> more, Path out) throws Exception {
        Map<String, String> options = new HashMap<>(
                Map.of("backtest.data", data, "backtest.out", out.toString(), "flink.parallelism.default", "2"));
        options.putAll(more);
        return BacktestJob.run(BacktestConfig.from(options)).summary();
    }

    private static Map<String, Set<SignKind>> signs(Path out) throws Exception {
        Map<String, Set<SignKind>> signs = new TreeMap<>();
        for (String text : Files.readAllLines(out.resolve("signs.jsonl"))) {
            Decoded<SignLine> decoded = WireFormat.of(SignLine.class).read(text.getBytes(StandardCharsets.UTF_8));
            SignLine line = ((Decoded.Accepted<SignLine>) decoded).value();
            signs.computeIfAbsent(Objects.requireNonNull(line.lineId()), id -> EnumSet.noneOf(SignKind.class))
                    .add(line.kind());
        }
        return signs;
    }

    /** A bag as the test itself reads it from the chart. */
    private record Bag(String link, String place, long from, long until, double leftMl, double rate, int rows) {
        boolean follows(Bag other) {
            return place.equals(other.place) && from < other.until + 600_000 + 1 && other.from < until + 600_000 + 1;
        }
    }

    private static long time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }

    private static List<Bag> bags(List<String> chart) {
        List<String> names = Arrays.asList(chart.get(0).split(",", -1));
        Map<String, Bag> bags = new TreeMap<>();
        for (String text : chart.subList(1, chart.size())) {
            String[] cells = text.split(",", -1);
            boolean given = cells[names.indexOf("ORDERCATEGORYDESCRIPTION")].equals("Continuous IV")
                    && cells[names.indexOf("CANCELREASON")].equals("0")
                    && cells[names.indexOf("RATEUOM")].equals("mL/hour")
                    && cells[names.indexOf("ORDERCOMPONENTTYPEDESCRIPTION")].startsWith("Main")
                    && !cells[names.indexOf("STATUSDESCRIPTION")].equals("Rewritten");
            if (!given) {
                continue;
            }
            Bag row = new Bag(
                    cells[names.indexOf("LINKORDERID")],
                    cells[names.indexOf("SUBJECT_ID")] + " " + cells[names.indexOf("ITEMID")],
                    time(cells[names.indexOf("STARTTIME")]),
                    time(cells[names.indexOf("ENDTIME")]),
                    Double.parseDouble(cells[names.indexOf("ORIGINALAMOUNT")])
                            - Double.parseDouble(cells[names.indexOf("AMOUNT")]),
                    Double.parseDouble(cells[names.indexOf("RATE")]),
                    1);
            bags.merge(
                    row.link(),
                    row,
                    (a, b) -> new Bag(
                            a.link,
                            a.place,
                            Math.min(a.from, b.from),
                            Math.max(a.until, b.until),
                            a.until > b.until ? a.leftMl : b.leftMl,
                            a.until > b.until ? a.rate : b.rate,
                            a.rows + 1));
        }
        return List.copyOf(bags.values());
    }

    @Test
    void findsWhatTheChartSaysOfEachBag() throws Exception {
        Path file = SharedData.require("mimic3demo_infusions/demo/INPUTEVENTS_MV.csv");
        Path out = Path.of("target", "backtest-mimic-infusions").toAbsolutePath();
        Summary summary = run("mimic-infusions:" + file, Map.of(), out);
        List<String> chart = Files.readAllLines(file);
        List<Bag> bags = bags(chart);
        assertThat(summary.rowsUsed())
                .isEqualTo(bags.stream().mapToLong(Bag::rows).sum());
        assertThat(summary.rowsUsed()
                        + summary.events().rejected()
                        + summary.rowsSkipped().values().stream()
                                .mapToLong(n -> n)
                                .sum())
                .as("each row is used, skipped or refused")
                .isEqualTo(chart.size() - 1);
        Map<String, Set<SignKind>> signs = signs(out);
        List<String> ranDryUnseen = new ArrayList<>();
        List<String> emptyForNothing = new ArrayList<>();
        int ranOut = 0;
        int stopped = 0;
        for (Bag bag : bags) {
            boolean alone =
                    bag.rows() == 1 && bags.stream().noneMatch(other -> !other.equals(bag) && bag.follows(other));
            if (!alone) {
                continue;
            }
            Set<SignKind> found = signs.getOrDefault(bag.link(), Set.of());
            boolean empty = found.contains(SignKind.BAG_EMPTY) || found.contains(SignKind.LEVEL_CRITICAL);
            if (bag.leftMl() <= 10) {
                ranOut++;
                if (!empty) {
                    ranDryUnseen.add(bag.toString());
                }
            } else if (bag.leftMl() > 100 && bag.leftMl() > bag.rate() / 3) {
                stopped++;
                if (empty) {
                    emptyForNothing.add(bag.toString());
                }
            }
        }
        assertThat(ranOut).isPositive();
        assertThat(stopped).isPositive();
        assertThat(ranDryUnseen).as("of " + ranOut + " that ran out").isEmpty();
        assertThat(emptyForNothing).as("of " + stopped + " that were stopped").isEmpty();
        assertThat(summary.alarms().raisedByPattern())
                .containsKeys("LowLevel", "BagChanged")
                .doesNotContainKey("DeviceSilent");
        assertThat(signs.values().stream().anyMatch(kinds -> kinds.contains(SignKind.BAG_EMPTY)))
                .isTrue();
    }

    @Test
    void raisesNothingHighOnAScaleThatIsSlowEnough() throws Exception {
        Path file = SharedData.require("loadcell_drip/demo/20240202T063530_shot.csv");
        Summary summary = run("loadcell:" + file, Map.of("backtest.stretch", "100"), dir);
        assertThat(summary.rowsUsed()).isEqualTo(Files.readAllLines(file).size() - 1L);
        assertThat(summary.alarms().raisedByPattern())
                .doesNotContainKeys("BagEmpty", "CriticalLevel", "FreeFlow", "UnattendedEmpty", "LowLevel");
    }
}
