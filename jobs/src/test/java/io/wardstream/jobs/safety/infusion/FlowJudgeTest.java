package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.jobs.safety.Band;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of the flow, one unit on either side of each, and what is said of them. */
class FlowJudgeTest {

    private final FlowMeter meter = new FlowMeter();
    private final FlowJudge judge = new FlowJudge(meter);
    private final TestLine line = new TestLine();

    private void judge(double fromS, double toS) {
        for (double s = fromS; s <= toS; s += 15) {
            judge.judge(line.at(s), 500);
        }
    }

    private void assertSaid(Sign sign, double atS, double sinceS, Double value, Double limit, String reason) {
        assertThat(sign.at()).as("at").isEqualTo(TestLine.ms(atS));
        assertThat(sign.since()).as("since").isEqualTo(TestLine.ms(sinceS));
        assertThat(sign.value()).as("value").isEqualTo(value);
        assertThat(sign.limit()).as("limit").isEqualTo(limit);
        assertThat(sign.reason()).as("reason").isEqualTo(reason);
    }

    // ---- Free flow ------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "0, 500, false",
        "0, 501, true",
        "100, 200, false",
        "100, 201, true",
        "900, 1200, false",
        "900, 1201, true"
    })
    void callsFreeWhatIsFasterThanTheLimitForTwoReadings(double order, double mlPerH, boolean free) {
        line.set("Order.mlPerH", order).runsAt(mlPerH, 0);
        judge.freeFlow(line.at(0));
        assertThat(line.signs).isEmpty();
        judge.freeFlow(line.at(15));
        assertThat(line.kinds()).hasSize(free ? 1 : 0);
        if (free) {
            assertSaid(line.signs.get(0), 15, 0, mlPerH, mlPerH - 1, null);
        }
    }

    /** The rate itself is measured over a minute; what is asked for beyond that is waited for. */
    @Test
    void waitsForFreeFlowAsLongAsIsAskedForAndNotForItsEnd() {
        line.set("FreeFlow.confirmMs", 120_000).runsAt(501, 0);
        for (double s = 0; s < 60; s += 15) {
            judge.freeFlow(line.at(s));
        }
        assertThat(line.signs).isEmpty();
        judge.freeFlow(line.at(60));
        assertSaid(line.signs.get(0), 60, 0, 501.0, 500.0, null);
        line.runsAt(100, 0).lost(0, 300, 100);
        judge.freeFlow(line.at(300));
        judge.freeFlow(line.at(315));
        Sign over = line.signs.get(1);
        assertThat(over.kind()).isEqualTo(SignKind.FREE_FLOW_OVER);
        assertThat(over.value()).isCloseTo(100, within(5.0));
        assertThat(over.limit()).isEqualTo(500);
        assertThat(over.since()).isEqualTo(TestLine.ms(0));
    }

    @ParameterizedTest
    @CsvSource({"456, false", "432, true"})
    void endsFreeFlowATenthBelowTheLimit(double gPerH, boolean over) {
        line.runsAt(100, 0).lost(0, 600, gPerH);
        line.state.free = TestLine.outsideSince(0);
        judge.freeFlow(line.at(600));
        judge.freeFlow(line.at(615));
        assertThat(line.kinds().contains(SignKind.FREE_FLOW_OVER)).isEqualTo(over);
    }

    // ---- Nothing flows --------------------------------------------------------------------------------------------

    /** 5 g of 75 mL/h take four minutes: clinical document, section 4.2. */
    @ParameterizedTest
    @CsvSource({
        "75, 1, 225, false",
        "75, 1, 240, true",
        "75, 1.25, 180, false",
        "75, 1.25, 192, true",
        "250, 1, 180, true"
    })
    void saysThatNothingFlowsWhenFiveGramsAreMissing(double order, double density, double stoodS, boolean said) {
        line.set("Order.mlPerH", order).weighs(45.0, density).lost(0, stoodS, 0);
        judge.stopped(line.at(stoodS), 500);
        assertThat(line.kinds()).hasSize(said ? 1 : 0);
        if (said) {
            assertSaid(line.signs.get(0), stoodS, 0, 0.0, order, null);
        }
    }

    @ParameterizedTest
    @CsvSource({"50, false", "51, true"})
    void leavesAStandingBagThatIsNearlyEmptyToItsLevel(double levelMl, boolean said) {
        line.set("Order.mlPerH", 100).lost(0, 600, 0);
        judge.stopped(line.at(600), levelMl);
        assertThat(line.kinds().contains(SignKind.FLOW_STOPPED)).isEqualTo(said);
    }

    @Test
    void saysHowMuchStillRunsThroughALineThatStands() {
        line.set("Order.mlPerH", 100).weighs(45.0, 1.25).lost(0, 1_800, 10);
        judge.stopped(line.at(1_800), 500);
        Sign stopped = line.only(SignKind.FLOW_STOPPED);
        assertThat(stopped.value()).isCloseTo(8, within(0.5));
        assertThat(line.state.stopped.outsideSince).isEqualTo(stopped.since()).isLessThan(stopped.at() - 180_000);
    }

    /** 6 g of 75 mL/h take almost five minutes. */
    @ParameterizedTest
    @CsvSource({"1, 270, false", "1, 288, true", "1.25, 225, false", "1.25, 231, true"})
    void saysThatItRunsAgainWhenSixGramsWereSeen(double density, double ranS, boolean said) {
        line.set("Order.mlPerH", 75).weighs(45.0, density).lost(0, ranS, 75 * density);
        line.state.stopped = TestLine.outsideSince(0);
        judge.stopped(line.at(ranS), 500);
        assertThat(line.kinds()).hasSize(said ? 1 : 0);
        if (said) {
            Sign resumed = line.signs.get(0);
            assertThat(resumed.kind()).isEqualTo(SignKind.FLOW_RESUMED);
            assertThat(resumed.value()).isCloseTo(75, within(1.5));
            assertThat(resumed.limit()).isEqualTo(75);
            assertThat(resumed.since()).isEqualTo(TestLine.ms(0));
        }
    }

    // ---- What is usual --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"8, 1, false", "8.5, 1, true", "100, 25, true", "100, 25.1, false"})
    void learnsTheRateOfALineThatRunsAndIsKnown(double mlPerH, double error, boolean learnt) {
        line.runsAt(mlPerH, error);
        judge.stopped(line.at(0), 500);
        assertThat(Float.valueOf(line.state.usualMlPerH)).isEqualTo(Float.valueOf(learnt ? (float) mlPerH : Float.NaN));
    }

    /** What ran before it stopped says nothing of how it runs since. */
    @ParameterizedTest
    @CsvSource({"0, true", "-1, true", "1, false"})
    void learnsTheRateOfALineThatWasTurnedDownOnlyFromAfterThat(double stoppedS, boolean learnt) {
        line.lost(0, 1_300, 20).runsAt(20, 1);
        line.state.coarseMs = 100_000;
        line.state.usualMlPerH = 100;
        // The window of twelve points begins with the second.
        line.state.stopped = TestLine.outsideSince(100 + stoppedS);
        judge.stopped(line.at(1_300), 500);
        assertThat(line.state.usualMlPerH).isEqualTo(learnt ? 20f : 100f);
    }

    // ---- Off the order --------------------------------------------------------------------------------------------

    private List<Sign> offTheOrder() {
        return line.of(SignKind.FLOW_HIGH, SignKind.FLOW_LOW, SignKind.FLOW_NORMAL);
    }

    @ParameterizedTest
    @CsvSource({
        "125, 10, false",
        "126, 10, true",
        "75, 10, false",
        "74, 10, true",
        "149, 20, false",
        "150.5, 20, true",
        "124, 0, false",
        "126, 0, true"
    })
    void saysThatTheRateIsOffByAQuarterOrByMoreIfItIsNotKnownToATenth(double mlPerH, double error, boolean off) {
        line.set("Order.mlPerH", 100).runsAt(mlPerH, error);
        judge(0, 599);
        assertThat(line.signs).isEmpty();
        judge(600, 3_000);
        assertThat(offTheOrder()).hasSize(off ? 1 : 0);
        if (off) {
            assertSaid(offTheOrder().get(0), 600, 0, mlPerH, 100.0, null);
            assertThat(line.kinds()).containsExactly(mlPerH > 100 ? SignKind.FLOW_HIGH : SignKind.FLOW_LOW);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "150, 10, ",
        "151, 10, 51 % off the order",
        "50, 10, ",
        "49, 10, 51 % off the order",
        "174, 20, ",
        "176, 20, 76 % off the order"
    })
    void saysHowFarItIsOffIfThatIsHalf(double mlPerH, double error, String reason) {
        line.set("Order.mlPerH", 100).runsAt(mlPerH, error);
        judge(0, 3_000);
        assertThat(offTheOrder()).hasSize(1);
        assertThat(offTheOrder().get(0).reason()).isEqualTo(reason);
    }

    /** While a deviation is confirmed it may come a little nearer; it does not begin there. */
    @ParameterizedTest
    @CsvSource({
        "126, 121, true, false",
        "126, 119, false, false",
        "121, 121, false, false",
        "151, 146, true, true",
        "151, 144, true, false",
        "146, 146, true, false"
    })
    void letsADeviationWaverThatIsBeingConfirmed(double first, double then, boolean off, boolean far) {
        line.set("Order.mlPerH", 100).runsAt(first, 5);
        judge(0, 15);
        line.runsAt(then, 5);
        judge(30, 3_000);
        assertThat(offTheOrder()).hasSize(off ? 1 : 0);
        assertThat(offTheOrder().stream().anyMatch(sign -> sign.reason() != null))
                .isEqualTo(far);
    }

    @Test
    void saysOnceMoreThatItIsFarOffWhenItBecomesSo() {
        line.set("Order.mlPerH", 100).runsAt(130, 5);
        judge(0, 900);
        line.runsAt(160, 5);
        judge(915, 3_000);
        assertThat(offTheOrder()).hasSize(2);
        assertSaid(offTheOrder().get(0), 600, 0, 130.0, 100.0, null);
        assertSaid(offTheOrder().get(1), 1_515, 0, 160.0, 100.0, "60 % off the order");
        assertThat(line.kinds()).containsOnly(SignKind.FLOW_HIGH);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -1})
    void saysThatItIsNormalAgainWhenItWasNearForLongEnough(double side) {
        line.set("Order.mlPerH", 100).set("FlowDeviation.backShare", 0.125).runsAt(100 + side * 60, 5);
        judge(0, 900);
        assertThat(line.state.farOff.outside).isTrue();
        line.runsAt(100 + side * 12.5, 5);
        judge(915, 3_000);
        assertThat(offTheOrder()).as("an eighth is not near yet").hasSize(1);
        line.runsAt(100 + side * 12, 5);
        judge(3_015, 6_000);
        assertThat(offTheOrder()).hasSize(2);
        Sign normal = offTheOrder().get(1);
        assertThat(normal.kind()).isEqualTo(SignKind.FLOW_NORMAL);
        assertSaid(normal, 3_315, 0, 100 + side * 12, 100.0, null);
        assertThat(line.state.farOff)
                .as("what comes next is not far off because this was")
                .isNull();
    }

    // ---- Too slow -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "15, 8, 1.5, true",
        "15, 8, 2, false",
        "15, 8, 2.5, false",
        "15, 2, 1.5, true",
        "15, 2, 2, false",
        "15, 2, 2.5, false",
        "10, 5, 1, true",
        "9, 5, 1, false"
    })
    void saysThatItDripsTooSlowlyToKeepTheVeinOpen(double order, double mlPerH, double error, boolean slow) {
        line.set("Order.mlPerH", order).runsAt(mlPerH, error);
        judge(0, 899);
        assertThat(line.of(SignKind.BELOW_KVO)).isEmpty();
        judge(900, 3_600);
        assertThat(line.of(SignKind.BELOW_KVO)).hasSize(slow ? 1 : 0);
        if (slow) {
            assertSaid(line.of(SignKind.BELOW_KVO).get(0), 900, 0, mlPerH, 10.0, null);
        }
    }

    @ParameterizedTest
    @CsvSource({"12, 2, false", "12, 1.5, true", "10, 0, false", "11, 0, true"})
    void saysThatItDripsFastEnoughAgainAfterTwoReadings(double mlPerH, double error, boolean over) {
        line.set("Order.mlPerH", 15).runsAt(5, 1);
        judge(0, 900);
        line.runsAt(mlPerH, error);
        judge(915, 915);
        assertThat(line.of(SignKind.ABOVE_KVO)).isEmpty();
        judge(930, 930);
        assertThat(line.of(SignKind.ABOVE_KVO)).hasSize(over ? 1 : 0);
        if (over) {
            assertSaid(line.of(SignKind.ABOVE_KVO).get(0), 930, 0, mlPerH, 10.0, null);
        }
    }

    @Test
    void leavesALineThatStandsToTheAlarmForThat() {
        line.set("Order.mlPerH", 15).runsAt(5, 1);
        judge(0, 900);
        line.state.stopped = TestLine.outsideSince(900);
        judge(915, 930);
        assertThat(line.of(SignKind.ABOVE_KVO)).hasSize(1);
        assertThat(line.state.slow).isNull();
    }

    // ---- The volume -----------------------------------------------------------------------------------------------

    /** 1 g a point: three errors of an hour's volume are 6.2 g. Density 1.25 g/mL. */
    private VolumeState infused(double hourG, double dayG) {
        line.weighs(45.0, 1.25);
        line.state.noiseG = 1;
        VolumeState volume = new VolumeState();
        volume.hourSince = TestLine.ms(0);
        volume.daySince = TestLine.ms(0);
        volume.hourG = (float) hourG;
        volume.dayG = (float) dayG;
        line.state.volume = volume;
        return volume;
    }

    @ParameterizedTest
    @CsvSource({"156, 3600, false", "157, 3600, true", "400, 3599, false"})
    void saysThatAnHourBroughtMoreThanOrdered(double hourG, double atS, boolean over) {
        line.set("Order.mlPerH", 100);
        infused(hourG, hourG);
        judge.judge(line.at(atS), 500);
        assertThat(line.kinds()).hasSize(over ? 1 : 0);
        if (over) {
            assertSaid(line.signs.get(0), 3_600, 0, 125.6, 120.0, "in an hour");
            assertThat(line.state.volume.hourG).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"2506, false", "2507, true"})
    void saysThatADayBroughtMoreThanItsCap(double dayG, boolean over) {
        line.set("VolumeOver.dayMl", 2_000);
        infused(0, dayG);
        judge.judge(line.at(60), 500);
        judge.judge(line.at(120), 500);
        assertThat(line.kinds()).hasSize(over ? 1 : 0);
        if (over) {
            assertSaid(line.signs.get(0), 60, 0, 2_005.6, 2_000.0, "in 24 h");
        }
    }

    @Test
    void asksForNoCapWhereNoneIsSet() {
        line.set("Order.mlPerH", 100);
        infused(0, 9_000);
        judge.judge(line.at(60), 500);
        assertThat(line.signs).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"86399, 2000", "86400, 0"})
    void countsTheDayAnewAfter24Hours(double atS, double dayG) {
        line.set("VolumeOver.dayMl", 2_000);
        VolumeState volume = infused(0, 2_000);
        judge.judge(line.at(atS), 500);
        assertThat((double) volume.dayG).isEqualTo(dayG);
        assertThat(volume.daySince).isEqualTo(TestLine.ms(dayG == 0 ? atS : 0));
    }

    @ParameterizedTest
    @CsvSource({"100, 120", "0, "})
    void saysThatTheVolumeIsWithinItsLimitsAgain(double order, Double limit) {
        line.set("Order.mlPerH", order).set("VolumeOver.dayMl", 2_000);
        infused(50, 500).volumeOver = true;
        judge.judge(line.at(3_600), 500);
        assertThat(line.kinds()).containsExactly(SignKind.VOLUME_WITHIN);
        assertSaid(line.signs.get(0), 3_600, 3_600, 40.0, limit, null);
    }

    @Test
    void staysOverForTheDayThoughTheHourIsWithin() {
        line.set("Order.mlPerH", 100).set("VolumeOver.dayMl", 2_000);
        infused(50, 9_000).volumeOver = true;
        judge.judge(line.at(3_600), 500);
        assertThat(line.signs).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesBackThatItWasOverWhenNobodyAsksAnyMore(boolean wasOver) {
        infused(50, 500).volumeOver = wasOver;
        judge.judge(line.at(60), 500);
        assertThat(line.kinds()).hasSize(wasOver ? 1 : 0);
        if (wasOver) {
            assertThat(line.signs.get(0).kind()).isEqualTo(SignKind.VOLUME_WITHIN);
            assertSaid(line.signs.get(0), 60, 60, null, null, null);
        }
        assertThat(line.state.volume).isNull();
    }

    @Test
    void forgetsWithTheBagWhatWasSaidOfIt() {
        Band band = TestLine.outsideSince(0);
        line.state.stopped = band;
        line.state.off = band;
        line.state.farOff = band;
        line.state.free = band;
        line.state.slow = band;
        FlowJudge.forget(line.state);
        assertThat(line.state)
                .hasAllNullFieldsOrPropertiesExcept(
                        "recentG",
                        "blood",
                        "hook",
                        "steadyG",
                        "steadyAt",
                        "lastG",
                        "sameCount",
                        "sameSince",
                        "distrusted",
                        "fine",
                        "coarse",
                        "spanSince",
                        "spanSumG",
                        "spanSumMs",
                        "spanCount",
                        "longCount",
                        "coarseMs",
                        "rateMlPerH",
                        "rateErrorMlPerH",
                        "noiseG",
                        "noisePoints",
                        "usualMlPerH",
                        "hungMl",
                        "acknowledgedAt",
                        "emptyFromG");
    }
}
