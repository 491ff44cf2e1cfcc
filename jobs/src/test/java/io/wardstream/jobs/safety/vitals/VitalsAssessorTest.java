package io.wardstream.jobs.safety.vitals;

import static io.wardstream.jobs.safety.vitals.TestPatient.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.risk.TestRiskModel;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of all vital signs: distinct measurements, several monitors, times, state. */
class VitalsAssessorTest {

    private final TestPatient patient = new TestPatient();

    @Test
    void countsARepeatedMeasurementOnce() {
        patient.after(1);
        long measuredAt = patient.now();
        assertThat(patient.says("monitor-1", WELL, measuredAt)).isTrue();
        for (int i = 0; i < 20; i++) {
            patient.after(5);
            assertThat(patient.says("monitor-1", WELL, measuredAt)).isFalse();
        }
        assertThat(patient.scores).hasSize(1);
        assertThat(patient.says("monitor-1", WELL, measuredAt + 1))
                .as("measured again, though equal")
                .isTrue();
    }

    @Test
    void countsEveryMessageOfADeviceWithoutAClock() {
        for (int i = 0; i < 2; i++) {
            patient.after(30);
            patient.says("monitor-1", VitalsReading.NONE.withSpo2Pct(88.0), null);
        }
        assertThat(patient.kinds(SignKind.SPO2_LOW)).hasSize(1);
    }

    @Test
    void judgesEachMonitorByItself() {
        VitalsReading low = VitalsReading.NONE.withSpo2Pct(88.0);
        VitalsReading well = VitalsReading.NONE.withSpo2Pct(97.0);
        for (int i = 0; i < 3; i++) {
            patient.after(15);
            patient.says("monitor-1", low);
            patient.after(15);
            patient.says("monitor-2", well);
        }
        assertThat(patient.kinds(SignKind.SPO2_LOW, SignKind.SPO2_RECOVERED)).containsExactly(SignKind.SPO2_LOW);
        for (int i = 0; i < 3; i++) {
            patient.after(15);
            patient.says("monitor-2", low);
            patient.after(15);
            patient.says("monitor-1", well);
        }
        assertThat(patient.kinds(SignKind.SPO2_LOW, SignKind.SPO2_RECOVERED))
                .as("the other says so now")
                .containsExactly(SignKind.SPO2_LOW, SignKind.SPO2_LOW);
        for (int i = 0; i < 2; i++) {
            patient.after(15);
            patient.says("monitor-2", well);
        }
        assertThat(patient.kinds(SignKind.SPO2_LOW, SignKind.SPO2_RECOVERED)).endsWith(SignKind.SPO2_RECOVERED);
    }

    @Test
    void forgetsAMonitorThatIsNotHeardWhileAnotherIs() {
        VitalsReading low = VitalsReading.NONE.withSpo2Pct(88.0);
        for (int i = 0; i < 3; i++) {
            patient.after(30);
            patient.says("monitor-2", low);
        }
        patient.says(20, 30, VitalsReading.NONE.withSpo2Pct(97.0));
        assertThat(patient.kinds(SignKind.SPO2_RECOVERED)).isEmpty();
        patient.says(1, 30, VitalsReading.NONE.withSpo2Pct(97.0));
        assertThat(patient.kinds(SignKind.SPO2_RECOVERED)).hasSize(1);
        assertThat(patient.state.monitors).containsOnlyKeys("monitor-1");
    }

    /** A nurse's round: a monitor that is on for a minute, beside one that is always on. */
    @Test
    void keepsTheCuffAndTheTemperatureOfASpotCheckUntilTheyAreTooOld() {
        VitalsReading round = VitalsReading.NONE
                .withSpo2Pct(88.0)
                .withSysMmHg(75.0)
                .withDiaMmHg(45.0)
                .withTempC(39.5);
        VitalsReading always = VitalsReading.NONE.withHrBpm(80.0).withRrPerMin(16.0);
        for (int i = 0; i < 3; i++) {
            patient.says(1, 15, always);
            patient.says("round", round.withSysMmHg(75.0 + i), null);
        }
        SignKind[] back = {
            SignKind.SPO2_RECOVERED, SignKind.SYS_RECOVERED, SignKind.SYS_EXTREME_OVER, SignKind.TEMP_RECOVERED
        };
        assertThat(patient.kinds()).contains(SignKind.SPO2_LOW, SignKind.SYS_OUT_OF_RANGE, SignKind.TEMP_OUT_OF_RANGE);
        patient.says(59, 60, always);
        assertThat(patient.kinds(back[0], back))
                .as("what is measured all along lapses, a pressure stands for an hour")
                .containsExactly(SignKind.SPO2_RECOVERED);
        assertThat(patient.score().parts().sys()).isEqualTo(3);
        patient.says(2, 60, always);
        assertThat(patient.kinds(back[0], back))
                .containsExactly(SignKind.SPO2_RECOVERED, SignKind.SYS_RECOVERED, SignKind.SYS_EXTREME_OVER);
        assertThat(patient.score().parts().sys()).isNull();
        assertThat(patient.first(SignKind.SYS_RECOVERED).reason()).contains("is silent");
        assertThat(patient.score().parts().temp()).isEqualTo(2);
        patient.says(300, 60, always);
        assertThat(patient.kinds(back[0], back)).endsWith(SignKind.TEMP_RECOVERED);
        assertThat(patient.state.monitors).containsOnlyKeys("monitor-1");
    }

    @Test
    void keepsTheWordOfTheOnlyMonitorHoweverLongItIsSilent() {
        patient.says(3, 30, VitalsReading.NONE.withSpo2Pct(88.0)).after(36_000);
        assertThat(patient.kinds(SignKind.SPO2_LOW, SignKind.SPO2_RECOVERED)).containsExactly(SignKind.SPO2_LOW);
        patient.moveAway("monitor-1");
        assertThat(patient.kinds(SignKind.SPO2_RECOVERED)).hasSize(1);
        assertThat(patient.state.monitors).isEmpty();
    }

    @Test
    void takesScoresFromTheNewestOfAllMonitors() {
        patient.after(1);
        patient.says("monitor-1", WELL.withSysMmHg(120.0));
        patient.after(60);
        patient.says("monitor-2", VitalsReading.NONE.withSysMmHg(95.0));
        assertThat(patient.score().parts().sys()).isEqualTo(2);
        patient.after(30);
        patient.says("monitor-1", WELL.withSysMmHg(null));
        assertThat(patient.score().parts().sys()).isEqualTo(2);
    }

    @Test
    void saysThatALimitIsOpenAndSaysItAgainEachHour() {
        patient.says(1, 30, WELL);
        assertThat(patient.kinds(SignKind.LIMITS_OPEN)).isEmpty();
        patient.set("Spo2Low.lowPct", 70).says(2, 30, WELL);
        assertThat(patient.first(SignKind.LIMITS_OPEN).reason()).isEqualTo("Spo2Low.lowPct");
        patient.says(62, 60, WELL);
        assertThat(patient.kinds(SignKind.LIMITS_OPEN)).hasSize(2);
        patient.set("Spo2Low.lowPct", 88).says(1, 30, WELL);
        assertThat(patient.kinds(SignKind.LIMITS_CLOSED)).hasSize(1);
    }

    @Test
    void saysSoWhenAnotherLimitIsOpenInstead() {
        patient.set("Spo2Low.lowPct", 70).says(2, 30, WELL);
        patient.set("Spo2Low.lowPct", 88).set("HeartRateOutOfRange.lowBpm", 20).says(2, 30, WELL);
        assertThat(patient.all(SignKind.LIMITS_OPEN))
                .extracting(Sign::reason)
                .containsExactly("Spo2Low.lowPct", "HeartRateOutOfRange.lowBpm");
    }

    // --- what never moves ----------------------------------------------------------------------

    @Test
    void takesNoRateForFrozenThatIsChartedEachHour() {
        patient.repeats(30, 3_600, WELL);
        assertThat(patient.kinds(SignKind.SENSOR_FROZEN)).isEmpty();
    }

    @Test
    void saysThatAHeartRateNeverMovesAndThatItDoesAgain() {
        patient.says(1, 30, WELL.withHrBpm(74.0)).repeats(20, 30, WELL);
        assertThat(patient.kinds(SignKind.SENSOR_FROZEN))
                .as("twenty values span 9.5 min")
                .isEmpty();
        patient.repeats(1, 30, WELL);
        assertThat(patient.first(SignKind.SENSOR_FROZEN)).satisfies(sign -> {
            assertThat(sign.value()).isEqualTo(75);
            assertThat(patient.since(sign)).isEqualTo(60);
            assertThat(sign.reason()).isEqualTo("heart rate");
        });
        patient.repeats(50, 30, WELL);
        assertThat(patient.kinds(SignKind.SENSOR_FROZEN)).hasSize(1);
        assertThat(patient.score().missing()).as("what is frozen is not known").contains("hr");
        patient.says(1, 30, WELL.withHrBpm(76.0));
        assertThat(patient.kinds(SignKind.SENSOR_OK)).hasSize(1);
        assertThat(patient.score().missing()).doesNotContain("hr");
    }

    @Test
    void takesElectrodesThatAreOffForNoFrozenRate() {
        VitalsReading off = WELL.withHrBpm(0.0).withPulseBpm(74.0);
        patient.says(3, 30, WELL.withPulseBpm(74.0));
        for (int i = 0; i < 60; i++) {
            patient.repeats(1, 30, off.withPulseBpm(74.0 + i % 2));
        }
        assertThat(patient.kinds(SignKind.SENSOR_FROZEN)).isEmpty();
        assertThat(patient.kinds(SignKind.SENSOR_OFF)).hasSize(1);
        assertThat(patient.score().news2()).as("scored by the pulse").isZero();
    }

    @Test
    void judgesThePulseWhileTheHeartRateIsFrozen() {
        for (int i = 0; i < 30; i++) {
            patient.repeats(1, 30, WELL.withPulseBpm(74.0 + i % 3));
        }
        assertThat(patient.score().news2()).isZero();
        patient.repeats(2, 30, WELL.withPulseBpm(45.0));
        assertThat(patient.kinds(SignKind.SENSOR_FROZEN, SignKind.HR_LOW))
                .containsExactly(SignKind.SENSOR_FROZEN, SignKind.HR_LOW);
        // Both frozen are one alarm, and it is over when both move.
        patient.repeats(30, 30, WELL.withPulseBpm(45.0)).repeats(1, 30, WELL.withPulseBpm(46.0));
        assertThat(patient.kinds(SignKind.SENSOR_OK)).isEmpty();
        patient.repeats(1, 30, WELL.withPulseBpm(46.0).withHrBpm(46.0));
        assertThat(patient.kinds(SignKind.SENSOR_OK)).hasSize(1);
    }

    @Test
    void isNotWellWhileTheOtherMonitorIsFrozen() {
        for (int i = 0; i < 25; i++) {
            patient.repeats(1, 30, WELL);
            patient.says("monitor-2", WELL);
        }
        assertThat(patient.kinds(SignKind.SENSOR_FROZEN)).hasSize(2);
        patient.repeats(1, 30, WELL.withHrBpm(76.0));
        assertThat(patient.kinds(SignKind.SENSOR_OK)).isEmpty();
        patient.moveAway("monitor-2");
        assertThat(patient.kinds(SignKind.SENSOR_OK)).hasSize(1);
    }

    // --- state ---------------------------------------------------------------------------------

    @Test
    void isAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(PatientState.class);
    }

    /** The promise of the state: 4 KiB a patient, measured on a day in which everything happens. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsLittleHoweverLongAndWildly(long seed) throws Exception {
        TypeSerializer<PatientState> serializer =
                TypeInformation.of(PatientState.class).createSerializer(new SerializerConfigImpl());
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        patient.with(new VitalsAssessor(new RiskJudge(TestRiskModel.loaded(TestRiskModel.of(Map.of(), 0, 0.5)), null)));
        int largest = 0;
        for (int i = 0; i < 20_000; i++) {
            VitalsReading reading = VitalsReading.NONE;
            reading = random.nextInt(10) > 0 ? reading.withHrBpm((double) random.nextInt(220)) : reading;
            reading = random.nextInt(10) > 0 ? reading.withSpo2Pct(60.0 + random.nextInt(41)) : reading;
            reading = random.nextInt(10) > 0 ? reading.withRrPerMin((double) random.nextInt(50)) : reading;
            reading = random.nextInt(3) == 0 ? reading.withPulseBpm((double) random.nextInt(220)) : reading;
            if (random.nextInt(10) == 0) {
                reading = reading.withSysMmHg(60.0 + random.nextInt(160)).withDiaMmHg(30.0 + random.nextInt(60));
            }
            reading = random.nextInt(20) == 0 ? reading.withTempC(34.0 + random.nextInt(70) / 10.0) : reading;
            reading = random.nextInt(5) == 0 ? reading.withPerfusionPct(random.nextDouble()) : reading;
            reading = random.nextInt(8) == 0 ? reading.withSpo2Off(random.nextBoolean()) : reading;
            reading = random.nextInt(8) == 0 ? reading.withEcgOff(random.nextBoolean()) : reading;
            // TestPatient sees to it that nothing that was due stays due.
            patient.says(1, random.nextInt(20) == 0 ? random.nextInt(2_000) : 1 + random.nextInt(40), reading);
            if (i % 500 == 0) {
                DataOutputSerializer out = new DataOutputSerializer(4_096);
                serializer.serialize(patient.state, out);
                largest = Math.max(largest, out.length());
            }
        }
        assertThat(patient.state.risk.keptAt)
                .as("what is kept to predict a risk")
                .hasSizeGreaterThan(2);
        assertThat(largest).isBetween(1_000, 4_096);
    }
}
