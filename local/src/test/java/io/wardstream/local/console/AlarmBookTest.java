package io.wardstream.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Priority;
import io.wardstream.model.Subject;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the events of the log to how the alarms stand. */
class AlarmBookTest {

    private static final String LOW = "aaaaaaaa-0000-5000-8000-000000000001";
    private static final String TWIN = "aaaaaaaa-0000-5000-8000-000000000002";
    private static final String OTHER = "bbbbbbbb-0000-5000-8000-000000000003";
    private static final Subject LINE = new Subject("line:l1", "north", "n01", "l1", "P1", "scale-1");

    private final AlarmBook book = new AlarmBook();

    private static AlarmEvent event(String id, int sequence, AlarmPhase phase, Priority priority, String by) {
        return about(LINE, id, sequence, phase, priority, by);
    }

    private static AlarmEvent about(
            Subject subject, String id, int sequence, AlarmPhase phase, Priority priority, String by) {
        return new AlarmEvent(
                id,
                sequence,
                "LowLevel",
                1,
                "LowLevel",
                phase,
                priority,
                AlarmKind.PHYSIOLOGICAL,
                subject,
                1_000,
                1_000 + sequence,
                phase == AlarmPhase.RAISED || phase == AlarmPhase.UPDATED
                        ? List.of(new Evidence("LEVEL_LOW", 48.04 - sequence, 50.0, "mL", 1_000, null))
                        : List.of(),
                7,
                0,
                by,
                by == null ? null : "reason of " + by);
    }

    private AlarmStory story(String id) {
        return book.beginningWith(id).get(0);
    }

    @Test
    void countsWhatWasWrittenTwiceOnce() {
        assertThat(book.take(event(LOW, 0, AlarmPhase.RAISED, Priority.MEDIUM, null)))
                .isNotNull();
        assertThat(book.take(event(LOW, 1, AlarmPhase.ACKNOWLEDGED, Priority.MEDIUM, "first")))
                .isNotNull();
        // A job that failed writes it all again; what comes last in the log is not what came last in the life.
        assertThat(book.take(event(LOW, 0, AlarmPhase.RAISED, Priority.MEDIUM, null)))
                .isNull();
        assertThat(book.take(event(LOW, 1, AlarmPhase.ACKNOWLEDGED, Priority.MEDIUM, "second")))
                .isNull();
        assertThat(story(LOW).last().phase()).isEqualTo(AlarmPhase.ACKNOWLEDGED);
        assertThat(story(LOW).acknowledgement())
                .isNotNull()
                .extracting(AlarmEvent::by)
                .isEqualTo("first");
        assertThat(book.where(story -> true)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"ACK_EXPIRED, false", "ESCALATED, false", "UPDATED, true", "CLEARED, true", "CLOSED, true"})
    void knowsWhetherAnAcknowledgementHolds(AlarmPhase then, boolean holds) {
        book.take(event(LOW, 0, AlarmPhase.RAISED, Priority.MEDIUM, null));
        book.take(event(LOW, 1, AlarmPhase.ACKNOWLEDGED, Priority.MEDIUM, "nurse-7"));
        book.take(event(LOW, 2, then, Priority.HIGH, null));
        assertThat(story(LOW).acknowledgement() != null).isEqualTo(holds);
        assertThat(story(LOW).open()).isEqualTo(then != AlarmPhase.CLOSED);
    }

    @Test
    void showsTheNewestEvidenceAndReason() {
        book.take(event(LOW, 0, AlarmPhase.RAISED, Priority.MEDIUM, null));
        book.take(event(LOW, 1, AlarmPhase.UPDATED, Priority.MEDIUM, null));
        book.take(event(LOW, 2, AlarmPhase.ACKNOWLEDGED, Priority.MEDIUM, "nurse-7"));
        List<String> lines = AlarmRow.lines(List.of(AlarmRow.of(story(LOW), "aaaaaa")));
        assertThat(lines.get(1))
                .contains(
                        "aaaaaa  MEDIUM",
                        "Infusion bag is low",
                        "north/n01 l1 P1",
                        "ACKNOWLEDGED",
                        "LEVEL_LOW 47 mL (limit 50)",
                        "nurse-7 1970-01-01 00:00:01Z",
                        "reason of nurse-7");
    }

    @Test
    void shortensIdsOnlyAsFarAsTheyDiffer() {
        for (String id : List.of(LOW, TWIN, OTHER)) {
            book.take(event(id, 0, AlarmPhase.RAISED, Priority.LOW, null));
        }
        assertThat(book.shortIds())
                .containsEntry(LOW, LOW)
                .containsEntry(TWIN, TWIN)
                .containsEntry(OTHER, OTHER.substring(0, AlarmBook.SHORTEST));
        book.shortIds()
                .forEach((id, shortId) -> assertThat(book.beginningWith(shortId))
                        .extracting(AlarmStory::alarmId)
                        .containsExactly(id));
    }

    @Test
    void putsTheMostUrgentFirst() {
        book.take(event(LOW, 0, AlarmPhase.RAISED, Priority.LOW, null));
        book.take(event(TWIN, 0, AlarmPhase.RAISED, Priority.HIGH, null));
        book.take(event(OTHER, 0, AlarmPhase.RAISED, Priority.HIGH, null));
        assertThat(book.where(story -> true)).extracting(AlarmStory::alarmId).containsExactly(TWIN, OTHER, LOW);
    }

    @Test
    void passesOverWhatCannotBeRead() {
        assertThat(book.take("{".getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(book.take((byte[]) null)).isNull();
        assertThat(book.where(story -> true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "line:l1,        l1, P1, l1, -",
                "device:scale-1, l1, P1, l1, -",
                "patient:P1,     -,  P1, -,  P1",
                "patient:P1,     l1, P1, -,  P1",
                "device:mon-1,   -,  P1, -,  P1"
            })
    void actsWhereTheAlarmIsKept(String about, String line, String patient, String actsOnLine, String actsOnPatient) {
        Subject subject = new Subject(about, "north", null, line, patient, "device");
        book.take(about(subject, LOW, 0, AlarmPhase.RAISED, Priority.LOW, null));
        CareTarget target = CareTarget.of(story(LOW)).orElseThrow();
        assertThat(target).isEqualTo(new CareTarget("north", LOW, actsOnLine, actsOnPatient));
        assertThat(target.openAlarms(book)).extracting(AlarmStory::alarmId).containsExactly(LOW);
    }

    @Test
    void doesNotActOnTheSystemItself() {
        Subject clock = new Subject("ward-clock", "", null, null, null, null);
        book.take(about(clock, LOW, 0, AlarmPhase.RAISED, Priority.HIGH, null));
        assertThat(CareTarget.of(story(LOW))).isEmpty();
        assertThat(AlarmRow.of(story(LOW), "aaaaaa").line()).contains("  ward-clock  ");
    }

    @Test
    void writesJsonForPrograms() {
        book.take(event(LOW, 0, AlarmPhase.RAISED, Priority.MEDIUM, null));
        assertThat(WireFormat.of(AlarmRow.class).writeText(AlarmRow.of(story(LOW), "aaaaaa")))
                .startsWith("{\"id\":\"aaaaaa\",\"alarmId\":\"" + LOW + "\",\"priority\":\"MEDIUM\"")
                .contains("\"onset\":\"1970-01-01T00:00:01.000Z\"", "\"lineId\":\"l1\"")
                .doesNotContain("acknowledgedBy");
    }
}
