package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Finding;
import io.wardstream.model.SignKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clamp that does not do what it says, or moves although nobody had it move. */
class ClampMovedTest extends ClampGateFixture {

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
    void doesNotTakeABagThatSwingsForALeak() throws Exception {
        try (var gate = gate(wall, null)) {
            issue(gate);
            long closed = ASKED + 1_000;
            gate.feed(answer(closed), closed);
            for (long at = closed; at <= closed + 130_000; at += 2_000) {
                // Heavier and lighter in turn, and heaviest just when the drip chamber has settled.
                double swingMl = 6 * Math.cos((at - closed - 10_000) / 8_000.0 * 2 * Math.PI);
                gate.feed(GateInput.of(LineStatus.of(LINE, at, 40 + swingMl, true)), at);
                gate.clock(at);
            }
            gate.clock(closed + 200_000);
            assertThat(gate.side(ClampGate.FINDINGS)).isEmpty();
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

    private static GateInput noticed(SignKind kind, long at) {
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
            assertThat(findings(
                            noticed(from, 1_000), noticed(from, 200_000), noticed(to, 300_000), noticed(to, 310_000)))
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
        GateInput closed = noticed(SignKind.CLAMP_CLOSED, 1_000);
        GateInput opened = noticed(SignKind.CLAMP_OPENED, 300_000);
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
        assertThat(findings(noticed(SignKind.CLAMP_OPENED, 300_000))).isEmpty();
        // A fault is no position.
        assertThat(findings(noticed(SignKind.CLAMP_CLOSED, 1_000), noticed(SignKind.CLAMP_FAULTED, 200_000)))
                .isEmpty();
    }

    @Test
    void aMoveSoonAfterACommandIsTheSystemsOwn() throws Exception {
        for (long lateMs : new long[] {1_500, 8_000, 100_000}) {
            try (var gate = gate(wall, null)) {
                gate.feed(noticed(SignKind.CLAMP_OPENED, 1_000), 1_000);
                issue(gate);
                // It closes, in time or late, and says so without naming the command.
                gate.feed(noticed(SignKind.CLAMP_CLOSED, ASKED + lateMs), ASKED + lateMs);
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
            gate.feed(noticed(SignKind.CLAMP_CLOSED, 1_000), 1_000);
            gate.feed(noticed(SignKind.CLAMP_OPENED, 300_000), 300_000);
            gate.clock(301_000);
            gate.clock(900_000);
            assertThat(gate.side(ClampGate.FINDINGS)).isEmpty();
            gate.clock(900_000 + ClampMoves.WORD_MS);
            assertThat(gate.side(ClampGate.FINDINGS)).hasSize(1);
        }
    }
}
