package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.UnattendedLowLevel;
import io.wardstream.jobs.clock.WallClock;
import io.wardstream.jobs.control.ControlledHarness;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.model.ClampAction;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.Finding;
import io.wardstream.model.Ids;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Source;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clamp gate on its real operator: its epoch, its order, its memory. */
class ClampGateTest {

    private static final Subject LINE = new Subject("line:l1", "icu", "b1", "l1", "p1", "scale-1");
    private static final long ONSET = 100_000;
    private static final long DUE = 250_000;
    /** The request comes out of the patterns when the grace has passed as well. */
    private static final long ASKED = DUE + 1_000;

    private static final String COMMAND = Ids.command("close", LINE.key(), ONSET);

    /** Wall time as the test says. */
    private static final class Wall implements WallClock {
        private static final long serialVersionUID = 1;
        private long nowMs;

        @Override
        public long nowMs() {
            return nowMs;
        }
    }

    private final Wall wall = new Wall();

    private ControlledHarness<GateInput, ClampEvent> gate(WallClock clock, OperatorSubtaskState state)
            throws Exception {
        return new ControlledHarness<>(
                new ClampGate(new GivenControl(List.of(Events.SCALE), List.of()), clock), GateInput::key, state);
    }

    private static GateInput request() {
        return GateInput.of(new Finding(
                UnattendedLowLevel.CARD.id(),
                UnattendedLowLevel.CARD.version(),
                UnattendedLowLevel.CARD.family(),
                UnattendedLowLevel.CARD.priority(),
                UnattendedLowLevel.CARD.kind(),
                true,
                LINE,
                LINE.key(),
                ONSET,
                DUE,
                new ArrayList<>(),
                0,
                null));
    }

    private static GateInput reading(long at) {
        return GateInput.of(LineStatus.of(LINE, at, 40, true));
    }

    private static Sign sign(SignKind kind, long at) {
        return new Sign(
                kind, LINE, at, at, null, null, null, null, null, null, null, 0, new Source("scale-1", "b", at, at));
    }

    private static GateInput answer(long at) {
        return GateInput.of(sign(SignKind.CLAMP_CLOSED, at).answering(COMMAND, null));
    }

    private static List<String> texts(List<ClampEvent> events) {
        return events.stream()
                .map(event -> event.phase() + " at " + event.at() + " " + event.reason())
                .toList();
    }

    /** Asks, and gives the command that was issued. */
    private ClampEvent issue(ControlledHarness<GateInput, ClampEvent> gate) throws Exception {
        wall.nowMs = ASKED;
        gate.feed(reading(DUE), DUE);
        gate.feed(request(), ASKED);
        gate.clock(ASKED);
        assertThat(gate.output()).isNotEmpty();
        ClampEvent issued = gate.output().get(gate.output().size() - 1);
        assertThat(issued.phase()).isEqualTo(ClampPhase.ISSUED);
        return issued;
    }

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
    void withholdsWhatIsReplayedLongAfterIt() throws Exception {
        OperatorSubtaskState state;
        try (var gate = gate(wall, null)) {
            gate.feed(reading(DUE), DUE);
            gate.feed(request(), ASKED);
            state = gate.snapshot();
        }
        wall.nowMs = ASKED + Interlocks.DECISION_MAX_AGE_MS + 1;
        try (var gate = gate(wall, state)) {
            gate.clock(ASKED);
            assertThat(texts(gate.output())).containsExactly("WITHHELD at " + DUE + " DECISION_TOO_OLD");
            assertThat(gate.side(ClampGate.FINDINGS))
                    .extracting(Finding::pattern)
                    .containsExactly("ClampWithheld");
        }
    }

    /** Asked while the scale misses a few readings; then it is there again, and something else may have happened. */
    private List<String> afterAGap(GateInput between) throws Exception {
        wall.nowMs = ASKED;
        try (var gate = gate(wall, null)) {
            gate.feed(reading(ASKED - 12_000), ASKED - 12_000);
            gate.feed(request(), ASKED);
            gate.clock(ASKED);
            if (between != null) {
                gate.feed(between, ASKED + 3_000);
            }
            long again = ASKED + ClampGate.SOON_AGAIN_MS;
            gate.feed(reading(again - 1_000), again - 1_000);
            wall.nowMs = again;
            gate.clock(again);
            List<String> texts = texts(gate.output());
            gate.feed(GateInput.of(sign(SignKind.BAG_CHANGED, again + 20_000)), again + 20_000);
            for (long at = again; at < again + 300_000; at += 1_000) {
                gate.clock(at);
            }
            assertThat(gate.timers()).isZero();
            return texts;
        }
    }

    @Test
    void judgesAgainWhenTheScaleWasOnlyMissedForAMoment() throws Exception {
        String withheld = "WITHHELD at " + DUE + " READING_TOO_OLD";
        assertThat(afterAGap(null))
                .containsExactly(withheld, "ISSUED at " + (ASKED + ClampGate.SOON_AGAIN_MS) + " null");
        assertThat(afterAGap(GateInput.of(sign(SignKind.ACKNOWLEDGED, ASKED + 3_000))))
                .containsExactly(withheld);
        assertThat(afterAGap(GateInput.of(sign(SignKind.LEVEL_RESTORED, ASKED + 3_000))))
                .containsExactly(withheld);
    }

    @Test
    void asksNoMoreForAScaleThatNeverComesBack() throws Exception {
        try (var gate = gate(WallClock.recorded(), null)) {
            gate.feed(request(), ASKED);
            for (long at = ASKED; at < ASKED + 13 * 3_600_000L; at += 60_000) {
                gate.clock(at);
            }
            assertThat(texts(gate.output())).containsExactly("WITHHELD at " + DUE + " READING_TOO_OLD");
            assertThat(gate.side(ClampGate.FINDINGS)).hasSize(1);
            assertThat(gate.timers()).isZero();
        }
    }

    @Test
    void countsAnAcknowledgementThatIsReadBeforeItsTurn() throws Exception {
        wall.nowMs = ASKED + 500;
        try (var gate = gate(wall, null)) {
            gate.feed(reading(DUE), DUE);
            gate.feed(request(), ASKED);
            gate.feed(GateInput.of(sign(SignKind.ACKNOWLEDGED, ASKED + 300)), ASKED + 300);
            gate.clock(ASKED);
            assertThat(texts(gate.output())).containsExactly("WITHHELD at " + DUE + " ACKNOWLEDGED");
        }
    }

    @Test
    void judgesARequestOnWhatWasReadUpToItsInstantWhateverCameFirst() throws Exception {
        try (var gate = gate(WallClock.recorded(), null)) {
            gate.feed(request(), ASKED);
            gate.feed(staff(SignKind.CLAMP_OPENED, ASKED), ASKED);
            gate.feed(reading(DUE), DUE);
            gate.clock(ASKED);
            assertThat(texts(gate.output())).containsExactly("WITHHELD at " + DUE + " MANUAL_OVERRIDE");
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

    // ---- Staff, shadow, and a clamp that leaks ----------------------------------------------------------------------

    private static GateInput staff(SignKind kind, long at) {
        return GateInput.of(sign(kind, at).doneBy("nurse-7", null, "transport"));
    }

    @Test
    void closesAndOpensForStaffByName() throws Exception {
        try (var gate = gate(wall, null)) {
            wall.nowMs = 10_000;
            gate.feed(staff(SignKind.CLAMP_CLOSE_ASKED, 10_000), 10_000);
            gate.clock(10_000);
            ClampEvent close = gate.output().get(0);
            assertThat(close.phase()).isEqualTo(ClampPhase.ISSUED);
            assertThat(close.action()).isEqualTo(ClampAction.CLOSE);
            assertThat(close.by()).isEqualTo("nurse-7");
            assertThat(close.reason()).isEqualTo("transport");
            gate.feed(GateInput.of(sign(SignKind.CLAMP_CLOSED, 11_000).answering(close.commandId(), null)), 11_000);
            wall.nowMs = 20_000;
            gate.feed(staff(SignKind.CLAMP_OPEN_ASKED, 20_000), 20_000);
            gate.clock(20_000);
            ClampEvent open = gate.output().get(2);
            assertThat(open.action()).isEqualTo(ClampAction.OPEN);
            assertThat(open.commandId()).isNotEqualTo(close.commandId());
            gate.feed(GateInput.of(sign(SignKind.CLAMP_OPENED, 21_000).answering(open.commandId(), null)), 21_000);
            gate.clock(60_000);
            assertThat(gate.output())
                    .extracting(event -> event.action() + " " + event.phase() + " " + event.by())
                    .containsExactly(
                            "CLOSE ISSUED nurse-7",
                            "CLOSE CONFIRMED nurse-7",
                            "OPEN ISSUED nurse-7",
                            "OPEN CONFIRMED nurse-7");
            assertThat(gate.side(ClampGate.FINDINGS)).isEmpty();
        }
    }

    @Test
    void saysSoWhenAClampDoesNotOpenForStaff() throws Exception {
        try (var gate = gate(wall, null)) {
            wall.nowMs = 10_000;
            gate.feed(staff(SignKind.CLAMP_OPEN_ASKED, 10_000), 10_000);
            gate.clock(10_000);
            String id = gate.output().get(0).commandId();
            gate.feed(GateInput.of(sign(SignKind.CLAMP_CLOSED, 11_000).answering(id, null)), 11_000);
            gate.clock(60_000);
            assertThat(gate.output())
                    .extracting(ClampEvent::phase)
                    .containsExactly(ClampPhase.ISSUED, ClampPhase.REFUSED);
            assertThat(gate.side(ClampGate.FINDINGS))
                    .extracting(Finding::pattern)
                    .containsExactly("ClampFault");
        }
    }

    @Test
    void withholdsAWishOfLongAgoAndSaysSo() throws Exception {
        try (var gate = gate(wall, null)) {
            wall.nowMs = 600_000;
            gate.feed(staff(SignKind.CLAMP_CLOSE_ASKED, 10_000), 10_000);
            gate.clock(10_000);
            assertThat(texts(gate.output())).containsExactly("WITHHELD at 10000 DECISION_TOO_OLD");
            assertThat(gate.side(ClampGate.FINDINGS))
                    .extracting(Finding::reason)
                    .containsExactly("CLOSE asked for by nurse-7: DECISION_TOO_OLD");
        }
    }

    @Test
    void keepsAwayAfterStaffOpenedTheClampAndDuringResuscitation() throws Exception {
        for (SignKind kind : new SignKind[] {SignKind.CLAMP_OPENED, SignKind.RESUSCITATION_BEGAN}) {
            try (var gate = gate(wall, null)) {
                wall.nowMs = ASKED;
                gate.feed(staff(kind, 200_000), 200_000);
                gate.feed(reading(DUE), DUE);
                gate.feed(request(), ASKED);
                gate.clock(ASKED);
                assertThat(texts(gate.output()))
                        .containsExactly("WITHHELD at " + DUE
                                + (kind == SignKind.CLAMP_OPENED ? " MANUAL_OVERRIDE" : " RESUSCITATION"));
            }
        }
        try (var gate = gate(wall, null)) {
            gate.feed(staff(SignKind.RESUSCITATION_BEGAN, 100_000), 100_000);
            gate.feed(staff(SignKind.RESUSCITATION_ENDED, 200_000), 200_000);
            issue(gate);
        }
    }

    @Test
    void sendsNothingInShadowModeAndSaysWhatItWouldHaveDone() throws Exception {
        Setting shadow = new Setting(SettingScope.WARD, "icu", "Clamp.shadow", 1.0, "dr-1", 0, "first weeks", 1);
        try (var gate = new ControlledHarness<GateInput, ClampEvent>(
                new ClampGate(new GivenControl(List.of(Events.SCALE), List.of(shadow)), wall), GateInput::key, null)) {
            wall.nowMs = ASKED;
            gate.feed(reading(DUE), DUE);
            gate.feed(request(), ASKED);
            gate.clock(ASKED + 60_000);
            assertThat(texts(gate.output())).containsExactly("WOULD_CLOSE at " + DUE + " null");
            assertThat(gate.output().get(0).issuedAt()).isNull();
            assertThat(gate.side(ClampGate.FINDINGS)).isEmpty();
            assertThat(gate.timers()).isZero();
        }
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

    @ParameterizedTest
    @CsvSource({"40, 37, false", "40, 36.9, true", "40, 20, true", "40, 41, false"})
    void doesNotBelieveAClampThatLeaks(double closedAtMl, double laterMl, boolean leaks) throws Exception {
        try (var gate = gate(wall, null)) {
            issue(gate);
            long closed = ASKED + 1_000;
            gate.feed(answer(closed), closed);
            gate.clock(closed);
            gate.feed(GateInput.of(LineStatus.of(LINE, closed + 5_000, closedAtMl + 2, true)), closed + 5_000);
            gate.feed(GateInput.of(LineStatus.of(LINE, closed + 10_000, closedAtMl, true)), closed + 10_000);
            gate.feed(GateInput.of(LineStatus.of(LINE, closed + 128_000, laterMl, true)), closed + 128_000);
            gate.clock(closed + 129_999);
            assertThat(gate.side(ClampGate.FINDINGS)).isEmpty();
            gate.clock(closed + 130_000);
            if (leaks) {
                assertThat(gate.side(ClampGate.FINDINGS)).singleElement().satisfies(finding -> {
                    assertThat(finding.pattern()).isEqualTo("ClampFault");
                    assertThat(finding.reason()).contains("it says that it is closed", "mL ran since");
                });
            } else {
                assertThat(gate.side(ClampGate.FINDINGS)).isEmpty();
            }
            assertThat(gate.timers()).isZero();
        }
    }

    @Test
    void doesNotTakeANewBagForALeak() throws Exception {
        try (var gate = gate(wall, null)) {
            issue(gate);
            long closed = ASKED + 1_000;
            gate.feed(answer(closed), closed);
            gate.feed(GateInput.of(LineStatus.of(LINE, closed + 10_000, 40, true)), closed + 10_000);
            gate.feed(GateInput.of(sign(SignKind.BAG_CHANGED, closed + 60_000)), closed + 60_000);
            gate.feed(GateInput.of(LineStatus.of(LINE, closed + 120_000, 20, true)), closed + 120_000);
            gate.clock(closed + 600_000);
            assertThat(gate.side(ClampGate.FINDINGS)).isEmpty();
        }
    }

    private static GateInput said(SignKind kind, long at) {
        return GateInput.of(sign(kind, at));
    }

    private static GateInput done(SignKind kind, long at) {
        return GateInput.of(sign(kind, at).doneBy("nurse-7", null, null));
    }

    /** Feeds what was noticed, lets the time pass beat by beat, and gives what the gate has to alarm about. */
    private List<Finding> findings(GateInput... inputs) throws Exception {
        try (var gate = gate(wall, null)) {
            for (GateInput input : inputs) {
                gate.feed(input, input.sign().at());
            }
            for (long clock = 0; clock <= 600_000; clock += 1_000) {
                gate.clock(clock);
            }
            assertThat(gate.output()).isEmpty();
            assertThat(gate.timers()).isZero();
            return gate.side(ClampGate.FINDINGS);
        }
    }

    @Test
    void saysThatAClampMovedAlthoughNobodyHadItMove() throws Exception {
        for (boolean opens : new boolean[] {true, false}) {
            SignKind from = opens ? SignKind.CLAMP_CLOSED : SignKind.CLAMP_OPENED;
            SignKind to = opens ? SignKind.CLAMP_OPENED : SignKind.CLAMP_CLOSED;
            assertThat(findings(said(from, 1_000), said(from, 200_000), said(to, 300_000), said(to, 310_000)))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.pattern()).isEqualTo("ClampMoved");
                        assertThat(finding.family()).isEqualTo("CLAMP_FAULT");
                        assertThat(finding.onset()).isEqualTo(300_000);
                        assertThat(finding.at()).isEqualTo(300_000 + ClampMoves.WORD_MS);
                        assertThat(finding.reason())
                                .isEqualTo("it has " + (opens ? "opened" : "closed") + ", and nobody asked for it");
                        assertThat(finding.evidence())
                                .singleElement()
                                .satisfies(what -> assertThat(what.what()).isEqualTo(to.name()));
                    });
        }
    }

    @Test
    void staysQuietWhenStaffMovedTheClamp() throws Exception {
        GateInput closed = said(SignKind.CLAMP_CLOSED, 1_000);
        GateInput opened = said(SignKind.CLAMP_OPENED, 300_000);
        for (SignKind act : List.of(
                SignKind.CLAMP_OPENED, SignKind.ACKNOWLEDGED, SignKind.BAG_CHANGED, SignKind.RESUSCITATION_BEGAN)) {
            assertThat(findings(closed, done(act, 300_000 - ClampMoves.THEIRS_MS), opened))
                    .as("after " + act)
                    .isEmpty();
            assertThat(findings(closed, opened, done(act, 300_000 + ClampMoves.WORD_MS - 1)))
                    .as("before " + act)
                    .isEmpty();
            assertThat(findings(closed, done(act, 299_999 - ClampMoves.THEIRS_MS), opened))
                    .as("long after " + act)
                    .hasSize(act == SignKind.CLAMP_OPENED ? 0 : 1);
        }
    }

    @Test
    void knowsNoMoveBeforeTheClampHasSaidWhereItIs() throws Exception {
        assertThat(findings(said(SignKind.CLAMP_OPENED, 300_000))).isEmpty();
        // A fault is no position.
        assertThat(findings(said(SignKind.CLAMP_CLOSED, 1_000), said(SignKind.CLAMP_FAULTED, 200_000)))
                .isEmpty();
    }

    @Test
    void aMoveSoonAfterACommandIsTheSystemsOwn() throws Exception {
        for (long lateMs : new long[] {1_500, 8_000, 100_000}) {
            try (var gate = gate(wall, null)) {
                gate.feed(said(SignKind.CLAMP_OPENED, 1_000), 1_000);
                issue(gate);
                // It closes, in time or late, and says so without naming the command.
                gate.feed(said(SignKind.CLAMP_CLOSED, ASKED + lateMs), ASKED + lateMs);
                for (long clock = ASKED; clock <= ASKED + 300_000; clock += 1_000) {
                    gate.clock(clock);
                }
                assertThat(gate.side(ClampGate.FINDINGS))
                        .extracting(Finding::pattern)
                        .doesNotContain("ClampMoved");
            }
        }
    }

    @Test
    void waitsForStaffsWordAgainWhenNobodyListened() throws Exception {
        try (var gate = gate(wall, null)) {
            gate.feed(said(SignKind.CLAMP_CLOSED, 1_000), 1_000);
            gate.feed(said(SignKind.CLAMP_OPENED, 300_000), 300_000);
            gate.clock(301_000);
            gate.clock(900_000);
            assertThat(gate.side(ClampGate.FINDINGS)).isEmpty();
            gate.clock(900_000 + ClampMoves.WORD_MS);
            assertThat(gate.side(ClampGate.FINDINGS)).hasSize(1);
        }
    }

    @Test
    void withholdsWhereTheRegistryContradictsItself() throws Exception {
        RegistryEntry other = new RegistryEntry(
                "scale-2", DeviceKind.LOAD_CELL, "icu", "b1", "l1", "p2", 0, null, null, null, null, null, null);
        wall.nowMs = ASKED;
        try (var gate = new ControlledHarness<GateInput, ClampEvent>(
                new ClampGate(new GivenControl(List.of(Events.SCALE, other), List.of()), wall), GateInput::key, null)) {
            gate.feed(reading(DUE), DUE);
            gate.feed(request(), ASKED);
            gate.clock(ASKED);
            assertThat(texts(gate.output())).containsExactly("WITHHELD at " + DUE + " ASSOCIATION_CONFLICT");
        }
    }
}
