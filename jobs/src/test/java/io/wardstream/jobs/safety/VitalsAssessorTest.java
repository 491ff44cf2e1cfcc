package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.SettingsView;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Score;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class VitalsAssessorTest {

    private final PatientState state = new PatientState();
    private final Events events = new Events();
    private final List<Sign> signs = new ArrayList<>();
    private final List<Score> scores = new ArrayList<>();

    private boolean take(BedsideEvent event) {
        return VitalsAssessor.take(state, event, event.vitals(), SettingsView.DEFAULTS, signs::add);
    }

    private Score score(long at) {
        VitalsAssessor.score(state, events.spo2(at, 0).subject(), at, SettingsView.DEFAULTS, scores::add, signs::add);
        return scores.get(scores.size() - 1);
    }

    private List<SignKind> kinds() {
        return signs.stream().map(Sign::kind).toList();
    }

    private static final VitalsReading NORMAL = VitalsReading.NONE
            .withHrBpm(75.0)
            .withSpo2Pct(97.0)
            .withRrPerMin(16.0)
            .withSysMmHg(120.0)
            .withTempC(36.8);

    @Test
    void saysSaturationIsLowAfterTwoMeasurements() {
        take(events.spo2(1_000, 89));
        assertThat(signs).isEmpty();
        take(events.spo2(6_000, 85));
        assertThat(kinds()).containsExactly(SignKind.SPO2_LOW);
        assertThat(signs.get(0).since()).isEqualTo(1_000);
        assertThat(signs.get(0).value()).isEqualTo(85);
        assertThat(signs.get(0).limit()).isEqualTo(90);
    }

    @Test
    void ignoresASingleLowMeasurement() {
        for (int i = 0; i < 20; i++) {
            take(events.spo2(i * 10_000L, 97));
            take(events.spo2(i * 10_000L + 5_000, 70));
        }
        assertThat(signs).isEmpty();
    }

    @Test
    void countsARepeatedMeasurementOnce() {
        BedsideEvent first = events.spo2(1_000, 85);
        take(first);
        for (long at = 6_000; at < 60_000; at += 5_000) {
            BedsideEvent held = events.spo2(at, 85);
            take(new BedsideEvent(
                    held.deviceId(),
                    held.boot(),
                    held.seq(),
                    at,
                    1_000L,
                    held.ward(),
                    held.bed(),
                    null,
                    "p1",
                    null,
                    held.vitals(),
                    null,
                    null,
                    null,
                    null));
        }
        assertThat(signs).isEmpty();
    }

    @Test
    void countsEveryMessageOfADeviceWithoutAClock() {
        for (long at = 1_000; at < 12_000; at += 5_000) {
            BedsideEvent event = events.spo2(at, 85);
            take(new BedsideEvent(
                    event.deviceId(),
                    event.boot(),
                    event.seq(),
                    at,
                    null,
                    event.ward(),
                    event.bed(),
                    null,
                    "p1",
                    null,
                    event.vitals(),
                    null,
                    null,
                    null,
                    null));
        }
        assertThat(kinds()).containsExactly(SignKind.SPO2_LOW);
    }

    @Test
    void saysRecoveredAfterTwoMeasurementsAboveTheHysteresis() {
        take(events.spo2(1_000, 85));
        take(events.spo2(2_000, 85));
        take(events.spo2(3_000, 91));
        take(events.spo2(4_000, 91));
        assertThat(kinds()).containsExactly(SignKind.SPO2_LOW);
        take(events.spo2(5_000, 92));
        take(events.spo2(6_000, 92));
        assertThat(kinds()).containsExactly(SignKind.SPO2_LOW, SignKind.SPO2_RECOVERED);
    }

    @Test
    void saysWhenTheHeartIsTooFastTooSlowAndBack() {
        take(events.hr(1_000, 130));
        take(events.hr(2_000, 130));
        take(events.hr(3_000, 100));
        take(events.hr(4_000, 100));
        take(events.hr(5_000, 40));
        take(events.hr(6_000, 40));
        take(events.hr(7_000, 60));
        take(events.hr(8_000, 60));
        assertThat(kinds())
                .containsExactly(SignKind.HR_HIGH, SignKind.HR_RECOVERED, SignKind.HR_LOW, SignKind.HR_RECOVERED);
    }

    @Test
    void doesNotSayRecoveredWhenTheHeartFallsFromTooFastToTooSlow() {
        take(events.hr(1_000, 130));
        take(events.hr(2_000, 130));
        take(events.hr(3_000, 40));
        take(events.hr(4_000, 40));
        assertThat(kinds()).containsExactly(SignKind.HR_HIGH, SignKind.HR_LOW);
        take(events.hr(5_000, 70));
        take(events.hr(6_000, 70));
        assertThat(kinds()).containsExactly(SignKind.HR_HIGH, SignKind.HR_LOW, SignKind.HR_RECOVERED);
    }

    @Test
    void takesThePulseOfAPatientWithoutAnEcgAndOnlyThen() {
        take(events.vitals(1_000, VitalsReading.NONE.withPulseBpm(130.0)));
        take(events.vitals(2_000, VitalsReading.NONE.withPulseBpm(130.0)));
        assertThat(kinds()).containsExactly(SignKind.HR_HIGH);
        PatientState other = new PatientState();
        List<Sign> none = new ArrayList<>();
        for (long at = 1_000; at < 10_000; at += 1_000) {
            BedsideEvent event =
                    events.vitals(at, VitalsReading.NONE.withHrBpm(80.0).withPulseBpm(130.0));
            VitalsAssessor.take(other, event, event.vitals(), SettingsView.DEFAULTS, none::add);
        }
        assertThat(none).isEmpty();
    }

    @Test
    void scoresWhatIsKnownAndSaysWhatIsMissing() {
        take(events.vitals(1_000, NORMAL.withRrPerMin(22.0)));
        Score score = score(1_000);
        assertThat(score.news2()).isEqualTo(2);
        assertThat(score.missing()).containsExactly("acvpu");
        assertThat(score.news2Max()).isEqualTo(5);
        assertThat(score.parts().rr()).isEqualTo(2);
        assertThat(score.at()).isEqualTo(1_000);
    }

    @Test
    void hasNoTotalOnceAVitalIsTooOld() {
        take(events.vitals(0, NORMAL));
        take(events.vitals(120_000, VitalsReading.NONE.withHrBpm(75.0)));
        assertThat(score(120_000).news2()).isZero();
        take(events.vitals(120_001, VitalsReading.NONE.withHrBpm(75.0)));
        Score old = score(120_001);
        assertThat(old.news2()).isNull();
        assertThat(old.missing()).containsExactly("rr", "spo2", "acvpu");
        // A cuff pressure holds for an hour, a temperature for six.
        take(events.vitals(3_600_000, NORMAL.withSysMmHg(null).withTempC(null)));
        assertThat(score(3_600_000).news2()).isZero();
        take(events.vitals(3_600_001, NORMAL.withSysMmHg(null).withTempC(null)));
        assertThat(score(3_600_001).missing()).containsExactly("sys", "acvpu");
        take(events.vitals(21_600_001, NORMAL.withTempC(null)));
        assertThat(score(21_600_001).missing()).containsExactly("temp", "acvpu");
    }

    @Test
    void countsOxygenOnlyAboveAir() {
        take(events.vitals(0, NORMAL.withFio2Pct(21.0)));
        assertThat(score(0).parts().o2()).isZero();
        take(events.vitals(1, NORMAL.withFio2Pct(28.0)));
        assertThat(score(1).parts().o2()).isEqualTo(2);
    }

    @Test
    void saysHighFromSevenOnAndBelowOnlyForACompleteScore() {
        VitalsReading ill = NORMAL.withRrPerMin(26.0).withSpo2Pct(91.0).withHrBpm(112.0);
        take(events.vitals(0, ill.withHrBpm(85.0)));
        score(0);
        assertThat(signs).isEmpty();
        take(events.vitals(1, ill));
        score(1);
        assertThat(kinds()).containsExactly(SignKind.NEWS2_HIGH);
        assertThat(signs.get(0).value()).isEqualTo(8);
        assertThat(signs.get(0).limit()).isEqualTo(7);
        // Half of it goes stale: that is no improvement.
        take(events.vitals(200_000, VitalsReading.NONE.withHrBpm(80.0)));
        score(200_000);
        assertThat(kinds()).containsExactly(SignKind.NEWS2_HIGH);
        take(events.vitals(200_001, NORMAL));
        score(200_001);
        assertThat(kinds()).containsExactly(SignKind.NEWS2_HIGH, SignKind.NEWS2_BELOW_HIGH);
        assertThat(signs.get(1).since()).isEqualTo(1);
    }

    @Test
    void saysHighFromTheCertainPartAlone() {
        take(events.vitals(
                0, VitalsReading.NONE.withRrPerMin(30.0).withSpo2Pct(80.0).withHrBpm(140.0)));
        Score score = score(0);
        assertThat(score.news2()).isNull();
        assertThat(score.news2Min()).isEqualTo(9);
        assertThat(kinds()).contains(SignKind.NEWS2_HIGH);
    }

    @Test
    void asksForAScoreWheneverSomethingWasMeasured() {
        assertThat(take(events.vitals(0, NORMAL))).isTrue();
        assertThat(take(events.vitals(5_000, NORMAL)))
                .as("measured again, though equal")
                .isTrue();
        BedsideEvent held = events.vitals(9_000, NORMAL);
        BedsideEvent repeated = new BedsideEvent(
                held.deviceId(),
                held.boot(),
                held.seq(),
                9_000,
                5_000L,
                held.ward(),
                held.bed(),
                null,
                "p1",
                null,
                held.vitals(),
                null,
                null,
                null,
                null);
        assertThat(take(repeated)).as("the same measurement once more").isFalse();
    }

    @Test
    void isAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(PatientState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(VitalSlot.class);
    }

    /** So many measurements, one each 30 s, from now on. */
    private void measure(int times, VitalsReading vitals) {
        for (int i = 0; i < times; i++) {
            clock += 30_000;
            take(events.vitals(clock, vitals));
        }
    }

    private long clock = 1_000;

    @Test
    void takesNoRateForFrozenThatIsChartedEachHour() {
        for (int hour = 0; hour < 30; hour++) {
            clock += 3_600_000;
            take(events.vitals(clock, NORMAL));
        }
        assertThat(kinds()).doesNotContain(SignKind.SENSOR_FROZEN);
    }

    @Test
    void saysThatAHeartRateNeverMovesAndThatItDoesAgain() {
        measure(1, NORMAL.withHrBpm(74.0));
        measure(20, NORMAL);
        assertThat(signs).as("twenty values span 9.5 min").isEmpty();
        measure(1, NORMAL);
        assertThat(signs).singleElement().satisfies(sign -> {
            assertThat(sign.kind()).isEqualTo(SignKind.SENSOR_FROZEN);
            assertThat(sign.value()).isEqualTo(75);
            assertThat(sign.since()).isEqualTo(61_000);
            assertThat(sign.reason()).isEqualTo("heart rate");
            assertThat(sign.subject().key()).isEqualTo("patient:p1");
        });
        measure(50, NORMAL);
        assertThat(signs).hasSize(1);
        assertThat(score(clock).news2()).as("what is frozen is not known").isNull();
        assertThat(scores.get(0).missing()).isNotEmpty();
        measure(1, NORMAL.withHrBpm(76.0));
        assertThat(kinds()).containsExactly(SignKind.SENSOR_FROZEN, SignKind.SENSOR_OK);
        assertThat(state.hrSame).isNull();
        measure(5, NORMAL);
        assertThat(signs).hasSize(2);
    }

    @Test
    void letsOtherVitalsStayTheSameAndAFastMonitorRepeatItself() {
        for (int i = 0; i < 100; i++) {
            measure(1, NORMAL.withHrBpm(75.0 + i % 2));
        }
        for (int i = 0; i < 500; i++) {
            clock += 1_000;
            take(events.vitals(clock, NORMAL));
        }
        assertThat(signs).isEmpty();
    }

    @Test
    void judgesThePulseWhileTheHeartRateIsFrozen() {
        for (int i = 0; i < 30; i++) {
            measure(1, NORMAL.withPulseBpm(74.0 + i % 3));
        }
        assertThat(kinds()).containsExactly(SignKind.SENSOR_FROZEN);
        assertThat(score(clock).news2()).isZero();
        measure(2, NORMAL.withPulseBpm(35.0));
        assertThat(kinds()).containsExactly(SignKind.SENSOR_FROZEN, SignKind.HR_LOW);
        // Both frozen are one alarm, and it is over when both move.
        measure(30, NORMAL.withPulseBpm(35.0));
        measure(1, NORMAL.withPulseBpm(36.0));
        assertThat(kinds()).containsExactly(SignKind.SENSOR_FROZEN, SignKind.HR_LOW, SignKind.SENSOR_FROZEN);
        measure(1, NORMAL.withPulseBpm(36.0).withHrBpm(36.0));
        assertThat(kinds()).endsWith(SignKind.SENSOR_FROZEN, SignKind.SENSOR_OK);
    }
}
