package io.wardstream.sim.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.sim.config.WardLimits;
import io.wardstream.sim.truth.Expectation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutageRuleTest {
    private static final long S = 1000;
    private static final String LINE = "line:L-e01";
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
                .hasSize(4)
                .allMatch(e -> !e.must() && e.about().equals(LINE) && e.from() == 995 * S)
                .allMatch(e -> e.until() >= BACK + 60 * S + 150 * S)
                .extracting(Expectation::pattern)
                .containsExactlyInAnyOrder(
                        Patterns.LOW_LEVEL,
                        Patterns.CLAMP_WITHHELD,
                        Patterns.CLAMP_FAULT,
                        Patterns.UNATTENDED_LOW_LEVEL);
    }

    @Test
    void stillDemandsAClampThatIsDueLongAfterTheReturn() {
        Expectation low = alarm("low", Patterns.LOW_LEVEL, LINE, 930 * S, 990 * S);
        Expectation clamp = clamp("clamp", 1_078 * S, 1_113 * S);
        assertThat(apply(List.of(low, clamp))).doesNotContainKeys("low", "clamp");
    }

    @Test
    void nolongerDemandsAClampOfABagThatFellLowDuringTheOutage() {
        Expectation low = alarm("low", Patterns.LOW_LEVEL, LINE, 1_003 * S, 1_065 * S);
        Expectation clamp = clamp("clamp", 1_153 * S, 1_188 * S);
        Map<String, Expectation> changed = apply(List.of(low, clamp));
        assertThat(changed.get("low").must()).isFalse();
        assertThat(changed.get("clamp").must()).isFalse();
        assertThat(changed.get("clamp").until()).isGreaterThanOrEqualTo(BACK + 210 * S);
    }

    @Test
    void allowsSilenceOnlyAfterALongOutage() {
        assertThat(OutageRule.apply(
                        List.of(),
                        WardLimits.DEFAULT,
                        List.of("device:scale"),
                        List.of("device:monitor"),
                        DOWN,
                        DOWN + 14 * S))
                .isEmpty();
        assertThat(OutageRule.apply(
                        List.of(),
                        WardLimits.DEFAULT,
                        List.of("device:scale"),
                        List.of("device:monitor"),
                        DOWN,
                        DOWN + 15 * S))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.about()).isEqualTo("device:scale");
                    assertThat(e.must()).isFalse();
                });
        assertThat(OutageRule.apply(
                        List.of(),
                        WardLimits.DEFAULT,
                        List.of("device:scale"),
                        List.of("device:monitor"),
                        DOWN,
                        DOWN + 60 * S))
                .hasSize(2);
    }

    private static Map<String, Expectation> apply(List<Expectation> expectations) {
        Map<String, Expectation> changed = new LinkedHashMap<>();
        OutageRule.apply(expectations, WardLimits.DEFAULT, List.of(), List.of(), DOWN, BACK)
                .forEach(e -> changed.put(e.id(), e));
        return changed;
    }

    private static Expectation alarm(String id, String pattern, String about, long from, long until) {
        return new Expectation(id, pattern, about, Kind.ALARM, true, from, until, "why");
    }

    private static Expectation clamp(String id, long from, long until) {
        return new Expectation(id, Patterns.UNATTENDED_LOW_LEVEL, LINE, Kind.CLAMP, true, from, until, "why");
    }
}
