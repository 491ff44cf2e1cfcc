package io.wardstream.jobs.safety.vitals;

import static io.wardstream.jobs.safety.vitals.TestPatient.WELL;
import static io.wardstream.model.SignKind.NEWS2_BELOW_HIGH;
import static io.wardstream.model.SignKind.NEWS2_BELOW_MEDIUM;
import static io.wardstream.model.SignKind.NEWS2_COMPLETE;
import static io.wardstream.model.SignKind.NEWS2_HIGH;
import static io.wardstream.model.SignKind.NEWS2_INCOMPLETE;
import static io.wardstream.model.SignKind.NEWS2_MEDIUM;
import static io.wardstream.model.SignKind.NEWS2_NO_RED;
import static io.wardstream.model.SignKind.NEWS2_RED;
import static io.wardstream.model.SignKind.NEWS2_ROSE;
import static io.wardstream.model.SignKind.NEWS2_STEADY;
import static io.wardstream.model.SignKind.SEPSIS_SUSPECTED;
import static io.wardstream.model.SignKind.SEPSIS_UNLIKELY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.Acvpu;
import io.wardstream.model.Score;
import io.wardstream.model.ScoreInput;
import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {

    private static final double HOUR = 3_600;

    private final TestPatient patient = new TestPatient();

    private List<SignKind> kinds() {
        return patient.kinds(NEWS2_RED, NEWS2_NO_RED, NEWS2_MEDIUM, NEWS2_BELOW_MEDIUM, NEWS2_HIGH, NEWS2_BELOW_HIGH);
    }

    @Test
    void scoresWhatIsKnownAndSaysWhatIsMissing() {
        patient.says(1, 1, WELL.withRrPerMin(22.0));
        Score score = patient.score();
        assertThat(score.news2()).isEqualTo(2);
        assertThat(score.missing()).containsExactly("o2", "acvpu");
        assertThat(score.news2Max()).as("oxygen 2, consciousness 3").isEqualTo(7);
        assertThat(score.parts().rr()).isEqualTo(2);
        assertThat(score.parts().o2()).isNull();
        assertThat(score.scale()).isEqualTo(1);
        assertThat(score.refused()).isNull();
        assertThat(score.shockIndex()).isCloseTo(0.625, within(0.001));
        assertThat(score.mapMmHg()).isCloseTo(93.3, within(0.1));
        assertThat(score.qsofa()).isEqualTo(1);
        assertThat(score.mews()).isEqualTo(2);
        assertThat(score.algorithm()).isEqualTo(Score.ALGORITHM);
        assertThat(score.inputs())
                .extracting(ScoreInput::parameter)
                .containsExactlyInAnyOrder("rr", "spo2", "sys", "hr", "temp");
        assertThat(score.inputs())
                .allSatisfy(input -> assertThat(input.deviceId()).isEqualTo("monitor-1"));
    }

    @Test
    void isCompleteWithWhatStaffTell() {
        patient.says(1, 1, WELL).observed(Acvpu.ALERT, false);
        assertThat(patient.score().missing()).isEmpty();
        assertThat(patient.score().news2Max()).isZero();
        assertThat(patient.score().mews()).isEqualTo(1);
        patient.observed(Acvpu.CONFUSION, true);
        assertThat(patient.score().news2()).isEqualTo(5);
        assertThat(patient.score().inputs())
                .filteredOn(input -> input.parameter().equals("o2"))
                .singleElement()
                .satisfies(input -> assertThat(input.deviceId()).isNull());
    }

    @Test
    void forgetsWhatStaffToldWhenItIsTimeToLookAgain() {
        patient.says(1, 1, WELL)
                .observed(Acvpu.ALERT, false)
                .after(12 * HOUR - 1)
                .says(WELL);
        assertThat(patient.score().missing()).isEmpty();
        patient.after(2).says(WELL);
        assertThat(patient.score().missing()).as("12 h with a total of 0").containsExactly("o2", "acvpu");
        VitalsReading some = WELL.withSpo2Pct(95.0);
        patient.observed(Acvpu.ALERT, false)
                .says(20, 60, some)
                .after(6 * HOUR - 1_201)
                .says(some);
        assertThat(patient.score().missing()).isEmpty();
        patient.after(3).says(some);
        assertThat(patient.score().missing()).as("6 h with 1 to 4").containsExactly("o2", "acvpu");
        patient.observed(Acvpu.PAIN, false).after(HOUR - 1).says(some);
        assertThat(patient.score().missing()).isEmpty();
        patient.after(2).says(some);
        assertThat(patient.score().missing()).as("1 h with a red parameter").containsExactly("o2", "acvpu");
    }

    @Test
    void takesTheNewerWordOnOxygen() {
        patient.says(1, 1, WELL.withFio2Pct(21.0));
        assertThat(patient.score().parts().o2()).isZero();
        patient.after(1).observed(null, true);
        assertThat(patient.score().parts().o2()).isEqualTo(2);
        patient.says(1, 1, WELL.withFio2Pct(21.0));
        assertThat(patient.score().parts().o2()).isZero();
        patient.says(1, 1, WELL.withFio2Pct(28.0));
        assertThat(patient.score().parts().o2()).isEqualTo(2);
    }

    @Test
    void hasNoTotalOnceAVitalIsTooOld() {
        VitalsReading hr = VitalsReading.NONE.withHrBpm(75.0);
        patient.says(1, 0, WELL).says(1, 120, hr);
        assertThat(patient.score().news2()).isZero();
        patient.says(1, 0.001, hr);
        assertThat(patient.score().news2()).isNull();
        assertThat(patient.score().missing()).containsExactly("rr", "spo2", "o2", "acvpu");
        // A cuff pressure holds for an hour, a temperature for six.
        VitalsReading without = WELL.withSysMmHg(null).withDiaMmHg(null).withTempC(null);
        patient.after(HOUR - 120.001).says(without);
        assertThat(patient.score().news2()).isZero();
        patient.says(1, 0.001, without);
        assertThat(patient.score().missing()).containsExactly("sys", "o2", "acvpu");
        patient.after(5 * HOUR).says(WELL.withTempC(null));
        assertThat(patient.score().missing()).containsExactly("temp", "o2", "acvpu");
    }

    @Test
    void takesTheMedianOfFiveMinutes() {
        patient.says(7, 30, WELL.withHrBpm(90.0)).says(3, 30, WELL.withHrBpm(131.0));
        assertThat(patient.score().parts().hr()).isZero();
        patient.says(3, 30, WELL.withHrBpm(131.0));
        assertThat(patient.score().parts().hr()).isEqualTo(3);
        assertThat(patient.score().inputs())
                .filteredOn(input -> input.parameter().equals("hr"))
                .singleElement()
                .satisfies(input -> assertThat(input.value()).isCloseTo(131, within(0.01)));
    }

    @Test
    void usesTheScaleThatWasPrescribed() {
        patient.set("Patient.spo2Scale", 2).says(1, 1, WELL.withSpo2Pct(90.0).withFio2Pct(24.0));
        assertThat(patient.score().parts().spo2()).isZero();
        assertThat(patient.score().scale()).isEqualTo(2);
    }

    @Test
    void refusesChildrenAndPregnancy() {
        VitalsReading ill = WELL.withRrPerMin(30.0).withSpo2Pct(85.0);
        patient.set("Patient.ageYears", 15).says(20, 30, ill);
        assertThat(patient.score().news2()).isNull();
        assertThat(patient.score().refused()).contains("under 16");
        assertThat(patient.score().news2Min()).isZero();
        assertThat(patient.score().parts().rr()).isNull();
        assertThat(kinds()).isEmpty();
        TestPatient other = new TestPatient().set("Patient.pregnant", 1).says(20, 30, ill);
        assertThat(other.score().refused()).contains("pregnan");
        // Their vital signs are watched all the same.
        assertThat(other.kinds(SignKind.SPO2_DESATURATED)).hasSize(1);
    }

    @Test
    void saysARedParameterAndThatThereIsNone() {
        patient.says(20, 30, WELL.withRrPerMin(25.0));
        assertThat(kinds()).containsExactly(NEWS2_RED);
        assertThat(patient.first(NEWS2_RED).reason()).isEqualTo("respiration");
        patient.says(20, 30, WELL);
        assertThat(kinds()).containsExactly(NEWS2_RED, NEWS2_NO_RED);
    }

    @Test
    void saysTheThresholdsFromTheCertainPartAndTakesThemBackByACompleteScoreOnly() {
        VitalsReading ill = WELL.withRrPerMin(26.0).withSpo2Pct(91.0);
        patient.says(1, 0, ill);
        assertThat(kinds()).containsExactly(NEWS2_RED, NEWS2_MEDIUM);
        assertThat(patient.first(NEWS2_MEDIUM).value()).isEqualTo(6);
        patient.says(20, 30, ill.withHrBpm(112.0));
        assertThat(kinds()).containsExactly(NEWS2_RED, NEWS2_MEDIUM, NEWS2_HIGH);
        assertThat(patient.first(NEWS2_HIGH).value())
                .as("half of the window is fast")
                .isEqualTo(7);
        assertThat(patient.score().news2()).isEqualTo(8);
        // Half of it goes stale: that is no improvement.
        patient.after(600).says(VitalsReading.NONE.withHrBpm(80.0));
        assertThat(kinds()).containsExactly(NEWS2_RED, NEWS2_MEDIUM, NEWS2_HIGH);
        patient.says(1, 30, WELL);
        assertThat(kinds())
                .containsExactly(
                        NEWS2_RED, NEWS2_MEDIUM, NEWS2_HIGH, NEWS2_NO_RED, NEWS2_BELOW_MEDIUM, NEWS2_BELOW_HIGH);
    }

    @Test
    void saysHighFromTheCertainPartAlone() {
        patient.says(
                1, 1, VitalsReading.NONE.withRrPerMin(30.0).withSpo2Pct(80.0).withHrBpm(140.0));
        assertThat(patient.score().news2()).isNull();
        assertThat(patient.score().news2Min()).isEqualTo(9);
        assertThat(kinds()).contains(NEWS2_HIGH);
    }

    @Test
    void saysThatTheScoreRisesFast() {
        VitalsReading one = WELL.withSpo2Pct(95.0);
        VitalsReading two = WELL.withSpo2Pct(93.0);
        patient.says(20, 30, WELL).says(20, 30, one);
        assertThat(patient.kinds(NEWS2_ROSE)).isEmpty();
        patient.says(8, 30, two);
        assertThat(patient.score().news2()).isEqualTo(2);
        assertThat(patient.kinds(NEWS2_ROSE)).as("for a minute").hasSize(1);
        assertThat(patient.first(NEWS2_ROSE).value()).isEqualTo(2);
        patient.says(240, 60, two);
        assertThat(patient.kinds(NEWS2_STEADY))
                .as("an hour of window, two of calm")
                .hasSize(1);
    }

    @Test
    void saysThatTheScoreRisesSlowly() {
        patient.says(60, 60, WELL).says(65, 60, WELL.withSpo2Pct(95.0)).says(65, 60, WELL.withSpo2Pct(93.0));
        assertThat(patient.kinds(NEWS2_ROSE)).isEmpty();
        patient.says(10, 60, WELL.withSpo2Pct(91.0));
        assertThat(patient.kinds(NEWS2_ROSE)).hasSize(1);
        assertThat(patient.first(NEWS2_ROSE).reason()).isEqualTo("in four hours, to 3");
    }

    @Test
    void takesChartedScoresAtTheirWord() {
        patient.set("VitalsValidity.continuousMs", 7_200_000).set("VitalsValidity.cuffMs", 7_200_000);
        patient.says(1, HOUR, WELL).says(1, HOUR, WELL.withSpo2Pct(91.0).withRrPerMin(22.0));
        assertThat(patient.kinds(NEWS2_ROSE)).as("five in an hour").hasSize(1);
    }

    @Test
    void asksForWhatIsMissingAfterAnHour() {
        patient.says(1, 0, WELL).says(59, 60, WELL);
        assertThat(patient.kinds(NEWS2_INCOMPLETE)).isEmpty();
        patient.says(1, 60, WELL);
        assertThat(patient.first(NEWS2_INCOMPLETE).reason()).isEqualTo("o2, acvpu");
        patient.observed(Acvpu.ALERT, null);
        assertThat(patient.kinds(NEWS2_INCOMPLETE, NEWS2_COMPLETE)).containsExactly(NEWS2_INCOMPLETE);
        patient.observed(null, false);
        assertThat(patient.kinds(NEWS2_INCOMPLETE, NEWS2_COMPLETE)).containsExactly(NEWS2_INCOMPLETE, NEWS2_COMPLETE);
    }

    @Test
    void suspectsSepsisByQsofaOnceInTwelveHours() {
        VitalsReading septic = WELL.withRrPerMin(22.0).withSysMmHg(100.0);
        patient.says(20, 30, septic);
        assertThat(patient.first(SEPSIS_SUSPECTED).reason()).isEqualTo("qSOFA");
        patient.says(150, 60, WELL);
        assertThat(patient.kinds(SEPSIS_SUSPECTED, SEPSIS_UNLIKELY)).containsExactly(SEPSIS_SUSPECTED, SEPSIS_UNLIKELY);
        patient.says(60, 60, septic);
        assertThat(patient.kinds(SEPSIS_SUSPECTED)).as("within 12 h").hasSize(1);
        patient.says(520, 60, septic);
        assertThat(patient.kinds(SEPSIS_SUSPECTED)).hasSize(2);
    }

    @Test
    void suspectsSepsisBySirsWithAScore() {
        VitalsReading sirs = WELL.withTempC(38.5).withHrBpm(95.0);
        patient.says(20, 30, sirs);
        assertThat(patient.score().news2()).isEqualTo(2);
        assertThat(patient.kinds(SEPSIS_SUSPECTED)).isEmpty();
        patient.observed(Acvpu.VOICE, null).says(5, 30, sirs);
        assertThat(patient.kinds(SEPSIS_SUSPECTED)).hasSize(1);
        assertThat(patient.first(SEPSIS_SUSPECTED).reason()).startsWith("SIRS");
    }
}
