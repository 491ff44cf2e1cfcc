package io.wardstream.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.rules.AutoLimits.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoLimitsTest {

    @ParameterizedTest
    @CsvSource({
        "80,64,100",
        "50,40,63",
        "51,41,64",
        "49,40,61",
        "34,40,43",
        "192,154,240",
        "191,153,239",
        "193,154,240",
        "240,192,240"
    })
    void scalesTheHeartRateBetweenItsCaps(double bpm, int low, int high) {
        assertThat(AutoLimits.heartRate(bpm)).isEqualTo(new Range(low, high));
    }

    @ParameterizedTest
    @CsvSource({"16,8,24", "12,6,18", "11,6,17", "13,7,20", "20,10,30", "19,10,29", "21,11,30", "34,17,30", "6,6,9"})
    void scalesTheRespirationBetweenItsCaps(double perMin, int low, int high) {
        assertThat(AutoLimits.respiration(perMin)).isEqualTo(new Range(low, high));
    }

    @ParameterizedTest
    @CsvSource({"120,92,141", "100,78,124", "200,146,210", "40,37,72"})
    void scalesTheSystolicPressure(double mmHg, int low, int high) {
        assertThat(AutoLimits.systolic(mmHg)).isEqualTo(new Range(low, high));
    }

    @ParameterizedTest
    @CsvSource({"80,60,101", "50,40,75", "110,81,127"})
    void scalesTheDiastolicPressure(double mmHg, int low, int high) {
        assertThat(AutoLimits.diastolic(mmHg)).isEqualTo(new Range(low, high));
    }

    @Test
    void givesNoRangeWhereTheCapsLeaveNone() {
        assertThat(AutoLimits.heartRate(33)).isNull();
        assertThat(AutoLimits.heartRate(34)).isNotNull();
        assertThat(AutoLimits.heartRate(298)).isNotNull();
        assertThat(AutoLimits.heartRate(299)).isNull();
        assertThat(AutoLimits.respiration(4)).isNull();
        assertThat(AutoLimits.respiration(5)).isNotNull();
        assertThat(AutoLimits.respiration(56)).isNotNull();
        assertThat(AutoLimits.respiration(57)).isNull();
    }

    @Test
    void givesNoRangeForWhatIsNoMeasurement() {
        for (double value : new double[] {0, -100, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(AutoLimits.heartRate(value)).isNull();
            assertThat(AutoLimits.respiration(value)).isNull();
            assertThat(AutoLimits.systolic(value)).isNull();
            assertThat(AutoLimits.diastolic(value)).isNull();
        }
    }

    @Test
    void saysWhetherAValueIsInside() {
        Range range = new Range(40, 63);
        assertThat(range.contains(39.9)).isFalse();
        assertThat(range.contains(40)).isTrue();
        assertThat(range.contains(63)).isTrue();
        assertThat(range.contains(63.1)).isFalse();
    }
}
