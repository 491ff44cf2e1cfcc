package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of a scale's zero, one unit on either side of each: 10 g are a drift. */
class ZeroTest {

    private final TestLine line = new TestLine();

    // ---- An empty hook --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "-10, false, ",
        "-10.1, false, -10",
        "10.1, false, ",
        "10, true, ",
        "10.1, true, 10",
        "-10, true, ",
        "-10.1, true, -10"
    })
    void saysThatTheZeroHasMovedBelowOrSurelyAbove(double zeroG, boolean surely, Double limit) {
        Zero.seen(line.at(0), zeroG, surely);
        assertThat(line.signs).hasSize(limit == null ? 0 : 1);
        if (limit != null) {
            Sign sign = line.only(SignKind.TARE_DRIFTED);
            assertThat(sign.value()).isEqualTo(zeroG);
            assertThat(sign.limit()).isEqualTo(limit);
        }
        assertThat(line.state.hook.tareOff).isEqualTo(limit != null);
    }

    @ParameterizedTest
    @CsvSource({"5, false", "4.9, true", "-4.9, true", "-5, false"})
    void saysThatItIsCorrectedBelowHalfOfThat(double zeroG, boolean corrected) {
        line.state.hook.tareOff = true;
        Zero.seen(line.at(0), zeroG, true);
        assertThat(line.kinds()).hasSize(corrected ? 1 : 0);
        assertThat(line.state.hook.tareOff).isEqualTo(!corrected);
    }

    private boolean byWord(double seconds, double massG) {
        return Zero.isEmptyBySomebodysWord(line.at(seconds), massG);
    }

    /** The median of five readings: one of them may be a spike, and more than 100 g are no empty hook. */
    @ParameterizedTest
    @CsvSource({"2, 2", "100, 100", "-100, -100", "100.1, NaN", "345, NaN"})
    void takesTheZeroFromFiveReadings(double massG, float zeroG) {
        Zero.emptyReported(line.state, TestLine.ms(0));
        byWord(2, 80);
        for (int i = 2; i <= 5; i++) {
            assertThat(line.signs).isEmpty();
            assertThat(byWord(2 * i, massG)).isTrue();
        }
        assertThat(Float.valueOf(line.state.hook.emptyG)).isEqualTo(Float.valueOf(zeroG));
        assertThat(line.state.hook.emptySaidAt).isZero();
        assertThat(line.state.hook.liftedSince).isEqualTo(Float.isNaN(zeroG) ? 0 : TestLine.ms(0));
        assertThat(byWord(12, massG)).isEqualTo(!Float.isNaN(zeroG));
    }

    @Test
    void keepsSinceWhenTheHookWasEmptyBeforeAnybodySaidSo() {
        line.state.hook.liftedSince = TestLine.ms(-60);
        Zero.emptyReported(line.state, TestLine.ms(0));
        for (int i = 1; i <= 5; i++) {
            byWord(2 * i, 2);
        }
        assertThat(line.state.hook.liftedSince).isEqualTo(TestLine.ms(-60));
    }

    @ParameterizedTest
    @CsvSource({"21.9, true", "22, false", "-17.9, true", "-18, false"})
    void endsTheirWordWhenSomethingHangsThere(double massG, boolean empty) {
        line.state.hook.emptyG = 2;
        assertThat(byWord(0, massG)).isEqualTo(empty);
        assertThat(Float.isNaN(line.state.hook.emptyG)).isEqualTo(!empty);
    }

    // ---- A closed clamp -------------------------------------------------------------------------------------------

    private void whileClosed(double fromS, double toS, double massG) {
        for (double s = fromS; s <= toS; s += 1) {
            Zero.whileClosed(line.at(s), massG);
        }
    }

    @Test
    void weighsAClosedLineFirstWhenItHasSettled() {
        Zero.clampSaid(line.state, true, TestLine.ms(0));
        whileClosed(1, 59, 350);
        assertThat(line.state.closed.fromG).isNaN();
        whileClosed(60, 60, 345);
        assertThat(line.state.closed.fromG).isEqualTo(345);
    }

    @ParameterizedTest
    @CsvSource({
        "10, , ",
        "-10, , ",
        "10.5, 10, heavier by itself while the clamp is closed",
        "-10.5, -10, lighter while the clamp is closed: it may leak instead"
    })
    void saysThatItCreptAwayForAMinute(double creptG, Double limit, String reason) {
        Zero.clampSaid(line.state, true, TestLine.ms(0));
        whileClosed(60, 100, 345);
        whileClosed(101, 160, 345 + creptG);
        assertThat(line.signs).isEmpty();
        whileClosed(161, 600, 345 + creptG);
        assertThat(line.kinds()).hasSize(limit == null ? 0 : 1);
        if (limit != null) {
            Sign sign = line.only(SignKind.TARE_DRIFTED);
            assertThat(sign.at()).isEqualTo(TestLine.ms(161));
            assertThat(sign.since()).isEqualTo(TestLine.ms(101));
            assertThat(sign.value()).isEqualTo(creptG);
            assertThat(sign.limit()).isEqualTo(limit);
            assertThat(sign.reason()).isEqualTo(reason);
        }
    }

    @Test
    void beginsAnewWithAWeightThatCameBack() {
        Zero.clampSaid(line.state, true, TestLine.ms(0));
        whileClosed(60, 100, 345);
        whileClosed(101, 150, 360);
        whileClosed(151, 151, 345);
        whileClosed(152, 211, 360);
        assertThat(line.signs).isEmpty();
        whileClosed(212, 212, 360);
        assertThat(line.only(SignKind.TARE_DRIFTED).since()).isEqualTo(TestLine.ms(152));
    }
}
