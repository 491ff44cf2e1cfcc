package io.wardstream.jobs.safety.vitals;

import static io.wardstream.model.SignKind.ARREST_OVER;
import static io.wardstream.model.SignKind.ARREST_SUSPECTED;
import static io.wardstream.model.SignKind.HR_EXTREME;
import static io.wardstream.model.SignKind.HR_EXTREME_OVER;
import static io.wardstream.model.SignKind.HR_HIGH;
import static io.wardstream.model.SignKind.HR_LOW;
import static io.wardstream.model.SignKind.HR_RECOVERED;
import static io.wardstream.model.SignKind.SUPPRESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartTest {

    private final TestPatient patient = new TestPatient();

    private static VitalsReading hr(double bpm) {
        return VitalsReading.NONE.withHrBpm(bpm);
    }

    private List<SignKind> kinds() {
        return patient.kinds(HR_LOW, HR_HIGH, HR_RECOVERED, HR_EXTREME, HR_EXTREME_OVER, ARREST_SUSPECTED, ARREST_OVER);
    }

    @Test
    void saysWhenTheHeartIsTooFastTooSlowAndBack() {
        patient.says(2, 10, hr(130)).says(2, 10, hr(100));
        assertThat(kinds()).containsExactly(HR_HIGH, HR_RECOVERED);
        patient.says(2, 10, hr(45)).says(2, 10, hr(60));
        assertThat(kinds()).containsExactly(HR_HIGH, HR_RECOVERED, HR_LOW, HR_RECOVERED);
    }

    @Test
    void doesNotSayRecoveredWhenTheHeartFallsFromTooFastToTooSlow() {
        patient.says(2, 30, hr(130)).says(2, 30, hr(45));
        assertThat(kinds()).containsExactly(HR_HIGH, HR_LOW);
        patient.says(2, 30, hr(70));
        assertThat(kinds()).containsExactly(HR_HIGH, HR_LOW, HR_RECOVERED);
    }

    @ParameterizedTest
    @CsvSource({"40, false", "39, true", "140, false", "141, true"})
    void isExtremeOnOneMeasurement(double bpm, boolean said) {
        patient.says(1, 30, hr(bpm));
        assertThat(kinds().contains(HR_EXTREME)).isEqualTo(said);
    }

    @Test
    void believesAJumpWhenItIsSeenTwice() {
        patient.says(5, 30, hr(80)).says(1, 10, hr(150));
        assertThat(kinds()).isEmpty();
        patient.says(1, 30, hr(152));
        assertThat(kinds()).contains(HR_EXTREME);
        patient.says(2, 30, hr(134));
        assertThat(kinds()).contains(HR_EXTREME_OVER).doesNotContain(HR_RECOVERED);
    }

    @Test
    void believesAnEcgThatCountsTwiceWhenItDoesSoTwice() {
        VitalsReading doubled = hr(150).withPulseBpm(75.0);
        patient.says(1, 30, hr(120).withPulseBpm(75.0)).says(1, 30, doubled);
        assertThat(kinds()).isEmpty();
        patient.says(1, 30, doubled);
        assertThat(kinds()).contains(HR_EXTREME);
    }

    @Test
    void takesThePulseOfAPatientWithoutAnEcgAndOnlyThen() {
        patient.says(2, 10, VitalsReading.NONE.withPulseBpm(130.0));
        assertThat(kinds()).containsExactly(HR_HIGH);
        TestPatient other = new TestPatient().says(10, 10, hr(80).withPulseBpm(130.0));
        assertThat(other.kinds(HR_HIGH)).isEmpty();
    }

    @Test
    void takesAnElectrodeThatIsOffForNoArrest() {
        VitalsReading off = hr(0).withPulseBpm(74.0).withSpo2Pct(97.0);
        patient.says(3, 5, hr(75).withPulseBpm(74.0).withSpo2Pct(97.0)).says(20, 5, off);
        assertThat(kinds()).isEmpty();
        assertThat(patient.all(SUPPRESSED))
                .as("written down once")
                .singleElement()
                .satisfies(sign -> assertThat(sign.waitFor()).isEqualTo("HeartRateExtreme/lead-off"));
        assertThat(patient.kinds(SignKind.SENSOR_OFF)).containsExactly(SignKind.SENSOR_OFF);
        // The pulse is judged meanwhile.
        patient.says(2, 30, off.withPulseBpm(35.0));
        assertThat(kinds()).contains(HR_LOW, HR_EXTREME).doesNotContain(ARREST_SUSPECTED);
    }

    @Test
    void suspectsAnArrestAtOnceWhenNothingShowsABeat() {
        VitalsReading beats = hr(75).withSpo2Pct(97.0);
        patient.says(3, 30, beats).says(1, 30, hr(0));
        assertThat(kinds()).contains(ARREST_SUSPECTED);
        assertThat(patient.at(patient.first(ARREST_SUSPECTED))).isEqualTo(120);
        patient.says(1, 30, beats);
        assertThat(kinds()).doesNotContain(ARREST_OVER);
        patient.says(1, 30, beats);
        assertThat(kinds()).contains(ARREST_OVER);
    }

    @Test
    void doesNotSuspectAnArrestWhileAnythingShowsABeat() {
        patient.says(3, 30, hr(75).withSpo2Pct(97.0))
                .says(1, 30, hr(0).withSysMmHg(110.0).withDiaMmHg(70.0));
        assertThat(kinds()).isEmpty();
        patient.says(1, 30, hr(0).withSpo2Pct(97.0));
        assertThat(kinds()).isEmpty();
        patient.says(1, 30, hr(0).withSpo2Pct(97.0).withSpo2Off(true));
        assertThat(kinds()).contains(ARREST_SUSPECTED);
    }

    /** A gateway that sends one number a message: the others are there, only not in this one. */
    @Test
    void takesTheLatestWordOfAMonitorThatSendsItsValuesOneByOne() {
        VitalsReading spo2 = VitalsReading.NONE.withSpo2Pct(97.0);
        for (int i = 0; i < 5; i++) {
            patient.says(1, 14, hr(75)).says(1, 1, spo2);
        }
        for (int i = 0; i < 4; i++) {
            patient.says(1, 14, hr(0)).says(1, 1, spo2);
        }
        assertThat(kinds()).isEmpty();
        patient.says(1, 14, hr(0)).says(1, 15, hr(0));
        assertThat(kinds()).contains(ARREST_SUSPECTED);
    }

    @Test
    void callsNoRateExtremeWhereNoOximeterCanSay() {
        patient.says(3, 30, hr(75)).says(2, 30, hr(0));
        assertThat(kinds()).contains(HR_EXTREME).doesNotContain(ARREST_SUSPECTED);
    }

    @Test
    void isBelievedAfterAMinuteAlthoughTheMonitorSaysNoMore() {
        patient.says(5, 30, hr(80)).says(1, 10, hr(150)).after(59);
        assertThat(kinds()).isEmpty();
        patient.after(1);
        assertThat(kinds()).containsExactly(HR_EXTREME);
        assertThat(patient.at(patient.first(HR_EXTREME))).isEqualTo(220);
        assertThat(patient.first(HR_EXTREME).value()).isEqualTo(150, within(0.01));
    }

    @Test
    void isBelievedByThePulseWhereThatStandsInForTheEcg() {
        VitalsReading frozen = hr(80);
        for (int i = 0; i < 25; i++) {
            patient.repeats(1, 30, frozen.withPulseBpm(80.0 + i % 2));
        }
        patient.repeats(1, 10, frozen.withPulseBpm(150.0)).after(60);
        assertThat(kinds()).containsExactly(HR_EXTREME);
    }

    @Test
    void isNotBelievedIfTheMonitorSaysThatTheElectrodesAreOff() {
        patient.says(5, 30, hr(80))
                .says(1, 10, hr(150))
                .says(1, 5, VitalsReading.NONE.withEcgOff(true))
                .after(3_600);
        assertThat(kinds()).isEmpty();
        assertThat(patient.all(SUPPRESSED))
                .singleElement()
                .satisfies(sign -> assertThat(sign.waitFor()).isEqualTo("HeartRateExtreme/sensor-off"));
    }

    /** A monitor without a clock tells its last pressure with every message: the heart beat then. */
    @Test
    void suspectsAnArrestAlthoughAPressureIsToldAgain() {
        VitalsReading beats = hr(75).withSpo2Pct(97.0).withSysMmHg(142.0).withDiaMmHg(78.0);
        for (int i = 0; i < 4; i++) {
            patient.after(15);
            patient.says("monitor-1", patient.alive(beats), null);
        }
        patient.after(15);
        patient.says("monitor-1", hr(0).withSysMmHg(142.0).withDiaMmHg(78.0).withPerfusionPct(0.02), null);
        assertThat(kinds()).contains(ARREST_SUSPECTED);
    }

    @Test
    void doesNotSuspectItWhenAPressureWasJustMeasured() {
        VitalsReading beats = hr(75).withSpo2Pct(97.0).withSysMmHg(142.0).withDiaMmHg(78.0);
        patient.says(4, 15, beats).after(15);
        patient.says("monitor-1", hr(0).withSysMmHg(139.0).withDiaMmHg(78.0), null);
        assertThat(kinds()).isEmpty();
        patient.after(15);
        patient.says("monitor-1", hr(0).withSysMmHg(139.0).withDiaMmHg(78.0), patient.now());
        assertThat(kinds()).as("held, and stamped anew").contains(ARREST_SUSPECTED);
    }

    /** Electrodes that are off are not said in every message. */
    @Test
    void judgesThePulseWhileTheEcgSaysNothing() {
        VitalsReading both = hr(75).withPulseBpm(75.0).withSpo2Pct(97.0);
        VitalsReading pulse = VitalsReading.NONE.withPulseBpm(31.0).withSpo2Pct(96.0);
        patient.says(5, 5, both).says(2, 5, pulse);
        assertThat(kinds()).as("late by no more than is usual").isEmpty();
        patient.says(2, 5, pulse);
        assertThat(kinds()).contains(HR_EXTREME);
        TestPatient other = new TestPatient().says(5, 30, both);
        other.says(1, 5, VitalsReading.NONE.withEcgOff(true)).says(2, 5, pulse);
        assertThat(other.kinds(HR_EXTREME)).as("said in a message of its own").hasSize(1);
    }

    @Test
    void waitsWithAPulseOfAPoorSignal() {
        VitalsReading pulse = VitalsReading.NONE.withPulseBpm(78.0).withSpo2Pct(97.0);
        patient.says(10, 5, pulse)
                .says(6, 5, pulse.withPulseBpm(39.0).withQuality(0.3))
                .says(5, 5, pulse);
        assertThat(kinds()).doesNotContain(HR_EXTREME);
        patient.says(9, 5, pulse.withPulseBpm(39.0).withQuality(0.3));
        assertThat(kinds()).contains(HR_EXTREME);
        TestPatient off = new TestPatient()
                .says(10, 5, pulse)
                .says(20, 5, pulse.withPulseBpm(31.0).withSpo2Off(true));
        assertThat(off.kinds(HR_EXTREME, HR_LOW)).as("a probe that is off").isEmpty();
    }
}
