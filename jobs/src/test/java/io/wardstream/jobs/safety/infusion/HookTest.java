package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do to a bag, and what a sensor does by itself. */
class HookTest {

    private static TestBag bag(double levelMl, double mlPerH) {
        return new TestBag(3, 1.0, levelMl, mlPerH);
    }

    @Test
    void saysThatTheBagIsGoneAndHangsAgain() {
        TestBag bag = bag(300, 0).run(60).lifted(50);
        assertThat(bag.signs).isEmpty();
        bag.lifted(20);
        Sign removed = bag.only(SignKind.BAG_REMOVED);
        assertThat(removed.since()).isEqualTo(1_000_000 + 62_000);
        bag.run(30);
        assertThat(bag.kinds()).containsExactly(SignKind.BAG_REMOVED, SignKind.BAG_REHUNG);
        bag.run(600);
        assertThat(bag.signs).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"44, 500", "300, 250", "300, 480", "480, 440"})
    void seesAnotherBagAfterTheHookWasEmptyHeavierOrLighter(double beforeMl, double afterMl) {
        TestBag bag = bag(beforeMl, 0).run(60).swap(20, afterMl).run(60);
        assertThat(bag.only(SignKind.BAG_CHANGED).value()).isCloseTo(afterMl, within(4.0));
    }

    @Test
    void doesNotTakeTheSameBagForAnother() {
        TestBag bag = bag(300, 0).run(60).lifted(20);
        bag.levelMl = 290;
        bag.run(120);
        assertThat(bag.signs).isEmpty();
    }

    @Test
    void saysSinceWhenALowBagHangs() {
        TestBag bag = bag(300, 100).run(60).swap(20, 40);
        long hung = bag.at + 2_000;
        bag.run(60);
        assertThat(bag.kinds()).containsExactly(SignKind.BAG_CHANGED, SignKind.LEVEL_LOW);
        assertThat(bag.only(SignKind.LEVEL_LOW).since()).isEqualTo(hung);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-300, -60, 60, 300})
    void doesNotCallASpikeABump(double spikeG) {
        assertThat(bag(300, 0).run(60).reading(spikeG).run(60).signs).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-250, -60, 60, 140})
    void saysThatItWasBumpedAndThatThatIsOver(double tugG) {
        TestBag bag = bag(300, 0).run(60).reading(tugG).reading(tugG).run(60);
        assertThat(bag.kinds()).containsExactly(SignKind.BUMPED, SignKind.BUMP_OVER);
    }

    @Test
    void saysThatItSwings() {
        TestBag bag = bag(300, 0).run(60);
        for (int i = 0; i < 10; i++) {
            bag.reading(i % 2 == 0 ? 20 : -20);
        }
        bag.run(120);
        assertThat(bag.kinds()).containsExactly(SignKind.BUMPED, SignKind.BUMP_OVER);
    }

    @Test
    void seesFreeFlowThoughTheBagNeverHangsStill() {
        TestBag bag = bag(900, 100).run(600);
        bag.mlPerH = 1_400;
        for (int i = 0; i < 12; i++) {
            bag.run(16).reading(60).reading(60);
        }
        assertThat(bag.kinds()).contains(SignKind.FREE_FLOW);
    }

    @Test
    void seesALowBagThoughItNeverHangsStill() {
        TestBag bag = bag(70, 300);
        for (int i = 0; i < 30; i++) {
            bag.run(16).reading(60).reading(60);
        }
        assertThat(bag.kinds()).contains(SignKind.LEVEL_LOW);
    }

    @Test
    void doesNotTakeWhatHangsBesideForFluid() {
        TestBag bag = bag(40, 0).run(60);
        assertThat(bag.kinds()).containsExactly(SignKind.LEVEL_LOW);
        bag.besideG = 100;
        bag.run(120);
        assertThat(bag.kinds())
                .as("a thing of 100 g is hung on the hook of a low bag")
                .containsExactly(SignKind.LEVEL_LOW, SignKind.WEIGHT_ADDED);
        assertThat(bag.only(SignKind.WEIGHT_ADDED).value()).isCloseTo(100, within(5.0));
        bag.besideG = 0;
        bag.run(120);
        assertThat(bag.kinds()).containsExactly(SignKind.LEVEL_LOW, SignKind.WEIGHT_ADDED, SignKind.WEIGHT_EXPLAINED);
    }

    @Test
    void keepsTheRateWhenSomethingIsHungBesideIt() {
        TestBag bag = bag(900, 100).run(1_200);
        bag.besideG = 80;
        bag.run(600);
        assertThat((double) bag.state.rateMlPerH).isCloseTo(100, within(15.0));
        assertThat(bag.kinds()).containsExactly(SignKind.WEIGHT_ADDED);
    }

    @Test
    void believesStaffThatANewBagHangs() {
        TestBag bag = bag(40, 0).run(60);
        bag.besideG = 100;
        bag.run(120);
        InfusionAssessor.bagReported(bag.state);
        bag.run(60);
        assertThat(bag.state.hook).isNull();
        assertThat(InfusionAssessor.isLow(bag.state)).as("140 mL are not low").isFalse();
    }

    @Test
    void saysThatTheZeroHasMoved() {
        TestBag bag = bag(300, 0).run(60);
        for (int i = 0; i < 20; i++) {
            bag.raw(-14);
        }
        assertThat(bag.only(SignKind.TARE_DRIFTED).value()).isEqualTo(-14);
        for (int i = 0; i < 20; i++) {
            bag.raw(1);
        }
        assertThat(bag.kinds()).contains(SignKind.TARE_CORRECTED);
    }

    @Test
    void saysThatTheZeroIsTooHighWhenStaffSayThatTheHookIsEmpty() {
        TestBag bag = bag(300, 0).run(60);
        for (int i = 0; i < 60; i++) {
            bag.raw(14);
        }
        assertThat(bag.kinds()).as("the set may hang there").containsExactly(SignKind.BAG_REMOVED);
        InfusionAssessor.emptyReported(bag.state, bag.at);
        for (int i = 0; i < 20; i++) {
            bag.raw(14);
        }
        assertThat(bag.only(SignKind.TARE_DRIFTED)).satisfies(sign -> {
            assertThat(sign.value()).isEqualTo(14);
            assertThat(sign.limit()).isEqualTo(10);
        });
        InfusionAssessor.emptyReported(bag.state, bag.at);
        for (int i = 0; i < 20; i++) {
            bag.raw(2);
        }
        assertThat(bag.kinds()).containsExactly(SignKind.BAG_REMOVED, SignKind.TARE_DRIFTED, SignKind.TARE_CORRECTED);
        bag.levelMl = 500;
        bag.run(60);
        assertThat(bag.kinds()).endsWith(SignKind.TARE_CORRECTED, SignKind.BAG_CHANGED);
    }

    @Test
    void takesStaffsWordForAHookWhoseZeroIsAsHighAsAnEmptyBag() {
        TestBag bag = bag(300, 0).run(60);
        InfusionAssessor.emptyReported(bag.state, bag.at);
        for (int i = 0; i < 100; i++) {
            bag.raw(40);
        }
        assertThat(bag.kinds()).containsExactly(SignKind.TARE_DRIFTED);
        // The zero is as it was; the next bag is weighed with it.
        bag.levelMl = 500;
        bag.run(60);
        assertThat(bag.kinds()).containsExactly(SignKind.TARE_DRIFTED, SignKind.BAG_CHANGED);
    }

    @Test
    void doesNotTakeABagForAnEmptyHook() {
        TestBag bag = bag(300, 0).run(60);
        InfusionAssessor.emptyReported(bag.state, bag.at);
        assertThat(bag.run(300).signs).isEmpty();
        InfusionAssessor.emptyReported(bag.state, bag.at);
        for (int i = 0; i < 20; i++) {
            bag.raw(9.5);
        }
        assertThat(bag.signs).as("9.5 g are no drift").isEmpty();
    }

    /** A bag on a closed line whose scale creeps by so many grams over an hour. */
    private static TestBag closed(double creepG) {
        TestBag bag = bag(300, 0).run(600);
        InfusionAssessor.clampSaid(bag.state, true, bag.at);
        for (int i = 0; i < 360; i++) {
            bag.error += creepG / 360;
            bag.run(10);
        }
        return bag;
    }

    @ParameterizedTest
    @CsvSource({
        "16, heavier by itself while the clamp is closed",
        "-16, lighter while the clamp is closed: it may leak instead"
    })
    void saysThatTheWeightCreepsWhileTheClampIsClosed(double creepG, String reason) {
        TestBag bag = closed(creepG);
        Sign sign = bag.only(SignKind.TARE_DRIFTED);
        assertThat(sign.reason()).isEqualTo(reason);
        assertThat(Math.abs(sign.value())).isBetween(10.0, 14.0);
        assertThat(bag.run(600).only(SignKind.TARE_DRIFTED)).isNotNull();
        assertThat(bag.swap(60, 500).run(60).kinds()).contains(SignKind.TARE_CORRECTED);
    }

    @Test
    void staysQuietWhenTheWeightCreepsLessOrTheClampIsOpen() {
        assertThat(closed(8).signs).isEmpty();
        assertThat(closed(-8).signs).isEmpty();
        TestBag bag = bag(300, 0).run(600);
        InfusionAssessor.clampSaid(bag.state, true, bag.at);
        bag.run(120);
        InfusionAssessor.clampSaid(bag.state, false, bag.at);
        assertThat(bag.state.closed).isNull();
        for (int i = 0; i < 360; i++) {
            bag.error += 16 / 360.0;
            bag.run(10);
        }
        assertThat(bag.kinds()).doesNotContain(SignKind.TARE_DRIFTED);
    }

    @Test
    void doesNotTakeWhatIsHungBesideTheBagForADrift() {
        TestBag bag = bag(300, 0).run(600);
        InfusionAssessor.clampSaid(bag.state, true, bag.at);
        bag.run(300);
        bag.besideG = 60;
        bag.run(1_200);
        assertThat(bag.kinds()).doesNotContain(SignKind.TARE_DRIFTED);
    }

    @Test
    void keepsWhatWasSaidOfTheHookWhenStaffReportANewBag() {
        TestBag bag = bag(300, 0).run(60);
        for (int i = 0; i < 20; i++) {
            bag.raw(-14);
        }
        bag.only(SignKind.TARE_DRIFTED);
        InfusionAssessor.bagReported(bag.state);
        bag.run(60);
        for (int i = 0; i < 20; i++) {
            bag.raw(1);
        }
        assertThat(bag.kinds()).contains(SignKind.TARE_CORRECTED);
        bag = bag(300, 0).run(60).reading(90).reading(90).reading(90).run(2);
        assertThat(bag.kinds()).containsExactly(SignKind.BUMPED);
        InfusionAssessor.bagReported(bag.state);
        bag.run(120);
        assertThat(bag.kinds()).containsExactly(SignKind.BUMPED, SignKind.BUMP_OVER);
    }

    @Test
    void doesNotBelieveWhatCannotBe() {
        TestBag bag = bag(300, 0).run(60).raw(-500).raw(9_000);
        assertThat(bag.signs).isEmpty();
        bag.raw(-500);
        assertThat(bag.kinds()).containsExactly(SignKind.SENSOR_IMPLAUSIBLE);
        bag.raw(-500).run(10);
        assertThat(bag.kinds()).containsExactly(SignKind.SENSOR_IMPLAUSIBLE, SignKind.SENSOR_OK);
        assertThat(bag.run(60).signs).hasSize(2);
    }

    @Test
    void saysThatALivelySensorRepeatsOneValue() {
        TestBag bag = new TestBag(5, 3.5, 500, 0).run(1_200);
        for (int i = 0; i < 400; i++) {
            bag.raw(545);
        }
        assertThat(bag.only(SignKind.SENSOR_FROZEN).value()).isEqualTo(545);
        bag.run(10);
        assertThat(bag.kinds()).containsExactly(SignKind.SENSOR_FROZEN, SignKind.SENSOR_OK);
    }

    @Test
    void knowsThatAWeightThatFellByItselfDidNotRunOut() {
        TestBag bag = bag(120, 60).run(600);
        assertThat(InfusionAssessor.isAccounted(bag.state)).isTrue();
        bag.levelMl = 40;
        bag.run(120);
        assertThat(InfusionAssessor.isLow(bag.state)).isTrue();
        assertThat(InfusionAssessor.isAccounted(bag.state))
                .as("80 g went from the hook at once")
                .isFalse();
        bag.swap(20, 500).run(60);
        assertThat(InfusionAssessor.isAccounted(bag.state)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"100, 1800", "250, 1200", "60, 3600", "100, 60"})
    void knowsThatABagRanOnWhileNobodyHeardIt(double mlPerH, double gapSeconds) {
        TestBag bag = bag(900, mlPerH).set("Order.mlPerH", mlPerH).run(1_200);
        bag.silent(gapSeconds).run(1_200);
        assertThat(bag.signs).isEmpty();
        assertThat(InfusionAssessor.isAccounted(bag.state)).isTrue();
        assertThat((double) bag.state.volume.dayG).isCloseTo(900 - bag.levelMl, within(12.0));
    }

    @Test
    void isNotFooledByABagThatWasChangedWhileNobodyHeardIt() {
        TestBag bag = bag(300, 100).run(600).silent(600);
        bag.levelMl = 480;
        bag.run(30);
        assertThat(bag.kinds()).containsExactly(SignKind.BAG_CHANGED);
        bag = bag(480, 100).run(600).silent(600);
        bag.levelMl = 200;
        bag.run(60);
        assertThat(InfusionAssessor.isAccounted(bag.state)).isFalse();
    }

    @Test
    void knowsThatABagWasDisturbedAMomentAgo() {
        TestBag bag = bag(300, 0).run(60).reading(90).reading(90);
        assertThat(InfusionAssessor.isUndisturbed(bag.state, bag.at)).isFalse();
        bag.run(28);
        assertThat(InfusionAssessor.isUndisturbed(bag.state, bag.at)).isFalse();
        bag.run(10);
        assertThat(InfusionAssessor.isUndisturbed(bag.state, bag.at)).isTrue();
    }

    @Test
    void doesNotTakeASpikeOnAnEmptyHookForADrift() {
        TestBag bag = bag(300, 0).run(60).lifted(60).raw(-40).lifted(60);
        assertThat(bag.kinds()).doesNotContain(SignKind.TARE_DRIFTED);
    }

    @ParameterizedTest
    @CsvSource({
        "2, -29.9, false",
        "30, -29.9, false",
        "30, -30, true",
        "59, -6, false",
        "60, -5, true",
        "60, -4.9, false",
        "900, -25, true"
    })
    void whatWasReadBeforeASilenceIsForgottenIfTheBagRanOn(long gapS, double byG, boolean forgotten) {
        LineState line = new LineState();
        line.steadyG = 300;
        line.steadyAt = 1_000;
        assertThat(Hook.ranOn(line, 1_000 + gapS * 1_000, 300 + byG, 30)).isEqualTo(forgotten);
    }
}
