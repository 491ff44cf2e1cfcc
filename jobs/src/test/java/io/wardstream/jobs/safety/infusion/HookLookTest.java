package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.jobs.safety.infusion.Hook.Finding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single readings say about a hook with a bag of 300 g, tare 45 g: one unit on either side of each limit. */
class HookLookTest {

    private static final double TARE_G = 45;
    private static final double JUMP_G = 30;

    private final LineState state = new LineState();

    @BeforeEach
    void hangs() {
        state.hook = new HookState();
        state.steadyG = 300;
        state.steadyAt = 1_000;
        state.recentG = new float[] {300, 300, 300};
    }

    private Finding look(long at, double massG) {
        return Hook.look(state, at, massG, TARE_G, JUMP_G, 0);
    }

    @ParameterizedTest
    @CsvSource({"25, AWAY", "24.9, LIFTED"})
    void isLiftedBelowTheEmptyBagByTwentyGrams(double massG, Finding finding) {
        assertThat(look(2_000, massG)).isEqualTo(finding);
        assertThat(state.hook.liftedSince).isEqualTo(finding == Finding.LIFTED ? 2_000 : 0);
    }

    @ParameterizedTest
    @CsvSource({"329.9, STEADY", "330, AWAY", "270.1, STEADY", "270, AWAY"})
    void isAwayByAJump(double massG, Finding finding) {
        assertThat(look(2_000, massG)).isEqualTo(finding);
    }

    /** A bag that runs may be lighter by what can have run, from the median or from the newest reading. */
    @ParameterizedTest
    @CsvSource({"250, 20, AWAY", "250.1, 20, STEADY", "250, 20.1, STEADY", "350, 20.1, AWAY"})
    void isNotAwayIfItCanHaveRunOut(double massG, double couldHaveRunG, Finding finding) {
        assertThat(Hook.look(state, 2_000, massG, TARE_G, JUMP_G, couldHaveRunG))
                .isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource({"260, STEADY", "250, AWAY"})
    void isHeldAgainstTheNewestReadingOfABagThatRunsFast(double massG, Finding finding) {
        state.recentG = new float[] {300, 290, 280};
        assertThat(look(2_000, massG)).isEqualTo(finding);
    }

    @Test
    void comesBackFromASpike() {
        assertThat(look(2_000, 400)).isEqualTo(Finding.AWAY);
        assertThat(look(4_000, 300)).isEqualTo(Finding.BACK);
        assertThat(look(6_000, 300)).isEqualTo(Finding.STEADY);
    }

    @ParameterizedTest
    @CsvSource({"449.9, HEAVIER", "450, CHANGED", "340, HEAVIER", "260, LIGHTER", "100, LIGHTER"})
    void carriesSomethingElseWhenANewMassStaysForTenSeconds(double massG, Finding finding) {
        assertThat(look(2_000, massG)).isEqualTo(Finding.AWAY);
        assertThat(look(11_999, massG)).isEqualTo(Finding.AWAY);
        assertThat(look(12_000, massG)).isEqualTo(finding);
        assertThat(state.hook.candidateG).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"440, HEAVIER", "440.1, AWAY", "360, HEAVIER", "359.9, AWAY"})
    void startsAnewWithAMassThatVariesTooMuch(double laterG, Finding finding) {
        look(2_000, 400);
        assertThat(look(12_000, laterG)).isEqualTo(finding);
        assertThat(state.hook.candidateSince).isEqualTo(finding == Finding.AWAY ? 12_000 : 2_000);
    }

    @ParameterizedTest
    @CsvSource({"330, REHUNG", "330.1, CHANGED", "270, REHUNG", "269.9, CHANGED", "300, REHUNG"})
    void isTheSameBagWithinThirtyGramsAfterTheHookWasEmpty(double massG, Finding finding) {
        look(2_000, 0);
        assertThat(look(4_000, massG)).isEqualTo(Finding.AWAY);
        assertThat(look(14_000, massG)).isEqualTo(finding);
        assertThat(state.hook.liftedSince).isZero();
    }

    @ParameterizedTest
    @CsvSource({"29.9, true", "-29.9, true", "30, false", "-30, false"})
    void knowsAFirstBagByTwoReadingsThatAgree(double byG, boolean found) {
        state.steadyG = Float.NaN;
        state.recentG = new float[0];
        assertThat(look(2_000, 400)).isEqualTo(Finding.UNKNOWN);
        assertThat(look(4_000, 400 + byG)).isEqualTo(found ? Finding.FOUND : Finding.UNKNOWN);
        assertThat(state.recentG).isEqualTo(found ? new float[] {400} : new float[0]);
        assertThat(state.hook.candidateSince).isEqualTo(found ? 2_000 : 4_000);
    }

    // ---- A silence ------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"29999, 0", "30000, 2.1", "3600000, 250"})
    void mayHaveRunAtTwiceTheUsualRateSinceItWasHeard(long gapMs, double runG) {
        state.usualMlPerH = 100;
        assertThat(Hook.couldHaveRunG(state, 1_000 + gapMs, 1.25)).isCloseTo(runG, within(0.1));
    }

    @Test
    void mayHaveRunAsFastAsFreeFlowIfItsRateIsNotKnown() {
        assertThat(Hook.couldHaveRunG(state, 1_000 + 360_000, 1.25)).isCloseTo(62.5, within(1e-6));
        state.steadyAt = 0;
        assertThat(Hook.couldHaveRunG(state, 360_000, 1.25)).isZero();
    }

    // ---- A swing --------------------------------------------------------------------------------------------------

    private static boolean swings(float... recent) {
        return Hook.swings(recent);
    }

    @Test
    void swingsWhenThreeOfFourStepsAreLargeAndTwoTurn() {
        assertThat(swings(0, 20, 0, 20, 0)).isTrue();
        assertThat(swings(0, 20, 0, 20, 21)).as("three large, two turns").isTrue();
        assertThat(swings(0, 20, 0, 10, 0)).as("two large").isFalse();
        assertThat(swings(0, 20, 40, 20, 0)).as("one turn").isFalse();
        assertThat(swings(0, 20, 40, 60, 80)).as("no turn").isFalse();
        assertThat(swings(0, 20, 0, 20)).as("four readings").isFalse();
        assertThat(swings(300, 300, 250, 300, 300)).as("a spike").isFalse();
        assertThat(swings(320, 300, 320, 300, 320))
                .as("a swinging bag of 300 g")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(floats = {12, 12.1f})
    void callsAStepLargeAboveTwelveGrams(float stepG) {
        assertThat(swings(0, stepG, 0, stepG, 0)).isEqualTo(stepG > 12);
    }

    @Test
    void takesNoRepeatedValueForATurn() {
        assertThat(swings(0, 20, 0, 0, -20)).isFalse();
        assertThat(swings(0, 0, -20, 0, 20)).isFalse();
        assertThat(swings(0, 20, 20, -20, -40)).isFalse();
        assertThat(swings(40, 20, 20, 0, 20)).isFalse();
    }

    // ---- Nothing to remember --------------------------------------------------------------------------------------

    @Test
    void hasNothingToRememberWhenRatesAreJudgedAgain() {
        state.hook.maskedUntil = 5_000;
        assertThat(state.hook.isAtRest(4_999)).isFalse();
        assertThat(state.hook.isAtRest(5_000)).isTrue();
    }
}
