package io.wardstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.BagClass;
import io.wardstream.model.Limb;
import io.wardstream.model.VitalsReading;
import io.wardstream.sim.story.BedFacts;
import io.wardstream.sim.story.Flow;
import io.wardstream.sim.story.InfusionStory;
import io.wardstream.sim.story.Prng;
import io.wardstream.sim.story.VitalsChapter;
import io.wardstream.sim.story.VitalsStory;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhysicsTest {
    private static final long HOUR = 3_600_000;
    private static final BedFacts BED = new BedFacts(
            "e01",
            "east",
            "P-1",
            BagClass.MAINTENANCE_CRYSTALLOID,
            500,
            45,
            1.005,
            100,
            Limb.LEFT_ARM,
            Limb.RIGHT_ARM,
            InfusionStory.QUIET,
            VitalsStory.STABLE);

    @Test
    void aBagRunsMoreSlowlyAsItEmptiesAndNeverBelowNothing() {
        assertThat(Flow.rate(500, 500, 100)).isEqualTo(100);
        assertThat(Flow.rate(250, 500, 100)).isEqualTo(92.5);
        assertThat(Flow.rate(0, 500, 100)).isZero();
        assertThat(Flow.volumeAfter(500, 500, 100, HOUR)).isBetween(400.0, 403.0);
        assertThat(Flow.volumeAfter(500, 500, 100, 100 * HOUR)).isZero();
    }

    @Test
    void aBagRunsTheSameInOneStepAsInMany() {
        double inOne = Flow.volumeAfter(500, 500, 100, HOUR);
        double inMany = 500;
        for (int i = 0; i < 1800; i++) {
            inMany = Flow.volumeAfter(inMany, 500, 100, 2000);
        }
        assertThat(inMany).isCloseTo(inOne, within(1e-6));
    }

    @Test
    void theTimeToALevelIsWhenItIsReached() {
        long ms = Flow.msUntil(104, 104, 300, 50);
        assertThat(Flow.volumeAfter(104, 104, 300, ms)).isLessThanOrEqualTo(50).isCloseTo(50, within(0.001));
        assertThat(Flow.msUntil(40, 500, 100, 50)).isZero();
    }

    @Test
    void aClosedClampStopsTheFlowAndAnEmptyHookWeighsNearlyNothing() {
        InfusionLine line = new InfusionLine(BED, InfusionLine.empty(BED, 0));
        line.hang(0, 500);
        assertThat(line.massG(0)).isCloseTo(45 + 502.5, within(1e-9));
        line.setOpen(HOUR, false);
        double closed = line.volumeMl(HOUR);
        assertThat(line.volumeMl(2 * HOUR)).isEqualTo(closed);
        assertThat(line.rateMlPerHour(2 * HOUR)).isZero();
        line.setOpen(2 * HOUR, true);
        assertThat(line.volumeMl(3 * HOUR)).isLessThan(closed);
        line.lift(3 * HOUR);
        assertThat(line.massG(4 * HOUR)).isLessThan(45);
        assertThat(line.rateMlPerHour(4 * HOUR)).isZero();
    }

    @Test
    void aCuffOnItsArmStopsTheFlowWhileItIsInflated() {
        InfusionLine line = new InfusionLine(BED, InfusionLine.empty(BED, 0));
        line.hang(0, 500);
        line.setPressed(HOUR, true);
        double pressed = line.volumeMl(HOUR);
        assertThat(line.rateMlPerHour(HOUR + 20_000)).isZero();
        assertThat(line.volumeMl(HOUR + 40_000)).isEqualTo(pressed);
        line.setPressed(HOUR + 40_000, false);
        assertThat(line.volumeMl(HOUR + 80_000)).isLessThan(pressed);
        // A clamp that is closed meanwhile stays closed.
        line.setPressed(2 * HOUR, true);
        line.setOpen(2 * HOUR, false);
        line.setPressed(2 * HOUR + 40_000, false);
        assertThat(line.rateMlPerHour(3 * HOUR)).isZero();
    }

    @Test
    void aCellAtRestErrsByAFewGrams() {
        LoadCell cell = new LoadCell(2000, LoadCell.fresh(Prng.of(3, "cell"), 0));
        double sum = 0;
        double squares = 0;
        int readings = 20_000;
        for (int i = 1; i <= readings; i++) {
            double error = cell.readG(i * 2000L, 300, false, (from, until) -> true) - 300;
            assertThat(Math.abs(error)).isLessThanOrEqualTo(LoadCell.WORST_ERROR_G);
            assertThat(Math.abs(cell.state().driftG())).isLessThanOrEqualTo(2);
            sum += error;
            squares += error * error;
        }
        assertThat(Math.sqrt(squares / readings)).isBetween(1.0, 2.0);
        assertThat(Math.abs(sum / readings)).isLessThan(1);
    }

    @Test
    void aCellIsDisturbedSomeTimesAnHourAndNeverForThreeReadingsByMoreThanASwing() {
        for (long seed = 0; seed < 20; seed++) {
            LoadCell cell = new LoadCell(2000, LoadCell.fresh(Prng.of(seed, "cell"), 0));
            int large = 0;
            int inARow = 0;
            int readings = 10 * 1800;
            for (int i = 1; i <= readings; i++) {
                double error = Math.abs(cell.readG(i * 2000L, 300, false, (from, until) -> false) - 300);
                inARow = error > 47 ? inARow + 1 : 0;
                large += error > 47 ? 1 : 0;
                assertThat(inARow).as("seed " + seed).isLessThanOrEqualTo(2);
            }
            assertThat(large / 10.0).as("large errors an hour, seed " + seed).isBetween(1.0, 8.0);
        }
    }

    @Test
    void aDisturbanceKeepsOutOfCalmTimes() {
        LoadCell cell = new LoadCell(2000, LoadCell.fresh(Prng.of(4, "cell"), 0));
        long hour = HOUR;
        for (int i = 1; i <= 20 * 1800; i++) {
            long at = i * 2000L;
            boolean calmHour = (at / hour) % 2 == 1;
            double error = Math.abs(cell.readG(
                            at, 300, false, (from, until) -> (until / hour) % 2 == 1 || (from / hour) % 2 == 1)
                    - 300);
            if (calmHour) {
                assertThat(error).isLessThanOrEqualTo(LoadCell.WORST_ERROR_G);
            }
        }
    }

    @Test
    void aCellGoesOnAsIfItHadNeverBeenSaved() {
        LoadCell cell = new LoadCell(2000, LoadCell.fresh(Prng.of(5, "cell"), 0));
        LoadCell restored = null;
        for (int i = 1; i <= 5000; i++) {
            double read = cell.readG(i * 2000L, 300, false, (from, until) -> false);
            if (restored != null) {
                assertThat(restored.readG(i * 2000L, 300, false, (from, until) -> false))
                        .isEqualTo(read);
            }
            restored = new LoadCell(2000, cell.state());
        }
    }

    @Test
    void aStablePatientStaysInsideEveryLimit() {
        VitalsChapter stable = new VitalsChapter(
                0, VitalsStory.STABLE, 0, Long.MAX_VALUE, null, VitalsReading.NONE, List.of(), List.of());
        for (long seed = 0; seed < 100; seed++) {
            Patient patient = new Patient(Patient.fresh(Prng.of(seed, "patient"), 0));
            for (int i = 1; i <= 1000; i++) {
                VitalsReading reading = patient.read(i * 5000L, stable, true);
                assertThat(reading.hrBpm()).isBetween(55.0, 92.0);
                assertThat(reading.spo2Pct()).isBetween(95.0, 100.0);
                assertThat(reading.rrPerMin()).isBetween(12.0, 20.0);
                assertThat(reading.sysMmHg()).isBetween(101.0, 160.0);
                assertThat(reading.diaMmHg()).isBetween(55.0, 95.0).isLessThan(reading.sysMmHg());
                assertThat(reading.tempC()).isBetween(36.1, 37.9);
            }
        }
    }

    @Test
    void aPatientIsFollowedByTheTruthOfTheTable() {
        VitalsChapter stable = new VitalsChapter(
                0, VitalsStory.STABLE, 0, Long.MAX_VALUE, null, VitalsReading.NONE, List.of(), List.of());
        Patient patient = new Patient(Patient.fresh(Prng.of(1, "patient"), 0));
        VitalsReading read = patient.read(5000, stable, true);
        VitalsReading truth = patient.truth(5000, stable);
        assertThat(truth.hrBpm()).isCloseTo(read.hrBpm(), within(3.0));
        assertThat(truth.tempC()).isCloseTo(read.tempC(), within(0.2));
    }
}
