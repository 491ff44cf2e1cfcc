package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.clock.WallClock;
import io.wardstream.jobs.control.ControlledHarness;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.Finding;
import io.wardstream.model.SignKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The clamp gate on its real operator: its epoch, its order, its memory. */
class ClampGateTest extends ClampGateFixture {

    @Test
    void issuesACommandAndTakesItsAnswer() throws Exception {
        try (var gate = gate(wall, null)) {
            ClampEvent issued = issue(gate);
            assertThat(issued.commandId()).isEqualTo(COMMAND);
            assertThat(issued.deviceId()).isEqualTo("scale-1");
            assertThat(issued.issuedAt()).isEqualTo(ASKED);
            assertThat(issued.expiresAt()).isEqualTo(ASKED + ClampGate.EXPIRES_MS);
            gate.feed(answer(ASKED + 1_500), ASKED + 1_500);
            gate.clock(ASKED + 200_000);
            assertThat(gate.output())
                    .extracting(ClampEvent::phase)
                    .containsExactly(ClampPhase.ISSUED, ClampPhase.CONFIRMED);
            assertThat(gate.side(ClampGate.FINDINGS)).isEmpty();
            assertThat(gate.timers()).isZero();
        }
    }

    @Test
    void raisesTheEpochAtEveryRestoreAlthoughTheWallClockStandsOrGoesBack() throws Exception {
        OperatorSubtaskState state;
        long first;
        wall.nowMs = 5_000_000;
        try (var gate = gate(wall, null)) {
            state = gate.snapshot();
            first = issue(gate).epoch();
        }
        assertThat(first).isEqualTo(5_000_000);
        long before = first;
        for (long now : new long[] {5_000_000, 4_000_000, 1}) {
            wall.nowMs = now;
            try (var gate = gate(wall, state)) {
                state = gate.snapshot();
                long epoch = issue(gate).epoch();
                assertThat(epoch).isGreaterThan(before);
                before = epoch;
            }
        }
    }

    @Test
    void raisesTheEpochAboveTheHighestOfAllThatWrote() throws Exception {
        OperatorSubtaskState low;
        OperatorSubtaskState high;
        wall.nowMs = 1_000;
        try (var gate = gate(wall, null)) {
            low = gate.snapshot();
        }
        wall.nowMs = 9_000_000;
        try (var gate = gate(wall, null)) {
            high = gate.snapshot();
        }
        wall.nowMs = 2_000;
        for (List<OperatorSubtaskState> writers : List.of(List.of(low, high), List.of(high, low))) {
            OperatorSubtaskState both =
                    AbstractStreamOperatorTestHarness.repackageState(writers.get(0), writers.get(1));
            try (var gate = gate(wall, both)) {
                assertThat(issue(gate).epoch()).isEqualTo(9_000_001);
            }
        }
    }

    @Test
    void saysTheSameCommandAgainWhenTheRequestIsReplayed() throws Exception {
        OperatorSubtaskState beforeTheRequest;
        ClampEvent first;
        try (var gate = gate(wall, null)) {
            beforeTheRequest = gate.snapshot();
            first = issue(gate);
        }
        try (var gate = gate(wall, beforeTheRequest)) {
            ClampEvent again = issue(gate);
            assertThat(again.commandId()).isEqualTo(first.commandId());
            assertThat(again.epoch()).isGreaterThan(first.epoch());
        }
    }

    @Test
    void takesNoRepeatForNews() throws Exception {
        try (var gate = gate(wall, null)) {
            gate.feed(reading(DUE), DUE);
            issue(gate);
            for (int i = 0; i < 3; i++) {
                gate.feed(answer(ASKED + 1_500), ASKED + 1_500);
                gate.clock(ASKED + 1_500 + i);
            }
            gate.feed(reading(DUE), DUE);
            gate.feed(GateInput.of(sign(SignKind.ACKNOWLEDGED, ASKED + 2_000)), ASKED + 2_000);
            gate.feed(GateInput.of(sign(SignKind.ACKNOWLEDGED, ASKED + 2_000)), ASKED + 2_000);
            gate.clock(ASKED + 20_000);
            assertThat(gate.output())
                    .extracting(ClampEvent::phase)
                    .containsExactly(ClampPhase.ISSUED, ClampPhase.CONFIRMED);
            assertThat(gate.side(ClampGate.FINDINGS)).isEmpty();
        }
    }

    @Test
    void missesTheAnswerThatDoesNotComeInTime() throws Exception {
        long due = ASKED + ClampGate.ANSWER_MS + ClampGate.ANSWER_GRACE_MS;
        try (var gate = gate(wall, null)) {
            issue(gate);
            gate.clock(due - 1);
            assertThat(gate.output()).hasSize(1);
            gate.clock(due);
            assertThat(gate.output())
                    .extracting(ClampEvent::phase)
                    .containsExactly(ClampPhase.ISSUED, ClampPhase.UNANSWERED);
            assertThat(gate.side(ClampGate.FINDINGS))
                    .extracting(Finding::pattern)
                    .containsExactly("ClampFault");
            assertThat(gate.timers()).isZero();
        }
    }

    @Test
    void waitsAgainForAnAnswerWhenTheClockLeaptOverIt() throws Exception {
        try (var gate = gate(wall, null)) {
            issue(gate);
            gate.clock(ASKED + 60_000);
            assertThat(gate.output()).hasSize(1);
            gate.clock(ASKED + 60_000 + ClampGate.ANSWER_MS);
            assertThat(gate.output())
                    .extracting(ClampEvent::phase)
                    .containsExactly(ClampPhase.ISSUED, ClampPhase.UNANSWERED);
        }
    }

    @Test
    void missesNoAnswerAtTheEndOfARecording() throws Exception {
        try (var gate = gate(WallClock.recorded(), null)) {
            gate.feed(reading(DUE), DUE);
            gate.feed(request(), ASKED);
            gate.clock(ASKED);
            gate.clock(Long.MAX_VALUE);
            assertThat(gate.output()).extracting(ClampEvent::phase).containsExactly(ClampPhase.ISSUED);
        }
    }

    /** An input and its time. */
    private record Timed(GateInput input, long at) {}

    @Test
    void goesOnAfterAFailureAsIfNothingHadHappened() throws Exception {
        List<Timed> story = List.of(
                new Timed(reading(DUE - 2_000), DUE - 2_000),
                new Timed(reading(DUE), DUE),
                new Timed(request(), ASKED),
                new Timed(reading(ASKED + 1_000), ASKED + 1_000),
                new Timed(GateInput.of(sign(SignKind.LEVEL_RESTORED, ASKED + 9_000)), ASKED + 9_000));
        List<String> whole = run(story, -1);
        assertThat(whole).hasSize(3);
        for (int cut = 0; cut <= story.size(); cut++) {
            assertThat(run(story, cut)).as("cut behind %d", cut).isEqualTo(whole);
        }
    }

    /** Runs the story; after so many inputs the gate fails and is restored. */
    private List<String> run(List<Timed> story, int cut) throws Exception {
        List<String> said = new ArrayList<>();
        ControlledHarness<GateInput, ClampEvent> gate = gate(WallClock.recorded(), null);
        for (int i = 0; i <= story.size(); i++) {
            if (i == cut) {
                OperatorSubtaskState state = gate.snapshot();
                said.addAll(said(gate));
                gate.close();
                gate = gate(WallClock.recorded(), state);
            }
            if (i < story.size()) {
                Timed timed = story.get(i);
                gate.feed(timed.input(), timed.at());
                gate.clock(timed.at() - 100);
            }
        }
        for (long clock = ASKED + 9_000; clock < ASKED + 20_000; clock += 100) {
            gate.clock(clock);
        }
        said.addAll(said(gate));
        gate.close();
        return said;
    }

    private static List<String> said(ControlledHarness<GateInput, ClampEvent> gate) {
        List<String> said = new ArrayList<>(texts(gate.output()));
        gate.side(ClampGate.FINDINGS).forEach(finding -> said.add(finding.pattern() + " at " + finding.at()));
        return said;
    }

    @Test
    void asksNothingTwiceOfAClampThatIsClosedOrAboutToBe() throws Exception {
        try (var gate = gate(wall, null)) {
            issue(gate);
            gate.feed(request(), ASKED + 500);
            gate.clock(ASKED + 500);
            gate.feed(answer(ASKED + 1_500), ASKED + 1_500);
            gate.feed(request(), ASKED + 2_000);
            gate.clock(ASKED + 2_000);
            assertThat(gate.output())
                    .extracting(ClampEvent::phase)
                    .containsExactly(ClampPhase.ISSUED, ClampPhase.CONFIRMED);
            assertThat(gate.side(ClampGate.FINDINGS)).isEmpty();
        }
    }
}
