package io.wardstream.model.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wardstream.model.RejectionReason;
import io.wardstream.model.SharedData;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.recorded.Recording.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PhysioNet Challenge 2012: a value a row. */
class ParameterReaderTest {

    private static final long MINUTE = 60_000;
    private static final String HEADER = "Time,Parameter,Value\n";

    @TempDir
    Path dir;

    private Recording read(String rows) throws IOException {
        Files.writeString(dir.resolve("1.txt"), rows);
        return Recording.read(RecordingFormat.PHYSIONET_2012, dir);
    }

    private static List<RecordedRow> rows(Recording recording) {
        return recording.patients().get(0).rows();
    }

    @Test
    void makesOneRowOfAMinuteAndSkipsWhatIsNoVitalSign() throws IOException {
        Recording recording = read(HEADER + """
                00:00,RecordID,1
                00:00,Height,-1
                00:07,HR,71
                00:07,GCS,15
                00:07,RespRate,16
                00:07,Temp,36.5
                00:07,SaO2,97
                00:07,FiO2,0.28
                00:07,NISysABP,120
                00:07,NIDiasABP,70
                00:07,NIMAP,86.67

                26:05,HR,80
                26:05,Lactate,1.2
                """.replace("\n00:07,GCS", "\r\n00:07,GCS"));
        assertThat(recording.problems()).isEmpty();
        assertThat(recording.oneValueARow()).isTrue();
        assertThat(recording.skipped()).isEqualTo(Map.of("no vital sign", 3L, "GCS is no ACVPU", 1L));
        assertThat(recording.patients().get(0).patientId()).isEqualTo("1");
        assertThat(rows(recording))
                .containsExactly(
                        new RecordedRow(
                                7 * MINUTE, new VitalsReading(71.0, null, 97.0, 16.0, 120.0, 70.0, 86.67, 36.5, 28.0)),
                        new RecordedRow((26 * 60 + 5) * MINUTE, VitalsReading.NONE.withHrBpm(80.0)));
    }

    @Test
    void takesTheArteryOnlyWhereTheCuffSaysNothing() throws IOException {
        Recording recording = read(HEADER + """
                00:01,SysABP,110
                00:01,DiasABP,60
                00:01,MAP,77
                00:02,DiasABP,61
                00:02,MAP,78
                00:02,NISysABP,130
                00:02,SysABP,111
                00:03,NIMAP,90
                00:03,SysABP,112
                00:04,NIMAP,91
                00:04,MAP,79
                00:05,NISysABP,0
                00:05,SysABP,113
                """);
        assertThat(rows(recording))
                .extracting(
                        row -> row.vitals().sysMmHg(),
                        row -> row.vitals().diaMmHg(),
                        row -> row.vitals().meanMmHg())
                .containsExactly(
                        tuple(110.0, 60.0, 77.0),
                        tuple(130.0, null, null),
                        tuple(112.0, null, null),
                        tuple(null, null, 91.0),
                        tuple(113.0, null, null));
        assertThat(recording.skipped())
                .isEqualTo(Map.of(
                        "pressure of an artery beside a cuff's", 4L,
                        "pressure of a cuff beside an artery's systolic", 1L));
    }

    @Test
    void refusesWhatIsNoneWithItsReasonAndKeepsTheRest() throws IOException {
        Recording recording = read(HEADER + """
                00:05,HR,0
                00:05,RespRate,0.0
                00:05,Temp,-17.8
                00:06,HR,70
                00:06,HR,71
                00:06,Temp,warm
                00:05,RespRate,12
                0:61,HR,70
                00:07,HR
                00:07,Haste,1
                00:07,HR,1e999
                00:08,HR,72
                """);
        String file = dir.resolve("1.txt").toString();
        assertThat(recording.problems())
                .containsExactly(
                        new Problem(file, 2, "HR is 0, which stands for no value here", RejectionReason.OUT_OF_RANGE),
                        new Problem(
                                file, 3, "RespRate is 0, which stands for no value here", RejectionReason.OUT_OF_RANGE),
                        new Problem(file, 6, "names HR again in a minute", RejectionReason.DUPLICATE_FIELD),
                        new Problem(file, 7, "Temp is no number"),
                        new Problem(file, 8, "its time comes before that of the row above"),
                        new Problem(file, 9, "its time is not HH:MM"),
                        new Problem(file, 10, "has 2 columns and not 3"),
                        new Problem(file, 11, "names a parameter that physionet-2012 does not have"),
                        new Problem(file, 12, "HR is too large"));
        assertThat(rows(recording))
                .containsExactly(
                        new RecordedRow(5 * MINUTE, VitalsReading.NONE.withTempC(-17.8)),
                        new RecordedRow(6 * MINUTE, VitalsReading.NONE.withHrBpm(70.0)),
                        new RecordedRow(8 * MINUTE, VitalsReading.NONE.withHrBpm(72.0)));
    }

    @Test
    void saysThatAFileIsNone() throws IOException {
        Recording recording = read("HR|O2Sat\n80|97\n");
        assertThat(recording.patients()).isEmpty();
        assertThat(recording.problems())
                .singleElement()
                .extracting(Problem::line, Problem::what)
                .containsExactly(1, "does not begin with Time,Parameter,Value: no record of physionet-2012");
    }

    /** Counted in the files with grep and sort, without this reader. */
    @Test
    void readsEveryRowOfTheDemo() {
        Path demo = SharedData.require("physionet2012/demo");
        Recording recording = Recording.read(RecordingFormat.PHYSIONET_2012, demo);
        assertThat(recording.patients()).hasSize(12);
        assertThat(recording.problems())
                .hasSize(14)
                .allMatch(problem -> problem.what().contains(" is 0, "));
        assertThat(recording.skipped())
                .containsEntry("GCS is no ACVPU", 205L)
                .containsEntry("pressure of an artery beside a cuff's", 223L);
        assertThat(recording.patients().stream()
                        .flatMap(p -> p.rows().stream())
                        .filter(r -> r.vitals().hrBpm() != null))
                .hasSize(566);
    }
}
