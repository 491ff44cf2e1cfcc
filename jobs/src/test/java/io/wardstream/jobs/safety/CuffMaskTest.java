package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.SameLimbCuff;
import io.wardstream.cep.SettingsView;
import java.util.Random;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CuffMaskTest {

    private static final SameLimbCuff.Limits LIMITS = SameLimbCuff.Limits.from(SettingsView.DEFAULTS);
    private static final long AT = 1_795_240_800_000L;

    private final CuffMask mask = new CuffMask();

    private boolean runs(long atS) {
        return mask.runs(AT + atS * 1_000, LIMITS);
    }

    private void over(long atS) {
        mask.over(AT + atS * 1_000);
    }

    private boolean hides(long ms) {
        return mask.hides(AT + ms);
    }

    @Test
    void hidesNothingBeforeTheFirstWord() {
        assertThat(mask.hides(AT)).isFalse();
        assertThat(mask.hidMs(0, Long.MAX_VALUE / 2)).isZero();
    }

    @Test
    void hidesUntilTheCuffIsOver() {
        assertThat(runs(0)).isTrue();
        assertThat(hides(-1)).isFalse();
        assertThat(hides(0)).isTrue();
        over(30);
        assertThat(hides(29_999)).isTrue();
        assertThat(hides(30_000)).isFalse();
        assertThat(mask.hidMs(AT + 10_000, AT + 100_000)).isEqualTo(20_000);
    }

    @Test
    void hidesForNoMoreThanAMinuteHoweverOftenItIsSaid() {
        runs(0);
        for (long s = 5; s <= 3_600; s += 5) {
            assertThat(runs(s)).as("at %d s", s).isFalse();
            if (s >= 60) {
                assertThat(hides(s * 1_000)).as("at %d s", s).isFalse();
            }
        }
        assertThat(hides(59_999)).isTrue();
        over(3_601);
        assertThat(hides(59_999)).isTrue();
        assertThat(hides(60_000)).isFalse();
    }

    @Test
    void hidesAgainAfterThePauseAndWithAnotherStartOnly() {
        runs(0);
        over(40);
        assertThat(runs(159)).isFalse();
        // The start was within the pause; that it goes on is no start.
        assertThat(runs(165)).isFalse();
        over(170);
        assertThat(runs(175)).isTrue();
        assertThat(hides(175_000)).isTrue();
    }

    @Test
    void takesAWordAfterAMinuteForAnotherStartThoughNobodySaidThatItWasOver() {
        runs(0);
        runs(121);
        assertThat(runs(180)).isFalse();
        assertThat(runs(240)).isTrue();
    }

    @Test
    void hasNothingToRememberAfterThePause() {
        runs(0);
        over(40);
        mask.said = false;
        assertThat(mask.isAtRest(AT + 159_999, LIMITS)).isFalse();
        assertThat(mask.isAtRest(AT + 160_000, LIMITS)).isTrue();
        mask.hid = true;
        assertThat(mask.isAtRest(AT + 160_000, LIMITS)).isFalse();
        mask.hid = false;
        runs(161);
        runs(300);
        mask.said = false;
        // It is said to run all the time: that is to be remembered.
        assertThat(mask.isAtRest(AT + 359_999, LIMITS)).isFalse();
        assertThat(mask.isAtRest(AT + 360_000, LIMITS)).isTrue();
    }

    /** A third of the time at the most, and never a minute on end, whatever a monitor says. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverHidesMoreThanAMinuteOfThree(long seed) {
        Random random = new Random(seed);
        boolean[] hidden = new boolean[4 * 3_600];
        long next = 0;
        for (int s = 0; s < hidden.length; s++) {
            if (s == next) {
                if (random.nextInt(3) > 0) {
                    runs(s);
                } else {
                    over(s);
                }
                next += 1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 20);
            }
            hidden[s] = hides(s * 1_000L);
        }
        int within = 0;
        int all = 0;
        for (int s = 0; s < hidden.length; s++) {
            within += (hidden[s] ? 1 : 0) - (s >= 180 && hidden[s - 180] ? 1 : 0);
            all += hidden[s] ? 1 : 0;
            assertThat(within).as("at %d s", s).isLessThanOrEqualTo(60);
        }
        assertThat(all).isGreaterThan(600);
    }

    @Test
    void isAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(CuffMask.class);
    }
}
