package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.UnattendedLowLevel;
import io.wardstream.jobs.clock.WallClock;
import io.wardstream.jobs.control.ControlledHarness;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.Finding;
import io.wardstream.model.Ids;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Source;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/** A line that asked for its clamp, and the clamp gate on its real operator. */
abstract class ClampGateFixture {

    static final Subject LINE = new Subject("line:l1", "icu", "b1", "l1", "p1", "scale-1");

    static final long ONSET = 100_000;

    static final long DUE = 250_000;

    /** The request comes out of the patterns when the grace has passed as well. */
    static final long ASKED = DUE + 1_000;

    static final String COMMAND = Ids.command("close", LINE.key(), ONSET);

    /** Wall time as the test says. */
    static final class Wall implements WallClock {
        private static final long serialVersionUID = 1;
        long nowMs;

        @Override
        public long nowMs() {
            return nowMs;
        }
    }

    final Wall wall = new Wall();

    ControlledHarness<GateInput, ClampEvent> gate(WallClock clock, OperatorSubtaskState state) throws Exception {
        return gate(given(Events.SCALE), clock, state);
    }

    static ControlledHarness<GateInput, ClampEvent> gate(
            GivenControl control, WallClock clock, OperatorSubtaskState state) throws Exception {
        return new ControlledHarness<>(new ClampGate(control, clock), GateInput::key, state);
    }

    static GivenControl given(RegistryEntry... entries) {
        return new GivenControl(List.of(entries), List.of());
    }

    static GateInput request() {
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

    static GateInput reading(long at) {
        return GateInput.of(LineStatus.of(LINE, at, 40, true));
    }

    static Sign sign(SignKind kind, long at) {
        return sign(kind, Events.SCALE.deviceId(), at);
    }

    static Sign sign(SignKind kind, String device, long at) {
        return new Sign(
                kind, LINE, at, at, null, null, null, null, null, null, null, 0, new Source(device, "b", at, at));
    }

    static GateInput answer(long at) {
        return GateInput.of(sign(SignKind.CLAMP_CLOSED, at).answering(COMMAND, null));
    }

    static List<String> texts(List<ClampEvent> events) {
        return events.stream()
                .map(event -> event.phase() + " at " + event.at() + " " + event.reason())
                .toList();
    }

    /** Asks, with a reading that calls for it. */
    void ask(ControlledHarness<GateInput, ClampEvent> gate) throws Exception {
        wall.nowMs = ASKED;
        gate.feed(reading(DUE), DUE);
        gate.feed(request(), ASKED);
        gate.clock(ASKED);
    }

    /** Asks, and gives the command that was issued. */
    ClampEvent issue(ControlledHarness<GateInput, ClampEvent> gate) throws Exception {
        ask(gate);
        assertThat(gate.output()).isNotEmpty();
        ClampEvent issued = gate.output().get(gate.output().size() - 1);
        assertThat(issued.phase()).isEqualTo(ClampPhase.ISSUED);
        return issued;
    }

    static GateInput staff(SignKind kind, long at) {
        return GateInput.of(sign(kind, at).doneBy("nurse-7", null, "transport"));
    }
}
