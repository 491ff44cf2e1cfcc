package io.wardstream.sim.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.sim.config.WardLimits;
import io.wardstream.sim.truth.Expectation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutageRuleTest {
    private static final long S = 1000;
    private static final String LINE = "line:L-e01";
    private static final String SCALE = "device:scale-e01";
    private static final String MONITOR = "device:monitor-e01";
    private static final OutageRule.Lines NOTHING = new OutageRule.Lines(Set.of(), Map.of());
    private static final long DOWN = 1_000 * S;
    private static final long BACK = 1_010 * S;

    @Test
    void leavesAloneWhatWasDecidedBeforeAndWhatIsDueLongAfter() {
        Expectation before = alarm("before", Patterns.SPO2_LOW, "patient:P", 900 * S, 994 * S);
        Expectation after = alarm("after", Patterns.SPO2_LOW, "patient:P", 1_071 * S, 1_100 * S);
        assertThat(apply(List.of(before, after))).isEmpty();
    }

    @Test
    void relaxesWhatIsDueFromFiveSecondsBeforeUntilAMinuteAfter() {
        Expectation justBefore = alarm("before", Patterns.SPO2_LOW, "patient:P", 900 * S, 995 * S);
        Expectation soonAfter = alarm("after", Patterns.HEART_RATE_OUT_OF_RANGE, "patient:P", 1_070 * S, 1_100 * S);
        Map<String, Expectation> changed = apply(List.of(justBefore, soonAfter));
        assertThat(changed).containsOnlyKeys("before", "after");
        assertThat(changed.values()).noneMatch(Expectation::must);
        assertThat(changed.get("before").until()).isGreaterThanOrEqualTo(BACK + 60 * S);
        assertThat(changed.get("after").until()).isEqualTo(1_100 * S);
    }

    @Test
    void letsABagThatWasLowCallAgainAndItsClampCloseOrNot() {
        // Low since 960, helped in time at 1040, so nothing but the alarm was expected.
        Expectation low = alarm("low", Patterns.LOW_LEVEL, LINE, 958 * S, 990 * S);
        Map<String, Expectation> changed = apply(List.of(low));
        assertThat(changed).doesNotContainKey("low");
        assertThat(changed.values())
                .hasSize(5)
                .allMatch(e -> !e.must() && e.about().equals(LINE) && e.from() == 995 * S)
                .allMatch(e -> e.until() >= BACK + 60 * S + 150 * S)
                .extracting(Expectation::pattern)
                .containsExactlyInAnyOrder(
                        Patterns.LOW_LEVEL,
                        Patterns.CLAMP_WITHHELD,
                        Patterns.CLAMP_FAULT,
                        Patterns.NO_FLOW,
                        Patterns.UNATTENDED_LOW_LEVEL);
    }

    @Test
    void stillDemandsAClampThatIsDueLongAfterTheReturn() {
        Expectation low = alarm("low", Patterns.LOW_LEVEL, LINE, 930 * S, 990 * S);
        Expectation clamp = clamp("clamp", 1_078 * S, 1_113 * S);
        assertThat(apply(List.of(low, clamp))).doesNotContainKeys("low", "clamp");
    }

    @Test
    void noLongerDemandsAClampOfABagThatFellLowDuringTheOutage() {
        Expectation low = alarm("low", Patterns.LOW_LEVEL, LINE, 1_003 * S, 1_065 * S);
        Expectation clamp = clamp("clamp", 1_153 * S, 1_188 * S);
        Map<String, Expectation> changed = apply(List.of(low, clamp));
        assertThat(changed.get("low").must()).isFalse();
        assertThat(changed.get("clamp").must()).isFalse();
        assertThat(changed.get("clamp").until()).isGreaterThanOrEqualTo(BACK + 210 * S);
    }

    @Test
    void stillKnowsALowBagAfterASecondOutage() {
        Expectation low = alarm("low", Patterns.LOW_LEVEL, LINE, 958 * S, 1_003 * S);
        List<Expectation> afterFirst = apply(List.of(low)).values().stream().toList();
        OutageRule second = rule(NOTHING, 1_030 * S, 1_040 * S);
        assertThat(second.apply(afterFirst))
                .filteredOn(e -> e.from() == 1_025 * S)
                .hasSize(5)
                .allMatch(e -> e.until() >= 1_040 * S + 210 * S);
    }

    @Test
    void waitsForAScaleThatItsStoryKeepsSilentBeyondTheOutage() {
        Expectation low = alarm("low", Patterns.LOW_LEVEL, LINE, 1_003 * S, 1_065 * S);
        OutageRule rule = rule(new OutageRule.Lines(Set.of(), Map.of(LINE, 1_300 * S)), DOWN, BACK);
        assertThat(rule.apply(List.of(low))).isNotEmpty().allMatch(e -> e.until() >= 1_300 * S + 210 * S);
    }

    @Test
    void letsABagThatWasBeingChangedPassForALowOne() {
        assertThat(rule(NOTHING, DOWN, BACK).additions()).isEmpty();
        assertThat(rule(new OutageRule.Lines(Set.of(LINE), Map.of()), DOWN, BACK)
                        .additions())
                .hasSize(5)
                .allMatch(e -> !e.must() && e.about().equals(LINE));
    }

    @Test
    void doesNotKnowWhenADeviceThatFellSilentNearbyWasHeardLast() {
        // Silent from 1020 on: alarm at 1080; but perhaps it was heard last before the outage.
        Expectation soonAfter = alarm("after", Patterns.DEVICE_SILENT, SCALE, 1_076 * S, 1_105 * S);
        Expectation longAfter = alarm("long", Patterns.DEVICE_SILENT, SCALE, 1_200 * S, 1_230 * S);
        Expectation before = alarm("before", Patterns.DEVICE_SILENT, SCALE, 900 * S, 930 * S);
        // Silent from 880 on: the alarm of a monitor would be at 1030; a clock that stood still waits longer.
        Expectation during = alarm("during", Patterns.DEVICE_SILENT, MONITOR, 1_023 * S, 1_055 * S);
        Map<String, Expectation> changed = apply(List.of(soonAfter, longAfter, before, during));
        assertThat(changed).containsOnlyKeys("after", "during");
        assertThat(changed.get("after").from()).isEqualTo(995 * S);
        assertThat(changed.get("after").must()).isFalse();
        assertThat(changed.get("during").until()).isGreaterThanOrEqualTo(1_065 * S + 60 * S);
    }

    @Test
    void allowsSilenceOnlyAfterALongOutage() {
        assertThat(rule(NOTHING, DOWN, DOWN + 14 * S).additions()).isEmpty();
        assertThat(rule(NOTHING, DOWN, DOWN + 15 * S).additions())
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.about()).isEqualTo(SCALE);
                    assertThat(e.must()).isFalse();
                });
        assertThat(rule(NOTHING, DOWN, DOWN + 60 * S).additions()).hasSize(2);
    }

    private static OutageRule rule(OutageRule.Lines lines, long from, long until) {
        return new OutageRule(
                WardLimits.DEFAULT, new OutageRule.Devices(List.of(SCALE), List.of(MONITOR)), lines, from, until);
    }

    private static Map<String, Expectation> apply(List<Expectation> expectations) {
        Map<String, Expectation> changed = new LinkedHashMap<>();
        rule(NOTHING, DOWN, BACK).apply(expectations).forEach(e -> changed.put(e.id(), e));
        return changed;
    }

    private static Expectation alarm(String id, String pattern, String about, long from, long until) {
        return new Expectation(id, pattern, about, Kind.ALARM, true, from, until, "why");
    }

    private static Expectation clamp(String id, long from, long until) {
        return new Expectation(id, Patterns.UNATTENDED_LOW_LEVEL, LINE, Kind.CLAMP, true, from, until, "why");
    }
}
