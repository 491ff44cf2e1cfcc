package io.wardstream.model.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.SharedData;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.wire.WardTopic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final long HOUR = 3_600_000;
    private static final String BIDMC = "Time [s], HR, PULSE, RESP, SpO2\n";
    private static final String PHYSIONET = "HR|O2Sat|Temp|SBP|MAP|DBP|Resp|FiO2|ICULOS|SepsisLabel\n";

    @TempDir
    Path dir;

    @Test
    void readsARowASecondOfBidmc() throws IOException {
        write("bidmc_32_Numerics.csv", BIDMC + "-0,81,80,25,84\n1,NaN,80,,84\r\n2.5, 82 ,NaN,NaN,NaN\n");
        Recording recording = Recording.read(RecordingFormat.BIDMC, dir);
        assertThat(recording.problems()).isEmpty();
        assertThat(recording.patients()).singleElement().satisfies(patient -> {
            assertThat(patient.patientId()).isEqualTo("bidmc_32");
            assertThat(patient.rows())
                    .containsExactly(
                            new RecordedRow(
                                    0,
                                    VitalsReading.NONE
                                            .withHrBpm(81.0)
                                            .withPulseBpm(80.0)
                                            .withRrPerMin(25.0)
                                            .withSpo2Pct(84.0)),
                            new RecordedRow(
                                    1000, VitalsReading.NONE.withPulseBpm(80.0).withSpo2Pct(84.0)),
                            new RecordedRow(2500, VitalsReading.NONE.withHrBpm(82.0)));
        });
    }

    @Test
    void readsARowAnHourOfPhysionetAndKeepsWhatCannotBeTrue() throws IOException {
        write(
                "p1.psv",
                PHYSIONET
                        + "NaN|NaN|NaN|NaN|NaN|NaN|NaN|NaN|1|0\n"
                        + "85|99.5|36.2|126|95|74|24|0.28|2|0\n"
                        + "-3|101|12|0|NaN|NaN|80|40|7|1\n");
        Recording recording = Recording.read(RecordingFormat.PHYSIONET_2019, dir);
        assertThat(recording.problems()).isEmpty();
        assertThat(recording.patients().get(0).rows())
                .containsExactly(
                        new RecordedRow(0, VitalsReading.NONE),
                        new RecordedRow(HOUR, new VitalsReading(85.0, null, 99.5, 24.0, 126.0, 74.0, 95.0, 36.2, 28.0)),
                        new RecordedRow(
                                6 * HOUR, new VitalsReading(-3.0, null, 101.0, 80.0, 0.0, null, null, 12.0, 4000.0)));
    }

    @Test
    void knowsWhenTheLabelFirstSaysThatItHappened() throws IOException {
        String quiet = "85|97|NaN|NaN|NaN|NaN|NaN|NaN|%d|0%n";
        String septic = "85|97|NaN|NaN|NaN|NaN|NaN|NaN|%d|1%n";
        write(
                "p1.psv",
                PHYSIONET + quiet.formatted(1) + quiet.formatted(2) + septic.formatted(3) + septic.formatted(4));
        write("p2.psv", PHYSIONET + quiet.formatted(1));
        write("p3.psv", PHYSIONET + septic.formatted(1) + septic.formatted(2));
        Recording recording = Recording.read(RecordingFormat.PHYSIONET_2019, dir);
        assertThat(recording.problems()).isEmpty();
        assertThat(recording.patients())
                .extracting(RecordedPatient::eventMs)
                .as("the third had it before anything was recorded")
                .containsExactly(2 * HOUR, null, null);
    }

    @Test
    void reportsWhatItCannotReadAndGoesOn() throws IOException {
        write(
                "p1.psv",
                PHYSIONET
                        + "85|97|NaN|NaN|NaN|NaN|NaN|NaN|1|0\n"
                        + "eighty|97|NaN|NaN|NaN|NaN|NaN|NaN|2|0\n"
                        + "85|97|3\n"
                        + "\n"
                        + "85|97|NaN|NaN|NaN|NaN|NaN|NaN||0\n"
                        + "85|97|NaN|NaN|NaN|NaN|NaN|NaN|0|0\n"
                        + "85|97|NaN|NaN|NaN|NaN|NaN|NaN|1|0\n"
                        + "Infinity|97|NaN|NaN|NaN|NaN|NaN|NaN|3|0\n"
                        + "1e400|97|NaN|NaN|NaN|NaN|NaN|NaN|3|0\n"
                        + "1e999999999|97|NaN|NaN|NaN|NaN|NaN|NaN|3|0\n"
                        + "85|97|NaN|NaN|NaN|NaN|NaN|NaN|1e900|0\n"
                        + "86|97|NaN|NaN|NaN|NaN|NaN|NaN|4|0\n");
        write("p2.psv", "nothing|of|the|sort\n1|2|3|4\n");
        write("p3.psv", "");
        Files.createDirectory(dir.resolve("p4.psv"));
        Recording recording = Recording.read(RecordingFormat.PHYSIONET_2019, dir);
        assertThat(recording.patients())
                .singleElement()
                .satisfies(patient -> assertThat(patient.rows())
                        .extracting(RecordedRow::offsetMs)
                        .containsExactly(0L, 3 * HOUR));
        String file = dir.resolve("p1.psv").toString();
        assertThat(recording.problems())
                .containsExactly(
                        new Recording.Problem(file, 3, "HR is no number"),
                        new Recording.Problem(file, 4, "has 3 columns and not 10"),
                        new Recording.Problem(file, 6, "has no ICULOS"),
                        new Recording.Problem(file, 7, "ICULOS is 0; it counts from 1"),
                        new Recording.Problem(file, 8, "its time does not come after the one before"),
                        new Recording.Problem(file, 9, "HR is no number"),
                        new Recording.Problem(file, 10, "HR is too large"),
                        new Recording.Problem(file, 11, "HR is too large"),
                        new Recording.Problem(file, 12, "ICULOS is too large"),
                        new Recording.Problem(
                                dir.resolve("p2.psv").toString(),
                                1,
                                "has no column ICULOS: no record of physionet-2019"));
        assertThat(recording.problems().get(0)).hasToString(file + " line 3: HR is no number");
    }

    @Test
    void reportsAFolderThatIsNotThereOrHoldsNothing() throws IOException {
        assertThat(Recording.read(RecordingFormat.BIDMC, dir.resolve("nowhere")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).startsWith("cannot be read"));
        write("readme.txt", "hello");
        assertThat(Recording.read(RecordingFormat.BIDMC, dir).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("_Numerics.csv"));
    }

    @Test
    void readsASingleFile() throws IOException {
        write("any name.csv", BIDMC + "0,81,80,25,84\n");
        assertThat(Recording.read(RecordingFormat.BIDMC, dir.resolve("any name.csv"))
                        .patients())
                .singleElement()
                .satisfies(patient -> assertThat(patient.patientId()).isEqualTo("any-name-csv"));
    }

    @Test
    void survivesBytesThatAreNoText() throws IOException {
        Files.write(dir.resolve("p1.psv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, '\n', (byte) 0xc3});
        Recording recording = Recording.read(RecordingFormat.PHYSIONET_2019, dir);
        assertThat(recording.patients()).isEmpty();
        assertThat(recording.problems()).hasSize(1);
    }

    @Test
    void makesNamesThatAreNamesAndDifferent() throws IOException {
        String rows = BIDMC + "0,81,80,25,84\n";
        for (String name : List.of("a b", "a-b", "a.b", "_x", "-", "ü", "x".repeat(90), "x".repeat(91), "")) {
            write(name + "_Numerics.csv", rows);
        }
        Recording recording = Recording.read(RecordingFormat.BIDMC, dir);
        assertThat(recording.patients()).hasSize(9);
        assertThat(recording.patients().stream().map(RecordedPatient::patientId))
                .doesNotHaveDuplicates()
                .allMatch(WardTopic::isName)
                .allMatch(name -> WardTopic.isName("monitor-" + name));
    }

    @Test
    void knowsItsFormatsByName() {
        for (RecordingFormat format : RecordingFormat.values()) {
            assertThat(RecordingFormat.named(format.word())).contains(format);
        }
        assertThat(RecordingFormat.named("BIDMC")).isEmpty();
        assertThat(RecordingFormat.named("physionet-2011")).isEmpty();
    }

    @Test
    void readsEveryRowOfTheBidmcDemo() throws IOException {
        Path demo = SharedData.require("bidmc_numerics/demo");
        Recording recording = Recording.read(RecordingFormat.BIDMC, demo);
        assertThat(recording.problems()).isEmpty();
        assertThat(recording.patients()).hasSize(31);
        assertThat(recording.patients()).allMatch(patient -> patient.rows().size() == 481);
        RecordedPatient desaturating = recording.patients().get(30);
        assertThat(desaturating.patientId()).isEqualTo("bidmc_32");
        assertThat(desaturating.rows().get(0).vitals().spo2Pct()).isEqualTo(84);
        assertThat(desaturating.rows().get(480).offsetMs()).isEqualTo(480_000);
        assertThat(recording.patients().get(22).rows().get(0).offsetMs())
                .as("this record begins a second before its beginning")
                .isEqualTo(-1000);
        assertThat(absent(recording)).as("NaN in the files").isEqualTo(count(demo, "NaN"));
    }

    @Test
    void readsEveryRowOfThePhysionetDemo() throws IOException {
        Path demo = SharedData.require("physionet2019/demo");
        Recording recording = Recording.read(RecordingFormat.PHYSIONET_2019, demo);
        assertThat(recording.problems()).isEmpty();
        assertThat(recording.patients()).hasSize(30);
        List<String> index = Files.readAllLines(SharedData.require("physionet2019/demo_index.csv"));
        for (String line : index.subList(1, index.size())) {
            String[] cells = line.split(",");
            RecordedPatient patient = recording.patients().stream()
                    .filter(p -> p.patientId().equals(cells[0]))
                    .findFirst()
                    .orElseThrow();
            assertThat(patient.rows()).as(cells[0]).hasSize(Integer.parseInt(cells[2]));
        }
        // The values behind the expected scores, as somebody else read them.
        List<String> expected = Files.readAllLines(SharedData.require("physionet2019/demo_news5_expected.csv"));
        for (String line : expected.subList(1, expected.size())) {
            String[] cells = line.split(",");
            long offset = (Long.parseLong(cells[1]) - 1) * HOUR;
            VitalsReading vitals = recording.patients().stream()
                    .filter(p -> p.patientId().equals(cells[0]))
                    .flatMap(p -> p.rows().stream())
                    .filter(row -> row.offsetMs() == offset)
                    .findFirst()
                    .orElseThrow()
                    .vitals();
            assertThat(new Double[] {
                        vitals.rrPerMin(), vitals.spo2Pct(), vitals.sysMmHg(), vitals.hrBpm(), vitals.tempC()
                    })
                    .as(line)
                    .containsExactly(
                            Double.valueOf(cells[2]),
                            Double.valueOf(cells[3]),
                            Double.valueOf(cells[4]),
                            Double.valueOf(cells[5]),
                            Double.valueOf(cells[6]));
        }
    }

    private static long absent(Recording recording) {
        return recording.patients().stream()
                .flatMap(patient -> patient.rows().stream())
                .mapToLong(row -> {
                    VitalsReading v = row.vitals();
                    return (v.hrBpm() == null ? 1L : 0L)
                            + (v.pulseBpm() == null ? 1L : 0L)
                            + (v.rrPerMin() == null ? 1L : 0L)
                            + (v.spo2Pct() == null ? 1L : 0L);
                })
                .sum();
    }

    private static long count(Path folder, String word) throws IOException {
        long count = 0;
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String text = Files.readString(file);
                count += text.split(word, -1).length - 1L;
            }
        }
        return count;
    }

    private void write(String name, String text) throws IOException {
        Files.write(dir.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
