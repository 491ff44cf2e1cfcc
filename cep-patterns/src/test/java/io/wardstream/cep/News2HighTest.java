package io.wardstream.cep;

import static io.wardstream.cep.PatternHarness.PATIENT;
import static io.wardstream.cep.PatternHarness.sign;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import org.junit.jupiter.api.Test;

class News2HighTest {

    private final News2High pattern = new News2High();

    @Test
    void raisesWhenTheScoreStandsForAMinute() throws Exception {
        try (PatternHarness harness = new PatternHarness(pattern)) {
            harness.on(SignKind.NEWS2_HIGH, PATIENT, 5_000).clock(65_999);
            assertThat(harness.findings()).isEmpty();
            assertThat(harness.clock(66_000).findings()).singleElement().satisfies(finding -> {
                assertThat(finding.priority()).isEqualTo(Priority.HIGH);
                assertThat(finding.latching()).isTrue();
                assertThat(finding.onset()).isEqualTo(5_000);
                assertThat(finding.at()).isEqualTo(65_000);
            });
        }
    }

    @Test
    void raisesOnceForAScoreThatIsNextMeasuredAnHourLater() throws Exception {
        try (PatternHarness harness = new PatternHarness(pattern)) {
            harness.on(SignKind.NEWS2_HIGH, PATIENT, 0)
                    .clock(3_600_000)
                    .on(SignKind.NEWS2_BELOW_HIGH, PATIENT, 3_600_001)
                    .clock(20_000_000);
            assertThat(harness.findings()).hasSize(1);
            assertThat(harness.stateEntries()).isZero();
        }
    }

    @Test
    void staysQuietWhenTheScoreIsTakenBack() throws Exception {
        try (PatternHarness harness = new PatternHarness(pattern)) {
            harness.on(SignKind.NEWS2_HIGH, PATIENT, 5_000)
                    .clock(20_000)
                    .on(SignKind.NEWS2_BELOW_HIGH, PATIENT, 30_000)
                    .clock(10_000_000);
            assertThat(harness.findings()).isEmpty();
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void startsTheMinuteAgainAfterItWasTakenBack() throws Exception {
        try (PatternHarness harness = new PatternHarness(pattern)) {
            harness.on(SignKind.NEWS2_HIGH, PATIENT, 5_000)
                    .on(SignKind.NEWS2_BELOW_HIGH, PATIENT, 30_000)
                    .on(SignKind.NEWS2_HIGH, PATIENT, 40_000)
                    .clock(100_999);
            assertThat(harness.findings()).isEmpty();
            assertThat(harness.clock(101_000).findings()).hasSize(1);
        }
    }

    @Test
    void clearsAfterHalfAnHourBelowAndNotBefore() {
        assertThat(pattern.clearedBy(sign(SignKind.NEWS2_BELOW_HIGH, PATIENT, 1)))
                .isFalse();
        assertThat(pattern.clearedBy(Sign.timeIsUp(PATIENT, "News2High/recovered", 1, 1, 1, 0)))
                .isTrue();
        assertThat(pattern.clearedBy(Sign.timeIsUp(PATIENT, "News2High/confirmed", 1, 1, 1, 0)))
                .isFalse();
        Sign below = sign(SignKind.NEWS2_BELOW_HIGH, PATIENT, 1_000);
        Waits.Pending recovered = Waits.startedBy(below, SettingsView.DEFAULTS).get(0);
        assertThat(recovered.waitId()).isEqualTo("News2High/recovered");
        assertThat(recovered.due()).isEqualTo(1_801_000);
        assertThat(Waits.cancels(sign(SignKind.NEWS2_HIGH, PATIENT, 2_000), recovered))
                .isTrue();
    }
}
