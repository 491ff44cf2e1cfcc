package io.wardstream.jobs.safety.vitals;

import static io.wardstream.model.SignKind.SENSOR_OFF;
import static io.wardstream.model.SignKind.SENSOR_OFF_LONG;
import static io.wardstream.model.SignKind.SENSOR_ON;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorsTest {

    private final TestPatient patient = new TestPatient();

    private static final VitalsReading WELL = VitalsReading.NONE.withHrBpm(75.0).withSpo2Pct(97.0);

    private List<SignKind> kinds() {
        return patient.kinds(SENSOR_OFF, SENSOR_OFF_LONG, SENSOR_ON);
    }

    @Test
    void saysThatAProbeIsOffAfterAMinuteAndThatItStaysOff() {
        VitalsReading off = WELL.withSpo2Pct(null).withSpo2Off(true);
        patient.says(5, 30, WELL).says(2, 30, off);
        assertThat(kinds()).isEmpty();
        patient.says(1, 30, off);
        assertThat(patient.first(SENSOR_OFF)).satisfies(sign -> {
            assertThat(patient.at(sign)).isEqualTo(240);
            assertThat(patient.since(sign)).isEqualTo(180);
            assertThat(sign.reason()).isEqualTo("the oximeter's probe");
        });
        patient.says(7, 30, off);
        assertThat(kinds()).containsExactly(SENSOR_OFF);
        patient.says(1, 30, off);
        assertThat(kinds()).containsExactly(SENSOR_OFF, SENSOR_OFF_LONG);
        patient.says(1, 30, WELL);
        assertThat(kinds()).doesNotContain(SENSOR_ON);
        patient.says(1, 30, WELL);
        assertThat(kinds()).containsExactly(SENSOR_OFF, SENSOR_OFF_LONG, SENSOR_ON);
    }

    @Test
    void saysItOnTimeAlthoughTheMonitorSaysNoMore() {
        patient.says(5, 30, WELL).says(1, 30, WELL.withEcgOff(true)).after(60);
        assertThat(kinds()).containsExactly(SENSOR_OFF);
        assertThat(patient.first(SENSOR_OFF).reason()).isEqualTo("the ECG's electrodes");
    }

    @ParameterizedTest
    @CsvSource({"0.3, 1, false", "0.29, 1, true", "5, 0.5, false", "5, 0.49, true"})
    void knowsAPoorSignal(double perfusion, double quality, boolean off) {
        patient.says(5, 30, WELL.withPerfusionPct(perfusion).withQuality(quality));
        assertThat(kinds()).hasSize(off ? 1 : 0);
    }

    @Test
    void missesWhatWasMeasuredAllAlong() {
        patient.says(5, 10, WELL).says(4, 10, WELL.withSpo2Pct(null));
        assertThat(kinds()).isEmpty();
        patient.says(4, 10, WELL.withSpo2Pct(null));
        assertThat(kinds()).containsExactly(SENSOR_OFF);
        assertThat(patient.since(patient.first(SENSOR_OFF))).isEqualTo(60);
    }

    @Test
    void doesNotMissWhatIsChartedEachHour() {
        patient.says(5, 3_600, WELL).says(5, 3_600, WELL.withSpo2Pct(null));
        assertThat(kinds()).isEmpty();
    }

    @Test
    void isNoneOfItsBusinessWhileACuffPressesOnTheSameLimb() {
        patient.cuffOnSensor();
        VitalsReading pressed = WELL.withSpo2Pct(null).withSpo2Off(true).withCuffRunning(true);
        patient.says(5, 10, WELL).says(6, 10, pressed).after(600);
        assertThat(kinds()).isEmpty();
        patient.says(6, 10, pressed);
        assertThat(kinds()).as("a cuff explains it for a minute").isEmpty();
        patient.after(10);
        assertThat(kinds()).containsExactly(SENSOR_OFF);
        TestPatient other = new TestPatient();
        other.says(5, 10, WELL).says(8, 10, pressed);
        assertThat(other.kinds(SENSOR_OFF)).hasSize(1);
    }

    @Test
    void makesOneAlarmOfTwoSensors() {
        VitalsReading bothOff = VitalsReading.NONE.withEcgOff(true).withSpo2Off(true);
        patient.says(5, 30, WELL).says(4, 30, bothOff);
        assertThat(kinds()).containsExactly(SENSOR_OFF, SENSOR_OFF);
        patient.says(3, 30, WELL.withSpo2Off(true));
        assertThat(kinds()).as("the probe is off still").doesNotContain(SENSOR_ON);
        patient.says(2, 30, WELL);
        assertThat(kinds()).contains(SENSOR_ON);
    }

    @Test
    void closesWhatAMonitorSaidThatHasGone() {
        VitalsReading bothOff = VitalsReading.NONE.withEcgOff(true).withSpo2Off(true);
        for (int i = 0; i < 9; i++) {
            patient.says(1, 30, i < 5 ? WELL : bothOff);
            patient.says("monitor-2", i < 5 ? WELL : WELL.withSpo2Off(true));
        }
        patient.moveAway("monitor-1");
        assertThat(kinds()).contains(SENSOR_OFF).doesNotContain(SENSOR_ON);
        patient.moveAway("monitor-2");
        assertThat(patient.all(SENSOR_ON))
                .singleElement()
                .satisfies(sign -> assertThat(sign.reason()).contains("no longer the patient's"));
    }

    @Test
    void doesNotCloseWhatNobodySaid() {
        patient.says(5, 30, WELL).says(1, 30, WELL.withSpo2Off(true));
        patient.moveAway("monitor-1");
        assertThat(kinds()).isEmpty();
    }
}
