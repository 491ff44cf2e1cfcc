package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.jobs.safety.CuffMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a line surely stood, and when it surely ran; of 100 mL/h expected, over three minutes. */
class StandstillTest {

    private final Standstill standstill = new Standstill(new FlowMeter());
    private final TestLine line = new TestLine();

    private FlowMeter.Loss stood(double seconds) {
        return standstill.stood(line.at(seconds), 100, 180_000);
    }

    private FlowMeter.Loss ran(double seconds, double sinceS) {
        return standstill.ran(line.at(seconds), 100, 180_000, TestLine.ms(sinceS));
    }

    /** Less than a fifth of what is expected. */
    @ParameterizedTest
    @CsvSource({"0, true", "19, true", "21, false", "100, false"})
    void standsWhatLosesLessThanAFifth(double gPerH, boolean stands) {
        line.lost(0, 1_300, gPerH);
        assertThat(stood(1_300) != null).isEqualTo(stands);
    }

    @Test
    void doesNotStandForCertainWhatScattersTooMuch() {
        line.lost(0, 300, 0);
        assertThat(stood(300)).isNotNull();
        line.state.noiseG = 4;
        assertThat(stood(300)).isNull();
    }

    /** The defaults: of three minutes a cuff hides one, and what is left is enough. */
    @ParameterizedTest
    @CsvSource({"59, true", "60, true", "61, false"})
    void standsThoughACuffHeldItUpForAThird(double heldUpS, boolean stands) {
        line.lost(0, 180, 0);
        CuffMask cuff = new CuffMask();
        cuff.since = TestLine.ms(30);
        cuff.until = TestLine.ms(30 + heldUpS);
        line.state.cuff = cuff;
        assertThat(stood(180) != null).isEqualTo(stands);
    }

    /** Nothing is expected of the time that the cuff held it up: 3.3 g of five minutes are a fifth of it less a minute. */
    @ParameterizedTest
    @CsvSource({"15, true", "17, false"})
    void expectsNothingOfTheTimeThatACuffHeldItUp(double gPerH, boolean stands) {
        line.lost(0, 300, gPerH);
        assertThat(stood(300)).isNotNull();
        CuffMask cuff = new CuffMask();
        cuff.since = TestLine.ms(100);
        cuff.until = TestLine.ms(160);
        line.state.cuff = cuff;
        assertThat(standstill.stood(line.at(300), 100, 300_000) != null).isEqualTo(stands);
    }

    @ParameterizedTest
    @CsvSource({"100, true", "80, true", "49, false", "20, false"})
    void runsWhatLosesMoreThanHalf(double gPerH, boolean runs) {
        line.lost(0, 1_300, gPerH);
        FlowMeter.Loss loss = ran(1_300, 0);
        assertThat(loss != null).isEqualTo(runs);
        if (runs) {
            assertThat(loss.massG() / loss.ms() * 3_600_000).isCloseTo(gPerH, within(3.0));
        }
    }

    /** It must surely lose more than the fifth below which nothing flows. */
    @ParameterizedTest
    @CsvSource({"0.1, true", "1, false", "4, false"})
    void doesNotRunForCertainWhatScattersTooMuch(float noiseG, boolean runs) {
        line.lost(0, 300, 80);
        line.state.noiseG = noiseG;
        assertThat(ran(300, 0) != null).isEqualTo(runs);
    }

    /** What ran before it stopped does not speak for now. */
    @ParameterizedTest
    @CsvSource({"0, true", "0.1, false"})
    void runsOnlyByWhatWasLostSinceItStopped(double sinceS, boolean runs) {
        line.lost(0, 180, 100);
        assertThat(ran(180, sinceS) != null).isEqualTo(runs);
    }
}
