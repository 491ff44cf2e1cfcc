package io.wardstream.cep;

import static io.wardstream.cep.PatternHarness.LINE;
import static io.wardstream.cep.PatternHarness.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Low from 0 s on, confirmed at 10 s: armed at 30 s, due at 150 s, called over at 151 s. */
class UnattendedLowLevelTest {

    private static final long DUE = 150_000;
    private static final long CALLED = 151_000;

    private final UnattendedLowLevel pattern = new UnattendedLowLevel();

    private PatternHarness low() throws Exception {
        return new PatternHarness(pattern)
                .on(sign(SignKind.LEVEL_LOW, LINE, 10_000).since(0))
                .clock(10_100);
    }

    @Test
    void raisesWhenNobodyComes() throws Exception {
        try (PatternHarness harness = low()) {
            assertThat(harness.clock(CALLED - 1).findings()).isEmpty();
            assertThat(harness.clock(CALLED).findings()).singleElement().satisfies(finding -> {
                assertThat(finding.pattern()).isEqualTo("UnattendedLowLevel");
                assertThat(finding.family()).isEqualTo("LEVEL");
                assertThat(finding.priority()).isEqualTo(Priority.HIGH);
                assertThat(finding.onset()).isZero();
                assertThat(finding.at()).isEqualTo(DUE);
                assertThat(finding.evidence())
                        .extracting(Evidence::what)
                        .containsExactly("LEVEL_LOW", "TIME_IS_UP", "TIME_IS_UP");
                assertThat(finding.evidence()).extracting(Evidence::value).containsExactly(42.0, 30.0, 120.0);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SignKind.class,
            names = {"ACKNOWLEDGED", "LEVEL_RESTORED", "BAG_CHANGED", "CLAMP_CLOSED"})
    void staysQuietWhenSomebodyComesWhenever(SignKind attended) throws Exception {
        for (long at : new long[] {10_001, 29_999, 30_000, 31_500, 90_000, DUE, CALLED}) {
            try (PatternHarness harness = low()) {
                harness.clock(at - 1).on(attended, LINE, at).clock(1_000_000);
                assertThat(harness.findings()).as("%s at %s", attended, at).isEmpty();
            }
        }
    }

    @Test
    void isNotArmedByTimeAloneNorWhenSomebodyKnows() throws Exception {
        Sign low = sign(SignKind.LEVEL_LOW, LINE, 10_000).since(0);
        Sign byTime = low.measured(90, null).because("12 min left (± 1) at 400 mL/h");
        Sign known = low.because(LowLevel.ACKNOWLEDGED_BEFORE);
        for (Sign sign : List.of(byTime, known)) {
            try (PatternHarness harness = new PatternHarness(pattern).on(sign).clock(1_000_000)) {
                assertThat(harness.findings()).isEmpty();
                assertThat(harness.stateEntries()).isZero();
            }
        }
    }

    @Test
    void isArmedByTheLevelThatFollowsTheTime() throws Exception {
        Sign byTime = sign(SignKind.LEVEL_LOW, LINE, 10_000).since(0).measured(90, null);
        try (PatternHarness harness = new PatternHarness(pattern)
                .on(byTime)
                .clock(300_000)
                .on(sign(SignKind.LEVEL_LOW, LINE, 310_000).since(300_000))
                .clock(1_000_000)) {
            assertThat(harness.findings())
                    .singleElement()
                    .extracting(Finding::at)
                    .isEqualTo(450_000L);
        }
    }

    @Test
    void raisesWhenSomebodyComesAfterTheGrace() throws Exception {
        try (PatternHarness harness = low()) {
            harness.clock(CALLED).on(SignKind.ACKNOWLEDGED, LINE, CALLED + 1).clock(1_000_000);
            assertThat(harness.findings()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SignKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ACKNOWLEDGED", "LEVEL_RESTORED", "BAG_CHANGED", "CLAMP_CLOSED", "LEVEL_LOW", "TIME_IS_UP"})
    void raisesWhateverElseHappens(SignKind other) throws Exception {
        try (PatternHarness harness = low()) {
            harness.clock(60_000).on(other, LINE, 60_001).clock(1_000_000);
            assertThat(harness.findings()).hasSize(1);
        }
    }

    @Test
    void countsAnAcknowledgementThatArrivesBeforeTheSignItAnswers() throws Exception {
        // Two sessions: the acknowledgement of 12 s is read before the low level of 10 s.
        try (PatternHarness harness = new PatternHarness(pattern)) {
            harness.on(SignKind.ACKNOWLEDGED, LINE, 12_000)
                    .on(sign(SignKind.LEVEL_LOW, LINE, 10_000).since(0))
                    .clock(1_000_000);
            assertThat(harness.findings()).isEmpty();
        }
    }

    @Test
    void doesNotCountAnAcknowledgementFromBeforeTheEpisode() throws Exception {
        try (PatternHarness harness = new PatternHarness(pattern)) {
            harness.on(sign(SignKind.LEVEL_LOW, LINE, 10_000).since(8_000))
                    .on(SignKind.ACKNOWLEDGED, LINE, 5_000)
                    .clock(1_000_000);
            assertThat(harness.findings()).hasSize(1);
        }
    }

    @Test
    void doesNotLetOneEpisodesTimeEndAnother() throws Exception {
        // Restored at 100 s, low again from 110 s on: due at 260 s, not at 150 s.
        try (PatternHarness harness = low()) {
            harness.clock(99_000)
                    .on(SignKind.LEVEL_RESTORED, LINE, 100_000)
                    .on(sign(SignKind.LEVEL_LOW, LINE, 120_000).since(110_000))
                    .clock(260_999);
            assertThat(harness.findings()).isEmpty();
            assertThat(harness.clock(261_000).findings())
                    .singleElement()
                    .extracting(Finding::onset)
                    .isEqualTo(110_000L);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10_200, 29_000, 31_000, 90_000, 150_500})
    void comesOnTimeAlthoughTheJobWasRestarted(long restartAt) throws Exception {
        try (PatternHarness harness = low()) {
            harness.clock(restartAt).restart().clock(CALLED - 1);
            assertThat(harness.findings()).isEmpty();
            assertThat(harness.clock(CALLED).findings()).hasSize(1);
        }
    }

    @Test
    void keepsNothingOnceTheEpisodeIsOver() throws Exception {
        long longGone = 100_000_000;
        try (PatternHarness harness = low()) {
            harness.clock(60_000).on(SignKind.ACKNOWLEDGED, LINE, 60_001).clock(longGone);
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.timers()).isZero();
        }
        try (PatternHarness harness = low()) {
            harness.clock(longGone);
            assertThat(harness.findings()).hasSize(1);
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void keepsTheTimesThatAreSet() throws Exception {
        SettingsView quick = new SettingsView() {
            @Override
            public double get(SettingKey key) {
                return key.name().equals("UnattendedLowLevel.unattendedMs") ? 60_000 : key.defaultValue();
            }

            @Override
            public long version() {
                return 9;
            }
        };
        try (PatternHarness harness = new PatternHarness(pattern, quick)) {
            harness.on(sign(SignKind.LEVEL_LOW, LINE, 10_000).since(0)).clock(90_999);
            assertThat(harness.findings()).isEmpty();
            assertThat(harness.clock(91_000).findings())
                    .singleElement()
                    .extracting(Finding::settingsVersion)
                    .isEqualTo(9L);
        }
    }

    @Test
    void clearsWhenTheLevelIsBack() {
        for (SignKind kind : SignKind.values()) {
            assertThat(pattern.clearedBy(sign(kind, LINE, 1)))
                    .as(kind.name())
                    .isEqualTo(kind == SignKind.LEVEL_RESTORED || kind == SignKind.BAG_CHANGED);
        }
    }

    @Test
    void sendsSignsBehindTheClockToTheSideAndSaysSo() throws Exception {
        try (PatternHarness harness = low()) {
            harness.clock(60_000).on(SignKind.ACKNOWLEDGED, LINE, 60_000);
            assertThat(harness.late()).isEqualTo(1);
        }
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UnattendedLowLevel.Limits(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnattendedLowLevel.Limits(1, 0));
    }
}
