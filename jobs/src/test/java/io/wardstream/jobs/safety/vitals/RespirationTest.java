package io.wardstream.jobs.safety.vitals;

import static io.wardstream.model.SignKind.BREATHING_DEPRESSED;
import static io.wardstream.model.SignKind.BREATHING_DEPRESSED_OVER;
import static io.wardstream.model.SignKind.BREATHING_RESUMED;
import static io.wardstream.model.SignKind.BREATHING_STOPPED;
import static io.wardstream.model.SignKind.RR_EXTREME;
import static io.wardstream.model.SignKind.RR_EXTREME_OVER;
import static io.wardstream.model.SignKind.RR_OUT_OF_RANGE;
import static io.wardstream.model.SignKind.RR_RECOVERED;
import static io.wardstream.model.SignKind.RR_WARNING;
import static io.wardstream.model.SignKind.RR_WARNING_OVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Acvpu;
import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RespirationTest {

    private final TestPatient patient = new TestPatient();

    private static VitalsReading rr(double perMin) {
        return VitalsReading.NONE.withRrPerMin(perMin);
    }

    private List<SignKind> kinds() {
        return patient.kinds(
                RR_WARNING,
                RR_WARNING_OVER,
                RR_OUT_OF_RANGE,
                RR_RECOVERED,
                RR_EXTREME,
                RR_EXTREME_OVER,
                BREATHING_STOPPED,
                BREATHING_RESUMED,
                BREATHING_DEPRESSED,
                BREATHING_DEPRESSED_OVER);
    }

    @ParameterizedTest
    @CsvSource({
        "24, ",
        "25, RR_WARNING",
        "30, RR_WARNING",
        "31, RR_OUT_OF_RANGE",
        "35, RR_OUT_OF_RANGE",
        "36, RR_EXTREME",
        "10, ",
        "9, RR_WARNING",
        "8, RR_WARNING",
        "7, RR_OUT_OF_RANGE",
        "6, RR_OUT_OF_RANGE",
        "5, RR_EXTREME",
    })
    void drawsItsLines(double perMin, SignKind worst) {
        patient.says(2, 30, rr(perMin));
        if (worst == null) {
            assertThat(kinds()).isEmpty();
        } else {
            assertThat(kinds().get(kinds().size() - 1)).isEqualTo(worst);
        }
    }

    @Test
    void takesTwoOfThreeBecauseTheSignalIsNoisy() {
        patient.says(1, 30, rr(32)).says(1, 30, rr(20)).says(1, 30, rr(32));
        assertThat(kinds()).contains(RR_OUT_OF_RANGE);
        TestPatient other = new TestPatient();
        for (int i = 0; i < 10; i++) {
            other.says(1, 30, rr(32)).says(2, 30, rr(20));
        }
        assertThat(other.kinds(RR_OUT_OF_RANGE)).isEmpty();
    }

    @Test
    void isBackInsideTheHysteresis() {
        patient.says(2, 30, rr(32)).says(2, 30, rr(29));
        assertThat(kinds()).doesNotContain(RR_RECOVERED);
        patient.says(2, 30, rr(28));
        assertThat(kinds()).contains(RR_RECOVERED).doesNotContain(RR_WARNING_OVER);
    }

    @Test
    void missesTheBreathAfterHalfAMinute() {
        patient.says(10, 1, rr(16)).says(1, 1, rr(0)).says(29, 1, rr(0));
        assertThat(kinds()).isEmpty();
        patient.says(1, 1, rr(0));
        assertThat(kinds()).containsExactly(BREATHING_STOPPED);
        assertThat(patient.first(BREATHING_STOPPED)).satisfies(sign -> {
            assertThat(patient.at(sign)).isEqualTo(41);
            assertThat(patient.since(sign)).isEqualTo(11);
            assertThat(sign.value()).isEqualTo(30);
        });
    }

    @Test
    void missesTheBreathOnTimeAlthoughTheMonitorSaysNoMore() {
        patient.says(3, 30, rr(16)).says(1, 30, rr(0)).after(29);
        assertThat(kinds()).isEmpty();
        patient.after(1);
        assertThat(kinds()).containsExactly(BREATHING_STOPPED);
    }

    @Test
    void doesNotMindAMomentWithoutABreath() {
        for (int i = 0; i < 5; i++) {
            patient.says(29, 1, rr(0)).says(1, 1, rr(14));
        }
        assertThat(kinds()).isEmpty();
    }

    @Test
    void seesBreathsAgainAfterTwo() {
        patient.says(3, 30, rr(0)).says(1, 30, rr(8)).says(1, 30, rr(7)).says(1, 30, rr(8));
        assertThat(kinds()).doesNotContain(BREATHING_RESUMED);
        patient.says(1, 30, rr(8));
        assertThat(kinds()).contains(BREATHING_RESUMED);
        patient.says(3, 30, rr(0));
        assertThat(kinds()).endsWith(BREATHING_STOPPED);
    }

    @Test
    void takesAMissingRateForNoBreathOnlyWhereTheSignalIsGood() {
        VitalsReading without = VitalsReading.NONE.withHrBpm(75.0).withSpo2Pct(97.0);
        patient.says(5, 10, rr(16)).says(8, 10, without);
        assertThat(kinds()).isEmpty();
        TestPatient other = new TestPatient().says(5, 10, rr(16)).says(8, 10, without.withQuality(0.9));
        assertThat(other.kinds(BREATHING_STOPPED)).hasSize(1);
    }

    @Test
    void seesAnOpioidSlowTheBreathAndTheSaturationFall() {
        VitalsReading slow = rr(9).withSpo2Pct(97.0);
        patient.says(20, 30, slow).says(10, 30, slow.withSpo2Pct(94.0));
        assertThat(kinds()).as("no opioid").doesNotContain(BREATHING_DEPRESSED);
        TestPatient other = new TestPatient().set("Patient.opioid", 1).says(20, 30, slow);
        assertThat(other.kinds(BREATHING_DEPRESSED)).isEmpty();
        other.says(2, 30, slow.withSpo2Pct(94.0));
        assertThat(other.kinds(BREATHING_DEPRESSED)).hasSize(1);
        other.says(2, 30, rr(12));
        assertThat(other.kinds(BREATHING_DEPRESSED_OVER)).hasSize(1);
    }

    @Test
    void seesAnOpioidMakeThePatientHardToRouse() {
        patient.set("Patient.opioid", 1).observed(Acvpu.ALERT, null).says(3, 30, rr(9));
        assertThat(kinds()).doesNotContain(BREATHING_DEPRESSED);
        patient.observed(Acvpu.VOICE, null).says(2, 30, rr(9));
        assertThat(kinds()).contains(BREATHING_DEPRESSED);
    }

    @Test
    void doesNotGoOnMissingTheBreathForAMonitorThatHasGone() {
        patient.says(3, 30, rr(0));
        assertThat(kinds()).containsExactly(BREATHING_STOPPED);
        patient.moveAway("monitor-1");
        assertThat(kinds()).containsExactly(BREATHING_STOPPED, BREATHING_RESUMED);
        assertThat(patient.first(BREATHING_RESUMED).reason()).contains("no longer the patient's");
    }

    @Test
    void missesTheBreathWhileAnyMonitorThatStaysDoes() {
        for (int i = 0; i < 3; i++) {
            patient.says(1, 30, rr(0));
            patient.says("monitor-2", rr(0));
        }
        patient.moveAway("monitor-1");
        assertThat(kinds()).containsOnly(BREATHING_STOPPED);
        patient.moveAway("monitor-2");
        assertThat(kinds()).endsWith(BREATHING_RESUMED);
    }

    @Test
    void takesElectrodesThatAreOffForNoApnoea() {
        VitalsReading well =
                VitalsReading.NONE.withHrBpm(75.0).withSpo2Pct(97.0).withQuality(0.9);
        patient.says(10, 5, well.withRrPerMin(16.0)).says(40, 5, well.withHrBpm(null));
        assertThat(kinds()).isEmpty();
        TestPatient said = new TestPatient();
        said.says(10, 5, well.withRrPerMin(16.0)).says(40, 5, well.withEcgOff(true));
        assertThat(said.kinds(BREATHING_STOPPED)).isEmpty();
    }

    @Test
    void takesValuesThatAreLostOrLateForNoApnoea() {
        VitalsReading well =
                VitalsReading.NONE.withHrBpm(75.0).withSpo2Pct(97.0).withQuality(0.9);
        VitalsReading breathes = well.withRrPerMin(16.0);
        patient.says(5, 30, breathes)
                .says(3, 30, well)
                .says(3, 30, breathes)
                .says(4, 30, well)
                .after(29);
        assertThat(kinds()).isEmpty();
        patient.after(1);
        assertThat(kinds()).as("half a minute after the fourth").containsExactly(BREATHING_STOPPED);
    }

    @Test
    void takesAnAbsenceBackWhenItIsKnownWhy() {
        VitalsReading well =
                VitalsReading.NONE.withHrBpm(75.0).withSpo2Pct(97.0).withQuality(0.9);
        patient.says(5, 10, well.withRrPerMin(16.0))
                .says(5, 10, well)
                .says(1, 5, well.withEcgOff(true))
                .after(600);
        assertThat(kinds()).isEmpty();
        TestPatient zero = new TestPatient();
        zero.says(5, 10, well.withRrPerMin(16.0))
                .says(1, 10, well.withRrPerMin(0.0))
                .says(1, 5, well.withEcgOff(true));
        zero.after(600);
        assertThat(zero.kinds(BREATHING_STOPPED)).as("counted as none before").hasSize(1);
    }

    @Test
    void takesMessagesThatLoseOtherValuesTooForNoApnoea() {
        VitalsReading well =
                VitalsReading.NONE.withHrBpm(75.0).withSpo2Pct(97.0).withQuality(0.9);
        patient.says(5, 10, well.withRrPerMin(16.0))
                .says(1, 10, well.withSpo2Pct(null))
                .says(20, 10, well);
        assertThat(kinds()).isEmpty();
        patient.says(1, 10, well.withRrPerMin(16.0))
                .says(1, 10, well.withRrPerMin(16.0))
                .says(8, 10, well);
        assertThat(kinds()).as("only the respiration").containsExactly(BREATHING_STOPPED);
    }

    @Test
    void takesAMonitorThatSaysThatItHasNoValueForNoApnoea() {
        VitalsReading well =
                VitalsReading.NONE.withHrBpm(75.0).withSpo2Pct(97.0).withQuality(0.9);
        patient.says(5, 10, well.withRrPerMin(16.0)).says(20, 10, well.withRrPerMin(8_388_607.0));
        assertThat(kinds()).isEmpty();
        assertThat(patient.kinds(SignKind.SENSOR_IMPLAUSIBLE)).hasSize(1);
    }
}
