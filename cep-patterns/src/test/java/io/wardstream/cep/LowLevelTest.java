package io.wardstream.cep;

import static io.wardstream.cep.PatternHarness.LINE;
import static io.wardstream.cep.PatternHarness.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wardstream.model.Finding;
import io.wardstream.model.Ids;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import org.junit.jupiter.api.Test;

class LowLevelTest {

    private final LowLevel pattern = new LowLevel();

    @Test
    void raisesWhenTheLevelIsLow() throws Exception {
        try (PatternHarness harness = new PatternHarness(pattern)) {
            harness.on(sign(SignKind.LEVEL_LOW, LINE, 10_000).since(4_000)).clock(10_100);
            assertThat(harness.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.pattern()).isEqualTo("LowLevel");
                assertThat(finding.priority()).isEqualTo(Priority.MEDIUM);
                assertThat(finding.onset()).isEqualTo(4_000);
                assertThat(finding.at()).isEqualTo(10_000);
                assertThat(finding.about()).isEqualTo("line:l1");
                assertThat(finding.alarmId()).isEqualTo(Ids.alarm("LEVEL", "line:l1", 4_000));
                assertThat(finding.settingsVersion()).isEqualTo(3);
                assertThat(finding.evidence()).singleElement().satisfies(evidence -> {
                    assertThat(evidence.value()).isEqualTo(42.0);
                    assertThat(evidence.limit()).isEqualTo(50.0);
                    assertThat(evidence.unit()).isEqualTo("mL");
                });
            });
        }
    }

    @Test
    void staysQuietOnEveryOtherSign() throws Exception {
        try (PatternHarness harness = new PatternHarness(pattern)) {
            long at = 1_000;
            for (SignKind kind : SignKind.values()) {
                if (kind != SignKind.LEVEL_LOW) {
                    harness.on(kind, LINE, at++);
                }
            }
            harness.clock(100_000);
            assertThat(harness.findings()).isEmpty();
            assertThat(harness.stateEntries()).isZero();
        }
    }

    @Test
    void raisesForEachEpisodeAndKeepsNothingBehind() throws Exception {
        try (PatternHarness harness = new PatternHarness(pattern)) {
            harness.on(SignKind.LEVEL_LOW, LINE, 1_000)
                    .on(SignKind.BAG_CHANGED, LINE, 2_000)
                    .on(SignKind.LEVEL_LOW, LINE, 3_000)
                    .clock(63_000);
            assertThat(harness.findings()).extracting(Finding::onset).containsExactly(1_000L, 3_000L);
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void clearsWhenTheLevelIsBackAndOnNothingElse() {
        for (SignKind kind : SignKind.values()) {
            assertThat(pattern.clearedBy(sign(kind, LINE, 1)))
                    .as(kind.name())
                    .isEqualTo(kind == SignKind.LEVEL_RESTORED || kind == SignKind.BAG_CHANGED);
        }
    }

    @Test
    void drawsTheLineOneUnitOnEitherSide() {
        LowLevel.Limits limits = LowLevel.Limits.from(SettingsView.DEFAULTS);
        assertThat(limits.isLow(50, Double.NaN)).isTrue();
        assertThat(limits.isLow(51, Double.NaN)).isFalse();
        assertThat(limits.isRestored(69, Double.NaN)).isFalse();
        assertThat(limits.isRestored(70, Double.NaN)).isTrue();
    }

    @Test
    void takesWhicheverComesFirst() {
        LowLevel.Limits limits = LowLevel.Limits.from(SettingsView.DEFAULTS);
        assertThat(limits.limitMl(500)).as("15 % of 500 mL").isEqualTo(75);
        assertThat(limits.isLow(75, 500)).isTrue();
        assertThat(limits.isLow(76, 500)).isFalse();
        assertThat(limits.isRestored(94, 500)).isFalse();
        assertThat(limits.isRestored(95, 500)).isTrue();
        assertThat(limits.limitMl(100)).as("15 mL are less than 50").isEqualTo(50);
        assertThat(limits.isLowByTime(15)).isTrue();
        assertThat(limits.isLowByTime(15.1)).isFalse();
        assertThat(limits.isLowByTime(Double.NaN)).isFalse();
        assertThat(limits.isRestoredByTime(19.9)).isFalse();
        assertThat(limits.isRestoredByTime(20)).isTrue();
        assertThat(limits.isRestoredByTime(Double.NaN)).isFalse();
    }

    @Test
    void canBeToldToLookAtTheLevelAlone() {
        LowLevel.Limits limits = new LowLevel.Limits(50, 20, 0, 0, 3, 10_000);
        assertThat(limits.limitMl(1_000)).isEqualTo(50);
        assertThat(limits.isLowByTime(0.1)).isFalse();
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LowLevel.Limits(0, 20, 15, 15, 3, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LowLevel.Limits(50, 0, 15, 15, 3, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LowLevel.Limits(50, 20, -1, 15, 3, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LowLevel.Limits(50, 20, 15, Double.NaN, 3, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LowLevel.Limits(50, 20, 15, 15, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LowLevel.Limits(Double.NaN, 20, 15, 15, 1, 0));
    }
}
