package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
