package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.LowLevel;
import io.wardstream.jobs.safety.Band;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of the level and of the time that it leaves, one unit on either side of each, and what is said of them. */
class LevelJudgeTest {

    private final LevelJudge judge = new LevelJudge(new FlowMeter());
    private final TestLine line = new TestLine();

    /** The last readings are of a level. */
    private void levelIs(double levelMl) {
        line.state.recentG = new float[Hook.WINDOW];
        Arrays.fill(line.state.recentG, (float) (45 + levelMl));
    }

    /** Judges a level every 5 s, with so many minutes left. */
    private void judge(double levelMl, double minutes, double fromS, double toS) {
        levelIs(levelMl);
        for (double s = fromS; s <= toS; s += 5) {
            judge.judge(line.at(s), levelMl, minutes);
        }
    }

    private double minutesLeft(double levelMl) {
        return LevelJudge.minutesLeft(line.state, line.at(0).limits(), levelMl);
    }

    // ---- The time -------------------------------------------------------------------------------------------------

    @Test
    void knowsTheMinutesUntilNothingUsableIsLeft() {
        levelIs(110);
        line.runsAt(100, 5);
        assertThat(minutesLeft(110)).isEqualTo(60);
        assertThat(minutesLeft(10)).isZero();
        assertThat(minutesLeft(4)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2, 25, false", "3, 25, true", "3, 26, false"})
    void knowsThemOnlyByAFewReadingsAndAKnownRate(int readings, double error, boolean known) {
        line.state.recentG = new float[readings];
        line.runsAt(100, error);
        assertThat(Double.isNaN(minutesLeft(110))).isEqualTo(!known);
    }

    @Test
    void knowsNoneOfALineThatStands() {
        levelIs(110);
        line.runsAt(100, 5).state.stopped = TestLine.outsideSince(0);
        assertThat(minutesLeft(110)).isNaN();
    }

    /** A rate within four of its errors of the usual one is that. */
    @ParameterizedTest
    @CsvSource({"108, 100", "92, 100", "109, 109", "91, 91"})
    void worksThemOutFromTheUsualRateWhileItRunsAsUsual(double mlPerH, double by) {
        levelIs(110);
        line.runsAt(mlPerH, 2).state.usualMlPerH = 100;
        assertThat(minutesLeft(110)).isEqualTo(100 / by * 60);
    }

    @ParameterizedTest
    @CsvSource({"30, true", "30.1, false"})
    void callsForTheNextBagHalfAnHourBefore(double minutes, boolean soon) {
        line.runsAt(100, 5).state.usualMlPerH = 95;
        LevelJudge.soon(line.at(0), minutes);
        LevelJudge.soon(line.at(15), minutes);
        assertThat(line.kinds()).hasSize(soon ? 1 : 0);
        if (soon) {
            Sign sign = line.only(SignKind.EMPTY_SOON);
            assertThat(sign.value()).isEqualTo(30);
            assertThat(sign.limit()).isEqualTo(30);
            assertThat(sign.since()).isEqualTo(TestLine.ms(0));
            assertThat(sign.reason()).isEqualTo("30 min left (± 2) at 95 mL/h");
        }
    }

    @ParameterizedTest
    @CsvSource({"40, false", "40.1, true"})
    void takesItBackWhenFortyMinutesAreLeft(double minutes, boolean later) {
        line.runsAt(100, 5).state.soon = TestLine.outsideSince(0);
        LevelJudge.soon(line.at(60), minutes);
        LevelJudge.soon(line.at(75), minutes);
        assertThat(line.kinds()).hasSize(later ? 1 : 0);
        if (later) {
            Sign sign = line.only(SignKind.EMPTY_LATER);
            assertThat(sign.value()).isEqualTo(40.1);
            assertThat(sign.limit()).isEqualTo(40);
            assertThat(sign.since()).isEqualTo(TestLine.ms(0));
        }
    }

    // ---- Low ------------------------------------------------------------------------------------------------------

    @Test
    void saysWhatALevelMustRiseAboveThatIsLowNoLonger() {
        judge(50, Double.NaN, 0, 10);
        assertThat(line.only(SignKind.LEVEL_LOW).limit()).isEqualTo(50);
        judge(69, Double.NaN, 15, 60);
        assertThat(line.signs).hasSize(1);
        judge(70, Double.NaN, 65, 75);
        Sign restored = line.signs.get(1);
        assertThat(restored.kind()).isEqualTo(SignKind.LEVEL_RESTORED);
        assertThat(restored.limit()).isEqualTo(70);
        assertThat(restored.value()).isEqualTo(70);
        assertThat(restored.since()).isEqualTo(TestLine.ms(0));
    }

    @ParameterizedTest
    @CsvSource({"99, false", "100, true", "101, true"})
    void saysThatItIsKnownWhenSomebodyAcknowledgedSinceItWasLowByTime(double acknowledgedS, boolean known) {
        line.runsAt(500, 5).state.lowByTime = TestLine.outsideSince(100);
        line.state.acknowledgedAt = TestLine.ms(acknowledgedS);
        judge(50, 5, 200, 210);
        assertThat(line.of(SignKind.LEVEL_LOW).get(0).reason()).isEqualTo(known ? LowLevel.ACKNOWLEDGED_BEFORE : null);
    }

    /** There was a break: what had begun to speak for a change must begin again, what is said stays said. */
    @Test
    void startsOverWithWhatIsNotYetSaid() {
        Band begun = new Band();
        begun.against = 2;
        Band said = TestLine.outsideSince(0);
        said.against = 2;
        line.state.low = begun;
        line.state.critical = said;
        line.state.emptyFromG = 50;
        LevelJudge.unsure(line.state);
        assertThat(line.state.low).isNull();
        assertThat(line.state.critical).isSameAs(said);
        assertThat(said.against).isZero();
        assertThat(said.outside).isTrue();
        assertThat(line.state.emptyFromG).isNaN();
    }

    // ---- Nearly empty ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "20, NaN, true, 20, ",
        "21, NaN, false, , ",
        "19, 5, true, 20, ",
        "20, 5, true, 20, ",
        "21, 5, true, , 5 min left (± 1) at 200 mL/h",
        "21, 30, false, , "
    })
    void saysThatItIsNearlyEmptyByWhatIsLeftOrElseByTheTime(
            double levelMl, double minutes, boolean critical, Double limit, String reason) {
        line.runsAt(200, 20).state.usualMlPerH = 200;
        line.state.low = TestLine.outsideSince(0);
        line.state.lowByTime = TestLine.outsideSince(0);
        judge(levelMl, minutes, 0, 10);
        assertThat(line.of(SignKind.LEVEL_CRITICAL)).hasSize(critical ? 1 : 0);
        if (critical) {
            Sign sign = line.of(SignKind.LEVEL_CRITICAL).get(0);
            assertThat(sign.value()).isEqualTo(levelMl);
            assertThat(sign.limit()).isEqualTo(limit);
            assertThat(sign.reason()).isEqualTo(reason);
            assertThat(sign.since()).isEqualTo(TestLine.ms(0));
        }
    }

    // ---- Empty ----------------------------------------------------------------------------------------------------

    /** Of how it ran nothing is known: five minutes without a loss, but for a bag in which nothing is left. */
    @ParameterizedTest
    @CsvSource({"11, -1", "10, 300", "3, 300", "2.1, 300", "2, 15", "0, 15"})
    void saysThatItIsEmptyWhenItLosesNothing(double levelMl, double afterS) {
        line.state.low = TestLine.outsideSince(0);
        line.state.critical = TestLine.outsideSince(0);
        judge(levelMl, Double.NaN, 0, 3_600);
        assertThat(line.of(SignKind.BAG_EMPTY)).hasSize(afterS > 0 ? 1 : 0);
        if (afterS > 0) {
            Sign sign = line.only(SignKind.BAG_EMPTY);
            assertThat(sign.at()).isEqualTo(TestLine.ms(afterS));
            assertThat(sign.since()).isEqualTo(TestLine.ms(0));
            assertThat(sign.limit()).isEqualTo(10);
            assertThat(sign.value()).isEqualTo(Math.round(levelMl * 10) / 10.0);
        }
    }

    /** 1.5 g or four and a half times the scatter are no loss; more begins the time anew. */
    @ParameterizedTest
    @CsvSource({"0.1, 1.5, 300", "0.1, 1.6, 400", "1, 4.5, 300", "1, 4.6, 400", "1, 1.6, 300"})
    void beginsAnewWithABagThatStillLosesSomething(double noiseG, double lostG, double afterS) {
        line.state.noiseG = (float) noiseG;
        line.state.low = TestLine.outsideSince(0);
        line.state.critical = TestLine.outsideSince(0);
        judge(9, Double.NaN, 0, 95);
        judge(9 - lostG, Double.NaN, 100, 1_000);
        assertThat(line.only(SignKind.BAG_EMPTY).at()).isEqualTo(TestLine.ms(afterS));
    }

    /** Twice 1.5 g at the usual rate: at 20 mL/h nine minutes. */
    @ParameterizedTest
    @CsvSource({"20, 540", "60, 180", "900, 15"})
    void waitsAsLongAsTheUsualRateNeedsToShowALoss(double mlPerH, double afterS) {
        line.state.usualMlPerH = (float) mlPerH;
        line.state.low = TestLine.outsideSince(0);
        line.state.critical = TestLine.outsideSince(0);
        judge(9, Double.NaN, 0, 1_000);
        assertThat(line.only(SignKind.BAG_EMPTY).at()).isEqualTo(TestLine.ms(afterS));
    }
}
