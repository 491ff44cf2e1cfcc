package io.wardstream.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.ClampState;
import io.wardstream.model.Priority;
import io.wardstream.model.Subject;
import io.wardstream.model.VitalsReading;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people see. */
class LiveTableTest {

    private static final Places PLACES =
            new Places("http://flink", "jdbc:x", "/lake", "http://inbox", "mqtt", "kafka", "/log");
    private static final VitalsReading VITALS = VitalsReading.NONE
            .withHrBpm(71.6)
            .withSpo2Pct(96.0)
            .withRrPerMin(16.0)
            .withSysMmHg(118.0)
            .withDiaMmHg(76.0)
            .withTempC(36.94);

    private static AlarmEvent alarm(Priority priority, String pattern, AlarmPhase phase) {
        return new AlarmEvent(
                "id-" + pattern,
                0,
                pattern,
                1,
                pattern,
                phase,
                priority,
                AlarmKind.TECHNICAL,
                new Subject("line:L-1", "east", "e01", "L-1", "P-1", "scale-1"),
                0,
                0,
                List.of(),
                0,
                0,
                null,
                null);
    }

    private static WardView.Bed bed(String name, AlarmEvent... alarms) {
        return new WardView.Bed(name, 412.4, 12_000_000L, VITALS, "0", ClampState.OPEN, List.of(alarms));
    }

    private static WardView ward(WardView.Bed... beds) {
        List<AlarmEvent> open = new ArrayList<>();
        for (WardView.Bed bed : beds) {
            open.addAll(bed.alarms());
        }
        return new WardView(List.of(beds), open, 3_204, 52.4, 2, 61L, 122L, 1, 0, 0);
    }

    @Test
    void showsABedWithItsNumbersAndItsAlarms() {
        List<String> lines = LiveTable.lines(
                "Ward",
                ward(bed("east/e01", alarm(Priority.HIGH, "UnattendedLowLevel", AlarmPhase.ESCALATED))),
                10,
                PLACES,
                false);
        assertThat(lines.get(3))
                .isEqualTo(
                        "east/e01    412 mL  3 h 20 min    72   96%   16    118/76  36.9      0  open    [HIGH UnattendedLowLevel]");
        assertThat(lines).anyMatch(line -> line.contains("p50 61 ms, p99 122 ms; clamps: 1 closed, 0 withheld"));
        assertThat(lines).anyMatch(line -> line.contains("http://inbox"));
        assertThat(String.join("", lines)).doesNotContain("\u001b");
    }

    @Test
    void leavesEmptyWhatIsNotKnown() {
        WardView.Bed unknown = new WardView.Bed("east/e02", null, null, VitalsReading.NONE, "", null, List.of());
        List<String> lines = LiveTable.lines("Ward", ward(unknown), 10, PLACES, false);
        assertThat(lines.get(3).strip()).isEqualTo("east/e02");
    }

    @Test
    void showsTheMostUrgentWhereThereIsNoRoomForAll() {
        List<String> lines = LiveTable.lines(
                "Ward",
                ward(
                        bed("east/e01"),
                        bed("east/e02", alarm(Priority.LOW, "DeviceSilent", AlarmPhase.RAISED)),
                        bed("east/e03", alarm(Priority.HIGH, "News2High", AlarmPhase.RAISED))),
                2,
                PLACES,
                true);
        String all = String.join("\n", lines);
        assertThat(all)
                .contains("east/e02", "east/e03", "and 1 more beds", "\u001b[1;31m")
                .doesNotContain("east/e01");
    }

    @Test
    void saysItInOnePlainLine() {
        WardView ward = ward(
                bed("a", alarm(Priority.HIGH, "X", AlarmPhase.RAISED)),
                bed("b", alarm(Priority.MEDIUM, "Y", AlarmPhase.RAISED), alarm(Priority.LOW, "Z", AlarmPhase.RAISED)));
        assertThat(LiveTable.line("20 s", ward))
                .isEqualTo("20 s: 2 beds; open alarms: 1 HIGH, 1 MEDIUM, 1 LOW; 52 events/s, 3204 in all, 2 rejected;"
                        + " publish to alarm p50 61 ms, p99 122 ms; clamps: 1 closed, 0 withheld");
    }

    @Test
    void writesNoTableWhereThereIsNoTerminal() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, 40, 200);
        screen.show("Ward", "0 s", ward(bed("a")), PLACES);
        screen.show("Ward", "1 s", ward(bed("a")), PLACES);
        String said = bytes.toString(StandardCharsets.UTF_8);
        assertThat(said.lines()).hasSize(1);
        assertThat(said).startsWith("0 s: 1 beds").doesNotContain("\u001b");
    }

    @Test
    void drawsTheNextTableOverTheLast() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), true, 40, 200);
        screen.show("Ward", "0 s", ward(bed("a")), PLACES);
        String first = bytes.toString(StandardCharsets.UTF_8);
        screen.show("Ward", "1 s", ward(bed("a")), PLACES);
        String second = bytes.toString(StandardCharsets.UTF_8).substring(first.length());
        assertThat(first).doesNotContain("\u001b[" + first.lines().count() + "A");
        // The last line of the first drawing is the control code behind its last line feed.
        assertThat(second).startsWith("\u001b[" + (first.lines().count() - 1) + "A");
    }

    @Test
    void tellsTimesInWords() {
        assertThat(Durations.text(-5)).isEqualTo("0 s");
        assertThat(Durations.text(59_999)).isEqualTo("59 s");
        assertThat(Durations.text(60_000)).isEqualTo("1 min 0 s");
        assertThat(Durations.text(3_600_000)).isEqualTo("1 h 00 min");
        assertThat(Durations.text(90_000_000)).isEqualTo("1 d 1 h");
    }

    @Test
    void countsTheShareThatIsNotExceeded() {
        Latencies latencies = new Latencies();
        assertThat(latencies.percentile(0.5)).isNull();
        for (int i = 1; i <= 100; i++) {
            latencies.add(i);
        }
        assertThat(latencies.percentile(0.5)).isEqualTo(50);
        assertThat(latencies.percentile(0.99)).isEqualTo(99);
        for (int i = 0; i < 5_000; i++) {
            latencies.add(7);
        }
        assertThat(latencies.percentile(0.99)).isEqualTo(7);
    }

    @Test
    void cutsALineThatTheTerminalWouldBreak() {
        assertThat(Screen.cut("plain", 5)).isEqualTo("plain");
        assertThat(Screen.cut("plain", 4)).isEqualTo("plai\u001b[0m");
        assertThat(Screen.cut("\u001b[33mab\u001b[0mcd", 4)).isEqualTo("\u001b[33mab\u001b[0mcd");
        assertThat(Screen.cut("\u001b[33mab\u001b[0mcd", 3)).isEqualTo("\u001b[33mab\u001b[0mc\u001b[0m");
    }
}
