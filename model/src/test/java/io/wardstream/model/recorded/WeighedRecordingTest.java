package io.wardstream.model.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeighedRecordingTest {
    private static final String HEADER = "row_id,subject_id,starttime,endtime,itemid,rate,rateuom,linkorderid,"
            + "ordercomponenttypedescription,ordercategorydescription,totalamount,totalamountuom,cancelreason,"
            + "statusdescription,originalamount,originalrate\n";
    private static final double TARE = WeighedLine.TARE_G;

    @TempDir
    Path dir;

    private static String row(int id, String from, String until, double rate, int link, String status, double fill) {
        return id + ",42,2119-10-17 " + from + ",2119-10-17 " + until + ",7," + rate + ",mL/hour," + link
                + ",Main order parameter,Continuous IV,1000,ml,0," + status + "," + fill + "," + rate + "\n";
    }

    private WeighedRecording chart(String rows) throws IOException {
        return WeighedRecording.read(
                RecordingFormat.MIMIC_INFUSIONS,
                Files.writeString(dir.resolve("INPUTEVENTS_MV.csv"), HEADER + rows),
                1);
    }

    private static List<WeighedReading> readings(WeighedLine line) {
        List<WeighedReading> readings = new ArrayList<>();
        line.curve().readings().forEachRemaining(readings::add);
        return readings;
    }

    private static double massAfter(WeighedLine line, int minutes) {
        return readings(line).get(2 * minutes).massG();
    }

    @Test
    void followsAStepOfTheRateAPauseAndABagThatRunsOut() throws IOException {
        WeighedRecording chart = chart(row(1, "10:00:00", "11:00:00", 100, 5, "Changed", 500)
                + row(2, "11:00:00", "12:00:00", 200, 5, "Paused", 400)
                + row(3, "13:00:00", "14:00:00", 200, 5, "FinishedRunning", 200));
        assertThat(chart.problems()).isEmpty();
        WeighedLine line = chart.lines().get(0);
        assertThat(chart.lines()).hasSize(1);
        assertThat(line.lineId()).isEqualTo("5");
        assertThat(line.patientId()).isEqualTo("42");
        assertThat(line.bagMl()).isEqualTo(1000);
        assertThat(line.orderMlPerH()).as("the order changed").isNull();
        assertThat(massAfter(line, 0)).isCloseTo(TARE + 500, within(5.0));
        assertThat(massAfter(line, 60)).isCloseTo(TARE + 400, within(5.0));
        assertThat(massAfter(line, 120)).isCloseTo(TARE + 200, within(5.0));
        assertThat(massAfter(line, 179)).as("it was paused").isCloseTo(TARE + 200, within(5.0));
        assertThat(massAfter(line, 249)).as("it hangs on, empty").isCloseTo(TARE, within(5.0));
        assertThat(readings(line)).hasSize(2 * 250).isEqualTo(readings(line));
        assertThat(line.curve().durationMs()).isEqualTo(499 * 30_000L);
        double[] noise = readings(line).subList(362, 470).stream()
                .mapToDouble(reading -> reading.massG()
                        - TARE
                        - 200
                        + 200 * (reading.at() - readings(line).get(360).at()) / 3_600_000.0)
                .toArray();
        double square = 0;
        for (double each : noise) {
            square += each * each;
        }
        assertThat(Math.sqrt(square / noise.length)).isBetween(0.8, 1.2);
    }

    @Test
    void takesABagOffThatWasStoppedAndHangsTheNext() throws IOException {
        WeighedRecording chart = chart(row(1, "10:00:00", "11:00:00", 100, 5, "Stopped", 500)
                + row(2, "11:05:00", "12:05:00", 100, 6, "Stopped", 1000)
                + row(3, "13:00:00", "13:30:00", 100, 7, "Stopped", 1000));
        assertThat(chart.lines()).as("the third comes too late to be a change").hasSize(2);
        WeighedLine line = chart.lines().get(0);
        assertThat(line.orderMlPerH()).isEqualTo(100);
        assertThat(massAfter(line, 59)).isCloseTo(TARE + 401.7, within(5.0));
        assertThat(massAfter(line, 62)).as("the hook is empty").isCloseTo(0, within(5.0));
        assertThat(massAfter(line, 65)).as("it is still being hung").isCloseTo(0, within(5.0));
        assertThat(massAfter(line, 66)).isCloseTo(TARE + 998.3, within(5.0));
        assertThat(readings(line))
                .last()
                .satisfies(last -> assertThat(last.massG()).isCloseTo(0, within(5.0)));
    }

    @Test
    void hangsAnotherBagWhereTheFillDoesNotGoOn() throws IOException {
        WeighedRecording chart = chart(row(1, "10:00:00", "11:00:00", 100, 5, "Changed", 150)
                + row(2, "11:00:00", "12:00:00", 100, 5, "FinishedRunning", 400));
        assertThat(chart.lines()).hasSize(1);
        assertThat(massAfter(chart.lines().get(0), 60)).isCloseTo(0, within(5.0));
        assertThat(massAfter(chart.lines().get(0), 61)).isCloseTo(TARE + 398.3, within(5.0));
    }

    @Test
    void countsWhatItSkipsAndNamesWhatItCannotRead() throws IOException {
        String good = row(1, "10:00:00", "11:00:00", 100, 5, "Stopped", 500);
        WeighedRecording chart = chart(good.replace("\n", "\r\n")
                + good.replace("Continuous IV", "Bolus")
                + good.replace(",ml,0,", ",ml,2,")
                + good.replace("Stopped", "Rewritten")
                + good.replace("Main order parameter", "Additives     Ampoule   ")
                + good.replace("mL/hour", "mcg/kg/min")
                + good.replace("100.0,mL/hour", ",")
                + good.replace("100.0,mL", "0,mL")
                + good.replace(",ml,", ",grams,")
                + "\n"
                + good.replace("1000,ml", "\"1000\",\"ml\"")
                        .replace("1,42", "2,42")
                        .replace("10:00:00", "25:00:00")
                + good.replace("11:00:00", "09:00:00")
                + good.replace("100.0,mL", "fast,mL")
                + good.replace(",ml,0,", ",ml,,")
                + good.replace(",500.0,", ",-1,")
                + good.replace(",500.0,", ",,")
                + good.replace("1,42", "1,x")
                + "1,2,3\n"
                + good.replace("Stopped", "\"Stopped")
                + good.replace("mL/hour", "\"ML/MIN\"").replace(",5,", ",6,").replace("1,42", "3,42"));
        assertThat(chart.rowsUsed()).isEqualTo(2);
        assertThat(chart.rowsSkipped())
                .isEqualTo(Map.of(
                        ChartSkip.NOT_CONTINUOUS_IV, 1L,
                        ChartSkip.CANCELLED, 1L,
                        ChartSkip.REWRITTEN, 1L,
                        ChartSkip.ADDITIVE, 1L,
                        ChartSkip.RATE_NOT_BY_VOLUME, 2L,
                        ChartSkip.RATE_NOT_POSITIVE, 1L,
                        ChartSkip.BAG_NOT_IN_ML, 1L));
        assertThat(chart.problems().stream().map(problem -> problem.line() + " " + problem.what()))
                .containsExactly(
                        "12 STARTTIME is no time",
                        "13 ENDTIME is not within 30 days after STARTTIME",
                        "14 RATE is no number",
                        "15 has no CANCELREASON",
                        "16 TOTALAMOUNT or ORIGINALAMOUNT is the content of no bag",
                        "17 has no ORIGINALAMOUNT",
                        "18 SUBJECT_ID is no id",
                        "19 has 3 columns and not 16",
                        "20 has a quote that does not end");
        assertThat(chart.lines()).extracting(WeighedLine::lineId).containsExactly("5", "6");
        assertThat(chart.lines().get(1).orderMlPerH()).isEqualTo(6_000);
    }

    @Test
    void namesAllMissingColumnsAtOnce() throws IOException {
        Path file = Files.writeString(dir.resolve("chart.csv"), HEADER.replace("rate,rateuom,", "") + "1,2\n");
        WeighedRecording chart = WeighedRecording.read(RecordingFormat.MIMIC_INFUSIONS, file, 1);
        assertThat(chart.problems())
                .containsExactly(new Recording.Problem(file.toString(), 1, "has no column RATE, RATEUOM"));
        assertThat(chart.lines()).isEmpty();
    }

    private WeighedRecording drip(String text, double stretch) throws IOException {
        Files.writeString(dir.resolve("drip.csv"), text);
        return WeighedRecording.read(RecordingFormat.LOADCELL, dir, stretch);
    }

    @Test
    void turnsAVesselIntoABagAndStretchesItsTime() throws IOException {
        WeighedRecording drip = drip("elapsed_s,weight_g,flow\r\n0.5,0,\r\n1,,\r\n1.5,-40,\r\n2.5,36.4,1\r\n", 60);
        assertThat(drip.problems()).isEmpty();
        assertThat(drip.rowsUsed()).isEqualTo(3);
        assertThat(drip.rowsWithoutWeight()).isEqualTo(1);
        WeighedLine line = drip.lines().get(0);
        assertThat(line.lineId()).isEqualTo("drip");
        assertThat(line.bagMl()).isEqualTo(250);
        long base = DripFiles.BASE;
        assertThat(readings(line))
                .containsExactly(
                        new WeighedReading(base, TARE + 250),
                        new WeighedReading(base + 60_000, TARE + 290),
                        new WeighedReading(base + 120_000, 258.6));
        assertThat(line.curve().durationMs()).isEqualTo(120_000);
    }

    @Test
    void goesByTheClockWhereThereIsOne() throws IOException {
        WeighedRecording drip = drip("""
                clock,elapsed_s,weight_g
                23:59:59.900,24.9,0
                23:59:59.990,24.10,1
                00:00:00.100,24.11,2
                00:00:00.050,25,3
                noon,26,4
                """, 1);
        assertThat(readings(drip.lines().get(0)))
                .extracting(reading -> reading.at() - DripFiles.BASE)
                .containsExactly(0L, 90L, 200L);
        assertThat(drip.problems())
                .extracting(Recording.Problem::what)
                .containsExactly("its time does not come after the one before", "clock is no time");
        assertThat(drip("seconds,mass\n1,2\n", 1).problems())
                .extracting(Recording.Problem::what)
                .containsExactly("has no column elapsed_s or elapsed or time_s or clock, weight_g or weight or grams");
    }

    @Test
    void readsEveryRowOfTheDripRecordings() throws IOException {
        Path demo = SharedData.require("loadcell_drip/demo");
        WeighedRecording drip = WeighedRecording.read(RecordingFormat.LOADCELL, demo, 1);
        long rows = 0;
        try (var files = Files.newDirectoryStream(demo, "*.csv")) {
            for (Path file : files) {
                rows += Files.readAllLines(file).size() - 1;
            }
        }
        assertThat(drip.rowsUsed() + drip.rowsWithoutWeight() + drip.problems().size())
                .isEqualTo(rows);
        assertThat(drip.problems().size()).as("readings at the same time").isLessThan((int) (rows / 100));
    }
}
