package io.wardstream.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Acvpu;
import io.wardstream.model.ScoreParts;
import io.wardstream.model.rules.News2.Observation;
import io.wardstream.model.rules.News2.Result;
import io.wardstream.model.rules.News2.Risk;
import io.wardstream.model.rules.News2.Spo2Scale;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class News2Test {

    /** Worked from charts 1 and 4: inputs, total, risk, sub-scores in the order RR SpO2 O2 SBP HR C T. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "V01,16,97,air,125,72,A,36.8,1,0,LOW,0000000",
        "V02 lower edges,12,96,air,111,51,A,36.1,1,0,LOW,0000000",
        "V03 upper edges,20,100,air,219,90,A,38.0,1,0,LOW,0000000",
        "V04 one past upper,21,95,air,220,91,A,38.1,1,8,HIGH,2103101",
        "V05 one past lower,11,95,air,110,50,A,36.0,1,5,MEDIUM,1101101",
        "V06 single red,25,98,air,120,80,A,37.0,1,3,LOW_MEDIUM,3000000",
        "V07 new confusion,16,98,air,120,80,C,37.0,1,3,LOW_MEDIUM,0000030",
        "V08 four without red,21,95,air,120,91,A,37.0,1,4,LOW,2100100",
        "V09,21,95,air,120,91,A,38.1,1,5,MEDIUM,2100101",
        "V10,21,95,air,120,111,A,38.1,1,6,MEDIUM,2100201",
        "V11 exactly 7,24,93,air,105,110,A,39.0,1,7,HIGH,2201101",
        "V12 septic,26,92,O2,88,128,C,39.2,1,17,HIGH,3223232",
        "V13 COPD on target,22,90,O2,130,95,A,37.0,2,5,MEDIUM,2020100",
        "V14 same on scale 1,22,90,O2,130,95,A,37.0,1,8,HIGH,2320100",
        "V15 over-oxygenated,18,97,O2,130,80,A,37,2,5,MEDIUM,0320000",
        "V16 97 on air,18,97,air,130,80,A,37,2,0,LOW,0000000",
        "V17,18,93,O2,130,80,A,37,2,3,LOW,0120000",
        "V18,18,95,O2,130,80,A,37,2,4,LOW,0220000",
        "V19,18,87,air,130,80,A,37,2,1,LOW,0100000",
        "V20,18,83,air,130,80,A,37,2,3,LOW_MEDIUM,0300000",
        "V21 maximum,8,91,O2,90,40,U,35.0,1,20,HIGH,3323333",
        "V22 hot maximum,30,85,O2,80,140,P,39.1,1,19,HIGH,3323332",
        "V23 opioid,8,94,air,115,58,V,36.5,1,7,HIGH,3100030",
        "V24 hypothermia only,14,96,air,112,55,A,35.0,1,3,LOW_MEDIUM,0000003",
    })
    void scoresTheChart(
            String id,
            double rr,
            double spo2,
            String oxygen,
            double sys,
            double hr,
            String acvpu,
            double temp,
            int scale,
            int total,
            Risk risk,
            String subs) {
        Result result = News2.score(new Observation(
                rr,
                spo2,
                oxygen.equals("O2"),
                sys,
                hr,
                acvpu(acvpu),
                temp,
                scale == 1 ? Spo2Scale.SCALE_1 : Spo2Scale.SCALE_2));
        ScoreParts parts = result.parts();
        assertThat("" + parts.rr() + parts.spo2() + parts.o2() + parts.sys() + parts.hr() + parts.acvpu()
                        + parts.temp())
                .isEqualTo(subs);
        assertThat(result.total()).isEqualTo(total);
        assertThat(result.risk()).isEqualTo(risk);
        assertThat(result.min()).isEqualTo(total);
        assertThat(result.max()).isEqualTo(total);
        assertThat(result.missing()).isEmpty();
    }

    private static Acvpu acvpu(String letter) {
        return switch (letter) {
            case "A" -> Acvpu.ALERT;
            case "C" -> Acvpu.CONFUSION;
            case "V" -> Acvpu.VOICE;
            case "P" -> Acvpu.PAIN;
            default -> Acvpu.UNRESPONSIVE;
        };
    }

    /** A published example gives 6 for this set, with 1 for 37.5 °C; the chart gives 0 for it. */
    @Test
    void doesNotScoreANormalTemperature() {
        Result result =
                News2.score(new Observation(21.0, 93.0, false, 120.0, 95.0, Acvpu.ALERT, 37.5, Spo2Scale.SCALE_1));
        assertThat(result.total()).isEqualTo(5);
        assertThat(result.parts().temp()).isZero();
    }

    /** Another public calculator scores 93 % on air as 1 on scale 2, and calls a single red high risk. */
    @Test
    void doesNotPunishGoodSaturationOnAirOnScale2() {
        assertThat(News2.saturation(93, false, Spo2Scale.SCALE_2)).isZero();
        Result red = News2.score(new Observation(25.0, 98.0, false, 120.0, 80.0, Acvpu.ALERT, 37.0, Spo2Scale.SCALE_1));
        assertThat(red.risk()).isEqualTo(Risk.LOW_MEDIUM);
    }

    /** A public calculator states the scales the wrong way round for 89 %. */
    @Test
    void doesNotMixUpTheScales() {
        assertThat(News2.saturation(89, false, Spo2Scale.SCALE_1)).isEqualTo(3);
        assertThat(News2.saturation(89, false, Spo2Scale.SCALE_2)).isZero();
        assertThat(News2.saturation(89, true, Spo2Scale.SCALE_2)).isZero();
    }

    /** Another knows scale 2 but not what the patient breathes: it gives 1 for 93 % on air as on oxygen. */
    @ParameterizedTest
    @CsvSource({"93,1", "94,1", "95,2", "96,2", "97,3", "100,3"})
    void countsTooMuchOxygenOnlyWhereOxygenIsGiven(double pct, int pointsOnOxygen) {
        assertThat(News2.saturation(pct, true, Spo2Scale.SCALE_2)).isEqualTo(pointsOnOxygen);
        assertThat(News2.saturation(pct, false, Spo2Scale.SCALE_2)).isZero();
    }

    @Test
    void scoresOxygenAndConsciousness() {
        assertThat(News2.oxygen(false)).isZero();
        assertThat(News2.oxygen(true)).isEqualTo(2);
        assertThat(News2.consciousness(Acvpu.ALERT)).isZero();
        for (Acvpu each : List.of(Acvpu.CONFUSION, Acvpu.VOICE, Acvpu.PAIN, Acvpu.UNRESPONSIVE)) {
            assertThat(News2.consciousness(each)).as(each.name()).isEqualTo(3);
        }
    }

    @Test
    void roundsRespirationPressureAndSaturationHalfUpToWholeNumbers() {
        assertThat(News2.respiration(24.4)).isEqualTo(2);
        assertThat(News2.respiration(24.5)).isEqualTo(3);
        assertThat(News2.systolic(90.4)).isEqualTo(3);
        assertThat(News2.systolic(90.5)).isEqualTo(2);
        assertThat(News2.saturation(95.4, false, Spo2Scale.SCALE_1)).isEqualTo(1);
        assertThat(News2.saturation(95.5, false, Spo2Scale.SCALE_1)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "36.05,0", "36.04,1", "35.05,1", "35.04,3", "38.05,1", "38.04,0", "39.05,2", "39.04,1", "36.1,0", "36.0,1"
    })
    void roundsTemperatureHalfUpToATenth(double celsius, int points) {
        assertThat(News2.temperature(celsius)).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({"90.5,1", "90.4,0", "50.5,0", "50.4,1", "110.5,2", "110.4,1", "130.5,3", "130.4,2", "40.5,1", "40.4,3"})
    void roundsPulseHalfUpToAWholeNumber(double bpm, int points) {
        assertThat(News2.pulse(bpm)).isEqualTo(points);
    }

    /** Each edge of each band of chart 1, one unit on either side. */
    @ParameterizedTest
    @CsvSource({
        "rr,8,3",
        "rr,9,1",
        "rr,11,1",
        "rr,12,0",
        "rr,20,0",
        "rr,21,2",
        "rr,24,2",
        "rr,25,3",
        "sys,90,3",
        "sys,91,2",
        "sys,100,2",
        "sys,101,1",
        "sys,110,1",
        "sys,111,0",
        "sys,219,0",
        "sys,220,3",
        "hr,40,3",
        "hr,41,1",
        "hr,50,1",
        "hr,51,0",
        "hr,90,0",
        "hr,91,1",
        "hr,110,1",
        "hr,111,2",
        "hr,130,2",
        "hr,131,3",
        "temp,35.0,3",
        "temp,35.1,1",
        "temp,36.0,1",
        "temp,36.1,0",
        "temp,38.0,0",
        "temp,38.1,1",
        "temp,39.0,1",
        "temp,39.1,2",
        "spo2,91,3",
        "spo2,92,2",
        "spo2,93,2",
        "spo2,94,1",
        "spo2,95,1",
        "spo2,96,0",
        "spo2air,91,3",
        "spo2air,92,2",
        "spo2air,93,2",
        "spo2air,94,1",
        "spo2air,95,1",
        "spo2air,96,0",
        "scale2air,83,3",
        "scale2air,84,2",
        "scale2air,85,2",
        "scale2air,86,1",
        "scale2air,87,1",
        "scale2air,88,0",
        "scale2air,92,0",
        "scale2air,93,0",
        "scale2air,100,0",
        "scale2o2,83,3",
        "scale2o2,84,2",
        "scale2o2,85,2",
        "scale2o2,86,1",
        "scale2o2,87,1",
        "scale2o2,88,0",
        "scale2o2,92,0",
        "scale2o2,93,1",
        "scale2o2,94,1",
        "scale2o2,95,2",
        "scale2o2,96,2",
        "scale2o2,97,3"
    })
    void bandsAtEveryEdge(String parameter, double value, int points) {
        int got = switch (parameter) {
            case "rr" -> News2.respiration(value);
            case "sys" -> News2.systolic(value);
            case "hr" -> News2.pulse(value);
            case "temp" -> News2.temperature(value);
            case "spo2" -> News2.saturation(value, true, Spo2Scale.SCALE_1);
            case "spo2air" -> News2.saturation(value, false, Spo2Scale.SCALE_1);
            case "scale2air" -> News2.saturation(value, false, Spo2Scale.SCALE_2);
            case "scale2o2" -> News2.saturation(value, true, Spo2Scale.SCALE_2);
            default -> throw new IllegalArgumentException(parameter);
        };
        assertThat(got).isEqualTo(points);
    }

    @Test
    void hasNoTotalWhileAMeasuredVitalIsUnknown() {
        Result result = News2.score(new Observation(25.0, null, null, 120.0, 80.0, null, 37.0, Spo2Scale.SCALE_1));
        assertThat(result.total()).isNull();
        assertThat(result.risk()).isNull();
        assertThat(result.missing()).containsExactly("spo2", "o2", "acvpu");
        assertThat(result.min()).isEqualTo(3);
        assertThat(result.max()).as("saturation 3, oxygen 2, consciousness 3").isEqualTo(11);
    }

    @Test
    void assumesAnAlertPatientOnAirAndSaysWhatItCannotSee() {
        Result result = News2.score(new Observation(16.0, 97.0, null, 120.0, 80.0, null, 37.0, Spo2Scale.SCALE_1));
        assertThat(result.total()).isZero();
        assertThat(result.parts().o2()).isNull();
        assertThat(result.parts().acvpu()).isNull();
        assertThat(result.missing()).containsExactly("o2", "acvpu");
        assertThat(result.max()).isEqualTo(5);
        Result prescribed = News2.score(new Observation(16.0, 97.0, null, 120.0, 80.0, null, 37.0, Spo2Scale.SCALE_2));
        assertThat(prescribed.max()).as("97 % on oxygen would score 3").isEqualTo(8);
    }
}
