package io.wardstream.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.local.console.LimitPlan.Proposal;
import io.wardstream.model.ScoreInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proposed for a patient, and what a person is told about it. */
class LimitPlanTest {

    private static final long NOW = 1_800_000_000_000L;

    private static ScoreInput input(String parameter, double value, long agoMs) {
        return new ScoreInput(parameter, value, NOW - agoMs, "monitor-1");
    }

    private static LimitPlan plan(ScoreInput... inputs) {
        return LimitPlan.of(List.of(inputs), NOW);
    }

    /** Mindray's formula, and the bounds of the settings: a low heart rate limit is never above 59, a high never below 60. */
    @ParameterizedTest
    @CsvSource({
        "hr,  60, HeartRateOutOfRange.lowBpm,  48,  48, HeartRateOutOfRange.highBpm,   75,  75",
        "hr,  88, HeartRateOutOfRange.lowBpm,  70,  59, HeartRateOutOfRange.highBpm,  110, 110",
        "hr,  45, HeartRateOutOfRange.lowBpm,  40,  40, HeartRateOutOfRange.highBpm,   56,  60",
        "hr, 200, HeartRateOutOfRange.lowBpm, 160,  59, HeartRateOutOfRange.highBpm,  240, 240",
        "rr,  16, RespirationOutOfRange.low,    8,   8, RespirationOutOfRange.high,    24,  24",
        "rr,  10, RespirationOutOfRange.low,    6,   6, RespirationOutOfRange.high,    15,  22",
        "rr,  30, RespirationOutOfRange.low,   15,  12, RespirationOutOfRange.high,    30,  30",
        "sys, 120, SystolicOutOfRange.low,     92,  92, SystolicOutOfRange.high,      141, 141",
        "sys, 160, SystolicOutOfRange.low,    119, 110, SystolicOutOfRange.high,      176, 176",
        "sys,  55, SystolicOutOfRange.low,     47,  50, SystolicOutOfRange.high,       85, 120"
    })
    void followsTheFormulaWithinTheBounds(
            String parameter,
            double value,
            String low,
            int lowBy,
            double lowSet,
            String high,
            int highBy,
            double highSet) {
        List<Proposal> proposals = plan(input(parameter, value, 0)).proposals();
        assertThat(proposals).hasSize(2);
        assertThat(proposals.get(0).key().name()).isEqualTo(low);
        assertThat(proposals.get(0).formula()).isEqualTo(lowBy);
        assertThat(proposals.get(0).value()).isEqualTo(lowSet);
        assertThat(proposals.get(1).key().name()).isEqualTo(high);
        assertThat(proposals.get(1).formula()).isEqualTo(highBy);
        assertThat(proposals.get(1).value()).isEqualTo(highSet);
        assertThat(proposals).allMatch(proposal -> proposal.key().accepts(proposal.value()));
    }

    @Test
    void takesNoValueThatIsOlderThanAQuarterOfAnHour() {
        LimitPlan plan = plan(
                input("hr", 80, LimitPlan.NEWEST_MS),
                input("rr", 16, LimitPlan.NEWEST_MS + 1),
                input("sys", 120, 3_600_000));
        assertThat(plan.proposals())
                .extracting(proposal -> proposal.key().name())
                .containsExactly("HeartRateOutOfRange.lowBpm", "HeartRateOutOfRange.highBpm");
        assertThat(plan.left())
                .containsExactly("respiration: measured 15 min ago", "systolic pressure: measured 60 min ago");
    }

    @Test
    void saysWhatItCannotPropose() {
        LimitPlan plan = plan(input("hr", 30, 0), input("rr", 2, 0), input("temp", 37, 0));
        assertThat(plan.proposals()).isEmpty();
        assertThat(plan.left())
                .containsExactly(
                        "heart rate: at 30 /min the formula has no range; a person sets it by hand",
                        "respiration: at 2 /min the formula has no range; a person sets it by hand",
                        "systolic pressure: no value");
    }

    @Test
    void saysThatTheFormulaIsCutAndThatThePatientIsOutsideAtOnce() {
        List<Proposal> breathesFast = plan(input("rr", 34, 0)).proposals();
        assertThat(breathesFast.get(0).note()).isEqualTo("17 by the formula, 12 is the bound");
        assertThat(breathesFast.get(1).value()).isEqualTo(30);
        assertThat(breathesFast.get(1).note()).isEqualTo("the patient is beyond it now");
        assertThat(plan(input("rr", 16, 0)).proposals().get(0).note()).isEmpty();
    }
}
