package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.BagClass;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A blood pressure cuff on the limb of a line: what it hides, for how long, and what it never hides. */
class CuffTest {

    private static final long PERIOD_MS = 2_000;
    private static final Set<SignKind> OF_CUFF =
            Set.of(SignKind.CUFF_INFLATED, SignKind.CUFF_OVER, SignKind.SUPPRESSED);

    private static TestBag bag(long seed, double mlPerH) {
        return new TestBag(seed, 1.5, 900, mlPerH);
    }

    /** The quickest that a ward can set. */
    private static TestBag hasty(long seed, double mlPerH) {
        return bag(seed, mlPerH)
                .set("NoFlow.leastMs", 60_000)
                .set("NoFlow.expectedG", 3)
                .set("NoFlow.stoppedShare", 0.5);
    }

    private static List<Sign> others(TestBag bag) {
        return bag.signs.stream().filter(sign -> !OF_CUFF.contains(sign.kind())).toList();
    }

    @ParameterizedTest
    @CsvSource({"100, 40", "250, 40", "400, 60", "480, 60"})
    void saysNothingOfALineThatACuffHoldsUp(double mlPerH, double seconds) {
        for (long seed = 1; seed <= 40; seed++) {
            TestBag bag = hasty(seed, mlPerH).run(1_500).pressed(seconds).run(600);
            assertThat(bag.kinds()).as("seed %d", seed).containsExactly(SignKind.CUFF_INFLATED, SignKind.CUFF_OVER);
            Sign over = bag.only(SignKind.CUFF_OVER);
            assertThat(over.since()).isEqualTo(bag.only(SignKind.CUFF_INFLATED).at());
            assertThat(over.value()).isCloseTo(seconds, within(PERIOD_MS / 1000.0));
        }
    }

    @Test
    void wouldSayItIfTheMonitorDidNot() {
        int said = 0;
        for (long seed = 1; seed <= 40; seed++) {
            TestBag bag = hasty(seed, 480).run(1_500).at(0).run(60).at(480).run(300);
            said += bag.kinds().contains(SignKind.FLOW_STOPPED) ? 1 : 0;
        }
        assertThat(said).isGreaterThan(10);
    }

    /** Stopped before the cuff, and due while it is inflated. */
    @ParameterizedTest
    @CsvSource({"250, 130, true", "250, 130, false", "400, 140, true"})
    void saysAnOcclusionWithTheFirstReadingAfterTheCuff(double mlPerH, double before, boolean saysOver) {
        int hidden = 0;
        for (long seed = 1; seed <= 20; seed++) {
            TestBag bag = bag(seed, mlPerH).of(BagClass.VASOPRESSOR).run(1_200).at(0);
            long stoppedAt = bag.at;
            bag.run(before).cuff(true);
            long inflatedAt = bag.at;
            bag.run(58);
            assertThat(others(bag)).as("seed %d", seed).isEmpty();
            List<Sign> unsaid = bag.signs.stream()
                    .filter(sign -> sign.kind() == SignKind.SUPPRESSED)
                    .toList();
            hidden += unsaid.size();
            assertThat(unsaid).as("once").hasSizeLessThanOrEqualTo(1).allSatisfy(sign -> {
                assertThat(sign.waitFor()).isEqualTo("NoFlow/same-limb-cuff");
                assertThat(sign.since()).isEqualTo(inflatedAt);
            });
            if (saysOver) {
                bag.cuff(false);
            }
            bag.run(6);
            Sign stopped = bag.only(SignKind.FLOW_STOPPED);
            assertThat(stopped.at() - inflatedAt).isLessThanOrEqualTo(60_000 + PERIOD_MS);
            assertThat(stopped.since()).isLessThan(inflatedAt).isGreaterThan(stoppedAt - 60_000);
            assertThat(stopped.reason()).isEqualTo("VASOPRESSOR");
            // It was hidden, unless it became due just when the cuff was over.
            String meanwhile = bag.only(SignKind.CUFF_OVER).reason();
            assertThat(meanwhile).isIn(null, "nothing flowed meanwhile");
            hidden += meanwhile == null ? 0 : 1;
            assertThat(bag.state.cuff.hid).isFalse();
        }
        assertThat(hidden).isGreaterThan(12);
    }

    /** An access that clots under the cuff is found as soon as it would be without one, but for the cuff's own time. */
    @Test
    void findsAnOcclusionThatBeginsWithTheCuff() {
        for (long seed = 1; seed <= 20; seed++) {
            TestBag with = bag(seed, 250).run(1_200).pressed(60).at(0).run(400);
            TestBag without = bag(seed, 250).run(1_200).at(0).run(460);
            assertThat(with.only(SignKind.FLOW_STOPPED).at()
                            - without.only(SignKind.FLOW_STOPPED).at())
                    .as("seed %d", seed)
                    .isBetween(0L, 60_000L);
        }
    }

    @Test
    void hidesAnOcclusionForAMinuteOnceIfTheMonitorNeverTakesBackThatItRuns() {
        TestBag bag = bag(3, 250).run(1_200).at(0).run(130);
        for (int i = 0; i < 360; i++) {
            bag.cuff(true).run(10);
        }
        assertThat(bag.kinds()).containsExactly(SignKind.CUFF_INFLATED, SignKind.CUFF_OVER, SignKind.FLOW_STOPPED);
        assertThat(bag.only(SignKind.FLOW_STOPPED).at()
                        - bag.only(SignKind.CUFF_INFLATED).at())
                .isLessThanOrEqualTo(60_000 + PERIOD_MS);
    }

    @Test
    void saysAnOcclusionThoughTheCuffMeasuresAgainAndAgain() {
        TestBag bag = bag(3, 250).run(1_200).at(0);
        long stoppedAt = bag.at;
        for (int i = 0; i < 5; i++) {
            bag.pressed(45).run(15);
        }
        assertThat(bag.only(SignKind.FLOW_STOPPED).at() - stoppedAt).isLessThanOrEqualTo(240_000);
    }

    @Test
    void endsAnAlarmThatWasRaisedBeforeTheCuff() {
        TestBag bag = bag(4, 250).run(1_200).at(0).run(300);
        bag.only(SignKind.FLOW_STOPPED);
        bag.at(250).run(90).cuff(true).run(50).cuff(false).run(200);
        assertThat(bag.kinds())
                .containsSubsequence(SignKind.FLOW_STOPPED, SignKind.CUFF_INFLATED)
                .containsOnlyOnce(SignKind.FLOW_RESUMED);
    }

    /** Troubles that have nothing to do with a cuff; each goes on for some minutes. */
    static Stream<Consumer<TestBag>> troubles() {
        return Stream.of(
                bag -> bag.at(1_500).run(240),
                bag -> bag.swap(20, 55).run(600),
                bag -> bag.swap(20, 12).run(900),
                bag -> bag.at(165).run(1_800),
                bag -> bag.lifted(400),
                bag -> bag.reading(120).reading(-80).reading(60).reading(0).run(240),
                bag -> {
                    bag.besideG = 60;
                    bag.run(240);
                },
                bag -> bag.raw(-9_000).raw(-9_000).raw(-9_000).run(120));
    }

    /** Word for word what is said without the cuff, whether it is inflated before or in the middle of it. */
    @ParameterizedTest
    @MethodSource("troubles")
    void hidesNothingElse(Consumer<TestBag> trouble) {
        List<List<Sign>> said = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            TestBag bag = bag(9, 120).set("Order.mlPerH", 100).run(1_800);
            if (i == 1) {
                bag.cuff(true);
            }
            trouble.accept(bag);
            bag.besideG = 0;
            bag.at(120).run(30);
            if (i == 2) {
                bag.cuff(true);
            }
            trouble.accept(bag);
            assertThat(bag.kinds().contains(SignKind.CUFF_INFLATED)).isEqualTo(i > 0);
            said.add(others(bag).stream().map(CuffTest::withoutSource).toList());
        }
        assertThat(said.get(0)).isNotEmpty();
        assertThat(said.get(1)).isEqualTo(said.get(0));
        assertThat(said.get(2)).isEqualTo(said.get(0));
    }

    /** The words on the cuff have running numbers too. */
    private static Sign withoutSource(Sign sign) {
        return new Sign(
                sign.kind(),
                sign.subject(),
                sign.at(),
                sign.since(),
                sign.value(),
                sign.limit(),
                sign.waitFor(),
                sign.by(),
                sign.alarmId(),
                sign.reason(),
                sign.commandId(),
                sign.settingsVersion(),
                null);
    }

    /**
     * A rate that is too low must persist for ten minutes, a drip that is too slow for a quarter of an hour: a cuff of
     * a minute cannot make them, so they are not hidden.
     */
    @ParameterizedTest
    @CsvSource({"100, 300, 45", "400, 300, 45", "30, 900, 60", "12, 900, 60"})
    void makesNoLineTooSlow(double mlPerH, double everyS, double seconds) {
        for (long seed = 1; seed <= 10; seed++) {
            TestBag bag = new TestBag(seed, 1.5, mlPerH * 3 + 200, mlPerH)
                    .set("Order.mlPerH", mlPerH)
                    .run(1_200);
            for (double s = 0; s + everyS <= 2 * 3_600; s += everyS) {
                bag.pressed(seconds).run(everyS - seconds);
            }
            assertThat(others(bag)).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void ignoresWhatAMonitorKeptWhileItWasCutOff() {
        TestBag bag = bag(1, 100).run(600);
        bag.cuffMeasured(true, 61_000);
        assertThat(bag.signs).isEmpty();
        bag.cuffMeasured(true, 60_000);
        assertThat(bag.kinds()).containsExactly(SignKind.CUFF_INFLATED);
    }

    @Test
    void saysNothingTwice() {
        TestBag bag = bag(1, 100).run(600);
        for (int i = 0; i < 3; i++) {
            bag.cuff(true)
                    .cuff(true)
                    .run(20)
                    .cuff(true)
                    .run(20)
                    .cuff(false)
                    .cuff(false)
                    .run(10)
                    .cuff(true)
                    .run(10);
            bag.cuff(false).run(200);
        }
        assertThat(bag.kinds())
                .containsExactly(
                        SignKind.CUFF_INFLATED,
                        SignKind.CUFF_OVER,
                        SignKind.CUFF_INFLATED,
                        SignKind.CUFF_OVER,
                        SignKind.CUFF_INFLATED,
                        SignKind.CUFF_OVER);
        assertThat(bag.state.cuff).isNull();
    }

    /** The scale may be silent: what the monitor says is said at once, and one cuff is not lost in the next. */
    @Test
    void saysThatItIsOverWithTheMonitorsWordAndNotWithTheNextReading() {
        TestBag bag = bag(1, 100).run(600).cuff(true);
        bag.at += 20_000;
        bag.cuff(false);
        assertThat(bag.kinds()).containsExactly(SignKind.CUFF_INFLATED, SignKind.CUFF_OVER);
        assertThat(bag.only(SignKind.CUFF_OVER).at()).isEqualTo(bag.at);
        assertThat(bag.only(SignKind.CUFF_OVER).value()).isEqualTo(20);
    }
}
