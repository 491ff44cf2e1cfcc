package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.ClampRules;
import io.wardstream.cep.SettingsView;
import io.wardstream.cep.UnattendedLowLevel;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.BagClass;
import io.wardstream.model.ClampAction;
import io.wardstream.model.ClampPolicy;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Subject;
import io.wardstream.model.WithholdReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every interlock of design D5, on the last value that passes and the first that does not. */
class InterlocksTest {

    private static final long NOW = 1_000_000;
    private static final Subject LINE = new Subject("line:l1", "icu", "b1", "l1", "p1", "scale-1");
    private static final Finding REQUEST = new Finding(
            UnattendedLowLevel.CARD.id(),
            1,
            "LEVEL",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            LINE,
            "line:l1",
            NOW - 151_000,
            NOW - 1_000,
            List.of(),
            0,
            null);

    private static final ClampRules RULES = ClampRules.from(SettingsView.DEFAULTS);

    private final GateState state = new GateState();

    InterlocksTest() {
        state.newest = LineStatus.of(LINE, NOW - 2_000, 40, true);
    }

    private WithholdReason check(RegistryEntry clamp, long eventTime) {
        return Interlocks.check(REQUEST, eventTime, NOW, state, clamp, RULES);
    }

    private WithholdReason check() {
        return check(Events.SCALE, NOW);
    }

    @Test
    void letsACommandPassWhenEveryInterlockHolds() {
        assertThat(check()).isNull();
    }

    @Test
    void withholdsWithoutAClampThatIsKnown() {
        assertThat(check(null, NOW)).isEqualTo(WithholdReason.NO_CLAMP);
    }

    @Test
    void withholdsForEveryBagThatIsNotWhitelisted() {
        for (BagClass bag : BagClass.values()) {
            RegistryEntry clamp = entry(bag, null);
            assertThat(check(clamp, NOW))
                    .as(bag.name())
                    .isEqualTo(bag == BagClass.MAINTENANCE_CRYSTALLOID ? null : WithholdReason.POLICY_ALERT_ONLY);
        }
        assertThat(check(entry(BagClass.MAINTENANCE_CRYSTALLOID, ClampPolicy.ALERT_ONLY), NOW))
                .isEqualTo(WithholdReason.POLICY_ALERT_ONLY);
    }

    private static RegistryEntry entry(BagClass bag, ClampPolicy policy) {
        return new RegistryEntry(
                "c", DeviceKind.CLAMP, "icu", "b1", "l1", "p1", 0, bag, policy, null, null, null, null);
    }

    @Test
    void withholdsWhenEventTimeAndTheWallClockDisagreeByMoreThanTwoSeconds() {
        assertThat(check(Events.SCALE, NOW - 2_000)).isNull();
        assertThat(check(Events.SCALE, NOW - 2_001)).isEqualTo(WithholdReason.DECISION_TOO_OLD);
        assertThat(check(Events.SCALE, NOW + 2_000)).isNull();
        assertThat(check(Events.SCALE, NOW + 2_001)).isEqualTo(WithholdReason.DECISION_TOO_OLD);
    }

    @Test
    void withholdsWhenSomebodyAcknowledgedInThisEpisode() {
        state.acknowledgedAt = REQUEST.onset() - 1;
        assertThat(check()).isNull();
        state.acknowledgedAt = REQUEST.onset();
        assertThat(check()).isEqualTo(WithholdReason.ACKNOWLEDGED);
        state.acknowledgedAt = NOW;
        assertThat(check()).isEqualTo(WithholdReason.ACKNOWLEDGED);
        state.acknowledgedAt = NOW + 1;
        assertThat(check()).as("in a recorded past: what is still to come").isNull();
    }

    @Test
    void withholdsWithoutAReadingOfTheLastTenSeconds() {
        state.newest = LineStatus.of(LINE, NOW - 10_000, 40, true);
        assertThat(check()).isNull();
        state.newest = LineStatus.of(LINE, NOW - 10_001, 40, true);
        assertThat(check()).isEqualTo(WithholdReason.READING_TOO_OLD);
        state.newest = null;
        assertThat(check()).isEqualTo(WithholdReason.READING_TOO_OLD);
    }

    @Test
    void withholdsWhenTheNewestReadingIsNotLow() {
        state.newest = LineStatus.of(LINE, NOW - 1_000, 90, false);
        assertThat(check()).isEqualTo(WithholdReason.LEVEL_NOT_LOW);
    }

    @Test
    void withholdsWhenTheClampIsClosedAlready() {
        state.closed = true;
        assertThat(check()).isEqualTo(WithholdReason.ALREADY_CLOSED);
    }

    @Test
    void withholdsWhenTheBagWasBumpedAMomentAgo() {
        state.newest = new LineStatus(LINE, NOW - 2_000, 40, true, false, true, 100);
        assertThat(check()).isEqualTo(WithholdReason.DISTURBED);
        state.newest = new LineStatus(LINE, NOW - 2_000, 40, false, false, true, 100);
        assertThat(check()).as("its level is not to be believed").isEqualTo(WithholdReason.DISTURBED);
    }

    @Test
    void withholdsWhenTheWeightAloneSaysThatItIsLow() {
        state.newest = new LineStatus(LINE, NOW - 2_000, 40, true, true, false, 100);
        assertThat(check()).isEqualTo(WithholdReason.LEVEL_UNCERTAIN);
    }

    @Test
    void keepsAwayForTenMinutesAfterStaffOpenedTheClamp() {
        state.openedAt = NOW - 599_999;
        assertThat(check()).isEqualTo(WithholdReason.MANUAL_OVERRIDE);
        state.openedAt = NOW - 600_000;
        assertThat(check()).isNull();
    }

    @Test
    void keepsAwayDuringResuscitationUntilItsTimeIsOver() {
        state.resuscitationSince = NOW - 7_199_999;
        assertThat(check()).isEqualTo(WithholdReason.RESUSCITATION);
        state.resuscitationSince = NOW - 7_200_000;
        assertThat(check()).isNull();
    }

    @Test
    void keepsAwayWhileThePressureOfThePatientIsTooLowAndStillKnown() {
        long validMs = RULES.pressureValidMs();
        assertThat(validMs).isEqualTo(3_600_000);
        state.hypotensivePatient = "p1";
        state.hypotensiveAt = NOW - validMs + 1;
        assertThat(check()).isEqualTo(WithholdReason.HYPOTENSION);
        state.hypotensiveAt = NOW - validMs;
        assertThat(check()).isNull();
    }

    @Test
    void doesNotTakeThePressureOfThePatientAtWhomTheLineWasBefore() {
        state.hypotensivePatient = "p2";
        state.hypotensiveAt = NOW - 60_000;
        assertThat(check()).isNull();
        state.hypotensivePatient = "p1";
        assertThat(check()).isEqualTo(WithholdReason.HYPOTENSION);
    }

    @Test
    void doesWhatStaffWantIfItIsFreshAndThereIsAClamp() {
        for (ClampAction action : ClampAction.values()) {
            assertThat(Interlocks.checkWish(action, NOW, NOW, Events.SCALE)).isNull();
            assertThat(Interlocks.checkWish(action, NOW, NOW + 2_000, Events.SCALE))
                    .isNull();
            assertThat(Interlocks.checkWish(action, NOW, NOW + 2_001, Events.SCALE))
                    .isEqualTo(WithholdReason.DECISION_TOO_OLD);
            assertThat(Interlocks.checkWish(action, NOW, NOW, null)).isEqualTo(WithholdReason.NO_CLAMP);
        }
    }
}
