package io.wardstream.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.VitalsReading;
import org.junit.jupiter.api.Test;

class BedStateTest {

    private static final RegistryEntry SCALE = new RegistryEntry(
            "scale-1",
            DeviceKind.LOAD_CELL_WITH_CLAMP,
            "east",
            "e01",
            "L-1",
            "P-1",
            0,
            null,
            null,
            500.0,
            45.0,
            1.0,
            null);

    private static BedsideEvent event(long at, InfusionReading infusion, VitalsReading vitals) {
        return new BedsideEvent(
                "scale-1", "b", at, at, at, "east", "e01", "L-1", "P-1", infusion, vitals, null, null, null, null);
    }

    private static void drain(BedState bed, int readings, double startMl, double mlPerHour) {
        for (int i = 0; i < readings; i++) {
            long at = i * 2_000L;
            bed.take(event(at, new InfusionReading(45 + startMl - mlPerHour * at / 3_600_000.0), null), SCALE);
        }
    }

    @Test
    void knowsWhenTheBagWillBeEmpty() {
        BedState bed = new BedState();
        drain(bed, 100, 300, 100);
        assertThat(bed.levelMl()).isBetween(294.0, 296.0);
        assertThat(bed.emptyInMs()).isBetween(10_400_000L, 10_800_000L);
    }

    @Test
    void saysNothingBeforeItHasSeenEnoughOrWhenNothingRuns() {
        BedState few = new BedState();
        drain(few, 10, 300, 100);
        assertThat(few.emptyInMs()).isNull();
        BedState still = new BedState();
        drain(still, 100, 300, 0);
        assertThat(still.emptyInMs()).isNull();
    }

    @Test
    void beginsAnewWithANewBag() {
        BedState bed = new BedState();
        drain(bed, 100, 60, 100);
        bed.take(event(300_000, new InfusionReading(545), null), SCALE);
        assertThat(bed.levelMl()).isEqualTo(500);
        assertThat(bed.emptyInMs()).isNull();
    }

    @Test
    void looksAtTheRateAnewWhenTheClampMoves() {
        BedState bed = new BedState();
        drain(bed, 100, 60, 100);
        assertThat(bed.emptyInMs()).isNotNull();
        bed.take(
                new BedsideEvent(
                        "scale-1",
                        "b",
                        999,
                        200_000,
                        200_000L,
                        "east",
                        "e01",
                        "L-1",
                        "P-1",
                        null,
                        null,
                        null,
                        new ClampReport(ClampState.CLOSED, "c", null),
                        null,
                        null),
                SCALE);
        assertThat(bed.emptyInMs()).isNull();
        assertThat(bed.levelMl()).isNotNull();
        assertThat(bed.clamp()).isEqualTo(ClampState.CLOSED);
    }

    @Test
    void keepsAValueThatTheMonitorDidNotRepeat() {
        BedState bed = new BedState();
        bed.take(event(0, null, VitalsReading.NONE.withSysMmHg(120.0).withHrBpm(70.0)), null);
        bed.take(event(5_000, null, VitalsReading.NONE.withHrBpm(72.0)), null);
        assertThat(bed.vitals().sysMmHg()).isEqualTo(120);
        assertThat(bed.vitals().hrBpm()).isEqualTo(72);
    }

    @Test
    void tellsAnUnknownScoreFromNone() {
        BedState bed = new BedState();
        assertThat(bed.news2()).isEmpty();
        bed.score(null);
        assertThat(bed.news2()).isEqualTo("?");
        bed.score(7);
        assertThat(bed.news2()).isEqualTo("7");
    }
}
