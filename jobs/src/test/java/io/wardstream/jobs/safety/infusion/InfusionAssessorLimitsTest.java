package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.cep.SettingsView;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the assessor itself decides, one unit or one reading on either side of each limit: bags without noise, read every
 * 2 s unless it says otherwise.
 */
class InfusionAssessorLimitsTest {

    private static TestBag bag(double levelMl) {
        return new TestBag(1, 0, levelMl, 0);
    }

    private static void repeat(TestBag bag, double massG, int times) {
        for (int i = 0; i < times; i++) {
            bag.raw(massG);
        }
    }

    // ---- The settings ---------------------------------------------------------------------------------------------

    @Test
    void worksOutTheNumbersAnewWhenASettingChangedAndOnlyThen() {
        InfusionAssessor assessor = new InfusionAssessor();
        InfusionLimits defaults = assessor.limits(SettingsView.DEFAULTS);
        assertThat(assessor.limits(SettingsView.DEFAULTS)).isSameAs(defaults);
        TestSettings changed = TestSettings.NONE.with("LowLevel.lowMl", 80);
        assertThat(assessor.limits(changed).low().lowMl()).isEqualTo(80);
        assertThat(assessor.limits(SettingsView.DEFAULTS).low().lowMl()).isEqualTo(50);
    }

    // ---- The sensor -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"-100, false", "-100.1, true", "6000, false", "6000.1, true"})
    void doesNotBelieveWhatIsBeyondWhatCanBe(double massG, boolean beyond) {
        TestBag bag = bag(300).run(60);
        repeat(bag, massG, 2);
        assertThat(bag.signs).isEmpty();
        repeat(bag, massG, 2);
        assertThat(bag.kinds().contains(SignKind.SENSOR_IMPLAUSIBLE)).isEqualTo(beyond);
    }

    @Test
    void drawsNothingFromWhatItDoesNotBelieve() {
        TestBag bag = bag(300).run(60);
        for (int i = 0; i < 60; i++) {
            bag.raw(9_000);
            assertThat(bag.taken).isNull();
        }
        bag.run(60);
        assertThat(bag.taken).isEqualTo(300);
        assertThat(bag.kinds()).containsExactly(SignKind.SENSOR_IMPLAUSIBLE, SignKind.SENSOR_OK);
    }

    /** Twenty equal values that span ten minutes. */
    @ParameterizedTest
    @CsvSource({"30000, 20, 600", "30000, 30, 870", "60000, 20, 1140"})
    void saysThatTheSensorIsFrozenByCountAndByTime(long periodMs, double samples, long afterS) {
        TestBag bag = bag(300).every(periodMs).set("FrozenSensor.samples", samples);
        long first = bag.at + periodMs;
        bag.run(5 * periodMs / 1_000.0);
        bag.state.noisePoints = 16;
        bag.state.noiseG = 0.51f;
        bag.run(3_600);
        Sign frozen = bag.only(SignKind.SENSOR_FROZEN);
        assertThat(frozen.since()).isEqualTo(first);
        assertThat(frozen.at() - first).isEqualTo(afterS * 1_000);
    }

    @ParameterizedTest
    @CsvSource({"16, 0.51, true", "15, 0.51, false", "16, 0.5, false"})
    void saysSoOnlyOfASensorThatIsKnownToBeLively(short points, float noiseG, boolean said) {
        TestBag bag = bag(300).run(20);
        bag.state.noisePoints = points;
        bag.state.noiseG = noiseG;
        bag.run(3_600);
        assertThat(bag.kinds().contains(SignKind.SENSOR_FROZEN)).isEqualTo(said);
    }

    @Test
    void goesOnSayingSoHoweverOftenTheValueComes() {
        TestBag bag = bag(300).run(20);
        bag.state.noisePoints = 16;
        bag.state.noiseG = 1;
        bag.run(3_600);
        bag.state.sameCount = Short.MAX_VALUE;
        bag.run(20);
        assertThat(bag.kinds()).containsExactly(SignKind.SENSOR_FROZEN);
    }

    // ---- The readings that count ----------------------------------------------------------------------------------

    @Test
    void keepsBothReadingsThatABagWasFoundBy() {
        TestBag bag = bag(300).raw(345);
        assertThat(bag.taken).isNull();
        bag.raw(346);
        assertThat(bag.state.recentG).containsExactly(345, 346);
        assertThat(bag.taken).isEqualTo(300.5);
    }

    @Test
    void keepsTheReadingThatCameBackFromASpike() {
        TestBag bag = bag(300).run(60).raw(500).raw(347);
        assertThat(bag.state.recentG).endsWith(345, 347);
    }

    @Test
    void tellsNoLevelWhileTheHookIsEmptyOrMayBe() {
        TestBag bag = bag(300).run(60);
        assertThat(bag.taken).isEqualTo(300);
        assertThat(bag.lifted(10).taken).isNull();
        assertThat(bag.run(10).taken).as("it may hang again").isNull();
        assertThat(bag.run(2).taken).isEqualTo(300);
        InfusionAssessor.emptyReported(bag.state, bag.at);
        assertThat(bag.raw(2).taken).as("staff said it is empty").isNull();
    }

    @Test
    void knowsTheMinutesLeftOfTheFluidAlone() {
        TestBag bag = bag(110);
        assertThat(bag.minutesLeft()).isNaN();
        bag.run(20);
        assertThat(bag.minutesLeft()).as("no rate").isNaN();
        bag.state.rateMlPerH = 100;
        bag.state.rateErrorMlPerH = 5;
        assertThat(bag.minutesLeft()).isEqualTo(60);
        bag.state.hook = new HookState();
        bag.state.hook.addedG = 50;
        assertThat(bag.minutesLeft()).isEqualTo(30);
    }

    // ---- A closed clamp -------------------------------------------------------------------------------------------

    /** What somebody does at the hook of a closed line is no drift of its zero. */
    @ParameterizedTest
    @ValueSource(strings = {"lifted", "swapped", "reported", "said empty"})
    void weighsAClosedLineAnewWhenSomebodyWasAtItsHook(String deed) {
        TestBag bag = bag(300).run(600);
        InfusionAssessor.clampSaid(bag.state, true, bag.at);
        bag.run(200);
        assertThat(bag.state.closed.fromG).isEqualTo(345);
        double toMl = deed.equals("swapped") ? 500 : 315;
        if (deed.equals("lifted")) {
            bag.lifted(20);
        } else if (deed.equals("reported")) {
            InfusionAssessor.bagReported(bag.state);
        } else if (deed.equals("said empty")) {
            InfusionAssessor.emptyReported(bag.state, bag.at);
        }
        bag.levelMl = toMl;
        bag.run(600);
        assertThat(bag.kinds()).doesNotContain(SignKind.TARE_DRIFTED);
        assertThat((double) bag.state.closed.fromG).isEqualTo(45 + toMl);
    }

    // ---- A bump ---------------------------------------------------------------------------------------------------

    @Test
    void saysHowHardItWasBumpedAndWhenThatIsOver() {
        TestBag bag = bag(300).run(60).reading(90);
        bag.reading(85);
        long last = bag.at;
        bag.run(28);
        assertThat(bag.only(SignKind.BUMPED).value()).isEqualTo(90);
        assertThat(bag.only(SignKind.BUMPED).at()).isEqualTo(last + 2_000);
        assertThat(bag.kinds()).hasSize(1);
        assertThat(bag.state.hook).isNotNull();
        bag.run(2);
        assertThat(bag.only(SignKind.BUMP_OVER).at()).isEqualTo(last + 30_000);
        assertThat(bag.state.hook).as("nothing to remember").isNull();
    }

    /** Readings of a restless bag say nothing of its rate, until it has been so for a minute. */
    @Test
    void measuresNothingInTheFirstMinuteOfABagThatIsNeverStill() {
        TestBag bag = bag(300).run(600);
        long bumpedAt = bag.at + 2_000;
        int before = bag.state.spanCount;
        for (int i = 0; i < 3; i++) {
            bag.reading(60).reading(60).run(14);
        }
        bag.reading(60).reading(60).run(4);
        assertThat(bag.at).isEqualTo(bumpedAt + 60_000);
        assertThat(bag.state.hook.maskedSince).isEqualTo(bumpedAt);
        assertThat((int) bag.state.spanCount).isEqualTo(before);
        long newest = bag.state.fine.at(bag.state.fine.size() - 1);
        assertThat(newest).isLessThan(bumpedAt);
        bag.run(2);
        assertThat(bag.state.fine.at(bag.state.fine.size() - 1))
                .as("measured again")
                .isGreaterThan(newest);
    }

    @Test
    void isUndisturbedOnlyIfNobodyWasAtIt() {
        LineState state = new LineState();
        state.recentG = new float[2];
        assertThat(InfusionAssessor.isUndisturbed(state, 1_000))
                .as("two readings")
                .isFalse();
        state.recentG = new float[3];
        assertThat(InfusionAssessor.isUndisturbed(state, 1_000)).isTrue();
        state.distrusted = true;
        assertThat(InfusionAssessor.isUndisturbed(state, 1_000))
                .as("distrusted")
                .isFalse();
        state.distrusted = false;
        state.hook = new HookState();
        state.hook.maskedUntil = 1_000;
        assertThat(InfusionAssessor.isUndisturbed(state, 999)).as("bumped").isFalse();
        assertThat(InfusionAssessor.isUndisturbed(state, 1_000)).isTrue();
        state.hook.liftedSince = 1;
        assertThat(InfusionAssessor.isUndisturbed(state, 1_000)).as("lifted").isFalse();
        state.hook.liftedSince = 0;
        state.hook.candidateG = 400;
        assertThat(InfusionAssessor.isUndisturbed(state, 1_000))
                .as("a question")
                .isFalse();
    }

    // ---- The hook -------------------------------------------------------------------------------------------------

    @Test
    void saysThatTheBagIsGoneAfterAMinute() {
        TestBag bag = bag(300).run(60);
        long lifted = bag.at + 2_000;
        bag.lifted(60);
        assertThat(bag.signs).isEmpty();
        bag.lifted(2);
        assertThat(bag.only(SignKind.BAG_REMOVED).at()).isEqualTo(lifted + 60_000);
        assertThat(bag.only(SignKind.BAG_REMOVED).since()).isEqualTo(lifted);
    }

    @Test
    void judgesTheZeroOfAnEmptyHookAfterTenSeconds() {
        TestBag bag = bag(300).run(60);
        long lifted = bag.at + 2_000;
        repeat(bag, -14, 6);
        Sign drifted = bag.only(SignKind.TARE_DRIFTED);
        assertThat(drifted.at()).isEqualTo(lifted + 10_000);
        assertThat(drifted.limit()).isEqualTo(-10);
    }

    @Test
    void beginsAnewWithALowLevelThatWasNotYetSaidWhenTheBagIsLifted() {
        TestBag bag = bag(40).run(8);
        assertThat(bag.state.low.against).isPositive();
        bag.lifted(2);
        assertThat(bag.state.low).isNull();
    }

    /** The alarm of the old bag ended with it: the new one must raise its own. */
    @Test
    void saysOnceMoreThatNothingFlowsWhenThatIsSoOfTheNextBag() {
        TestBag bag = bag(300).set("Order.mlPerH", 100).run(1_200);
        assertThat(bag.kinds()).containsExactly(SignKind.FLOW_STOPPED);
        bag.swap(20, 500).run(12);
        assertThat(bag.kinds()).containsExactly(SignKind.FLOW_STOPPED, SignKind.BAG_CHANGED);
        bag.run(1_200);
        assertThat(bag.kinds()).containsExactly(SignKind.FLOW_STOPPED, SignKind.BAG_CHANGED, SignKind.FLOW_STOPPED);
    }

    // ---- Beside the bag -------------------------------------------------------------------------------------------

    @Test
    void saysSinceWhenSomethingHangsBesideTheBag() {
        TestBag bag = bag(300).run(600);
        long hung = bag.at + 2_000;
        double wasG = bag.state.coarse.massG(0);
        bag.besideG = 60;
        bag.run(12);
        assertThat(bag.state.coarse.massG(0))
                .as("what was measured moves along")
                .isCloseTo(wasG + 60, within(0.01));
        bag.run(48);
        assertThat(bag.signs).isEmpty();
        bag.run(2);
        Sign added = bag.only(SignKind.WEIGHT_ADDED);
        assertThat(added.at()).isEqualTo(hung + 60_000);
        assertThat(added.since()).isEqualTo(hung);
        assertThat(added.value()).isEqualTo(60);
        assertThat(added.limit()).isEqualTo(20);
        bag.run(600);
        assertThat(bag.signs).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"19.5, false", "20, true"})
    void saysSoFromTwentyGramsOn(double besideG, boolean said) {
        TestBag bag = bag(300).set("BumpSwing.jumpG", 10).run(60);
        bag.besideG = besideG;
        bag.run(600);
        assertThat(bag.kinds()).hasSize(said ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"15, false", "14.5, true"})
    void takesItForGoneWhenLessThanFifteenGramsAreLeft(double leftG, boolean gone) {
        TestBag bag = bag(300).run(60);
        bag.besideG = 60;
        bag.run(120);
        bag.besideG = leftG;
        bag.run(60);
        assertThat(bag.kinds().contains(SignKind.WEIGHT_EXPLAINED)).isEqualTo(gone);
        if (gone) {
            assertThat(bag.only(SignKind.WEIGHT_EXPLAINED).value()).isEqualTo(-45.5);
        }
        assertThat(InfusionAssessor.isAccounted(bag.state)).isEqualTo(gone);
    }

    @ParameterizedTest
    @CsvSource({"15, false", "14.5, true", "-15, false", "-14.5, true"})
    void accountsForTheWeightUpToFifteenGrams(double besideG, boolean accounted) {
        TestBag bag = bag(300).set("BumpSwing.jumpG", 10).run(60);
        assertThat(InfusionAssessor.isAccounted(bag.state)).isTrue();
        bag.besideG = besideG;
        bag.run(60);
        assertThat(InfusionAssessor.isAccounted(bag.state)).isEqualTo(accounted);
    }
}
