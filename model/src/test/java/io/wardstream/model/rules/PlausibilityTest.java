package io.wardstream.model.rules;

import static io.wardstream.model.rules.Plausibility.Doubt.ABOVE_WINDOW;
import static io.wardstream.model.rules.Plausibility.Doubt.NO_MEASUREMENT;
import static io.wardstream.model.rules.Plausibility.Doubt.PRESSURES_OUT_OF_ORDER;
import static io.wardstream.model.rules.Plausibility.Doubt.PULSE_PRESSURE_NARROW;
import static io.wardstream.model.rules.Plausibility.Doubt.RATES_DISAGREE;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.VitalsReading;
import io.wardstream.model.rules.Plausibility.Doubt;
import io.wardstream.model.rules.Plausibility.Doubted;
import io.wardstream.model.rules.Plausibility.Vital;
import io.wardstream.model.rules.Plausibility.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlausibilityTest {

    /** One unit on either side of each window. */
    @ParameterizedTest
    @CsvSource({
        "HR,19,BELOW_WINDOW",
        "HR,20,",
        "HR,300,",
        "HR,301,ABOVE_WINDOW",
        "HR,0,",
        "HR,1,BELOW_WINDOW",
        "PULSE,19,BELOW_WINDOW",
        "PULSE,20,",
        "PULSE,300,",
        "PULSE,301,ABOVE_WINDOW",
        "PULSE,0,",
        "SPO2,29,BELOW_WINDOW",
        "SPO2,30,",
        "SPO2,100,",
        "SPO2,101,ABOVE_WINDOW",
        "SPO2,0,BELOW_WINDOW",
        "RR,1,BELOW_WINDOW",
        "RR,2,",
        "RR,70,",
        "RR,71,ABOVE_WINDOW",
        "RR,0,",
        "SYS,39,BELOW_WINDOW",
        "SYS,40,",
        "SYS,270,",
        "SYS,271,ABOVE_WINDOW",
        "SYS,0,BELOW_WINDOW",
        "DIA,9,BELOW_WINDOW",
        "DIA,10,",
        "DIA,210,",
        "DIA,211,ABOVE_WINDOW",
        "MEAN,9,BELOW_WINDOW",
        "MEAN,10,",
        "MEAN,270,",
        "MEAN,271,ABOVE_WINDOW",
        "TEMP,24.9,BELOW_WINDOW",
        "TEMP,25,",
        "TEMP,45,",
        "TEMP,45.1,ABOVE_WINDOW",
        "TEMP,69.9,ABOVE_WINDOW",
        "TEMP,70,FAHRENHEIT",
        "TEMP,98.6,FAHRENHEIT",
        "TEMP,120,FAHRENHEIT",
        "TEMP,120.1,ABOVE_WINDOW"
    })
    void holdsEachValueAgainstItsWindow(Vital vital, double value, Doubt doubt) {
        assertThat(Plausibility.check(vital, value)).isEqualTo(doubt);
    }

    @ParameterizedTest
    @EnumSource(Vital.class)
    void knowsWordsForNoValue(Vital vital) {
        for (double value : new double[] {-100, 8_388_607, -1, Double.NaN}) {
            assertThat(Plausibility.check(vital, value)).isEqualTo(NO_MEASUREMENT);
        }
    }

    @Test
    void looksAtEveryVitalOfAReading() {
        VitalsReading wild = new VitalsReading(301.0, 301.0, 101.0, 71.0, 271.0, 211.0, 271.0, 98.6, null);
        assertThat(Plausibility.check(wild))
                .containsExactly(
                        new Doubted(Vital.HR, ABOVE_WINDOW),
                        new Doubted(Vital.PULSE, ABOVE_WINDOW),
                        new Doubted(Vital.SPO2, ABOVE_WINDOW),
                        new Doubted(Vital.RR, ABOVE_WINDOW),
                        new Doubted(Vital.SYS, ABOVE_WINDOW),
                        new Doubted(Vital.DIA, ABOVE_WINDOW),
                        new Doubted(Vital.MEAN, ABOVE_WINDOW),
                        new Doubted(Vital.TEMP, Doubt.FAHRENHEIT));
    }

    @Test
    void doubtsNothingThatIsAbsentOrOrdinary() {
        assertThat(Plausibility.check(VitalsReading.NONE)).isEmpty();
        assertThat(Plausibility.check(new VitalsReading(72.0, 73.0, 97.0, 16.0, 120.0, 80.0, 93.0, 36.8, null)))
                .isEmpty();
    }

    /** A patient without circulation must not be called impossible. */
    @Test
    void callsWhatAnArrestLooksLikeQuestionableAtMost() {
        VitalsReading arrest = new VitalsReading(12.0, 0.0, 20.0, 0.0, 35.0, 8.0, null, 33.0, null);
        assertThat(Plausibility.check(arrest))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.doubt().weight()).isEqualTo(Weight.QUESTIONABLE));
    }

    private static VitalsReading cuff(Double sys, Double dia, Double mean) {
        return VitalsReading.NONE.withSysMmHg(sys).withDiaMmHg(dia).withMeanMmHg(mean);
    }

    @Test
    void wantsSystolicAboveMeanAboveDiastolic() {
        assertThat(Plausibility.check(cuff(80.0, 120.0, null)))
                .containsExactly(
                        new Doubted(Vital.SYS, PRESSURES_OUT_OF_ORDER), new Doubted(Vital.DIA, PRESSURES_OUT_OF_ORDER));
        assertThat(Plausibility.check(cuff(120.0, 120.0, null)))
                .containsExactly(
                        new Doubted(Vital.SYS, PRESSURES_OUT_OF_ORDER), new Doubted(Vital.DIA, PRESSURES_OUT_OF_ORDER));
        assertThat(Plausibility.check(cuff(120.0, null, 120.0)))
                .containsExactly(
                        new Doubted(Vital.SYS, PRESSURES_OUT_OF_ORDER),
                        new Doubted(Vital.MEAN, PRESSURES_OUT_OF_ORDER));
        assertThat(Plausibility.check(cuff(120.0, 80.0, 80.0)))
                .containsExactly(
                        new Doubted(Vital.DIA, PRESSURES_OUT_OF_ORDER),
                        new Doubted(Vital.MEAN, PRESSURES_OUT_OF_ORDER));
        assertThat(Plausibility.check(cuff(120.0, 80.0, 119.0))).isEmpty();
        assertThat(Plausibility.check(cuff(120.0, 80.0, 81.0))).isEmpty();
    }

    @Test
    void doubtsANarrowPulsePressure() {
        assertThat(Plausibility.check(cuff(89.0, 80.0, null)))
                .containsExactly(
                        new Doubted(Vital.SYS, PULSE_PRESSURE_NARROW), new Doubted(Vital.DIA, PULSE_PRESSURE_NARROW));
        assertThat(Plausibility.check(cuff(90.0, 80.0, null))).isEmpty();
    }

    @Test
    void doesNotHoldAnImpossiblePressureAgainstAnother() {
        assertThat(Plausibility.check(cuff(-100.0, 80.0, null)))
                .containsExactly(new Doubted(Vital.SYS, NO_MEASUREMENT));
    }

    @Test
    void comparesTheTwoRates() {
        VitalsReading apart = VitalsReading.NONE.withHrBpm(101.0).withPulseBpm(80.0);
        assertThat(Plausibility.check(apart))
                .containsExactly(new Doubted(Vital.HR, RATES_DISAGREE), new Doubted(Vital.PULSE, RATES_DISAGREE));
        assertThat(Plausibility.check(apart.withHrBpm(100.0))).isEmpty();
        assertThat(Plausibility.check(apart.withHrBpm(60.0))).isEmpty();
        assertThat(Plausibility.check(apart.withHrBpm(59.0))).hasSize(2);
        assertThat(Plausibility.check(apart.withHrBpm(0.0))).hasSize(2);
        assertThat(Plausibility.check(apart.withHrBpm(301.0))).containsExactly(new Doubted(Vital.HR, ABOVE_WINDOW));
    }

    @ParameterizedTest
    @CsvSource({
        "80,120,30000,false",
        "80,121,30000,true",
        "121,80,30000,true",
        "120,80,30000,false",
        "80,121,1000,true",
        "80,121,0,true",
        "80,121,31000,false",
        "80,122,31000,true",
        "80,160,60000,false",
        "80,161,60000,true"
    })
    void doubtsAJumpOfTheHeartRate(double before, double now, long apartMs, boolean jumped) {
        assertThat(Plausibility.heartRateJumped(before, now, apartMs)).isEqualTo(jumped);
    }

    @ParameterizedTest
    @CsvSource({
        "97,86,30000,0.29,true",
        "97,87,30000,0.29,false",
        "97,86,30000,0.3,false",
        "97,86,30000,,false",
        "86,97,30000,0.29,false",
        "97,86,60000,0.29,false",
        "97,76,60000,0.29,true"
    })
    void doubtsAFallOfTheSaturationOnlyWithLowPerfusion(
            double before, double now, long apartMs, Double perfusion, boolean dropped) {
        assertThat(Plausibility.saturationDropped(before, now, apartMs, perfusion))
                .isEqualTo(dropped);
    }

    @ParameterizedTest
    @CsvSource({
        "36.5,37.0,300000,false",
        "36.5,37.1,300000,true",
        "37.1,36.5,300000,true",
        "38.3,38.8,300000,false",
        "36.5,37.1,1000,true",
        "36.5,37.5,600000,false",
        "36.5,37.6,600000,true"
    })
    void doubtsAJumpOfTheTemperature(double before, double now, long apartMs, boolean jumped) {
        assertThat(Plausibility.temperatureJumped(before, now, apartMs)).isEqualTo(jumped);
    }

    @ParameterizedTest
    @CsvSource({"120,170,false", "120,171,true", "171,120,true", "120,70,false"})
    void doubtsAJumpFromCuffToCuff(double before, double now, boolean jumped) {
        assertThat(Plausibility.systolicJumped(before, now)).isEqualTo(jumped);
    }

    @ParameterizedTest
    @EnumSource(Doubt.class)
    void tellsPeopleWhatIsWrong(Doubt doubt) {
        assertThat(doubt.sentence()).endsWith(".").doesNotContain("_");
    }
}
