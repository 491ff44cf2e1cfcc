package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.AlarmFlood;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Too many alarms of one subject, alarm T8: more than 10 an hour, or more than 3 in 10 min that ended by themselves.
 */
class FloodTest {

    private final LifeScript script = new LifeScript();

    /** An alarm of its own family that lasts for a while; it holds nothing up and is acknowledged or not. */
    private void alarm(String family, long at, long lastsMs, boolean acknowledged) {
        alarm(family, Priority.HIGH, at, lastsMs, acknowledged);
    }

    private void alarm(String family, Priority priority, long at, long lastsMs, boolean acknowledged) {
        script.life.onTime(at - 1);
        Finding finding = LifeScript.finding(
                "LowLevel",
                family,
                priority,
                AlarmKind.PHYSIOLOGICAL,
                false,
                LifeScript.LINE,
                LifeScript.LINE.key(),
                at,
                at);
        script.life.on(finding);
        script.life.onTime(at);
        if (acknowledged) {
            script.life.on(LifeScript.staff(SignKind.ACKNOWLEDGED, LifeScript.LINE, at + 1, "n", finding.alarmId()));
        }
        script.life.onTime(at + lastsMs - 1);
        script.life.on(LifeScript.sign(SignKind.BAG_CHANGED, LifeScript.LINE, at + lastsMs));
        script.life.onTime(at + lastsMs);
    }

    private List<AlarmEvent> floods() {
        return script.out.stream()
                .filter(event -> event.pattern().equals(AlarmFlood.CARD.id()))
                .toList();
    }

    @Test
    void countsNoAdvisories() {
        for (int i = 0; i < 30; i++) {
            alarm("F", Priority.ADVISORY, i * 60_000L, 30_000, false);
        }
        assertThat(floods()).isEmpty();
    }

    @Test
    void saysThatThereAreMoreThanTenAlarmsInAnHourAndWhenThatIsOver() {
        for (int i = 0; i < 10; i++) {
            alarm("F", i * 300_000L, 100_000, false);
        }
        assertThat(floods()).as("ten are not too many").isEmpty();
        alarm("F", 10 * 300_000L, 100_000, false);
        AlarmEvent raised = floods().get(0);
        assertThat(raised.phase()).isEqualTo(AlarmPhase.RAISED);
        assertThat(raised.priority()).isEqualTo(Priority.ADVISORY);
        assertThat(raised.kind()).isEqualTo(AlarmKind.TECHNICAL);
        assertThat(raised.at()).isEqualTo(3_000_000);
        assertThat(raised.subject().key()).isEqualTo("line:l1");
        assertThat(raised.reason()).isEqualTo("11 alarms in an hour: 11 LowLevel; 0 ended by themselves");
        assertThat(raised.evidence())
                .extracting(Evidence::what, Evidence::value, Evidence::limit)
                .contains(org.assertj.core.groups.Tuple.tuple("ALARMS_IN_AN_HOUR", 11.0, 10.0));
        script.life.onTime(3_599_999);
        assertThat(floods()).hasSize(1);
        script.life.onTime(3_600_000);
        assertThat(floods())
                .extracting(AlarmEvent::phase)
                .containsExactly(AlarmPhase.RAISED, AlarmPhase.CLEARED, AlarmPhase.CLOSED);
        assertThat(floods().get(1).at()).isEqualTo(3_600_000);
    }

    @Test
    void isNotSaidWhenTheyAreSpreadOverMoreThanAnHour() {
        for (int i = 0; i < 30; i++) {
            alarm("F", i * 360_000L, 100_000, false);
        }
        assertThat(floods()).isEmpty();
    }

    @Test
    void saysThatMoreThanThreeEndedByThemselvesWithinTenMinutes() {
        for (int i = 0; i < 3; i++) {
            alarm("F", i * 100_000L, 60_000, false);
        }
        assertThat(floods()).isEmpty();
        alarm("F", 300_000, 60_000, false);
        assertThat(floods()).singleElement().satisfies(event -> {
            assertThat(event.at()).isEqualTo(360_000);
            assertThat(event.reason()).isEqualTo("4 alarms in an hour: 4 LowLevel; 4 ended by themselves");
        });
        script.life.onTime(660_000);
        assertThat(floods()).extracting(AlarmEvent::phase).endsWith(AlarmPhase.CLEARED, AlarmPhase.CLOSED);
        assertThat(floods().get(1).at()).isEqualTo(660_000);
    }

    @Test
    void doesNotCountWhatSomebodyAcknowledgedOrWhatLasted() {
        for (int i = 0; i < 6; i++) {
            alarm("F", i * 100_000L, i % 2 == 0 ? 60_001 : 50_000, i % 2 != 0);
        }
        assertThat(floods()).isEmpty();
    }

    @Test
    void suppressesNothing() {
        for (int i = 0; i < 40; i++) {
            alarm("F", i * 20_000L, 5_000, false);
        }
        assertThat(script.out.stream().filter(event -> event.pattern().equals("LowLevel")))
                .hasSize(3 * 40);
        assertThat(floods()).hasSize(1);
        script.life.onTime(9_000_000);
        assertThat(floods()).hasSize(3);
        assertThat(script.alarms).isEmpty();
        assertThat(script.life.nextTime()).isNull();
    }
}
