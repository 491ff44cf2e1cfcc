package io.wardstream.jobs.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Ids;
import io.wardstream.model.Priority;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockWatchdogTest {

    private final ClockWatchdog watchdog = new ClockWatchdog(2_000, 30_000, 100_000);

    @Test
    void saysThatTheClockStandsStillOnceAndNamesTheStallByItsLastTime() {
        watchdog.moved(99_900, 100_100);
        assertThat(watchdog.checked(102_099)).isEmpty();
        List<AlarmEvent> events = watchdog.checked(102_100);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.phase()).isEqualTo(AlarmPhase.RAISED);
            assertThat(event.priority()).isEqualTo(Priority.HIGH);
            assertThat(event.kind()).isEqualTo(AlarmKind.TECHNICAL);
            assertThat(event.onset()).isEqualTo(99_900);
            assertThat(event.alarmId()).isEqualTo(Ids.alarm("CLOCK", "ward-clock", 99_900));
            assertThat(event.evidence().get(0).value()).isEqualTo(2.0);
        });
        assertThat(watchdog.checked(110_000)).isEmpty();
    }

    @Test
    void endsTheStallWhenTheClockMoves() {
        watchdog.moved(99_900, 100_100);
        watchdog.checked(103_000);
        assertThat(watchdog.moved(99_900, 104_000)).as("it has not moved").isEmpty();
        List<AlarmEvent> events = watchdog.moved(100_000, 105_000);
        assertThat(events).extracting(AlarmEvent::phase).containsExactly(AlarmPhase.CLEARED, AlarmPhase.CLOSED);
        assertThat(events).extracting(AlarmEvent::sequence).containsExactly(1, 2);
        assertThat(watchdog.checked(106_999)).isEmpty();
        assertThat(watchdog.checked(107_000)).as("a second stall").hasSize(1);
    }

    @Test
    void letsAJobTakeItsTimeToStart() {
        assertThat(watchdog.checked(129_999)).isEmpty();
        assertThat(watchdog.checked(130_000))
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).isEqualTo("the clock has not started"));
    }

    @Test
    void letsAJobThatGoesOnWaitForTheIngestJob() {
        // What is left in the log from before an outage of a minute is read at once; then nothing until ingest is back.
        assertThat(watchdog.moved(39_900, 100_500)).isEmpty();
        assertThat(watchdog.moved(40_000, 100_501)).isEmpty();
        assertThat(watchdog.checked(115_000)).isEmpty();
        assertThat(watchdog.moved(115_900, 116_000)).isEmpty();
        assertThat(watchdog.checked(117_999)).isEmpty();
        assertThat(watchdog.checked(118_000))
                .as("from now on it is watched closely")
                .hasSize(1);
    }

    @Test
    void saysSoWhenTheIngestJobDoesNotComeBack() {
        watchdog.moved(40_000, 100_500);
        assertThat(watchdog.checked(130_499)).isEmpty();
        assertThat(watchdog.checked(130_500))
                .singleElement()
                .satisfies(event -> assertThat(event.onset()).isEqualTo(40_000));
    }

    @Test
    void staysQuietWhileTheClockBeatsAndAfterTheEndOfTheInput() {
        for (long now = 100_000; now < 200_000; now += 100) {
            assertThat(watchdog.moved(now - 150, now)).isEmpty();
            assertThat(watchdog.checked(now)).isEmpty();
        }
        watchdog.moved(Long.MAX_VALUE, 200_000);
        assertThat(watchdog.checked(900_000)).isEmpty();
    }
}
