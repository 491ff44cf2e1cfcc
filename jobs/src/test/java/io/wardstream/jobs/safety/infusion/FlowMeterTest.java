package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The points that the meter makes of readings. */
class FlowMeterTest {

    private final FlowMeter meter = new FlowMeter();
    private final LineState state = new LineState();
    private double gPerS;

    private void read(long fromS, long toS) {
        for (long s = fromS; s < toS; s += 2) {
            meter.take(state, s * 1_000, 900 - s * gPerS, 1.0);
        }
    }

    private void assertOnTheLine(Track track) {
        for (int i = 0; i < track.size(); i++) {
            double s = track.at(i) / 1_000.0;
            assertThat(track.massG(i)).as("at %.1f s", s).isCloseTo(900 - s * gPerS, within(0.11));
        }
    }

    /**
     * A point is on the line of a bag that runs evenly, also one that was made of readings before and after a silence.
     */
    @ParameterizedTest
    @CsvSource({"100, 1200", "100, 1205", "100, 1210", "20, 1231", "20, 1262", "20, 1300"})
    void aSilenceMovesNoPointOffTheLine(double mlPerH, long silentFromS) {
        gPerS = mlPerH / 3_600;
        read(0, silentFromS);
        for (long s = silentFromS + 900; s < silentFromS + 1_500; s += 2) {
            read(s, s + 2);
            assertOnTheLine(state.fine);
            assertOnTheLine(state.coarse);
        }
        assertThat((double) state.rateMlPerH).isCloseTo(mlPerH, within(1.0));
    }

    // ---- Points ---------------------------------------------------------------------------------------------------

    /** The first reading is a point; then fifteen seconds make one, or the one reading that comes after thirty. */
    @ParameterizedTest
    @CsvSource({"5, 45, 0;12.5;32.5", "15, 60, 0;22.5;52.5", "30, 90, 0;30;60;90", "29, 87, 0;43.5;87"})
    void makesAPointOfFifteenSeconds(int periodS, int untilS, String pointsS) {
        for (int s = 0; s <= untilS; s += periodS) {
            meter.take(state, TestLine.ms(s), 500, 1.0);
        }
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < state.fine.size(); i++) {
            double s = (state.fine.at(i) - TestLine.START) / 1_000.0;
            seen.add(s == Math.rint(s) ? String.valueOf((int) s) : String.valueOf(s));
        }
        assertThat(String.join(";", seen)).isEqualTo(pointsS);
    }

    @ParameterizedTest
    @CsvSource({"85, true", "87.5, false", "100, false"})
    void makesNoPointThatIsNotNewerThanTheLast(double lastS, boolean newer) {
        meter.take(state, TestLine.ms(lastS), 500, 1.0);
        state.spanSince = TestLine.ms(80);
        state.spanCount = 1;
        state.spanSumMs = 0;
        state.spanSumG = 500;
        boolean news = meter.take(state, TestLine.ms(95), 500, 1.0);
        assertThat(news).isEqualTo(newer);
        assertThat(state.fine.size()).isEqualTo(newer ? 2 : 1);
    }

    // ---- Scatter --------------------------------------------------------------------------------------------------

    /** Supposed 1.5 g, which weigh four points: 1.5² + (4.5² − 1.5²) / 5, of a point that is wildly off. */
    @ParameterizedTest
    @CsvSource({"4, 1, 2.4187", "5, 0, NaN"})
    void learnsTheScatterFromTheThirdPointUnlessAValueRepeats(short sameCount, int learnt, float noiseG) {
        state.sameCount = sameCount;
        meter.take(state, TestLine.ms(0), 500, 1.0);
        meter.take(state, TestLine.ms(30), 600, 1.0);
        assertThat((int) state.noisePoints).isZero();
        meter.take(state, TestLine.ms(60), 500, 1.0);
        assertThat((int) state.noisePoints).isEqualTo(learnt);
        if (learnt > 0) {
            assertThat(state.noiseG).isCloseTo(noiseG, within(0.001f));
        }
    }

    /** √2 · √((c · 2 g)² + (1 g)²), with a caution of 1 + 4/(4 + n). */
    @ParameterizedTest
    @CsvSource({"0, 5.8310", "4, 4.4721", "12, 3.8079", "64, 3.3119"})
    void knowsAnHoursVolumeTheBetterTheMoreItHasSeen(short points, double errorG) {
        state.noiseG = 2;
        state.noisePoints = points;
        assertThat(FlowMeter.volumeErrorG(state)).isCloseTo(errorG, within(0.001));
    }

    /** What is seen lately counts with its thirteen points if it is more; alone if it is more than twice as much. */
    @ParameterizedTest
    @CsvSource({"NaN, 2", "1, 2", "2, 2", "3, 2.1915", "4, 2.4343", "4.1, 4.1"})
    void isCarefulWithTheScatterThatIsSeenLately(double seenG, double carefulG) {
        state.noisePoints = 64;
        assertThat(FlowMeter.carefulG(state, 2, seenG)).isCloseTo(carefulG, within(0.001));
    }

    // ---- Rates ----------------------------------------------------------------------------------------------------

    @Test
    void knowsARateByEightPoints() {
        gPerS = 100 / 3_600.0;
        for (int i = 0; i < 7; i++) {
            meter.take(state, 30_000L * i, 900 - 30 * i * gPerS, 1.0);
        }
        assertThat(state.rateMlPerH).isNaN();
        assertThat(FlowMeter.rateSince(state)).isEqualTo(Long.MAX_VALUE);
        meter.take(state, 210_000, 900 - 210 * gPerS, 1.0);
        assertThat((double) state.rateMlPerH).isCloseTo(100, within(3.0));
        assertThat(FlowMeter.rateSince(state)).isLessThanOrEqualTo(0);
    }

    /** A denser fluid is the less of it, and that is all. */
    @Test
    void weighsADenserFluidAsTheLessOfIt() {
        LineState dense = new LineState();
        state.usualMlPerH = 80;
        dense.usualMlPerH = 64;
        Random random = new Random(4);
        for (long s = 0; s < 2_000; s += 2) {
            double massG = 900 - s * 100 / 3_600.0 + random.nextGaussian();
            meter.take(state, s * 1_000, massG, 1.0);
            meter.take(dense, s * 1_000, massG, 1.25);
            assertThat(dense.coarseMs).isEqualTo(state.coarseMs);
        }
        assertThat(state.rateMlPerH / dense.rateMlPerH).isCloseTo(1.25f, within(1e-4f));
        assertThat(state.rateErrorMlPerH / dense.rateErrorMlPerH).isCloseTo(1.25f, within(1e-4f));
        assertThat(meter.fastMlPerH(state, 1) / meter.fastMlPerH(dense, 1.25)).isCloseTo(1.25, within(1e-4));
        assertThat(meter.surelyMlPerH(state, 1, 1) / meter.surelyMlPerH(dense, 1.25, 1))
                .isCloseTo(1.25, within(1e-4));
        state.rateErrorMlPerH = Float.NaN;
        dense.rateErrorMlPerH = Float.NaN;
        assertThat(meter.surelyMlPerH(state, 1, 1) / meter.surelyMlPerH(dense, 1.25, 1))
                .as("by the fine points alone")
                .isCloseTo(1.25, within(1e-4));
        FlowMeter.Between thin = meter.between(state, 0, 1, 3);
        FlowMeter.Between thick = meter.between(dense, 0, 1.25, 3);
        assertThat(thin.least() / thick.least()).isCloseTo(1.25, within(1e-4));
        assertThat(thin.most() / thick.most()).isCloseTo(1.25, within(1e-4));
    }

    /** A rate that seems higher than usual would shorten its own window. */
    @ParameterizedTest
    @CsvSource({"200, 100", "50, 50"})
    void measuresOverTheWindowOfTheUsualRateIfThatIsLower(float usualMlPerH, double windowOfMlPerH) {
        gPerS = 100 / 3_600.0;
        state.usualMlPerH = usualMlPerH;
        read(0, 1_800);
        LineState runs = new LineState();
        for (long s = 0; s < 1_800; s += 2) {
            meter.take(runs, s * 1_000, 900 - s * windowOfMlPerH / 3_600, 1.0);
        }
        assertThat((double) state.coarseMs).isCloseTo(runs.coarseMs, within(runs.coarseMs * 0.05));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "-1, 0, false", "1, 0.25, true", "1, 0.26, false", "NaN, NaN, false"})
    void knowsARateToAShareOfItself(float mlPerH, float error, boolean known) {
        state.rateMlPerH = mlPerH;
        state.rateErrorMlPerH = error;
        assertThat(FlowMeter.knows(state, 0.25)).isEqualTo(known);
    }

    @Test
    void isSureOfARateLessItsErrors() {
        assertThat(meter.surelyMlPerH(state, 1, 4.5)).isEqualTo(Double.NEGATIVE_INFINITY);
        state.noisePoints = 64;
        state.rateMlPerH = 600;
        state.rateErrorMlPerH = 10;
        assertThat(meter.surelyMlPerH(state, 1, 4.5)).isCloseTo(600 - 4.5 * 10 * (1 + 4 / 68.0), within(0.01));
    }

    /** One meter serves many lines. */
    @Test
    void takesNoFastRateFromTheLineThatWasMeasuredBefore() {
        TestLine other = new TestLine().lost(0, 600, 1_500);
        assertThat(meter.fastMlPerH(other.state, 1)).isCloseTo(1_500, within(10.0));
        TestLine young = new TestLine().lost(0, 45, 0);
        assertThat(young.state.fine.size()).isEqualTo(4);
        assertThat(meter.fastMlPerH(young.state, 1)).isNaN();
        assertThat(meter.surelyMlPerH(young.state, 1, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
        young.lost(0, 60, 0);
        assertThat(young.state.fine.size()).isEqualTo(5);
        assertThat(meter.fastMlPerH(young.state, 1)).isZero();
        assertThat(meter.surelyMlPerH(young.state, 1, 1)).isFinite();
    }

    /** Half an hour by fourteen points: 6 · 1.06 errors of 0.0009 g/s. Three minutes by the thirteen finer ones. */
    @Test
    void boundsARateByThePointsThatSayMost() {
        TestLine line = new TestLine().lost(0, 1_800, 100);
        line.state.noiseG = 1.5f;
        FlowMeter.Between byLong = meter.between(line.state, TestLine.ms(0), 1, 3);
        assertThat(byLong.most() - byLong.least()).isCloseTo(20.6, within(0.1));
        assertThat((byLong.most() + byLong.least()) / 2).isCloseTo(100, within(1.0));
        FlowMeter.Between byShort = meter.between(line.state, TestLine.ms(1_620), 1, 3);
        assertThat(byShort.most() - byShort.least()).isGreaterThan(60);
        assertThat(meter.between(line.state, TestLine.ms(1_771), 1, 3)).isNull();
        TestLine slower = new TestLine().lost(1_600, 1_800, 20);
        slower.state.noiseG = 1.5f;
        slower.state.coarse = line.state.coarse;
        assertThat(meter.between(slower.state, TestLine.ms(0), 1, 3).least())
                .as("by the long one")
                .isGreaterThan(80);
    }
}
