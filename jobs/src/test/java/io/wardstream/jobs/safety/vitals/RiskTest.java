package io.wardstream.jobs.safety.vitals;

import static io.wardstream.jobs.safety.vitals.TestPatient.WELL;
import static io.wardstream.model.SignKind.RISK_OVER;
import static io.wardstream.model.SignKind.RISK_PREDICTED;
import static io.wardstream.model.SignKind.SUPPRESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.Sign;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.risk.LoadedRiskModel;
import io.wardstream.model.risk.RiskFeature;
import io.wardstream.model.risk.RiskPicture;
import io.wardstream.model.risk.TestRiskModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The risk that a model predicts from charts of a row an hour, and from a monitor. */
class RiskTest {

    private static final double HOUR_S = 3_600;

    /** One log odd for each 10 /min of heart rate above 75: 0.5 at 75, 0.731 at 85, 0.269 at 65. Threshold 0.7. */
    private static final LoadedRiskModel BY_HEART_RATE =
            TestRiskModel.loaded(TestRiskModel.of(Map.of(RiskFeature.HR, new double[] {75, 10, 1}), 0, 0.7));

    private final List<RiskRow> rows = new ArrayList<>();

    private TestPatient charted(LoadedRiskModel model) {
        return new TestPatient(new VitalsAssessor(new RiskJudge(model, rows::add)))
                .set("VitalsValidity.continuousMs", 7_200_000)
                .set("VitalsValidity.cuffMs", 7_200_000)
                .set("VitalsValidity.temperatureMs", 7_200_000);
    }

    private TestPatient patient = charted(BY_HEART_RATE);

    private static VitalsReading hr(double bpm) {
        return WELL.withHrBpm(bpm);
    }

    private void hourly(double... rates) {
        for (double rate : rates) {
            patient.after(HOUR_S).says(hr(rate));
        }
    }

    private double feature(RiskFeature feature) {
        return rows.get(rows.size() - 1).features().get(feature.place());
    }

    // --- what is said ----------------------------------------------------------------------------

    @Test
    void saysARiskWithItsReasonsAndWhenItIsOver() {
        hourly(75, 75, 84, 83, 80, 78);
        assertThat(patient.kinds(RISK_PREDICTED, RISK_OVER)).containsExactly(RISK_PREDICTED);
        assertThat(patient.first(RISK_PREDICTED)).satisfies(sign -> {
            assertThat(patient.at(sign)).isEqualTo(3 * HOUR_S);
            assertThat(sign.since()).isEqualTo(sign.at());
            assertThat(sign.value()).isCloseTo(1 / (1 + Math.exp(-0.9)), within(1e-12));
            assertThat(sign.limit()).isEqualTo(0.7);
            assertThat(sign.reason())
                    .isEqualTo("p 0.711 of sepsis in 6 to 12 h, threshold 0.700, model test 1, 0123456789ab:"
                            + " heart rate 84 /min (+0.90)");
        });
        // 0.8 of 0.7 is 0.56: 78 /min gives 0.574, 77 /min 0.550.
        hourly(77);
        assertThat(patient.kinds(RISK_PREDICTED, RISK_OVER)).containsExactly(RISK_PREDICTED, RISK_OVER);
        assertThat(patient.first(RISK_OVER).since())
                .isEqualTo(patient.first(RISK_PREDICTED).at());
    }

    @Test
    void staysQuietBelowTheThreshold() {
        hourly(75, 83, 83, 83);
        assertThat(patient.kinds(RISK_PREDICTED, RISK_OVER)).isEmpty();
        assertThat(rows)
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.probability()).isLessThan(0.7));
    }

    @Test
    void saysItOnceInFourHours() {
        hourly(90, 60, 90, 60, 90);
        assertThat(patient.kinds(RISK_PREDICTED, RISK_OVER))
                .as("at the first, and at the fifth, four hours later")
                .containsExactly(RISK_PREDICTED, RISK_OVER, RISK_PREDICTED);
        assertThat(patient.all(SUPPRESSED))
                .filteredOn(RiskTest::isRisk)
                .singleElement()
                .satisfies(sign -> {
                    assertThat(patient.at(sign)).isEqualTo(3 * HOUR_S);
                    assertThat(sign.value()).isCloseTo(1 / (1 + Math.exp(-1.5)), within(1e-12));
                });
    }

    /** What is kept back for being too soon is said when it is not any more, if it still holds; on record it is once. */
    @Test
    void saysLaterWhatItKeptBackIfItStillHolds() {
        hourly(90, 60, 90, 90);
        assertThat(patient.kinds(RISK_PREDICTED)).hasSize(1);
        assertThat(patient.all(SUPPRESSED)).filteredOn(RiskTest::isRisk).hasSize(1);
        hourly(90);
        assertThat(patient.kinds(RISK_PREDICTED)).hasSize(2);
    }

    private static boolean isRisk(Sign sign) {
        return "PredictedRisk/once".equals(sign.waitFor());
    }

    @ParameterizedTest
    @CsvSource({"0, 84, 1", "0.75, 84, 0", "0.75, 86, 1", "0.5, 75, 1", "0.5, 74, 0"})
    void obeysTheThresholdOfTheSettings(double threshold, double rate, int said) {
        patient.set("PredictedRisk.threshold", threshold);
        hourly(rate);
        assertThat(patient.kinds(RISK_PREDICTED)).hasSize(said);
    }

    @Test
    void saysNothingWhereItIsSwitchedOffHoweverSureItIs() {
        patient = charted(TestRiskModel.loaded(
                TestRiskModel.of(Map.of(RiskFeature.HR, new double[] {0, 1, 1_000}), 0, 0.7)));
        hourly(90);
        assertThat(rows.get(0).probability()).isEqualTo(1.0);
        assertThat(patient.kinds(RISK_PREDICTED)).hasSize(1);
        patient.set("PredictedRisk.threshold", 1);
        hourly(90, 90, 90, 90, 90, 90);
        assertThat(patient.kinds(RISK_PREDICTED, RISK_OVER)).containsExactly(RISK_PREDICTED, RISK_OVER);
    }

    // --- of whom -----------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"Patient.ageYears, 15.9, 0", "Patient.ageYears, 16, 1", "Patient.pregnant, 1, 0"})
    void predictsNothingForChildrenAndInPregnancy(String key, double value, int said) {
        patient.set(key, value);
        hourly(90, 90);
        assertThat(patient.kinds(RISK_PREDICTED)).hasSize(said);
        assertThat(rows).hasSize(said * 2);
    }

    @Test
    void takesBackWhatItSaidOfAPatientWhoTurnsOutToBePregnant() {
        hourly(90);
        patient.set("Patient.pregnant", 1);
        hourly(90);
        assertThat(patient.kinds(RISK_PREDICTED, RISK_OVER)).containsExactly(RISK_PREDICTED, RISK_OVER);
        assertThat(patient.first(RISK_OVER).reason()).contains("pregnan");
    }

    @Test
    void predictsNothingWhileTooLittleIsKnown() {
        for (VitalsReading reading : List.of(
                hr(90).withHrBpm(null),
                hr(90).withSpo2Pct(null),
                hr(90).withRrPerMin(null),
                hr(90).withSysMmHg(null))) {
            TestPatient other = charted(BY_HEART_RATE);
            other.after(HOUR_S).says(reading);
            assertThat(other.kinds(RISK_PREDICTED)).as("%s", reading).isEmpty();
        }
        assertThat(rows).isEmpty();
        hourly(90);
        assertThat(patient.kinds(RISK_PREDICTED)).hasSize(1);
    }

    @Test
    void endsWhatNothingIsKnownOfForFourHours() {
        hourly(90);
        VitalsReading noPressure = hr(60).withSysMmHg(null).withDiaMmHg(null);
        patient.set("VitalsValidity.cuffMs", 1_800_000);
        for (int hour = 1; hour <= 3; hour++) {
            patient.after(HOUR_S).says(noPressure);
            assertThat(patient.kinds(RISK_OVER)).as("after %d h", hour).isEmpty();
        }
        patient.after(HOUR_S).says(noPressure);
        assertThat(patient.first(RISK_OVER).reason()).isEqualTo("too little has been known for hours");
    }

    @Test
    void takesBackWhatAModelSaidThatIsNotGivenAnyMore() {
        hourly(90);
        TestPatient restored = patient.with(new VitalsAssessor());
        restored.after(HOUR_S).says(hr(90));
        assertThat(restored.kinds(RISK_PREDICTED, RISK_OVER)).containsExactly(RISK_PREDICTED, RISK_OVER);
        assertThat(restored.state.risk).isNull();
        restored.after(HOUR_S).says(hr(90));
        assertThat(restored.kinds(RISK_OVER)).hasSize(1);
    }

    @Test
    void saysNothingWithoutAModelAndKeepsNothing() {
        TestPatient silent = new TestPatient(new VitalsAssessor());
        silent.says(20, 30, hr(180));
        assertThat(silent.kinds(RISK_PREDICTED)).isEmpty();
        assertThat(silent.state.risk).isNull();
    }

    // --- from what ---------------------------------------------------------------------------------

    @Test
    void asksAMonitorOnceAMinute() {
        patient = new TestPatient(new VitalsAssessor(new RiskJudge(BY_HEART_RATE, rows::add)));
        patient.says(41, 15, hr(75));
        assertThat(rows).hasSize(11);
        for (int i = 1; i < rows.size(); i++) {
            assertThat(rows.get(i).at() - rows.get(i - 1).at()).isEqualTo(60_000);
        }
    }

    /** A heart rate that rises by a beat in four minutes, a pressure that falls by one in five. */
    @Test
    void seesTheCourseOfAMonitor() {
        patient = new TestPatient(new VitalsAssessor(new RiskJudge(null, rows::add)));
        for (int minute = 0; minute <= 300; minute++) {
            VitalsReading reading = hr(60 + minute / 4.0).withSysMmHg(null).withDiaMmHg(null);
            patient.after(60).says(minute % 15 == 0 ? reading.withSysMmHg(140 - minute / 5.0) : reading);
        }
        assertThat(rows)
                .hasSize(301)
                .allSatisfy(row -> assertThat(row.probability()).isNull());
        assertThat(feature(RiskFeature.HR_SLOPE)).isCloseTo(15, within(0.5));
        assertThat(feature(RiskFeature.SYS_SLOPE)).isCloseTo(-12, within(0.5));
        assertThat(feature(RiskFeature.TEMP_SLOPE)).isCloseTo(0, within(1e-9));
        // Kept 55 min apart, half an hour and more ago: at 55, 110, 165, 220 min, of which the middle is 137.5 min, and
        // 0 too.
        assertThat(feature(RiskFeature.HR_CHANGE)).isCloseTo((300 - 137.5) / 4.0, within(1.5));
        assertThat(feature(RiskFeature.BEFORE_1H_MISSING)).isZero();
        assertThat(patient.state.risk.keptAt.length).isLessThanOrEqualTo(6);
    }

    @Test
    void comparesAChartWithItsRowsBefore() {
        hourly(60, 70, 80, 90, 100, 110);
        assertThat(feature(RiskFeature.HR_CHANGE))
                .as("110 less the median of 70, 80, 90, 100")
                .isEqualTo(25);
        assertThat(feature(RiskFeature.NEWS2_RISE_1H)).isZero();
        assertThat(feature(RiskFeature.NEWS2_RISE_4H)).isEqualTo(1);
        assertThat(feature(RiskFeature.HR_SLOPE))
                .as("a row an hour has no slope in an hour")
                .isNaN();
        assertThat(feature(RiskFeature.HR_SLOPE_MISSING)).isEqualTo(1);
    }

    @Test
    void keepsTheHoursInTenthsAndWhatIsUnknownAsUnknown() {
        RiskState state = new RiskState();
        state.keep(1_000, new RiskPicture.Vitals(71.26, 97.0, 16.0, 120.0, null, 3));
        state.keep(1_000 + 3_299_999, new RiskPicture.Vitals(80.0, 97.0, 16.0, 120.0, 37.0, 3));
        assertThat(state.before(3_601_000))
                .containsExactly(
                        new RiskPicture.Before(3_600_000, new RiskPicture.Vitals(71.3, 97.0, 16.0, 120.0, null, 3)));
        for (int hour = 1; hour < 100; hour++) {
            state.keep(1_000 + hour * 3_300_000L, new RiskPicture.Vitals(71.26, 97.0, 16.0, 120.0, -3.2, 3));
        }
        assertThat(state.keptAt).hasSizeLessThanOrEqualTo(6);
        assertThat(state.kept).hasSize(6 * state.keptAt.length);
        assertThat(state.before(1_000 + 99 * 3_300_000L).get(0).vitals().temp()).isEqualTo(-3.2);
    }

    @Test
    void isAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(RiskState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(RiskRow.class);
    }
}
