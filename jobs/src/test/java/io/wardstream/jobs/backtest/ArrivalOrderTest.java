package io.wardstream.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.control.ControlledHarness;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.jobs.safety.BedsideAssessor;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Score;
import io.wardstream.model.SharedData;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.recorded.RecordingFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is noticed of recorded patients does not depend on the order in which messages of different devices arrive, nor on copies:
 * the same signs and scores of each patient, one after the other. Everything behind is a function of these in their order.
 */
class ArrivalOrderTest {

    /** What an assessor gave, of each subject in the order in which it was said. */
    private record Said(Map<String, List<Sign>> signs, Map<String, List<Score>> scores) {}

    private static Said run(ArrivalOrder order, List<BedsideEvent> log) throws Exception {
        try (var assessor = new ControlledHarness<>(
                new BedsideAssessor(new GivenControl(List.of(), order.settings())),
                (BedsideEvent event) -> event.subject().key(),
                null)) {
            for (BedsideEvent event : log) {
                if (event.isTick()) {
                    assessor.clock(event.acceptedAt());
                } else {
                    assessor.feed(event, event.acceptedAt());
                }
            }
            Map<String, List<Sign>> signs = new TreeMap<>();
            assessor.output()
                    .forEach(sign -> signs.computeIfAbsent(sign.subject().key(), k -> new ArrayList<>())
                            .add(sign));
            Map<String, List<Score>> scores = new TreeMap<>();
            assessor.side(BedsideAssessor.SCORES)
                    .forEach(score -> scores.computeIfAbsent(score.subject().key(), k -> new ArrayList<>())
                            .add(score));
            return new Said(signs, scores);
        }
    }

    private static ArrivalOrder bidmc() {
        Path demo = SharedData.require("bidmc_numerics/demo");
        return ArrivalOrder.of(
                RecordingFormat.BIDMC,
                Stream.of("01", "13", "32")
                        .map(number -> demo.resolve("bidmc_" + number + "_Numerics.csv"))
                        .toList());
    }

    private static void isTheSame(ArrivalOrder order, long seed) throws Exception {
        List<BedsideEvent> shuffled = order.shuffled(seed);
        assertThat(shuffled.stream().filter(event -> !event.isTick())).isNotEqualTo(order.inOrder());
        Said inOrder = run(order, order.inOrder());
        Said asItCame = run(order, shuffled);
        assertThat(asItCame.signs()).isEqualTo(inOrder.signs());
        assertThat(asItCame.scores()).isEqualTo(inOrder.scores());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noticesTheSameOfMonitorsThatMeasureEverySecond(long seed) throws Exception {
        isTheSame(bidmc(), seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noticesTheSameOfAChartWithARowAnHour(long seed) throws Exception {
        isTheSame(
                ArrivalOrder.of(RecordingFormat.PHYSIONET_2019, List.of(SharedData.require("physionet2019/demo"))),
                seed);
    }

    /** Else the comparisons above would compare nothing. */
    @Test
    void thereIsSomethingToNotice() throws Exception {
        ArrivalOrder order = bidmc();
        Said said = run(order, order.inOrder());
        assertThat(said.signs().values().stream().flatMap(List::stream).map(Sign::kind))
                .contains(SignKind.OBSERVED, SignKind.ACKNOWLEDGED, SignKind.NEWS2_RED)
                .hasSizeGreaterThan(50);
        assertThat(said.scores()).hasSize(3);
        List<BedsideEvent> first = order.shuffled(1);
        List<BedsideEvent> again = new ArrayList<>(first);
        again.removeIf(BedsideEvent::isTick);
        assertThat(again).hasSizeGreaterThan((int) (1.05
                * order.inOrder().stream().filter(event -> !event.isTick()).count()));
        assertThat(first).isNotEqualTo(order.shuffled(2));
    }
}
