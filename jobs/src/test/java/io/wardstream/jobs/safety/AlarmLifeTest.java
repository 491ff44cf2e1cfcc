package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.PatternCard;
import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.WardPattern;
import io.wardstream.cep.WatchmanProbe;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Source;
import io.wardstream.model.Subject;
import java.util.List;
import java.util.Map;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class AlarmLifeTest {

    private static final Subject LINE = new Subject("line:l1", "icu", "b1", "l1", "p1", "scale-1");
    private static final Subject PATIENT = new Subject("patient:p1", "icu", "b1", null, "p1", "monitor-1");

    private final LifeScript script = new LifeScript();
    private final List<AlarmState> alarms = script.alarms;
    private final List<AlarmEvent> out = script.out;
    private final AlarmLife life = script.life;

    private static Sign sign(SignKind kind, Subject subject, long at) {
        return new Sign(
                kind, subject, at, at, 40.0, 50.0, null, null, null, null, null, 0, new Source("d", "b", at, at));
    }

    private static Sign ack(Subject subject, long at, String alarmId) {
        return sign(SignKind.ACKNOWLEDGED, subject, at).doneBy("nurse-7", alarmId, "on my way");
    }

    /** What a pattern finds at a time, in an episode that began earlier. */
    private static Finding found(String patternId, Subject subject, long onset, long at) {
        WardPattern pattern = PatternCatalogue.pattern(patternId);
        Sign first = sign(SignKind.LEVEL_LOW, subject, onset).since(onset);
        Sign last = sign(SignKind.TIME_IS_UP, subject, at).since(onset);
        return pattern.finding(Map.of("a", List.of(first), "b", List.of(last)));
    }

    private List<AlarmPhase> phases() {
        return out.stream().map(AlarmEvent::phase).toList();
    }

    @Test
    void raisesOnceHoweverOftenItIsFound() {
        Finding low = found("LowLevel", LINE, 1_000, 5_000);
        life.on(low);
        life.on(low);
        assertThat(phases()).containsExactly(AlarmPhase.RAISED);
        AlarmEvent raised = out.get(0);
        assertThat(raised.alarmId()).isEqualTo(low.alarmId());
        assertThat(raised.sequence()).isZero();
        assertThat(raised.priority()).isEqualTo(Priority.MEDIUM);
        assertThat(raised.onset()).isEqualTo(1_000);
        assertThat(raised.at()).isEqualTo(5_000);
        assertThat(raised.evidence()).extracting(Evidence::what).containsExactly("LEVEL_LOW", "TIME_IS_UP");
    }

    @Test
    void escalatesTheSameAlarmInsteadOfRaisingASecond() {
        life.on(found("LowLevel", LINE, 1_000, 5_000));
        life.on(found("UnattendedLowLevel", LINE, 1_000, 151_000));
        assertThat(phases()).containsExactly(AlarmPhase.RAISED, AlarmPhase.ESCALATED);
        assertThat(out).extracting(AlarmEvent::alarmId).containsOnly(out.get(0).alarmId());
        assertThat(out.get(1).priority()).isEqualTo(Priority.HIGH);
        assertThat(out.get(1).pattern()).isEqualTo("UnattendedLowLevel");
        assertThat(out.get(1).sequence()).isEqualTo(1);
        life.on(found("LowLevel", LINE, 1_000, 152_000));
        assertThat(out).as("the less urgent one says nothing new").hasSize(2);
    }

    @Test
    void clearsAndClosesWhenTheConditionIsGone() {
        life.on(found("LowLevel", LINE, 1_000, 5_000));
        life.on(sign(SignKind.BAG_CHANGED, LINE, 9_000));
        assertThat(phases()).containsExactly(AlarmPhase.RAISED, AlarmPhase.CLEARED, AlarmPhase.CLOSED);
        assertThat(out.get(1).evidence()).extracting(Evidence::what).containsExactly("BAG_CHANGED");
    }

    @Test
    void doesNotClearWhenSomebodyAcknowledges() {
        life.on(found("LowLevel", LINE, 1_000, 5_000));
        life.on(ack(LINE, 6_000, null));
        assertThat(phases()).containsExactly(AlarmPhase.RAISED, AlarmPhase.ACKNOWLEDGED);
        assertThat(out.get(1).by()).isEqualTo("nurse-7");
        assertThat(out.get(1).reason()).isEqualTo("on my way");
        assertThat(alarms.get(0).active()).isTrue();
    }

    @Test
    void keepsALatchingAlarmUntilItIsAcknowledged() {
        life.on(found("LowLevel", LINE, 1_000, 5_000));
        life.on(found("UnattendedLowLevel", LINE, 1_000, 151_000));
        life.on(sign(SignKind.BAG_CHANGED, LINE, 200_000));
        assertThat(phases()).containsExactly(AlarmPhase.RAISED, AlarmPhase.ESCALATED, AlarmPhase.CLEARED);
        life.on(ack(LINE, 300_000, null));
        assertThat(phases()).endsWith(AlarmPhase.CLEARED, AlarmPhase.ACKNOWLEDGED, AlarmPhase.CLOSED);
    }

    @Test
    void closesALatchingAlarmThatWasAcknowledgedBefore() {
        life.on(found("News2High", PATIENT, 1_000, 61_000));
        life.on(ack(PATIENT, 70_000, null));
        life.on(Sign.timeIsUp(PATIENT, "News2High/recovered", 2_000_000, 100_000, 1_800_000, 0));
        assertThat(phases())
                .containsExactly(AlarmPhase.RAISED, AlarmPhase.ACKNOWLEDGED, AlarmPhase.CLEARED, AlarmPhase.CLOSED);
    }

    @Test
    void raisesANewAlarmWhenTheConditionOfAWaitingOneComesBack() {
        life.on(found("LowLevel", LINE, 1_000, 5_000));
        life.on(found("UnattendedLowLevel", LINE, 1_000, 151_000));
        life.on(sign(SignKind.BAG_CHANGED, LINE, 200_000));
        life.on(found("LowLevel", LINE, 500_000, 510_000));
        assertThat(phases()).endsWith(AlarmPhase.CLEARED, AlarmPhase.CLOSED, AlarmPhase.RAISED);
        assertThat(out.get(3).reason()).isEqualTo(AlarmLife.RETURNED);
        assertThat(out.get(4).alarmId()).isNotEqualTo(out.get(0).alarmId());
    }

    @Test
    void callsAgainWhenAnAcknowledgementHasExpired() {
        life.on(found("LowLevel", LINE, 1_000, 5_000));
        life.on(ack(LINE, 6_000, null));
        assertThat(life.nextTime()).isEqualTo(906_000);
        life.onTime(905_999);
        assertThat(out).hasSize(2);
        life.onTime(906_000);
        assertThat(phases()).endsWith(AlarmPhase.ACK_EXPIRED);
        assertThat(out.get(2).at()).isEqualTo(906_000);
        life.on(ack(LINE, 950_000, null));
        assertThat(phases()).endsWith(AlarmPhase.ACK_EXPIRED, AlarmPhase.ACKNOWLEDGED);
    }

    @Test
    void holdsAnAcknowledgementAsLongAsThePriorityAllows() {
        life.on(found("News2High", PATIENT, 1_000, 61_000));
        life.on(ack(PATIENT, 100_000, null));
        assertThat(life.nextTime()).isEqualTo(400_000);
    }

    @Test
    void expiresNothingAtTheEndOfARecordedInput() {
        life.on(found("LowLevel", LINE, 1_000, 5_000));
        life.on(ack(LINE, 6_000, null));
        life.forget(Long.MAX_VALUE);
        assertThat(phases()).containsExactly(AlarmPhase.RAISED, AlarmPhase.ACKNOWLEDGED);
    }

    @Test
    void breaksThroughAnAcknowledgementWhenItBecomesMoreUrgent() {
        life.on(found("LowLevel", LINE, 1_000, 5_000));
        life.on(ack(LINE, 6_000, null));
        life.on(found("UnattendedLowLevel", LINE, 1_000, 151_000));
        assertThat(phases()).endsWith(AlarmPhase.ESCALATED);
        life.on(ack(LINE, 160_000, null));
        assertThat(phases()).endsWith(AlarmPhase.ESCALATED, AlarmPhase.ACKNOWLEDGED);
    }

    @Test
    void acknowledgesTheOneAlarmThatIsMeant() {
        life.on(found("LowLevel", LINE, 1_000, 5_000));
        life.on(found("DeviceSilent", LINE, 2_000, 62_000));
        life.on(ack(LINE, 70_000, out.get(1).alarmId()));
        assertThat(out).hasSize(3);
        assertThat(out.get(2).alarmId()).isEqualTo(out.get(1).alarmId());
        life.on(ack(LINE, 80_000, "another-alarm"));
        assertThat(out).hasSize(3);
    }

    @Test
    void clearsTheSilenceOfTheDeviceThatIsHeardAndOfNoOther() {
        life.on(found("DeviceSilent", LINE, 2_000, 62_000));
        Subject other = new Subject("line:l1", "icu", "b1", "l1", "p1", "clamp-1");
        life.on(sign(SignKind.DEVICE_HEARD, other, 70_000));
        assertThat(phases()).containsExactly(AlarmPhase.RAISED);
        life.on(sign(SignKind.DEVICE_HEARD, LINE, 71_000));
        assertThat(phases()).containsExactly(AlarmPhase.RAISED, AlarmPhase.CLEARED, AlarmPhase.CLOSED);
        assertThat(out.get(0).subject().key()).isEqualTo("device:scale-1");
    }

    @Test
    void raisesAndClearsALateSignAtOnceAndWaitsForSomebodyToSeeIt() {
        life.on(LateSigns.finding(sign(SignKind.ACKNOWLEDGED, LINE, 5_000)));
        assertThat(phases()).containsExactly(AlarmPhase.RAISED, AlarmPhase.CLEARED);
        life.on(ack(LINE, 9_000, null));
        assertThat(phases()).endsWith(AlarmPhase.ACKNOWLEDGED, AlarmPhase.CLOSED);
    }

    @Test
    void doesNotRaiseAClosedAlarmAgainWhileItIsRemembered() {
        Finding low = found("LowLevel", LINE, 1_000, 5_000);
        life.on(low);
        life.on(sign(SignKind.BAG_CHANGED, LINE, 9_000));
        life.on(low);
        assertThat(out).hasSize(3);
    }

    @Test
    void forgetsClosedAlarmsAfterTheirRetention() {
        life.on(found("LowLevel", LINE, 1_000, 5_000));
        life.on(sign(SignKind.BAG_CHANGED, LINE, 9_000));
        assertThat(life.nextTime()).isEqualTo(3_609_000);
        life.onTime(3_608_999);
        assertThat(alarms).hasSize(1);
        life.onTime(3_609_000);
        assertThat(alarms).isEmpty();
        assertThat(life.nextTime()).isNull();
    }

    @Test
    void updatesAnAlarmWithNewEvidenceOfTheSamePattern() {
        life.on(found("HeartRateOutOfRange", PATIENT, 1_000, 5_000));
        life.on(found("HeartRateOutOfRange", PATIENT, 8_000, 9_000));
        assertThat(phases()).containsExactly(AlarmPhase.RAISED, AlarmPhase.UPDATED);
        assertThat(out.get(1).alarmId()).isEqualTo(out.get(0).alarmId());
    }

    @Test
    void everyPatternsAlarmCanEnd() {
        for (WardPattern pattern : PatternCatalogue.ALL) {
            PatternCard card = pattern.card();
            boolean ends = false;
            for (SignKind kind : SignKind.values()) {
                ends |= pattern.clearedBy(sign(kind, LINE, 1));
            }
            ends |= pattern.waits().stream()
                    .anyMatch(wait -> pattern.clearedBy(Sign.timeIsUp(LINE, wait.id(), 1, 1, 1, 0)));
            // A watchman's echo is no alarm for people: it goes on for as long as the watchman asks.
            assertThat(ends).as(card.id()).isEqualTo(!(pattern instanceof WatchmanProbe));
        }
    }

    @Test
    void isAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(AlarmState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(LifeInput.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(GateInput.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(GateState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(io.wardstream.cep.Waits.Pending.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(io.wardstream.jobs.control.ControlFact.class);
    }
}
