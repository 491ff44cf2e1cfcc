package io.wardstream.jobs.safety.vitals;

import static io.wardstream.model.SignKind.SENSOR_IMPLAUSIBLE;
import static io.wardstream.model.SignKind.SENSOR_OK;
import static io.wardstream.model.SignKind.SPO2_CRITICAL;
import static io.wardstream.model.SignKind.SPO2_CRITICAL_OVER;
import static io.wardstream.model.SignKind.SPO2_DESATURATED;
import static io.wardstream.model.SignKind.SPO2_DESATURATION_OVER;
import static io.wardstream.model.SignKind.SPO2_HIGH;
import static io.wardstream.model.SignKind.SPO2_HIGH_OVER;
import static io.wardstream.model.SignKind.SPO2_LOW;
import static io.wardstream.model.SignKind.SPO2_RECOVERED;
import static io.wardstream.model.SignKind.SUPPRESSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaturationTest {

    private final TestPatient patient = new TestPatient();

    private static VitalsReading spo2(double pct) {
        return VitalsReading.NONE.withSpo2Pct(pct);
    }

    private List<SignKind> kinds() {
        return patient.kinds(
                SPO2_LOW,
                SPO2_RECOVERED,
                SPO2_DESATURATED,
                SPO2_DESATURATION_OVER,
                SPO2_CRITICAL,
                SPO2_CRITICAL_OVER,
                SPO2_HIGH,
                SPO2_HIGH_OVER);
    }

    @Test
    void isLowAfterTwoMeasurementsHalfAMinuteApart() {
        patient.says(1, 30, spo2(89));
        assertThat(kinds()).isEmpty();
        patient.says(1, 30, spo2(88));
        assertThat(kinds()).containsExactly(SPO2_LOW);
        assertThat(patient.first(SPO2_LOW)).satisfies(sign -> {
            assertThat(patient.at(sign)).isEqualTo(60);
            assertThat(patient.since(sign)).isEqualTo(30);
            assertThat(sign.value()).isEqualTo(88);
            assertThat(sign.limit()).isEqualTo(90);
        });
    }

    @Test
    void isNotLowForAMomentOnAMonitorThatMeasuresEachSecond() {
        patient.says(15, 1, spo2(88));
        assertThat(kinds()).as("14 s").isEmpty();
        patient.says(1, 1, spo2(88));
        assertThat(kinds()).containsExactly(SPO2_LOW);
    }

    @Test
    void writesDownWhatItDidNotSay() {
        for (int i = 0; i < 5; i++) {
            patient.says(1, 30, spo2(89));
            patient.says(2, 30, spo2(97));
        }
        assertThat(kinds()).isEmpty();
        assertThat(patient.all(SUPPRESSED)).hasSize(5).allSatisfy(sign -> {
            assertThat(sign.waitFor()).isEqualTo("Spo2Low/persistence");
            assertThat(sign.limit()).isEqualTo(90);
        });
    }

    @Test
    void isBackAfterTwoMeasurementsInsideTheHysteresis() {
        patient.says(2, 30, spo2(88)).says(3, 30, spo2(91));
        assertThat(kinds()).containsExactly(SPO2_LOW);
        patient.says(1, 30, spo2(92)).says(1, 30, spo2(91)).says(1, 30, spo2(92));
        assertThat(kinds()).containsExactly(SPO2_LOW);
        patient.says(1, 30, spo2(92));
        assertThat(kinds()).containsExactly(SPO2_LOW, SPO2_RECOVERED);
    }

    @ParameterizedTest
    @CsvSource({"86, false", "85, true"})
    void hasFallenFarOnOneMeasurement(double pct, boolean said) {
        patient.says(1, 30, spo2(pct));
        assertThat(kinds()).isEqualTo(said ? List.of(SPO2_DESATURATED) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"81, false", "80, true"})
    void isCriticalAtOnce(double pct, boolean said) {
        patient.says(1, 30, spo2(pct));
        assertThat(kinds().contains(SPO2_CRITICAL)).isEqualTo(said);
    }

    @Test
    void isBackFromFarWhenTwoMeasurementsSaySo() {
        patient.says(1, 30, spo2(80))
                .says(1, 30, spo2(88))
                .says(1, 30, spo2(87))
                .says(1, 30, spo2(88));
        assertThat(kinds()).doesNotContain(SPO2_CRITICAL_OVER, SPO2_DESATURATION_OVER);
        patient.says(1, 30, spo2(88));
        assertThat(kinds()).contains(SPO2_CRITICAL_OVER, SPO2_DESATURATION_OVER);
    }

    @Test
    void believesAPoorSignalWhenItSaysSoForLong() {
        VitalsReading poor = spo2(78).withPerfusionPct(0.2);
        patient.says(1, 30, poor);
        assertThat(kinds()).isEmpty();
        patient.says(1, 30, spo2(97));
        patient.says(40, 1, spo2(78).withQuality(0.4));
        assertThat(kinds()).doesNotContain(SPO2_CRITICAL, SPO2_DESATURATED);
        patient.says(1, 1, spo2(78).withQuality(0.4));
        assertThat(kinds()).contains(SPO2_CRITICAL, SPO2_DESATURATED);
    }

    /** At the limit, in shock: what is neither far nor back does not begin the wait anew. */
    @Test
    void believesAPoorSignalThatIsNowAndThenAtTheLimit() {
        VitalsReading far = spo2(84).withPerfusionPct(0.2);
        VitalsReading near = spo2(86).withPerfusionPct(0.2);
        for (int i = 0; i < 11; i++) {
            patient.says(3, 1, far).says(1, 1, near);
        }
        assertThat(kinds()).contains(SPO2_DESATURATED);
        assertThat(patient.at(patient.first(SPO2_DESATURATED))).isEqualTo(41);
        TestPatient back = new TestPatient();
        for (int i = 0; i < 11; i++) {
            back.says(3, 1, far).says(1, 1, spo2(94).withPerfusionPct(0.2)).says(1, 1, spo2(94).withPerfusionPct(0.2));
        }
        assertThat(back.kinds(SPO2_DESATURATED)).as("back in between").isEmpty();
    }

    /** A hand that waves for half a minute. */
    @Test
    void believesNoMotion() {
        patient.says(60, 1, spo2(97))
                .says(30, 1, spo2(70).withQuality(0.2).withPerfusionPct(0.2))
                .says(60, 1, spo2(97));
        assertThat(kinds()).doesNotContain(SPO2_CRITICAL, SPO2_DESATURATED);
    }

    @Test
    void believesNoCuffOnTheSameLimbAndAPatientBehindItAfterAMinute() {
        VitalsReading pressed = spo2(63).withCuffRunning(true);
        patient.cuffOnSensor().says(5, 5, spo2(97)).says(7, 5, pressed).says(5, 5, spo2(97).withCuffRunning(false));
        assertThat(kinds()).doesNotContain(SPO2_CRITICAL, SPO2_DESATURATED);
        patient.says(1, 5, pressed).after(59);
        assertThat(kinds()).doesNotContain(SPO2_CRITICAL);
        patient.after(1);
        assertThat(kinds()).contains(SPO2_CRITICAL);
    }

    @Test
    void believesAProbeThatIsOffNothing() {
        patient.says(5, 30, spo2(60).withSpo2Off(true));
        assertThat(kinds()).isEmpty();
    }

    @Test
    void fallsByTheLimitOfThePatient() {
        patient.set("Spo2Low.lowPct", 97).says(1, 30, spo2(88));
        assertThat(kinds()).isEmpty();
        patient.says(1, 30, spo2(87));
        assertThat(kinds()).contains(SPO2_DESATURATED);
    }

    @Test
    void letsAPrescribedTargetBe() {
        patient.set("Patient.spo2Scale", 2).says(3, 30, spo2(88)).says(1, 30, spo2(84));
        assertThat(kinds()).isEmpty();
        patient.says(1, 30, spo2(83));
        assertThat(kinds()).contains(SPO2_DESATURATED, SPO2_LOW);
    }

    @Test
    void isTooHighOnOxygenOnlyAndOnScaleTwoOnly() {
        patient.says(5, 30, spo2(99).withFio2Pct(40.0));
        patient.set("Patient.spo2Scale", 2).says(5, 30, spo2(99).withFio2Pct(21.0));
        assertThat(kinds()).isEmpty();
        patient.says(2, 30, spo2(97).withFio2Pct(28.0));
        assertThat(kinds()).isEmpty();
        patient.says(1, 30, spo2(97).withFio2Pct(28.0));
        assertThat(kinds()).containsExactly(SPO2_HIGH);
        patient.says(2, 30, spo2(96).withFio2Pct(28.0));
        assertThat(kinds()).containsExactly(SPO2_HIGH);
        patient.says(1, 30, spo2(96).withFio2Pct(28.0));
        assertThat(kinds()).containsExactly(SPO2_HIGH, SPO2_HIGH_OVER);
    }

    @Test
    void takesOxygenOnStaffsWord() {
        patient.set("Patient.spo2Scale", 2).observed(null, true).says(3, 30, spo2(98));
        assertThat(kinds()).containsExactly(SPO2_HIGH);
        patient.observed(null, false).says(3, 30, spo2(98));
        assertThat(kinds()).containsExactly(SPO2_HIGH, SPO2_HIGH_OVER);
    }

    @Test
    void isBelievedAfterAMinuteAlthoughTheMonitorSaysNoMore() {
        patient.says(1, 30, spo2(78).withPerfusionPct(0.2)).after(59);
        assertThat(kinds()).isEmpty();
        patient.after(1);
        assertThat(kinds()).containsExactlyInAnyOrder(SPO2_CRITICAL, SPO2_DESATURATED);
        assertThat(patient.at(patient.first(SPO2_CRITICAL))).isEqualTo(90);
        assertThat(patient.since(patient.first(SPO2_CRITICAL))).isEqualTo(30);
        assertThat(patient.first(SPO2_CRITICAL).value()).isEqualTo(78);
    }

    @Test
    void isNotBelievedAfterAMinuteIfTheNextOneWasWell() {
        patient.says(1, 30, spo2(78).withPerfusionPct(0.2))
                .says(1, 59, spo2(97))
                .after(3_600);
        assertThat(kinds()).isEmpty();
    }

    @Test
    void isNotBelievedIfTheMonitorSaysThatTheProbeIsOff() {
        patient.says(1, 30, spo2(78).withPerfusionPct(0.2))
                .says(1, 5, VitalsReading.NONE.withSpo2Off(true))
                .after(3_600);
        assertThat(kinds()).isEmpty();
        assertThat(patient.all(SUPPRESSED))
                .extracting(Sign::waitFor)
                .containsExactly("Spo2Desaturation/sensor-off", "Spo2Critical/sensor-off");
        patient.says(1, 30, spo2(78));
        assertThat(kinds()).contains(SPO2_CRITICAL);
        patient.says(1, 5, VitalsReading.NONE.withSpo2Off(true));
        assertThat(kinds()).as("what was said stays said").doesNotContain(SPO2_CRITICAL_OVER);
    }

    @Test
    void refusesWhatNoOximeterCanMeasure() {
        patient.says(2, 30, spo2(25));
        assertThat(patient.kinds()).isEmpty();
        assertThat(patient.all(SUPPRESSED)).singleElement().satisfies(sign -> {
            assertThat(sign.waitFor()).isEqualTo("ImplausibleReading/implausible");
            assertThat(sign.reason()).startsWith("spo2: The value is lower");
            assertThat(sign.value()).isEqualTo(25);
        });
        patient.says(3, 30, spo2(25));
        assertThat(patient.kinds()).containsExactly(SENSOR_IMPLAUSIBLE);
        assertThat(patient.at(patient.first(SENSOR_IMPLAUSIBLE))).isEqualTo(90);
        patient.says(1, 30, spo2(97));
        assertThat(patient.kinds()).containsExactly(SENSOR_IMPLAUSIBLE, SENSOR_OK);
        patient.says(2, 30, spo2(25)).says(1, 30, spo2(97)).says(2, 30, spo2(25));
        assertThat(patient.kinds()).as("not three in a row").hasSize(2);
    }
}
