package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.ClampAction;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.Finding;
import io.wardstream.model.SignKind;
import org.junit.jupiter.api.Test;

/** A clamp that staff have closed or opened by name. */
class ClampByStaffTest extends ClampGateFixture {

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
}
