package io.wardstream.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BedsideEventTest {

    private static BedsideEvent event(
            @Nullable String line,
            @Nullable String patient,
            @Nullable InfusionReading infusion,
            @Nullable VitalsReading vitals) {
        return new BedsideEvent(
                "d1", "b", 1, 10, null, "w1", "b1", line, patient, infusion, vitals, null, null, null, null);
    }

    @Test
    void isAboutThePatientForVitalsAndAboutTheLineForInfusions() {
        InfusionReading mass = new InfusionReading(100);
        VitalsReading hr = VitalsReading.NONE.withHrBpm(70.0);
        assertThat(event("l1", "p1", mass, null).subject().key()).isEqualTo("line:l1");
        assertThat(event("l1", "p1", null, hr).subject().key()).isEqualTo("patient:p1");
        assertThat(event(null, null, null, hr).subject().key()).isEqualTo("device:d1");
        assertThat(event(null, null, mass, null).subject().key()).isEqualTo("device:d1");
    }

    @Test
    void tellsEachLineOfACuffAndNothingElse() {
        Cuff cuff = new Cuff(true, Limb.LEFT_ARM, List.of("l1", "l2"), false);
        BedsideEvent reading = new BedsideEvent(
                "m1",
                "b",
                7,
                10,
                9L,
                "w1",
                "b1",
                null,
                "p1",
                null,
                VitalsReading.NONE.withHrBpm(70.0).withCuffRunning(true),
                null,
                null,
                null,
                null,
                50.0,
                cuff);
        BedsideEvent told = reading.cuffOn("l2");
        assertThat(told.subject()).isEqualTo(new Subject("line:l2", "w1", "b1", "l2", "p1", "m1"));
        assertThat(told.cuff()).isEqualTo(cuff);
        assertThat(told.vitals()).isNull();
        assertThat(told.batteryPct()).isNull();
        assertThat(told.acceptedAt()).isEqualTo(10);
        assertThat(told.measuredAt()).isEqualTo(9);
        assertThat(told.seq()).isEqualTo(7);
        assertThat(told.isOfCuff()).isTrue();
        assertThat(reading.isOfCuff()).isFalse();
        assertThat(reading.subject().key()).isEqualTo("patient:p1");
    }

    @Test
    void isLoggedUnderThePatientElseUnderTheDevice() {
        assertThat(event("l1", "p1", new InfusionReading(1), null).logKey()).isEqualTo("p1");
        assertThat(event("l1", null, new InfusionReading(1), null).logKey()).isEqualTo("d1");
    }

    @Test
    void changesOneVitalAtATime() {
        VitalsReading all = VitalsReading.NONE
                .withHrBpm(1.0)
                .withPulseBpm(2.0)
                .withSpo2Pct(3.0)
                .withRrPerMin(4.0)
                .withSysMmHg(5.0)
                .withDiaMmHg(6.0)
                .withMeanMmHg(7.0)
                .withTempC(8.0)
                .withFio2Pct(9.0)
                .withCuffRunning(true)
                .withPerfusionPct(10.0)
                .withQuality(0.5)
                .withEcgOff(false)
                .withSpo2Off(true);
        assertThat(all)
                .isEqualTo(
                        new VitalsReading(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, true, 10.0, 0.5, false, true));
        assertThat(VitalsReading.NONE.withCuffRunning(false).withHrBpm(70.0).cuffRunning())
                .isFalse();
        assertThat(all.isEmpty()).isFalse();
        assertThat(VitalsReading.NONE.isEmpty()).isTrue();
    }
}
