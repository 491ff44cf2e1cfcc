package io.wardstream.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.jobs.BacktestJob;
import io.wardstream.jobs.config.BacktestConfig;
import io.wardstream.model.SharedData;
import io.wardstream.model.SignKind;
import io.wardstream.model.load.AlarmLoad;
import io.wardstream.model.load.AlarmLoadComparison;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.Rfc3339;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded patients through the whole safety topology. */
class BacktestIT {

    @TempDir
    Path dir;

    private Summary run(String data, Map<String, String> more) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of(
                "backtest.data",
                data,
                "backtest.out",
                dir.resolve("out").toString(),
                "flink.parallelism.default",
                "2"));
        options.putAll(more);
        return BacktestJob.run(BacktestConfig.from(options)).summary();
    }

    private <T extends Record> List<T> lines(String file, Class<T> type) throws Exception {
        List<T> lines = new ArrayList<>();
        for (String line : Files.readAllLines(dir.resolve("out").resolve(file))) {
            Decoded<T> decoded = WireFormat.of(type).read(line.getBytes(StandardCharsets.UTF_8));
            assertThat(decoded).as(line).isInstanceOf(Decoded.Accepted.class);
            lines.add(((Decoded.Accepted<T>) decoded).value());
        }
        return lines;
    }

    @Test
    void reproducesTheScoresOfRecordedPatients() throws Exception {
        Path data = SharedData.require("physionet2019");
        Summary summary = run("physionet-2019:" + data.resolve("demo"), Map.of());
        Map<String, ScoreLine> scores = new HashMap<>();
        for (ScoreLine score : lines("scores.jsonl", ScoreLine.class)) {
            assertThat(scores.put(score.patientId() + " " + score.at(), score))
                    .as("one evaluation a patient and instant: " + score)
                    .isNull();
        }
        List<String> expected = Files.readAllLines(data.resolve("demo_news5_expected.csv"));
        int compared = 0;
        for (String row : expected.subList(1, expected.size())) {
            String[] cells = row.split(",", -1);
            if (cells[14].equals("1")) {
                continue;
            }
            long hour = Long.parseLong(cells[1]) - 1;
            String at = Rfc3339.format(RecordedLog.BASE + hour * 3_600_000);
            ScoreLine score = scores.get(cells[0] + " " + (RecordedLog.BASE + hour * 3_600_000));
            assertThat(score).as(cells[0] + " at " + at).isNotNull();
            assertThat(List.of(
                            score.parts().rr(),
                            score.parts().spo2(),
                            score.parts().sys(),
                            score.parts().hr(),
                            score.parts().temp()))
                    .as(row)
                    .extracting(String::valueOf)
                    .containsExactly(cells[7], cells[8], cells[9], cells[10], cells[11]);
            assertThat(score.missing()).as(row).contains("acvpu").isSubsetOf("o2", "acvpu");
            assertThat(score.news2())
                    .as(row)
                    .isEqualTo(Integer.parseInt(cells[12])
                            + (score.parts().o2() == null ? 0 : score.parts().o2())
                            + (score.parts().acvpu() == null ? 0 : score.parts().acvpu()));
            compared++;
        }
        assertThat(compared).isGreaterThan(200);
        assertThat(summary.events().read())
                .isEqualTo(summary.events().accepted() + summary.events().rejected());
        assertThat(summary.patients()).isEqualTo(30);
        assertThat(summary.alarms().raised()).isPositive();
    }

    @Test
    void givesTheSameFilesEveryTime() throws Exception {
        String data = "physionet-2019:" + SharedData.require("physionet2019").resolve("demo");
        run(data, Map.of());
        List<String> alarms = Files.readAllLines(dir.resolve("out/alarms.jsonl"));
        List<String> signs = Files.readAllLines(dir.resolve("out/signs.jsonl"));
        run(data, Map.of("flink.parallelism.default", "3"));
        assertThat(Files.readAllLines(dir.resolve("out/alarms.jsonl"))).isEqualTo(alarms);
        assertThat(Files.readAllLines(dir.resolve("out/signs.jsonl"))).isEqualTo(signs);
        assertThat(dir.resolve("out/.parts")).doesNotExist();
    }

    @Test
    void alarmsForTheRecordWithADesaturationAndObeysTheSettings() throws Exception {
        Path demo = SharedData.require("bidmc_numerics").resolve("demo");
        Summary summary = run("bidmc:" + demo.resolve("bidmc_32_Numerics.csv"), Map.of());
        assertThat(summary.alarms().raisedByPattern()).containsKey("Spo2Desaturation");
        assertThat(lines("alarms.jsonl", AlarmLine.class))
                .filteredOn(line -> line.pattern().startsWith("Spo2"))
                .first()
                .satisfies(line -> assertThat(line.evidence()).isNotEmpty());

        Path settings = Files.writeString(
                dir.resolve("settings.yaml"),
                "Spo2Low:\n  lowPct: 70\nSpo2Desaturation:\n  lowPct: 60\nSpo2Critical:\n  lowPct: 50\n");
        Summary deaf =
                run("bidmc:" + demo.resolve("bidmc_32_Numerics.csv"), Map.of("backtest.settings", settings.toString()));
        assertThat(deaf.alarms().raisedByPattern().keySet()).noneMatch(pattern -> pattern.startsWith("Spo2"));
    }

    private Path deteriorating(int fromS, int untilS) throws Exception {
        StringBuilder rows = new StringBuilder("Time [s], HR, PULSE, RESP, SpO2\n");
        for (int s = 0; s < untilS; s++) {
            rows.append(s).append(s < fromS ? ",80,80,16,97\n" : ",140,140,30,88\n");
        }
        return Files.writeString(dir.resolve("worse_Numerics.csv"), rows);
    }

    @Test
    void raisesNothingAtTheEndThatWasNotDueYet() throws Exception {
        Summary cutShort = run("bidmc:" + deteriorating(10, 70), Map.of());
        assertThat(cutShort.alarms().raisedByPattern()).containsKey("Spo2Low").doesNotContainKey("News2High");
        assertThat(cutShort.events().accepted()).isEqualTo(70);
        Summary whole = run("bidmc:" + deteriorating(10, 160), Map.of());
        assertThat(whole.alarms().raisedByPattern()).containsKey("Spo2Low");
        assertThat(lines("alarms.jsonl", AlarmLine.class))
                .anyMatch(line -> line.pattern().equals("News2High"));
    }

    /** A saturation that is low each minute for ten seconds is never said, and each time is on record. */
    @Test
    void countsWhatItDidNotSayByRule() throws Exception {
        StringBuilder rows = new StringBuilder("Time [s], HR, PULSE, RESP, SpO2\n");
        for (int s = 0; s < 300; s++) {
            rows.append(s).append(s % 60 < 10 ? ",80,80,16,88\n" : ",80,80,16,97\n");
        }
        Summary summary = run("bidmc:" + Files.writeString(dir.resolve("restless_Numerics.csv"), rows), Map.of());
        assertThat(summary.alarms().raisedByPattern()).doesNotContainKey("Spo2Low");
        assertThat(summary.alarmLoad().suppressed()).isEqualTo(Map.of("persistence", Map.of("Spo2Low", 5L)));
        assertThat(lines("signs.jsonl", SignLine.class))
                .filteredOn(line -> line.kind() == SignKind.SUPPRESSED)
                .hasSize(5)
                .allSatisfy(line -> assertThat(line.rule()).isEqualTo("Spo2Low/persistence"));
    }

    /** SpO2 is low from the third hour on; the label says sepsis in the fifth. */
    @Test
    void addsUpTheLoadAndTheLeadBeforeTheRecordedEvent() throws Exception {
        StringBuilder rows = new StringBuilder("HR|O2Sat|Resp|SBP|Temp|ICULOS|SepsisLabel\n");
        for (int hour = 1; hour <= 6; hour++) {
            rows.append(hour < 3 ? "80|97|16|120|37|" : "80|80|16|120|37|")
                    .append(hour)
                    .append(hour < 5 ? "|0\n" : "|1\n");
        }
        Summary summary = run("physionet-2019:" + Files.writeString(dir.resolve("p1.psv"), rows), Map.of());
        AlarmLoad.Report load = summary.alarmLoad();
        assertThat(load.exposure()).isEqualTo(new AlarmLoad.Exposure(1, 5));
        assertThat(load.all().raised()).isEqualTo(summary.alarms().raised()).isPositive();
        assertThat(load.all().perPatientDay()).isCloseTo(summary.alarmsPerPatientDay(), within(1e-9));
        assertThat(load.byPattern().keySet())
                .isEqualTo(summary.alarms().raisedByPattern().keySet());
        assertThat(load.notCleared()).isEqualTo(summary.alarms().open());
        assertThat(load.lead()).isEqualTo(new AlarmLoad.Lead(AlarmLoad.WARNING_MS, 1, 1, 1.0, 2 * 3_600_000L));
        assertThat(Files.readString(dir.resolve("out/summary.json"))).contains("\"alarmLoad\":{\"exposure\":");
    }

    @Test
    void holdsOtherSettingsAgainstTheFirst() throws Exception {
        Path deaf = Files.writeString(dir.resolve("deaf.yaml"), "Spo2Low.lowPct: 70\n");
        Map<String, String> options = Map.of(
                "backtest.data",
                "bidmc:" + deteriorating(10, 80),
                "backtest.out",
                dir.resolve("out").toString(),
                "backtest.against",
                deaf.toString());
        BacktestResult result = BacktestJob.run(BacktestConfig.from(options));
        assertThat(result.summary().alarms().raisedByPattern()).containsKey("Spo2Low");
        assertThat(result.against().alarms().raisedByPattern()).doesNotContainKey("Spo2Low");
        assertThat(result.comparison().nameA()).isEqualTo(BacktestConfig.DEFAULTS);
        assertThat(result.comparison().nameB()).isEqualTo(deaf.toString());
        assertThat(result.comparison().byPattern().get("Spo2Low"))
                .extracting(AlarmLoadComparison.Change::raisedA, AlarmLoadComparison.Change::raisedB)
                .containsExactly(1L, 0L);
        assertThat(result.comparison().byPattern().get("Spo2Low").changePct()).isEqualTo(-100.0);
        assertThat(lines("comparison.json", AlarmLoadComparison.class)).containsExactly(result.comparison());
        for (String file : List.of("alarms.jsonl", "signs.jsonl", "scores.jsonl", "summary.json")) {
            assertThat(dir.resolve("out").resolve(file)).exists();
            assertThat(dir.resolve("out/against").resolve(file)).exists();
        }

        run("bidmc:" + deteriorating(10, 160), Map.of());
        assertThat(dir.resolve("out/comparison.json")).as("of a run before").doesNotExist();
    }

    @Test
    void keepsTheCountsOfWhatIsWrong() throws Exception {
        Path file = Files.writeString(dir.resolve("bad_Numerics.csv"), """
                Time [s], HR, PULSE, RESP, SpO2
                0,80,80,16,97
                1,80,80,16,970
                2,what,80,16,97
                3,,,,
                4,80,80
                5,81,80,16,97
                """);
        Summary summary = run("bidmc:" + file, Map.of());
        assertThat(summary.events()).isEqualTo(new Summary.Events(5, 3, 2, 0, 0));
        assertThat(summary.rowsWithoutValues()).isEqualTo(1);
        assertThat(summary.rejectedByReason()).isEqualTo(Map.of("BROKEN_RECORD", 2L, "OUT_OF_RANGE", 1L));
        assertThat(Files.readString(dir.resolve("out/summary.json"))).contains("\"events\":{\"read\":5,\"accepted\":3");
    }

    /** Every row of the files is in exactly one of the counts. */
    @Test
    void countsEachRowOfIrregularValuesOnce() throws Exception {
        Path demo = SharedData.require("physionet2012").resolve("demo");
        long rows = 0;
        try (Stream<Path> files = Files.list(demo)) {
            for (Path file : files.toList()) {
                rows += Files.readAllLines(file).size() - 1;
            }
        }
        Summary summary = run("physionet-2012:" + demo, Map.of());
        assertThat(summary.patients()).isEqualTo(12);
        assertThat(rows)
                .isEqualTo(summary.rowsUsed()
                        + summary.events().rejected()
                        + summary.rowsSkipped().values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
        assertThat(summary.rejectedByReason()).isEqualTo(Map.of("OUT_OF_RANGE", 14L));
        assertThat(summary.events().rejected()).isEqualTo(14);
        assertThat(lines("scores.jsonl", ScoreLine.class))
                .isNotEmpty()
                .as("GCS is no ACVPU")
                .allMatch(score -> score.missing().contains("acvpu"));
    }

    @Test
    void refusesSingleValuesOfIrregularRecordsWithTheirReasons() throws Exception {
        Path file = Files.writeString(dir.resolve("1.txt"), """
                Time,Parameter,Value
                00:00,Age,60
                00:10,HR,80
                00:10,HR,80
                00:10,Temp,-17.8
                00:20,Temp,-17.8
                00:20,NISysABP,999
                00:30,RespRate,0
                00:40,SysABP,0
                00:40,HR,81
                00:50,HR,what
                """);
        Summary summary = run("physionet-2012:" + file, Map.of());
        assertThat(summary.events()).isEqualTo(new Summary.Events(9, 2, 7, 0, 0));
        assertThat(summary.rowsUsed()).isEqualTo(2);
        assertThat(summary.rowsSkipped()).isEqualTo(Map.of("no vital sign", 1L));
        assertThat(summary.rejectedByReason())
                .isEqualTo(Map.of("OUT_OF_RANGE", 5L, "DUPLICATE_FIELD", 1L, "BROKEN_RECORD", 1L));
    }
}
