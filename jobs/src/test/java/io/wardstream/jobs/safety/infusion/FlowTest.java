package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.BagClass;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rates, times and what follows from them, on bags with 1.5 g of noise that are read every 2 s unless it says
 * otherwise.
 */
class FlowTest {

    private static TestBag bag(double levelMl, double mlPerH) {
        return new TestBag(7, 1.5, levelMl, mlPerH);
    }

    /** The error of the rate in many runs, and what the assessor says of it, both as shares of the rate. */
    private record Errors(double real, double said) {

        static Errors of(double mlPerH, UnaryOperator<TestBag> before, double seconds) {
            double squares = 0;
            double said = 0;
            int seeds = 100;
            for (long seed = 1; seed <= seeds; seed++) {
                LineState state =
                        before.apply(new TestBag(seed, 1.5, 900, mlPerH)).run(seconds).state;
                squares += Math.pow(state.rateMlPerH / mlPerH - 1, 2);
                said += state.rateErrorMlPerH / mlPerH;
            }
            return new Errors(Math.sqrt(squares / seeds), said / seeds);
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 2400", "60, 1200", "125, 600", "250, 420", "500, 300"})
    void knowsTheRateToATenthAfterTheTimeThatThePhysicsAsksFor(double mlPerH, double seconds) {
        assertThat(Errors.of(mlPerH, bag -> bag, seconds).real()).isLessThan(0.1);
    }

    @ParameterizedTest
    @CsvSource({"20, 2400", "60, 1200", "125, 600", "250, 420", "500, 300"})
    void saysHowWellItKnowsTheRateOfALoadCellThatWanders(double mlPerH, double seconds) {
        Errors known = Errors.of(
                mlPerH,
                bag -> bag.wandering().at(100).run(1_200).swap(20, 1_200).at(mlPerH),
                seconds);
        assertThat(known.real() / known.said()).isBetween(0.6, 1.2);
        Errors unknown = Errors.of(mlPerH, TestBag::wandering, seconds);
        assertThat(unknown.real()).isLessThan(1.2 * unknown.said());
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 5_000, 10_000, 30_000})
    void knowsTheRateHoweverOftenItIsTold(long periodMs) {
        TestBag bag = bag(900, 100).every(periodMs).run(1_800);
        assertThat((double) bag.state.rateMlPerH).isCloseTo(100, within(15.0));
        assertThat(bag.signs).isEmpty();
    }

    @Test
    void isNotMovedBySpikes() {
        TestBag bag = bag(900, 100);
        for (int i = 0; i < 30; i++) {
            bag.run(40).reading(i % 2 == 0 ? 250 : -250);
        }
        assertThat((double) bag.state.rateMlPerH).isCloseTo(100, within(15.0));
        assertThat(bag.signs).isEmpty();
    }

    @Test
    void callsForTheNextBagHalfAnHourBeforeItIsEmpty() {
        TestBag bag = bag(120, 100).run(2 * 3_600);
        Sign soon = bag.only(SignKind.EMPTY_SOON);
        double minutesLeft = (120 - 10) / 100.0 * 60 - (soon.at() - 1_000_000) / 60_000.0;
        assertThat(soon.value()).isLessThanOrEqualTo(30);
        assertThat(minutesLeft).isBetween(26.0, 34.0);
        assertThat(soon.reason()).contains("min left", "mL/h");
    }

    @Test
    void followsABagToItsEndStepByStep() {
        TestBag bag = bag(150, 125).run(3 * 3_600);
        assertThat(bag.kinds())
                .containsExactly(SignKind.EMPTY_SOON, SignKind.LEVEL_LOW, SignKind.LEVEL_CRITICAL, SignKind.BAG_EMPTY);
        // 50 mL are left after 48 min, 20 after 62, 10 after 67, none after 72; 3 mL are within the noise.
        double emptyAfterMin = (bag.only(SignKind.BAG_EMPTY).at() - 1_000_000) / 60_000.0;
        assertThat(150 - emptyAfterMin / 60 * 125).isLessThan(3);
        assertThat(emptyAfterMin).isLessThan(76);
        double lowAfterMin = (bag.only(SignKind.LEVEL_LOW).at() - 1_000_000) / 60_000.0;
        assertThat(lowAfterMin).isBetween(46.0, 50.0);
    }

    @Test
    void callsAFastBagLowByItsTime() {
        TestBag bag = bag(400, 600).run(1_500);
        Sign low = bag.signs.stream()
                .filter(sign -> sign.kind() == SignKind.LEVEL_LOW)
                .findFirst()
                .orElseThrow();
        assertThat(low.limit()).isNull();
        assertThat(low.reason()).contains("min left");
        assertThat(low.value()).isBetween(130.0, 180.0);
    }

    /** What was read before a silence says nothing of the level after it, and what lies in between is on the line. */
    @Test
    void knowsHowLongABagLastsWhenItIsHeardAgain() {
        for (int seed = 1; seed <= 20; seed++) {
            TestBag bag = new TestBag(seed, 1.5, 110, 100).run(1_200 + 7 * seed).silent(900);
            for (int s = 0; s < 120; s += 2) {
                bag.run(2);
                assertThat((double) bag.state.rateMlPerH).as("seed %d", seed).isCloseTo(100, within(20.0));
            }
            Sign soon = bag.only(SignKind.EMPTY_SOON);
            double minutesLeft = (bag.levelMl - 10) / 100 * 60 + (bag.at - soon.at()) / 60_000.0;
            assertThat(soon.value()).as("seed %d", seed).isCloseTo(minutesLeft, within(5.0));
        }
    }

    /** A reading that is nearly a jump away is a spike all the same. */
    @Test
    void takesNoSpikeForABagThatRanOn() {
        TestBag bag = bag(300, 100).run(1_800);
        bag.raw(bag.state.recentG[bag.state.recentG.length - 1] - 29.9);
        bag.run(600);
        assertThat(bag.kinds()).isEmpty();
        assertThat(bag.state.hook).isNull();
    }

    @Test
    void saysOnceMoreThatItIsLowWhenTheLevelIs() {
        TestBag bag = bag(150, 500).run(900);
        assertThat(bag.signs.stream().filter(sign -> sign.kind() == SignKind.LEVEL_LOW))
                .hasSize(2)
                .last()
                .satisfies(sign -> {
                    assertThat(sign.limit()).isEqualTo(50);
                    assertThat(sign.reason()).isNull();
                });
    }

    @Test
    void saysThatSomebodyKnowsAlready() {
        TestBag bag = bag(150, 500).run(300);
        bag.only(SignKind.LEVEL_LOW);
        bag.state.acknowledgedAt = bag.at;
        bag.run(600);
        assertThat(bag.signs.stream().filter(sign -> sign.kind() == SignKind.LEVEL_LOW))
                .last()
                .extracting(Sign::reason)
                .isEqualTo("acknowledged when it was low by time");
    }

    @Test
    void takesTheLowAlarmBackWhenTheRateIsTurnedDown() {
        TestBag bag = bag(235, 700).run(300);
        assertThat(bag.kinds()).contains(SignKind.LEVEL_LOW).doesNotContain(SignKind.LEVEL_RESTORED);
        bag.mlPerH = 220;
        bag.run(600);
        assertThat(bag.kinds()).contains(SignKind.LEVEL_RESTORED, SignKind.EMPTY_LATER);
    }

    @Test
    void doesNotCallABagEmptyThatStillRuns() {
        TestBag bag = bag(12, 60).run(300);
        assertThat(bag.levelMl).isBetween(6.0, 8.0);
        assertThat(bag.kinds()).doesNotContain(SignKind.BAG_EMPTY);
        bag.run(900);
        assertThat(bag.kinds()).contains(SignKind.BAG_EMPTY);
    }

    /** Empty is what no longer runs: by a slow line, ten millilitres are half an hour. */
    @ParameterizedTest
    @CsvSource({"2, 0.5", "2, 1.5", "10, 1.5", "30, 0.5", "30, 1.5"})
    void doesNotCallASlowBagEmptyThatStillRuns(long periodS, double noiseG) {
        for (int seed = 1; seed <= 20; seed++) {
            TestBag bag =
                    new TestBag(seed, noiseG, 32, 20).every(periodS * 1000).run(3_600);
            while (!bag.kinds().contains(SignKind.BAG_EMPTY)) {
                bag.run(30);
            }
            assertThat(bag.levelMl).as("seed %d", seed).isLessThan(5.5);
        }
    }

    /** The last of a bag that no longer runs may stay in it. */
    @ParameterizedTest
    @CsvSource({"2, 120, 5", "2, 50, 15", "30, 120, 15", "30, 50, 30", "2, 20, 40"})
    void callsABagEmptyThatStandsWithALittleInIt(long periodS, double mlPerH, double withinMin) {
        for (int seed = 1; seed <= 20; seed++) {
            TestBag bag = new TestBag(seed, 1.5, mlPerH + 12, mlPerH).every(periodS * 1000);
            while (bag.levelMl > 6) {
                bag.run(30);
            }
            bag.mlPerH = 0;
            bag.run(withinMin * 60);
            assertThat(bag.kinds()).as("seed %d", seed).contains(SignKind.BAG_EMPTY);
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 500", "60, 700", "250, 420"})
    void seesThatItNoLongerRuns(double mlPerH, double withinSeconds) {
        TestBag bag = bag(800, mlPerH).run(2_400);
        assertThat(bag.signs).isEmpty();
        long stoppedAt = bag.at;
        bag.mlPerH = 0;
        bag.run(withinSeconds);
        Sign stopped = bag.only(SignKind.FLOW_STOPPED);
        assertThat(stopped.at()).isGreaterThan(stoppedAt + 100_000);
        assertThat(stopped.reason()).isNull();
        bag.mlPerH = mlPerH;
        bag.run(600);
        assertThat(bag.kinds()).containsExactly(SignKind.FLOW_STOPPED, SignKind.FLOW_RESUMED);
    }

    @Test
    void saysWhichBagMustNotStop() {
        TestBag bag = bag(800, 100).of(BagClass.VASOPRESSOR).run(1_200);
        bag.mlPerH = 0;
        bag.run(600);
        assertThat(bag.only(SignKind.FLOW_STOPPED).reason()).isEqualTo("VASOPRESSOR");
    }

    @Test
    void holdsTheOrderAgainstALineThatNeverRan() {
        TestBag bag = bag(800, 0).set("Order.mlPerH", 100).run(600);
        assertThat(bag.only(SignKind.FLOW_STOPPED).limit()).isEqualTo(100);
    }

    @Test
    void doesNotMissALineThatNobodyOrdered() {
        assertThat(bag(800, 0).run(7_200).signs).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"70, FLOW_LOW, false", "135, FLOW_HIGH, false", "165, FLOW_HIGH, true", "40, FLOW_LOW, true"})
    void seesARateThatIsOffTheOrder(double mlPerH, SignKind kind, boolean far) {
        TestBag bag = bag(900, mlPerH).set("Order.mlPerH", 100).run(2_400);
        // What is far off may be said a moment after what is off.
        Sign off = bag.signs.stream()
                .filter(sign -> sign.kind() == kind)
                .reduce((earlier, later) -> later)
                .orElseThrow();
        assertThat(off.limit()).isEqualTo(100);
        assertThat(off.value()).isCloseTo(mlPerH, within(mlPerH * 0.15));
        assertThat(off.reason() != null).isEqualTo(far);
        bag.mlPerH = 100;
        bag.run(2_400);
        assertThat(bag.kinds()).contains(SignKind.FLOW_NORMAL);
    }

    @Test
    void letsARateBeThatIsNearTheOrder() {
        assertThat(bag(900, 112).set("Order.mlPerH", 100).run(3 * 3_600).signs.stream()
                        .map(Sign::kind))
                .doesNotContain(SignKind.FLOW_HIGH, SignKind.FLOW_LOW);
    }

    @ParameterizedTest
    @CsvSource({"700, 0, 170", "1000, 0, 130", "1500, 0, 130", "350, 100, 190", "600, 100, 130", "1500, 1000, 170"})
    void seesFreeFlowWithinTwoMinutesOrAsSoonAsItIsCertain(double mlPerH, double order, int withinSeconds) {
        TestBag bag = bag(950, Math.max(50, order)).set("Order.mlPerH", order).run(900);
        long opened = bag.at;
        bag.mlPerH = mlPerH;
        bag.run(withinSeconds);
        Sign free = bag.only(SignKind.FREE_FLOW);
        assertThat(free.at() - opened).isBetween(20_000L, withinSeconds * 1_000L);
        bag.mlPerH = Math.max(50, order);
        bag.run(300);
        assertThat(bag.kinds()).contains(SignKind.FREE_FLOW_OVER);
    }

    @Test
    void doesNotCallFreeFlowAgainThatIsOver() {
        for (long seed = 1; seed <= 40; seed++) {
            TestBag bag = new TestBag(seed, 1.5, 950, 100)
                    .set("Order.mlPerH", 100)
                    .run(1_800)
                    .at(1_200)
                    .run(180)
                    .at(100)
                    .run(1_800);
            assertThat(bag.kinds())
                    .as("seed %d", seed)
                    .filteredOn(kind -> kind == SignKind.FREE_FLOW || kind == SignKind.FREE_FLOW_OVER)
                    .containsExactly(SignKind.FREE_FLOW, SignKind.FREE_FLOW_OVER);
        }
    }

    @Test
    void doesNotTakeFreeFlowForTheUsualRate() {
        TestBag bag = bag(950, 60).run(1_800).at(900).run(600);
        assertThat(bag.kinds()).containsExactly(SignKind.FREE_FLOW);
        assertThat((double) bag.state.usualMlPerH).isCloseTo(60, within(15.0));
    }

    @Test
    void seesFreeFlowOnAScaleThatIsSeldomRead() {
        TestBag bag = bag(950, 100).every(30_000).set("Order.mlPerH", 100).run(3_600);
        long opened = bag.at;
        bag.mlPerH = 2_000;
        bag.run(180);
        assertThat(bag.only(SignKind.FREE_FLOW).at() - opened).isLessThanOrEqualTo(180_000);
        assertThat(bag.kinds()).doesNotContain(SignKind.BUMPED);
    }

    @Test
    void doesNotTakeAFastOrderForFreeFlow() {
        assertThat(bag(1_000, 450).set("Order.mlPerH", 400).run(1_800).kinds()).doesNotContain(SignKind.FREE_FLOW);
    }

    @Test
    void seesADripThatIsTooSlow() {
        TestBag bag = bag(500, 4).set("Order.mlPerH", 15).run(4 * 3_600);
        assertThat(bag.only(SignKind.BELOW_KVO).value()).isBetween(2.0, 7.0);
    }

    @Test
    void takesNoSlownessIllThatWasOrderedOrThatNobodyKnowsOtherwise() {
        assertThat(bag(500, 5).set("Order.mlPerH", 5).run(4 * 3_600).kinds()).doesNotContain(SignKind.BELOW_KVO);
        assertThat(bag(500, 5).run(4 * 3_600).kinds()).doesNotContain(SignKind.BELOW_KVO);
    }

    @Test
    void seesThatMoreWasInfusedThanOrdered() {
        TestBag bag = bag(950, 130).set("Order.mlPerH", 100).run(3_700);
        Sign over = bag.only(SignKind.VOLUME_OVER);
        assertThat(over.value()).isBetween(122.0, 138.0);
        assertThat(over.limit()).isCloseTo(120, within(2.0));
        bag.mlPerH = 100;
        bag.run(2 * 3_600);
        assertThat(bag.kinds()).contains(SignKind.VOLUME_WITHIN);
    }

    @Test
    void countsTheDayAcrossBags() {
        TestBag bag = bag(500, 400)
                .set("VolumeOver.dayMl", 900)
                .run(3_600)
                .swap(20, 500)
                .run(3_600)
                .swap(20, 500);
        assertThat(bag.kinds()).doesNotContain(SignKind.VOLUME_OVER);
        bag.run(1_500);
        assertThat(bag.only(SignKind.VOLUME_OVER).reason()).isEqualTo("in 24 h");
    }

    @ParameterizedTest
    @CsvSource({"5, 30000", "20, 30000", "60, 30000", "20, 5000", "100, 2000"})
    void doesNotTakeNoiseForFreeFlow(double order, long periodMs) {
        for (long seed = 1; seed <= 40; seed++) {
            double ml = order * 8 + 100;
            TestBag bag = new TestBag(seed, 1.5, ml, order)
                    .every(periodMs)
                    .set("Order.mlPerH", order)
                    .run(8 * 3_600);
            assertThat(bag.kinds()).as("seed %d", seed).doesNotContain(SignKind.FREE_FLOW);
        }
    }

    @Test
    void learnsThatALineWasTurnedDownAndNotOff() {
        TestBag bag = bag(900, 110).run(2_400);
        bag.mlPerH = 18;
        bag.run(3 * 3_600);
        assertThat(bag.kinds()).containsExactly(SignKind.FLOW_STOPPED, SignKind.FLOW_RESUMED);
    }

    @ParameterizedTest
    @CsvSource({"30, 30000", "80, 30000", "110, 5000"})
    void doesNotFlapWhileALineRuns(double mlPerH, long periodMs) {
        for (long seed = 1; seed <= 20; seed++) {
            TestBag bag = new TestBag(seed, 1.0, mlPerH * 8 + 100, mlPerH)
                    .every(periodMs)
                    .run(8 * 3_600);
            assertThat(bag.kinds()).as("seed %d", seed).doesNotContain(SignKind.FLOW_STOPPED);
        }
    }
}
