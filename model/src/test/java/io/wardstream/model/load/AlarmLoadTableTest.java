package io.wardstream.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Priority;
import io.wardstream.model.load.AlarmLoad.Exposure;
import io.wardstream.model.load.AlarmLoad.Step;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmLoadTableTest {

    private static final long H = 3_600_000;
    private static final long T = 1_000 * H;

    private static AlarmLoad load(int spo2, int news2) {
        AlarmLoad load = new AlarmLoad(12 * H);
        for (int i = 0; i < spo2; i++) {
            String id = "s" + i;
            load.alarm(step(id, 0, "Spo2Low", AlarmPhase.RAISED, Priority.MEDIUM, T));
            load.alarm(step(id, 1, "Spo2Low", AlarmPhase.ACKNOWLEDGED, Priority.MEDIUM, T + 150_000));
        }
        for (int i = 0; i < news2; i++) {
            load.alarm(step("n" + i, 0, "News2High", AlarmPhase.RAISED, Priority.HIGH, T));
            load.alarm(step("n" + i, 1, "News2High", AlarmPhase.CLEARED, Priority.HIGH, T + 1_000));
        }
        return load;
    }

    private static Step step(String id, int sequence, String pattern, AlarmPhase phase, Priority priority, long at) {
        return new Step(id, sequence, pattern, phase, priority, AlarmKind.PHYSIOLOGICAL, "p1", T, at);
    }

    @Test
    void showsTheMostUrgentFirst() {
        AlarmLoad load = load(3, 1);
        load.suppressed("re-arm", "Spo2Low");
        load.event("p1", T + 3 * H);
        load.event("p2", T);
        assertThat(AlarmLoadTable.of(load.report(new Exposure(2, 48))))
                .containsExactly(
                        "alarm load                        raised    /pat.day   self-clrd       acked     ack p50     ack p90",
                        "all                                    4        2.00        25 %        75 %     2.5 min     2.5 min",
                        "HIGH                                   1        0.50       100 %         0 %           -           -",
                        "MEDIUM                                 3        1.50         0 %       100 %     2.5 min     2.5 min",
                        "  News2High                            1        0.50       100 %         0 %           -           -",
                        "  Spo2Low                              3        1.50         0 %       100 %     2.5 min     2.5 min",
                        "2 patients, 48.0 patient-hours",
                        "the tenth of the patients with most alarms has 100 % of them",
                        "3 were not over",
                        "kept back by re-arm: 1 of Spo2Low",
                        "2 recorded events, 1 (50 %) with an alarm in the 12.0 h before; median lead 3.0 h");
    }

    @Test
    void showsADashForWhatIsNotKnown() {
        assertThat(AlarmLoadTable.of(new AlarmLoad(H).report(null)))
                .containsExactly(
                        "alarm load                        raised    /pat.day   self-clrd       acked     ack p50     ack p90",
                        "all                                    0           -           -           -           -           -");
    }

    @Test
    void comparesTwoLoadsPatternByPattern() {
        assertThat(AlarmLoadTable.compare(
                        "a.yaml",
                        load(4, 0).report(new Exposure(2, 48)),
                        "b.yaml",
                        load(3, 1).report(new Exposure(2, 48))))
                .containsExactly(
                        "A: a.yaml",
                        "B: b.yaml",
                        "alarm load                      raised A    raised B  A /pat.day  B /pat.day B against A",
                        "all                                    4           4        2.00        2.00      +0.0 %",
                        "HIGH                                   0           1        0.00        0.50         new",
                        "MEDIUM                                 4           3        2.00        1.50     -25.0 %",
                        "  News2High                            0           1        0.00        0.50         new",
                        "  Spo2Low                              4           3        2.00        1.50     -25.0 %");
    }

    @Test
    void comparesCountsWhereThereAreNoRates() {
        AlarmLoad a = load(2, 0);
        a.event("p1", T);
        AlarmLoadComparison comparison =
                AlarmLoadComparison.of("a", a.report(null), "b", load(3, 0).report(null));
        assertThat(comparison.all()).isEqualTo(new AlarmLoadComparison.Change(2, 3, null, null, 50.0));
        assertThat(AlarmLoadTable.of(comparison))
                .contains("A: 1 recorded events, 1 (100 %) with an alarm in the 12.0 h before; median lead 0 s")
                .contains("B: 0 recorded events, 0 (-) with an alarm in the 12.0 h before; median lead -");
    }

    /** Twice the hours with the same count is half the load. */
    @Test
    void comparesRatesAndNotCountsWhereBothHaveOne() {
        AlarmLoadComparison comparison = AlarmLoadComparison.of(
                "a", load(4, 0).report(new Exposure(1, 24)), "b", load(4, 0).report(new Exposure(1, 48)));
        assertThat(comparison.byPattern().get("Spo2Low"))
                .isEqualTo(new AlarmLoadComparison.Change(4, 4, 4.0, 2.0, -50.0));
        WireFormat<AlarmLoadComparison> format = WireFormat.showingAbsent(AlarmLoadComparison.class);
        assertThat(format.read(format.write(comparison))).isEqualTo(new Decoded.Accepted<>(comparison));
    }

    @Test
    void keepsItsWidthWhateverAPatternIsCalled() {
        AlarmLoad load = new AlarmLoad(H);
        load.alarm(step("a", 0, "AVeryLongNameOfAPatternThatNobodyWouldGive", AlarmPhase.RAISED, Priority.LOW, T));
        List<String> lines = AlarmLoadTable.of(load.report(new Exposure(1, 1)));
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("  AVeryLongNameOfAPatternTh~ "));
    }

    @ParameterizedTest
    @CsvSource({"0,0 s", "119999,119 s", "120000,2.0 min", "7199999,120.0 min", "7200000,2.0 h"})
    void tellsTimesInTheUnitThatFitsThem(long ms, String told) {
        AlarmLoad load = new AlarmLoad(H);
        load.alarm(step("a", 0, "Spo2Low", AlarmPhase.RAISED, Priority.LOW, T));
        load.alarm(step("a", 1, "Spo2Low", AlarmPhase.ACKNOWLEDGED, Priority.LOW, T + ms));
        assertThat(AlarmLoadTable.of(load.report(null)).get(1)).endsWith(" " + told);
    }

    @Test
    void saysNewOnlyOfWhatTheSecondHas() {
        assertThat(AlarmLoadTable.compare(
                        "a", load(0, 0).report(null), "b", load(0, 0).report(null)))
                .last()
                .asString()
                .endsWith(" -");
    }

    @Test
    void cutsANameOnlyWhereItMust() {
        AlarmLoad load = new AlarmLoad(H);
        load.alarm(step("a", 0, "A".repeat(26), AlarmPhase.RAISED, Priority.LOW, T));
        load.alarm(step("b", 0, "B".repeat(27), AlarmPhase.RAISED, Priority.LOW, T));
        assertThat(AlarmLoadTable.of(load.report(null)))
                .anySatisfy(line -> assertThat(line).startsWith("  " + "A".repeat(26) + " "))
                .anySatisfy(line -> assertThat(line).startsWith("  " + "B".repeat(25) + "~ "));
    }
}
