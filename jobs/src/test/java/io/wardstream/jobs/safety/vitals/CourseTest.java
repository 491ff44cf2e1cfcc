package io.wardstream.jobs.safety.vitals;

import static io.wardstream.jobs.safety.vitals.TestPatient.WELL;
import static io.wardstream.model.SignKind.BREATHING_BETTER;
import static io.wardstream.model.SignKind.BREATHING_WORSE;
import static io.wardstream.model.SignKind.TREND_FLAT;
import static io.wardstream.model.SignKind.TREND_WORSENING;
import static io.wardstream.model.SignKind.VITALS_SETTLED;
import static io.wardstream.model.SignKind.VITALS_SHIFTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.VitalsReading;
import org.junit.jupiter.api.Test;

class CourseTest {

    private final TestPatient patient = new TestPatient();

    private static VitalsReading vitals(double hr, double rr, double spo2) {
        return VitalsReading.NONE.withHrBpm(hr).withRrPerMin(rr).withSpo2Pct(spo2);
    }

    /** A line from one reading to another, a reading each half minute. */
    private void drift(int minutes, VitalsReading from, VitalsReading to) {
        int steps = minutes * 2;
        for (int i = 1; i <= steps; i++) {
            double part = i / (double) steps;
            patient.says(
                    1,
                    30,
                    vitals(
                            from.hrBpm() + part * (to.hrBpm() - from.hrBpm()),
                            from.rrPerMin() + part * (to.rrPerMin() - from.rrPerMin()),
                            from.spo2Pct() + part * (to.spo2Pct() - from.spo2Pct())));
        }
    }

    @Test
    void seesSeveralVitalSignsMoveBeforeAnyIsOutOfRange() {
        drift(30, vitals(75, 14, 98), vitals(75, 14, 98));
        assertThat(patient.kinds(TREND_WORSENING)).isEmpty();
        drift(30, vitals(75, 14, 98), vitals(95, 22, 95));
        assertThat(patient.first(TREND_WORSENING)).satisfies(sign -> {
            assertThat(sign.reason()).isEqualTo("heart rate rises, respiration rises");
            assertThat(sign.value()).isBetween(15.0, 20.0);
        });
        drift(40, vitals(95, 22, 95), vitals(95, 22, 95));
        assertThat(patient.kinds(TREND_WORSENING, TREND_FLAT)).containsExactly(TREND_WORSENING, TREND_FLAT);
    }

    @Test
    void wantsMoreThanOneVitalSign() {
        drift(30, vitals(75, 14, 98), vitals(75, 14, 98));
        drift(30, vitals(75, 14, 98), vitals(100, 16, 97));
        assertThat(patient.kinds(TREND_WORSENING)).isEmpty();
    }

    @Test
    void leavesItToTheLimitsOnceOneIsOutOfRange() {
        drift(30, vitals(105, 14, 98), vitals(105, 14, 98));
        drift(30, vitals(121, 14, 98), vitals(160, 29, 92));
        assertThat(patient.kinds(TREND_WORSENING)).isEmpty();
    }

    @Test
    void doesNotMindAWildMinute() {
        for (int i = 0; i < 80; i++) {
            patient.says(1, 30, i % 10 < 2 ? vitals(118, 28, 91) : vitals(75, 14, 98));
        }
        assertThat(patient.kinds(TREND_WORSENING)).isEmpty();
    }

    @Test
    void datesAShiftByTheNewestMeasurementSinceWhichItIsTrue() {
        drift(20, vitals(75, 14, 98), vitals(75, 14, 98));
        patient.says(20, 30, vitals(96, 14, 98));
        assertThat(patient.first(VITALS_SHIFTED)).satisfies(sign -> {
            assertThat(sign.reason()).isEqualTo("heart rate");
            assertThat(patient.since(sign)).isCloseTo(1_200, within(60.0));
        });
        assertThat(patient.kinds(VITALS_SHIFTED)).as("it does not move on").hasSize(1);
        // An hour later that was how it was.
        patient.says(150, 30, vitals(96, 14, 98));
        assertThat(patient.kinds(VITALS_SHIFTED, VITALS_SETTLED)).containsExactly(VITALS_SHIFTED, VITALS_SETTLED);
    }

    @Test
    void saysAShiftAnewWhenItMovesOn() {
        drift(20, vitals(75, 14, 98), vitals(75, 14, 98));
        drift(40, vitals(75, 14, 98), vitals(115, 14, 98));
        assertThat(patient.all(VITALS_SHIFTED))
                .hasSizeGreaterThan(5)
                .isSortedAccordingTo((a, b) -> Long.compare(a.since(), b.since()));
    }

    @Test
    void seesTemperatureAndPressureShift() {
        VitalsReading warm = VitalsReading.NONE.withTempC(36.8);
        patient.says(5, 300, warm).says(1, 300, warm.withTempC(37.7));
        assertThat(patient.kinds(VITALS_SHIFTED)).isEmpty();
        patient.says(1, 300, warm.withTempC(37.8));
        assertThat(patient.first(VITALS_SHIFTED).reason()).isEqualTo("temperature");
        TestPatient other = new TestPatient().says(3, 300, WELL).says(1, 300, WELL.withSysMmHg(90.0));
        assertThat(other.first(VITALS_SHIFTED).reason()).isEqualTo("systolic pressure");
    }

    @Test
    void seesBreathingGetWorseWhenBothChange() {
        drift(20, vitals(75, 14, 98), vitals(75, 14, 98));
        patient.says(20, 30, vitals(75, 19, 97)).says(20, 30, vitals(75, 14, 95));
        assertThat(patient.kinds(BREATHING_WORSE)).isEmpty();
        patient.says(20, 30, vitals(75, 19, 95));
        assertThat(patient.kinds(BREATHING_WORSE)).isNotEmpty();
        patient.says(20, 30, vitals(75, 14, 95));
        assertThat(patient.kinds(BREATHING_BETTER)).hasSize(1);
    }
}
