package io.wardstream.cep;

import static io.wardstream.cep.PatternHarness.LINE;
import static io.wardstream.cep.PatternHarness.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The infusion's patterns whose work is done by the assessor, in one table; and the two that wait. */
class InfusionPatternsTest {

    @ParameterizedTest
    @CsvSource({
        "EmptySoon, LOW, PHYSIOLOGICAL, false, EMPTY_SOON, EMPTY_LATER LEVEL_RESTORED BAG_CHANGED",
        "LowLevel, MEDIUM, PHYSIOLOGICAL, false, LEVEL_LOW, LEVEL_RESTORED BAG_CHANGED",
        "CriticalLevel, HIGH, PHYSIOLOGICAL, true, LEVEL_CRITICAL, LEVEL_RESTORED BAG_CHANGED",
        "BagEmpty, HIGH, PHYSIOLOGICAL, true, BAG_EMPTY, LEVEL_RESTORED BAG_CHANGED",
        "NoFlow, MEDIUM, PHYSIOLOGICAL, false, FLOW_STOPPED, FLOW_RESUMED BAG_CHANGED BAG_EMPTY",
        "FlowDeviation, LOW, PHYSIOLOGICAL, false, FLOW_LOW FLOW_HIGH, FLOW_NORMAL BAG_CHANGED",
        "FreeFlow, HIGH, PHYSIOLOGICAL, true, FREE_FLOW, FREE_FLOW_OVER BAG_CHANGED CLAMP_CLOSED BAG_EMPTY",
        "BelowKvo, LOW, PHYSIOLOGICAL, false, BELOW_KVO, ABOVE_KVO BAG_CHANGED BAG_EMPTY",
        "VolumeOver, MEDIUM, PHYSIOLOGICAL, false, VOLUME_OVER, VOLUME_WITHIN",
        "BagRemoved, LOW, PHYSIOLOGICAL, false, BAG_REMOVED, BAG_REHUNG BAG_CHANGED",
        "BumpSwing, ADVISORY, TECHNICAL, false, BUMPED, BUMP_OVER",
        "SameLimbCuff, ADVISORY, TECHNICAL, false, CUFF_INFLATED, CUFF_OVER",
        "WeightAdded, LOW, PHYSIOLOGICAL, false, WEIGHT_ADDED, WEIGHT_EXPLAINED BAG_CHANGED",
        "TareDrift, LOW, TECHNICAL, false, TARE_DRIFTED, TARE_CORRECTED",
        "FrozenSensor, LOW, TECHNICAL, false, SENSOR_FROZEN, SENSOR_OK",
        "AssociationConflict, MEDIUM, TECHNICAL, false, ASSOCIATION_CONFLICT, ASSOCIATION_RESOLVED",
        "BatteryLow, LOW, TECHNICAL, false, BATTERY_LOW, BATTERY_OK",
        "ImplausibleReading, LOW, TECHNICAL, false, SENSOR_IMPLAUSIBLE, SENSOR_OK",
    })
    void raisesAndClearsOnExactlyItsSigns(
            String id, Priority priority, AlarmKind kind, boolean latching, String raises, String clears)
            throws Exception {
        WardPattern pattern = PatternCatalogue.pattern(id);
        assertThat(pattern.card().latching()).isEqualTo(latching);
        assertThat(pattern.card().kind()).isEqualTo(kind);
        try (PatternHarness harness = new PatternHarness(pattern)) {
            long at = 5_000;
            for (SignKind sign : SignKind.values()) {
                harness.on(sign, LINE, at);
                int before = harness.findings().size();
                at += 10_000_000;
                harness.clock(at - 1);
                assertThat(harness.findings())
                        .as(sign.name())
                        .hasSize(before + (kinds(raises).contains(sign) ? 1 : 0));
                assertThat(harness.stateEntries()).as(sign.name()).isZero();
            }
            assertThat(harness.findings()).extracting(Finding::priority).allMatch(priority::equals);
        }
        for (SignKind sign : SignKind.values()) {
            assertThat(pattern.clearedBy(sign(sign, LINE, 1)))
                    .as(sign.name())
                    .isEqualTo(kinds(clears).contains(sign));
        }
    }

    private static Set<SignKind> kinds(String names) {
        return Arrays.stream(names.split(" "))
                .map(SignKind::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(SignKind.class)));
    }

    @Test
    void theLevelsOfABagAreOneFamily() {
        assertThat(PatternCatalogue.ALL.stream()
                        .filter(pattern -> pattern.card().family().equals("LEVEL"))
                        .map(pattern -> pattern.card().id()))
                .containsExactly(
                        "EmptySoon", "LowLevel", "CriticalLevel", "BagEmpty", "UnattendedLowLevel", "UnattendedEmpty");
    }

    @Test
    void noSettingLetsACuffHideAnythingForMoreThanAMinute() {
        SameLimbCuff.Limits limits = SameLimbCuff.Limits.from(SettingsView.DEFAULTS);
        assertThat(limits).isEqualTo(new SameLimbCuff.Limits(60_000, 120_000));
        assertThat(SameLimbCuff.MASK_MS.accepts(60_000)).isTrue();
        assertThat(SameLimbCuff.MASK_MS.accepts(60_001)).isFalse();
        assertThat(SameLimbCuff.PAUSE_MS.accepts(59_999)).isFalse();
    }

    @Test
    void aNewBagIsNewsAndNoCondition() throws Exception {
        assertThat(new BagChanged().momentary()).isTrue();
        try (PatternHarness harness = new PatternHarness(new BagChanged())
                .on(SignKind.BAG_CHANGED, LINE, 5_000)
                .clock(6_000)) {
            assertThat(harness.findings())
                    .singleElement()
                    .extracting(Finding::priority)
                    .isEqualTo(Priority.ADVISORY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NoFlow, FLOW_STOPPED, VASOPRESSOR, HIGH",
        "FlowDeviation, FLOW_HIGH, 60 % off the order, MEDIUM",
        "BatteryLow, BATTERY_LOW, below 10 %, MEDIUM"
    })
    void isMoreUrgentWhenTheSignSaysSo(String id, SignKind kind, String reason, Priority priority) throws Exception {
        Sign worse = sign(kind, LINE, 5_000).because(reason);
        try (PatternHarness harness =
                new PatternHarness(PatternCatalogue.pattern(id)).on(worse).clock(6_000)) {
            assertThat(harness.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.priority()).isEqualTo(priority);
                assertThat(finding.reason()).isEqualTo(reason);
            });
        }
    }

    @Test
    void asksOnceMoreWhenTheBagIsEmptyAndNobodyComes() throws Exception {
        Sign empty = sign(SignKind.BAG_EMPTY, LINE, 20_000).since(5_000);
        try (PatternHarness harness = new PatternHarness(new UnattendedEmpty()).on(empty)) {
            assertThat(harness.clock(140_999).findings()).isEmpty();
            assertThat(harness.clock(141_000).findings()).singleElement().satisfies(finding -> {
                assertThat(finding.at()).isEqualTo(140_000);
                assertThat(finding.onset()).isEqualTo(5_000);
                assertThat(finding.priority()).isEqualTo(Priority.HIGH);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SignKind.class,
            names = {"ACKNOWLEDGED", "LEVEL_RESTORED", "BAG_CHANGED", "CLAMP_CLOSED"})
    void doesNotAskWhenSomebodyCame(SignKind attended) throws Exception {
        for (long at : new long[] {20_001, 140_000, 141_000}) {
            try (PatternHarness harness =
                    new PatternHarness(new UnattendedEmpty()).on(SignKind.BAG_EMPTY, LINE, 20_000)) {
                harness.clock(at - 1).on(attended, LINE, at).clock(1_000_000);
                assertThat(harness.findings()).as("%s at %s", attended, at).isEmpty();
            }
        }
    }

    @Test
    void remindsOfABagThatIsStillOff() throws Exception {
        Sign removed = sign(SignKind.BAG_REMOVED, LINE, 70_000).since(10_000);
        try (PatternHarness harness = new PatternHarness(new BagStillRemoved()).on(removed)) {
            assertThat(harness.clock(610_999).findings()).isEmpty();
            assertThat(harness.clock(611_000).findings()).singleElement().satisfies(finding -> {
                assertThat(finding.at()).isEqualTo(610_000);
                assertThat(finding.priority()).isEqualTo(Priority.MEDIUM);
                assertThat(finding.family()).isEqualTo(BagRemoved.CARD.family());
            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SignKind.class,
            names = {"ACKNOWLEDGED", "BAG_REHUNG", "BAG_CHANGED"})
    void doesNotRemindOfABagThatIsMeantToBeOff(SignKind meant) throws Exception {
        try (PatternHarness harness =
                new PatternHarness(new BagStillRemoved()).on(SignKind.BAG_REMOVED, LINE, 20_000)) {
            harness.clock(60_000).on(meant, LINE, 60_001).clock(10_000_000);
            assertThat(harness.findings()).isEmpty();
        }
    }

    @Test
    void drawsTheLineOneUnitOnEitherSide() {
        CriticalLevel.Limits critical = CriticalLevel.Limits.from(SettingsView.DEFAULTS);
        assertThat(critical.isCritical(20, Double.NaN)).isTrue();
        assertThat(critical.isCritical(21, Double.NaN)).isFalse();
        assertThat(critical.isCritical(100, 5)).isTrue();
        assertThat(critical.isCritical(100, 5.1)).isFalse();
    }

    @Test
    void keepsAGapBetweenSoonAndLater() {
        EmptySoon.Limits limits = EmptySoon.Limits.from(new SettingsView() {
            @Override
            public double get(SettingKey key) {
                return key.name().equals("EmptySoon.minutes") ? 100 : key.defaultValue();
            }

            @Override
            public long version() {
                return 1;
            }
        });
        assertThat(limits.minutes()).isEqualTo(100);
        assertThat(limits.clearMinutes()).isGreaterThan(105);
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmptySoon.Limits(0, 40));
        assertThatIllegalArgumentException().isThrownBy(() -> new CriticalLevel.Limits(0, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new BagEmpty.Limits(10, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnattendedEmpty.Limits(0));
    }
}
