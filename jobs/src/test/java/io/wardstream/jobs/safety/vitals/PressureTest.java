package io.wardstream.jobs.safety.vitals;

import static io.wardstream.model.SignKind.CUSHING_LIKE;
import static io.wardstream.model.SignKind.CUSHING_LIKE_OVER;
import static io.wardstream.model.SignKind.HYPOTENSION;
import static io.wardstream.model.SignKind.HYPOTENSION_OVER;
import static io.wardstream.model.SignKind.MAP_LOW;
import static io.wardstream.model.SignKind.MAP_RECOVERED;
import static io.wardstream.model.SignKind.MAP_VERY_LOW;
import static io.wardstream.model.SignKind.SHOCK;
import static io.wardstream.model.SignKind.SHOCK_INDEX_HIGH;
import static io.wardstream.model.SignKind.SHOCK_INDEX_HIGH_OVER;
import static io.wardstream.model.SignKind.SHOCK_INDEX_VERY_HIGH;
import static io.wardstream.model.SignKind.SHOCK_OVER;
import static io.wardstream.model.SignKind.SYS_EXTREME;
import static io.wardstream.model.SignKind.SYS_EXTREME_OVER;
import static io.wardstream.model.SignKind.SYS_OUT_OF_RANGE;
import static io.wardstream.model.SignKind.SYS_RECOVERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PressureTest {

    private static final double QUARTER_HOUR = 900;

    private final TestPatient patient = new TestPatient();

    private static VitalsReading sys(double sys) {
        return VitalsReading.NONE.withSysMmHg(sys);
    }

    private static VitalsReading cuff(double sys, double dia) {
        return VitalsReading.NONE.withSysMmHg(sys).withDiaMmHg(dia);
    }

    @ParameterizedTest
    @CsvSource({"90, false", "89, true", "160, false", "161, true"})
    void isOutOfRangeInTwoMeasurements(double sys, boolean said) {
        patient.says(1, 60, sys(sys));
        assertThat(patient.kinds(SYS_OUT_OF_RANGE)).isEmpty();
        patient.says(1, 60, sys(sys));
        assertThat(patient.kinds(SYS_OUT_OF_RANGE)).hasSize(said ? 1 : 0);
    }

    @Test
    void standsForItselfWhenNobodyRepeatsIt() {
        patient.says(1, 60, sys(85)).after(179);
        assertThat(patient.kinds(SYS_OUT_OF_RANGE)).isEmpty();
        patient.after(1);
        assertThat(patient.first(SYS_OUT_OF_RANGE)).satisfies(sign -> {
            assertThat(patient.at(sign)).isEqualTo(240);
            assertThat(patient.since(sign)).isEqualTo(60);
            assertThat(sign.value()).isEqualTo(85);
        });
    }

    @Test
    void isNotSaidWhenTheRepetitionIsFine() {
        patient.says(1, 60, sys(85)).says(1, 60, sys(120)).after(3_600);
        assertThat(patient.kinds(SYS_OUT_OF_RANGE)).isEmpty();
        assertThat(patient.all(SignKind.SUPPRESSED)).isNotEmpty();
    }

    @Test
    void countsAPressureThatIsToldAgainOnce() {
        patient.after(60);
        long measuredAt = patient.now();
        for (int i = 0; i < 17; i++) {
            patient.says("monitor-1", sys(85), measuredAt);
            patient.after(10);
        }
        assertThat(patient.kinds(SYS_OUT_OF_RANGE)).isEmpty();
    }

    @Test
    void countsAPressureThatAMonitorWithoutAClockHoldsOnce() {
        for (int i = 0; i < 9; i++) {
            patient.after(20);
            patient.says("monitor-1", cuff(85, 60), null);
        }
        assertThat(patient.kinds(SYS_OUT_OF_RANGE)).as("2 min 40 s").isEmpty();
        patient.after(5);
        patient.says("monitor-1", cuff(85, 61), null);
        assertThat(patient.kinds(SYS_OUT_OF_RANGE)).as("measured again").hasSize(1);
    }

    @Test
    void isBackAfterTwoInsideTheHysteresis() {
        patient.says(2, 60, sys(85)).says(2, QUARTER_HOUR, sys(94));
        assertThat(patient.kinds(SYS_RECOVERED)).isEmpty();
        patient.says(2, QUARTER_HOUR, sys(95));
        assertThat(patient.kinds(SYS_RECOVERED)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"80, false", "79, true", "200, false", "201, true"})
    void isExtremeInOneMeasurement(double sys, boolean said) {
        patient.says(1, 60, sys(sys));
        assertThat(patient.kinds(SYS_EXTREME)).hasSize(said ? 1 : 0);
    }

    @Test
    void isExtremeAfterAMinuteIfInDoubt() {
        patient.says(2, QUARTER_HOUR, sys(140)).says(1, QUARTER_HOUR, sys(75)).after(59);
        assertThat(patient.kinds(SYS_EXTREME))
                .as("65 mmHg in one cuff is in doubt")
                .isEmpty();
        patient.after(1);
        assertThat(patient.kinds(SYS_EXTREME)).hasSize(1);
        TestPatient other = new TestPatient().says(1, 60, cuff(78, 72));
        assertThat(other.kinds(SYS_EXTREME)).as("6 mmHg apart is in doubt").isEmpty();
        other.says(1, 30, cuff(78, 50));
        assertThat(other.kinds(SYS_EXTREME)).hasSize(1);
        other.says(2, 60, sys(90));
        assertThat(other.kinds(SYS_EXTREME_OVER)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"65, ''", "64.9, MAP_LOW", "55, MAP_LOW", "54.9, MAP_VERY_LOW"})
    void judgesTheMean(double mean, String said) {
        patient.says(2, 60, VitalsReading.NONE.withMeanMmHg(mean));
        assertThat(patient.kinds(MAP_LOW)).hasSize(said.isEmpty() ? 0 : 1);
        assertThat(patient.kinds(MAP_VERY_LOW)).hasSize(said.equals("MAP_VERY_LOW") ? 1 : 0);
    }

    @Test
    void worksOutTheMeanUnlessItWasMeasured() {
        patient.says(2, 60, cuff(95, 48));
        assertThat(patient.kinds(MAP_LOW)).as("63.7").hasSize(1);
        patient.says(2, 60, cuff(95, 48).withMeanMmHg(71.0));
        assertThat(patient.kinds(MAP_LOW, MAP_RECOVERED)).containsExactly(MAP_LOW, MAP_RECOVERED);
    }

    @Test
    void saysAMeanThatNobodyRepeats() {
        patient.says(1, 60, VitalsReading.NONE.withMeanMmHg(60.0)).after(180);
        assertThat(patient.kinds(MAP_LOW)).hasSize(1);
    }

    @Test
    void dividesHeartRateByPressureInTwoMeasurements() {
        VitalsReading fast = VitalsReading.NONE.withHrBpm(108.0);
        patient.says(10, 30, fast).says(1, 0, fast.withSysMmHg(120.0));
        assertThat(patient.kinds(SHOCK_INDEX_HIGH)).isEmpty();
        patient.says(10, 30, fast).says(1, 0, fast.withSysMmHg(120.0));
        assertThat(patient.first(SHOCK_INDEX_HIGH).value()).isCloseTo(0.9, within(0.001));
        assertThat(patient.kinds(SHOCK_INDEX_VERY_HIGH)).isEmpty();
        patient.says(10, 30, fast).says(1, 0, fast.withSysMmHg(99.0));
        patient.says(10, 30, fast).says(1, 0, fast.withSysMmHg(99.0));
        assertThat(patient.kinds(SHOCK_INDEX_VERY_HIGH)).as("1.09 with 99 mmHg").hasSize(1);
        patient.says(10, 30, fast).says(1, 0, fast.withSysMmHg(130.0));
        patient.says(10, 30, fast).says(1, 0, fast.withSysMmHg(130.0));
        assertThat(patient.kinds(SHOCK_INDEX_HIGH_OVER)).hasSize(1);
    }

    @Test
    void isInShockByOneMeasurementUntilTheNextOrUntilItIsTooOld() {
        patient.says(1, 60, cuff(95, 48));
        assertThat(patient.kinds(SHOCK, SHOCK_OVER)).containsExactly(SHOCK);
        patient.says(1, 60, cuff(95, 48)).says(1, 60, cuff(120, 70));
        assertThat(patient.kinds(SHOCK, SHOCK_OVER)).containsExactly(SHOCK, SHOCK_OVER);
        patient.says(1, 60, cuff(95, 48)).after(3_599);
        assertThat(patient.kinds(SHOCK, SHOCK_OVER)).containsExactly(SHOCK, SHOCK_OVER, SHOCK);
        patient.after(1);
        assertThat(patient.kinds(SHOCK, SHOCK_OVER)).containsExactly(SHOCK, SHOCK_OVER, SHOCK, SHOCK_OVER);
    }

    @Test
    void isInShockByTheShockIndex() {
        patient.says(10, 30, VitalsReading.NONE.withHrBpm(118.0)).says(1, 0, sys(118));
        assertThat(patient.kinds(SHOCK)).hasSize(1);
        assertThat(patient.first(SHOCK).reason()).isEqualTo("shock index 1.00");
    }

    @Test
    void tellsTheClampsOfAPressureThatIsLow() {
        patient.says(1, 60, sys(90));
        assertThat(patient.kinds(HYPOTENSION)).isEmpty();
        patient.says(2, 60, sys(89));
        assertThat(patient.kinds(HYPOTENSION, HYPOTENSION_OVER))
                .as("said anew")
                .containsExactly(HYPOTENSION, HYPOTENSION);
        patient.says(2, 60, sys(90));
        assertThat(patient.kinds(HYPOTENSION_OVER)).hasSize(1);
        patient.says(1, 60, sys(89)).after(3_600);
        assertThat(patient.kinds(HYPOTENSION_OVER)).hasSize(2);
    }

    @Test
    void seesThePressureRiseAndTheHeartSlow() {
        VitalsReading before = VitalsReading.NONE.withHrBpm(80.0).withRrPerMin(16.0);
        VitalsReading after = VitalsReading.NONE.withHrBpm(60.0).withRrPerMin(10.0);
        patient.says(10, 30, before).says(1, 0, before.withSysMmHg(120.0).withDiaMmHg(80.0));
        patient.says(14, 30, after).says(1, 0, after.withSysMmHg(157.0).withDiaMmHg(90.0));
        assertThat(patient.kinds(CUSHING_LIKE)).isEmpty();
        patient.says(5, 30, after).says(1, 0, after.withSysMmHg(158.0).withDiaMmHg(90.0));
        assertThat(patient.kinds(CUSHING_LIKE)).hasSize(1);
        // Half an hour later that is how it was before.
        patient.says(60, 30, after).says(1, 0, after.withSysMmHg(158.0).withDiaMmHg(90.0));
        patient.says(5, 30, after).says(1, 0, after.withSysMmHg(158.0).withDiaMmHg(90.0));
        assertThat(patient.kinds(CUSHING_LIKE_OVER)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"80, 10, 158", "60, 16, 158", "60, 10, 150"})
    void seesNoneOfThatIfOnePartIsMissing(double hr, double rr, double sys) {
        VitalsReading before = VitalsReading.NONE.withHrBpm(80.0).withRrPerMin(16.0);
        VitalsReading after = VitalsReading.NONE.withHrBpm(hr).withRrPerMin(rr);
        patient.says(10, 30, before).says(1, 0, before.withSysMmHg(120.0).withDiaMmHg(80.0));
        for (int i = 0; i < 3; i++) {
            patient.says(10, 30, after).says(1, 0, after.withSysMmHg(sys).withDiaMmHg(90.0));
        }
        assertThat(patient.kinds(CUSHING_LIKE)).isEmpty();
    }

    @Test
    void forgetsAConclusionInTimeAlthoughTheMonitorIsTheNextPatientsByThen() {
        patient.says(1, 60, sys(80).withDiaMmHg(40.0));
        assertThat(patient.kinds(SHOCK, HYPOTENSION)).hasSize(2);
        patient.after(60);
        patient.moveAway("monitor-1");
        assertThat(patient.state.monitors).isEmpty();
        patient.after(3_539);
        assertThat(patient.kinds(SHOCK_OVER, HYPOTENSION_OVER)).isEmpty();
        patient.after(1);
        assertThat(patient.kinds(SHOCK_OVER, HYPOTENSION_OVER)).containsExactlyInAnyOrder(SHOCK_OVER, HYPOTENSION_OVER);
    }

    /** However long a monitor without a clock tells it. */
    @Test
    void countsAHeldPressureOnceAndAnEqualOneAfterAPauseAgain() {
        VitalsReading held = sys(120).withDiaMmHg(70.0);
        for (int i = 0; i < 60; i++) {
            patient.after(30);
            patient.says("monitor-1", held, null);
        }
        assertThat(patient.scores).hasSize(1);
        patient.after(301);
        patient.says("monitor-1", held, null);
        assertThat(patient.scores).hasSize(2);
    }
}
