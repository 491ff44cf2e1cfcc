package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.PatternCard;
import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.Recovered;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** That a patient was in danger and has been quiet for half an hour, alarm V24. */
class RecoveryTest {

    private static final Subject PATIENT = new Subject("patient:p1", "icu", "b1", null, "p1", "monitor-1");
    private static final long MINUTE = 60_000;

    private final LifeScript script = new LifeScript();

    private RecoveryTest found(String pattern, double minute) {
        return found(pattern, PATIENT, minute);
    }

    private RecoveryTest found(String pattern, Subject subject, double minute) {
        long at = Math.round(minute * MINUTE);
        script.life.onTime(at - 1);
        PatternCard card =
                Objects.requireNonNull(PatternCatalogue.rule(pattern)).card();
        script.life.on(LifeScript.finding(
                pattern, card.family(), card.priority(), card.kind(), card.latching(), subject, subject.key(), at, at));
        script.life.onTime(at);
        return this;
    }

    private RecoveryTest noticed(SignKind kind, double minute) {
        long at = Math.round(minute * MINUTE);
        script.life.onTime(at - 1);
        script.life.on(LifeScript.sign(kind, PATIENT, at));
        script.life.onTime(at);
        return this;
    }

    private RecoveryTest staff(SignKind kind, double minute) {
        long at = Math.round(minute * MINUTE);
        script.life.onTime(at - 1);
        script.life.on(LifeScript.staff(kind, PATIENT, at, "nurse-7", null));
        script.life.onTime(at);
        return this;
    }

    /** A HIGH alarm that somebody answers. */
    private RecoveryTest danger(double minute) {
        return found("RespirationExtreme", minute).staff(SignKind.ACKNOWLEDGED, minute + 0.5);
    }

    private List<AlarmEvent> recoveries(double untilMinute) {
        script.life.onTime(Math.round(untilMinute * MINUTE));
        return script.out.stream()
                .filter(event -> event.pattern().equals(Recovered.CARD.id()) && event.phase() == AlarmPhase.RAISED)
                .toList();
    }

    @Test
    void isSaidHalfAnHourAfterTheEndAndOnce() {
        danger(0).noticed(SignKind.RR_EXTREME_OVER, 4);
        assertThat(recoveries(33.99)).isEmpty();
        assertThat(recoveries(34)).singleElement().satisfies(said -> {
            assertThat(said.at()).isEqualTo(34 * MINUTE);
            assertThat(said.onset()).isEqualTo(4 * MINUTE);
            assertThat(said.subject().key()).isEqualTo("patient:p1");
            assertThat(said.reason()).isEqualTo("the last HIGH alarm, of the family RESPIRATION, ended 30 min ago");
        });
        assertThat(script.out)
                .filteredOn(event -> event.pattern().equals(Recovered.CARD.id()))
                .extracting(AlarmEvent::phase)
                .containsExactly(AlarmPhase.RAISED, AlarmPhase.CLEARED, AlarmPhase.CLOSED);
        assertThat(recoveries(600)).hasSize(1);
        assertThat(script.alarms).as("and all of it is forgotten").isEmpty();
    }

    @Test
    void isNotSaidOfWhatWasNotHighNorOfALine() {
        found("RespirationOutOfRange", 0).noticed(SignKind.RR_RECOVERED, 4);
        found("FreeFlow", LifeScript.LINE, 10);
        script.life.on(LifeScript.staff(SignKind.ACKNOWLEDGED, LifeScript.LINE, 11 * MINUTE, "nurse-7", null));
        script.life.on(LifeScript.sign(SignKind.FREE_FLOW_OVER, LifeScript.LINE, 12 * MINUTE));
        assertThat(recoveries(600)).isEmpty();
    }

    @Test
    void waitsUntilNothingUrgentIsOpen() {
        danger(0)
                .noticed(SignKind.RR_EXTREME_OVER, 4)
                .found("HeartRateOutOfRange", 20)
                .noticed(SignKind.HR_RECOVERED, 300);
        assertThat(recoveries(329.99)).isEmpty();
        assertThat(recoveries(330)).hasSize(1);
    }

    @Test
    void doesNotMindWhatIsMerelyLow() {
        danger(0).noticed(SignKind.RR_EXTREME_OVER, 4).found("SensorOff", 20);
        assertThat(recoveries(34)).hasSize(1);
    }

    @Test
    void countsAnewFromTheNextDanger() {
        danger(0)
                .noticed(SignKind.RR_EXTREME_OVER, 4)
                .found("HeartRateExtreme", 20)
                .staff(SignKind.ACKNOWLEDGED, 39)
                .noticed(SignKind.HR_EXTREME_OVER, 40);
        assertThat(recoveries(69.99)).isEmpty();
        assertThat(recoveries(600))
                .singleElement()
                .satisfies(said -> assertThat(said.onset()).isEqualTo(40 * MINUTE));
    }

    @Test
    void countsFromWhenItWasOnlyMediumAndThatWasOver() {
        found("RespirationOutOfRange", 0)
                .found("RespirationExtreme", 1)
                .staff(SignKind.ACKNOWLEDGED, 9)
                .noticed(SignKind.RR_EXTREME_OVER, 4)
                .noticed(SignKind.RR_RECOVERED, 10);
        assertThat(recoveries(39.99)).isEmpty();
        assertThat(recoveries(40))
                .singleElement()
                .satisfies(said -> assertThat(said.onset()).isEqualTo(4 * MINUTE));
    }

    @Test
    void waitsForTheAcknowledgementOfWhatLatches() {
        found("ArrestSuspected", 0).noticed(SignKind.ARREST_OVER, 2);
        assertThat(recoveries(100)).isEmpty();
        staff(SignKind.ACKNOWLEDGED, 100);
        assertThat(recoveries(129.99)).isEmpty();
        assertThat(recoveries(130)).hasSize(1);
    }

    @Test
    void isNotSaidOfAPatientWhoHasLeft() {
        danger(0).noticed(SignKind.RR_EXTREME_OVER, 4).staff(SignKind.DISCHARGED, 10);
        found("HeartRateExtreme", 20).staff(SignKind.DISCHARGED, 21);
        assertThat(recoveries(600)).isEmpty();
        assertThat(script.alarms).isEmpty();
    }

    @Test
    void takesAsLongAsIsSet() {
        script.set.put("Recovered.quietMs", 300_000.0);
        danger(0).noticed(SignKind.RR_EXTREME_OVER, 4);
        assertThat(recoveries(9)).hasSize(1);
    }
}
