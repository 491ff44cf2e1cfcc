package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wardstream.jobs.clock.WallClock;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.Finding;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the clamp gate withholds, and when it judges that again. */
class ClampWithheldTest extends ClampGateFixture {

    /** Says that the line runs into somebody else. */
    private static final RegistryEntry ANOTHER_PATIENTS = new RegistryEntry(
            "scale-2", DeviceKind.LOAD_CELL, "icu", "b1", "l1", "p2", 0, null, null, null, null, null, null);

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
    private List<String> afterAGap(Sign between) throws Exception {
        wall.nowMs = ASKED;
        try (var gate = gate(wall, null)) {
            gate.feed(reading(ASKED - 12_000), ASKED - 12_000);
            gate.feed(request(), ASKED);
            gate.clock(ASKED);
            if (between != null) {
                List<GateInput> told = new ArrayList<>();
                ClampInputs.signs(between, new ListCollector<>(told));
                for (GateInput input : told) {
                    gate.feed(input, between.at());
                }
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
        assertThat(afterAGap(sign(SignKind.ACKNOWLEDGED, ASKED + 3_000))).containsExactly(withheld);
        for (SignKind kind : List.of(SignKind.LEVEL_RESTORED, SignKind.BAG_CHANGED, SignKind.DISCHARGED)) {
            assertThat(afterAGap(sign(kind, ASKED + 3_000))).as("after " + kind).containsExactly(withheld);
        }
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
    void sendsNothingInShadowModeAndSaysWhatItWouldHaveDone() throws Exception {
        Setting shadow = new Setting(SettingScope.WARD, "icu", "Clamp.shadow", 1.0, "dr-1", 0, "first weeks", 1);
        try (var gate = gate(new GivenControl(List.of(Events.SCALE), List.of(shadow)), wall, null)) {
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
    void withholdsWhereTheRegistryContradictsItself() throws Exception {
        try (var gate = gate(given(Events.SCALE, ANOTHER_PATIENTS), wall, null)) {
            ask(gate);
            assertThat(texts(gate.output())).containsExactly("WITHHELD at " + DUE + " ASSOCIATION_CONFLICT");
        }
    }

    static Stream<Arguments> reasonsThatGo() {
        RegistryEntry elsewhere = new RegistryEntry(
                "scale-2", DeviceKind.LOAD_CELL, "icu", "b2", "l2", "p2", 1, null, null, null, null, null, null);
        LineStatus low = LineStatus.of(LINE, DUE, 40, true);
        LineStatus unexplained = new LineStatus(LINE, DUE, 40, true, true, false, Double.NaN);
        return Stream.of(
                arguments("ASSOCIATION_CONFLICT", given(Events.SCALE, ANOTHER_PATIENTS), low, elsewhere),
                arguments("LEVEL_UNCERTAIN", given(Events.SCALE), unexplained, null));
    }

    /** The registry no longer contradicts itself; what the bag lost explains its weight. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("reasonsThatGo")
    void judgesAgainWhenWhatWithheldItIsGone(
            String reason, GivenControl control, LineStatus status, RegistryEntry mended) throws Exception {
        wall.nowMs = ASKED;
        try (var gate = gate(control, wall, null)) {
            gate.feed(GateInput.of(status), DUE);
            gate.feed(request(), ASKED);
            gate.clock(ASKED);
            if (mended != null) {
                gate.tell(ControlFact.of(mended));
            }
            long again = ASKED + ClampGate.AGAIN_MS;
            gate.feed(reading(again - 1_000), again - 1_000);
            wall.nowMs = again;
            gate.clock(again);
            assertThat(texts(gate.output()))
                    .containsExactly("WITHHELD at " + DUE + " " + reason, "ISSUED at " + again + " null");
        }
    }

    @Test
    void judgesAgainAsSoonAsTheBagHangsStill() throws Exception {
        try (var gate = gate(WallClock.recorded(), null)) {
            gate.feed(GateInput.of(new LineStatus(LINE, DUE, 40, true, false, true, Double.NaN)), DUE);
            gate.feed(request(), ASKED);
            for (long at = ASKED; at <= ASKED + 60_000; at += 1_000) {
                boolean still = at >= ASKED + 25_000;
                gate.feed(GateInput.of(new LineStatus(LINE, at, 40, true, still, true, Double.NaN)), at);
                gate.clock(at);
            }
            assertThat(texts(gate.output()).subList(0, 2))
                    .containsExactly("WITHHELD at " + DUE + " DISTURBED", "ISSUED at " + (ASKED + 30_000) + " null");
        }
    }
}
