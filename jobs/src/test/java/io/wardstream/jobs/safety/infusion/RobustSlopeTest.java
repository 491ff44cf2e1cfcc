package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Slopes and scatters that were worked out by hand. */
class RobustSlopeTest {

    private final RobustSlope slope = new RobustSlope(FlowMeter.COARSE_POINTS);
    private final Track track = new Track();

    private void add(double seconds, double massG) {
        track.add(TestLine.ms(seconds), massG, FlowMeter.COARSE_POINTS);
    }

    private void add(double... massesG) {
        for (int i = 0; i < massesG.length; i++) {
            add(10 * i, massesG[i]);
        }
    }

    @Test
    void isTheMedianOfAnEvenNumberOfSlopes() {
        add(100, 99.4, 98.8, 98.7, 98.1);
        assertThat(slope.fit(track, TestLine.ms(0))).isTrue();
        assertThat(slope.gPerS()).isCloseTo(-0.0454167, within(1e-5));
        assertThat(slope.sigmaG()).isCloseTo(0.12355, within(1e-4));
    }

    @Test
    void scattersByTheMedianOfAnEvenNumberOfPoints() {
        add(100, 99.5, 98.8, 98.6);
        assertThat(slope.fit(track, TestLine.ms(0))).isTrue();
        assertThat(slope.gPerS()).isCloseTo(-0.0483333, within(1e-5));
        assertThat(slope.sigmaG()).isCloseTo(0.04942, within(1e-4));
    }

    @Test
    void needsThreePointsAndForgetsWhatWasFittedBefore() {
        add(100, 99, 98, 97);
        assertThat(slope.fit(track, TestLine.ms(10))).as("three").isTrue();
        assertThat(slope.fit(track, TestLine.ms(10.1))).as("two").isFalse();
        assertThat(slope.gPerS()).isNaN();
        assertThat(slope.sigmaG()).isNaN();
        assertThat(slope.errorGPerS(1)).isNaN();
    }

    /** Five points over 40 s: 1.05 · 0.5/40 · √(12/5), and a wandering of 1/30 · √(1.2/40). */
    @Test
    void isKnownByTheScatterAndTheWanderingTogether() {
        add(100, 99, 98, 97, 96);
        slope.fit(track, TestLine.ms(0));
        assertThat(slope.errorGPerS(0.5)).isCloseTo(0.0211370, within(1e-6));
        assertThat(slope.errorGPerS(0)).isCloseTo(0.0057735, within(1e-6));
    }

    /** A quarter of the way between its neighbours: 2 g off, by the root of 1 + 1/16 + 9/16. */
    @Test
    void measuresHowFarAPointIsOffTheLineBetweenItsNeighbours() {
        add(0, 100);
        add(10, 98);
        add(40, 100);
        assertThat(RobustSlope.offTheLineG(track, 1)).isCloseTo(-1.56893, within(1e-4));
        track.clear();
        add(0, 100);
        add(10, 99);
        add(40, 92);
        assertThat(RobustSlope.offTheLineG(track, 1)).isCloseTo(1 / Math.sqrt(1.625), within(1e-4));
    }

    /** Every other point is 1 g higher, so each is 1 g off its neighbours. */
    @Test
    void measuresTheScatterOfTenTriplesOrMore() {
        for (int i = 0; i < 11; i++) {
            add(15 * i, 500 + i % 2);
        }
        assertThat(slope.scatterG(track)).isNaN();
        add(15 * 11, 501);
        assertThat(slope.scatterG(track)).isCloseTo(1.4826 / Math.sqrt(1.5), within(1e-3));
    }
}
