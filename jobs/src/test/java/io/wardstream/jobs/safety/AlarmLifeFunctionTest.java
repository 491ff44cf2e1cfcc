package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.WardPattern;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Finding;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Source;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alarms' life on its real operator: order, failures, repeats, and what is left behind. */
class AlarmLifeFunctionTest {

    private static final Subject LINE = new Subject("line:l1", "icu", "b1", "l1", "p1", "scale-1");
    private static final AlarmLifeTimes TIMES = new AlarmLifeTimes(30_000, 60_000, 90_000, 120_000);

    private static final class Life implements AutoCloseable {
        private final KeyedOneInputStreamOperatorTestHarness<String, LifeInput, AlarmEvent> harness;

        Life(OperatorSubtaskState state) throws Exception {
            harness = new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new AlarmLifeFunction(TIMES)), LifeInput::key, Types.STRING);
            harness.setup();
            if (state != null) {
                harness.initializeState(state);
            }
            harness.open();
        }

        void feed(LifeInput input) throws Exception {
            Finding finding = input.finding();
            harness.processElement(
                    input, finding != null ? finding.at() : input.sign().at());
        }

        void clock(long through) throws Exception {
            harness.processWatermark(new Watermark(through));
        }

        List<AlarmEvent> events() {
            return harness.extractOutputValues();
        }

        List<String> texts() {
            return events().stream()
                    .map(event -> event.sequence() + " " + event.phase() + " " + event.at())
                    .toList();
        }

        @Override
        public void close() throws Exception {
            harness.close();
        }
    }

    private static Sign sign(SignKind kind, long at) {
        return new Sign(kind, LINE, at, at, 40.0, 50.0, null, null, null, null, null, 0, new Source("d", "b", at, at));
    }

    private static LifeInput noticed(SignKind kind, long at) {
        return LifeInput.of(sign(kind, at));
    }

    private static LifeInput acknowledged(long at) {
        return LifeInput.of(sign(SignKind.ACKNOWLEDGED, at).doneBy("nurse-7", null, null));
    }

    private static LifeInput found(String patternId, long onset, long at) {
        WardPattern pattern = PatternCatalogue.pattern(patternId);
        Sign first = sign(SignKind.LEVEL_LOW, onset).since(onset);
        Sign last = sign(SignKind.TIME_IS_UP, at).since(onset);
        return LifeInput.of(pattern.finding(Map.of("a", List.of(first), "b", List.of(last))));
    }

    /** Two episodes with everything that can happen in them; several inputs share an instant. */
    private static List<LifeInput> story() {
        return List.of(
                found("LowLevel", 1_000, 5_000),
                acknowledged(5_000),
                found("UnattendedLowLevel", 1_000, 50_000),
                noticed(SignKind.LEVEL_LOW, 50_000),
                acknowledged(60_000),
                noticed(SignKind.BAG_CHANGED, 120_000),
                found("LowLevel", 130_000, 135_000),
                noticed(SignKind.LEVEL_RESTORED, 135_000),
                found("LowLevel", 140_000, 141_000),
                acknowledged(145_000));
    }

    private static List<AlarmEvent> run(List<LifeInput> inputs) throws Exception {
        try (Life life = new Life(null)) {
            for (LifeInput input : inputs) {
                life.feed(input);
            }
            life.clock(400_000);
            return List.copyOf(life.events());
        }
    }

    @Test
    void tellsTheWholeLifeOfAnAlarm() throws Exception {
        try (Life life = new Life(null)) {
            for (LifeInput input : story()) {
                life.feed(input);
            }
            life.clock(400_000);
            assertThat(life.texts())
                    .containsExactly(
                            "0 RAISED 5000",
                            "1 ACKNOWLEDGED 5000",
                            "2 ESCALATED 50000",
                            "3 ACKNOWLEDGED 60000",
                            "4 ACK_EXPIRED 90000",
                            "5 CLEARED 120000",
                            "6 CLOSED 135000",
                            "0 RAISED 135000",
                            "1 CLEARED 135000",
                            "2 CLOSED 135000",
                            "0 RAISED 141000",
                            "1 ACKNOWLEDGED 145000",
                            "2 ACK_EXPIRED 205000");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void saysTheSameInWhateverOrderTheInputsCome(long seed) throws Exception {
        List<LifeInput> shuffled = new ArrayList<>(story());
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(run(shuffled)).isEqualTo(run(story()));
    }

    @Test
    void saysNothingMoreWhenEveryInputComesTwice() throws Exception {
        List<LifeInput> twice = new ArrayList<>();
        story().forEach(input -> twice.addAll(List.of(input, input)));
        assertThat(run(twice)).isEqualTo(run(story()));
    }

    @Test
    void goesOnAfterAFailureAsIfNothingHadHappened() throws Exception {
        List<AlarmEvent> whole = run(story());
        for (int cut = 0; cut <= story().size(); cut++) {
            List<AlarmEvent> said = new ArrayList<>();
            OperatorSubtaskState state;
            try (Life before = new Life(null)) {
                for (LifeInput input : story().subList(0, cut)) {
                    before.feed(input);
                    // The clock is a little behind: something always waits.
                    before.clock(at(input) - 1);
                }
                state = before.harness.snapshot(1, 1);
                said.addAll(before.events());
            }
            try (Life after = new Life(state)) {
                for (LifeInput input : story().subList(cut, story().size())) {
                    after.feed(input);
                    after.clock(at(input) - 1);
                }
                after.clock(400_000);
                said.addAll(after.events());
            }
            assertThat(said).as("cut behind %d", cut).isEqualTo(whole);
        }
    }

    private static long at(LifeInput input) {
        Finding finding = input.finding();
        return finding != null ? finding.at() : input.sign().at();
    }

    @Test
    void leavesNothingBehindOfAClosedAlarmAfterItsRetention() throws Exception {
        try (Life life = new Life(null)) {
            life.feed(found("LowLevel", 1_000, 5_000));
            life.feed(noticed(SignKind.BAG_CHANGED, 9_000));
            life.clock(9_000 + TIMES.retentionMs() - 1);
            assertThat(life.events()).extracting(AlarmEvent::phase).endsWith(AlarmPhase.CLOSED);
            assertThat(life.harness.numKeyedStateEntries()).isPositive();
            life.clock(9_000 + TIMES.retentionMs());
            assertThat(life.harness.numKeyedStateEntries()).isZero();
            assertThat(life.harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void keepsNothingOfASubjectThatHasNoAlarm() throws Exception {
        try (Life life = new Life(null)) {
            life.feed(noticed(SignKind.BAG_CHANGED, 9_000));
            life.feed(acknowledged(9_500));
            life.clock(10_000);
            assertThat(life.events()).isEmpty();
            assertThat(life.harness.numKeyedStateEntries()).isZero();
            assertThat(life.harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void doesNotRaiseAClosedAlarmAgainWhenItIsFoundAgain() throws Exception {
        try (Life life = new Life(null)) {
            life.feed(found("LowLevel", 1_000, 5_000));
            life.feed(noticed(SignKind.BAG_CHANGED, 9_000));
            life.clock(20_000);
            int said = life.events().size();
            life.feed(found("LowLevel", 1_000, 5_000));
            life.clock(30_000);
            assertThat(life.events()).hasSize(said);
        }
    }

    @Test
    void takesAnInputBehindTheClockAtOnce() throws Exception {
        try (Life life = new Life(null)) {
            life.clock(10_000);
            life.feed(found("LowLevel", 1_000, 5_000));
            assertThat(life.texts()).containsExactly("0 RAISED 5000");
        }
    }

    @Test
    void letsNoAcknowledgementExpireAtTheEndOfARecording() throws Exception {
        try (Life life = new Life(null)) {
            life.feed(found("LowLevel", 1_000, 5_000));
            life.feed(acknowledged(6_000));
            life.clock(7_000);
            life.clock(Long.MAX_VALUE);
            assertThat(life.texts()).containsExactly("0 RAISED 5000", "1 ACKNOWLEDGED 6000");
        }
    }
}
