package io.wardstream.jobs.safety.vitals;

import static io.wardstream.model.SignKind.TEMP_EXTREME;
import static io.wardstream.model.SignKind.TEMP_EXTREME_OVER;
import static io.wardstream.model.SignKind.TEMP_OUT_OF_RANGE;
import static io.wardstream.model.SignKind.TEMP_RECOVERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemperatureTest {

    private final TestPatient patient = new TestPatient();

    private static VitalsReading temp(double celsius) {
        return VitalsReading.NONE.withTempC(celsius);
    }

    @ParameterizedTest
    @CsvSource({
        "38.5, false, false",
        "38.6, true, false",
        "39.4, true, false",
        "39.5, true, true",
        "35.5, false, false",
        "35.4, true, false",
        "35.1, true, false",
        "35.0, true, true"
    })
    void drawsItsLines(double celsius, boolean out, boolean extreme) {
        patient.says(2, 60, temp(celsius));
        assertThat(patient.kinds(TEMP_OUT_OF_RANGE)).hasSize(out ? 1 : 0);
        assertThat(patient.kinds(TEMP_EXTREME)).hasSize(extreme ? 1 : 0);
    }

    @Test
    void standsForItselfAfterTenMinutes() {
        patient.says(1, 60, temp(39.6)).after(599);
        assertThat(patient.kinds(TEMP_OUT_OF_RANGE, TEMP_EXTREME)).isEmpty();
        patient.after(1);
        assertThat(patient.kinds(TEMP_OUT_OF_RANGE, TEMP_EXTREME)).containsExactly(TEMP_OUT_OF_RANGE, TEMP_EXTREME);
        patient.says(2, 60, temp(38.4));
        assertThat(patient.kinds(TEMP_EXTREME_OVER, TEMP_RECOVERED)).containsExactly(TEMP_EXTREME_OVER);
        patient.says(2, 60, temp(38.3));
        assertThat(patient.kinds(TEMP_RECOVERED)).hasSize(1);
    }

    @Test
    void takesASecondMeasurementThatContradicts() {
        patient.says(1, 60, temp(39.6)).says(1, 60, temp(37.0)).after(3_600);
        assertThat(patient.kinds(TEMP_OUT_OF_RANGE, TEMP_EXTREME)).isEmpty();
    }

    @Test
    void refusesWhatNoBodyHas() {
        patient.says(3, 60, temp(12.0)).says(3, 60, temp(48.0)).after(3_600);
        assertThat(patient.kinds(TEMP_OUT_OF_RANGE, TEMP_EXTREME)).isEmpty();
        assertThat(patient.all(SignKind.SUPPRESSED)).as("said when it begins").hasSize(1);
        assertThat(patient.kinds(SignKind.SENSOR_IMPLAUSIBLE)).hasSize(1);
        assertThat(patient.scores).isEmpty();
    }
}
