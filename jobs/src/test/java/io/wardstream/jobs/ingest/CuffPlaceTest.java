package io.wardstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.control.ControlBook;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.model.Cuff;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.Limb;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.VitalsReading;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CuffPlaceTest {

    private static final VitalsReading RUNS = VitalsReading.NONE.withCuffRunning(true);

    private final ControlBook book = new ControlBook();

    private static RegistryEntry device(String id, DeviceKind kind, @Nullable String line, @Nullable String patient) {
        return new RegistryEntry(id, kind, "icu", "b1", line, patient, 0, null, null, null, null, null, null);
    }

    private RegistryEntry monitor() {
        book.take(ControlFact.of(device("s1", DeviceKind.LOAD_CELL, "l1", "p1").withLimbs(Limb.LEFT_ARM, null)));
        book.take(ControlFact.of(device("s2", DeviceKind.LOAD_CELL, "l2", "p1").withLimbs(Limb.RIGHT_ARM, null)));
        return device("m1", DeviceKind.MONITOR, null, "p1").withLimbs(Limb.LEFT_ARM, Limb.RIGHT_ARM);
    }

    @Test
    void saysWhatTheCuffPressesOn() {
        RegistryEntry monitor = monitor();
        assertThat(CuffPlace.of(monitor, RUNS, book)).isEqualTo(new Cuff(true, Limb.LEFT_ARM, List.of("l1"), false));
        assertThat(CuffPlace.of(monitor, VitalsReading.NONE.withCuffRunning(false), book))
                .isEqualTo(new Cuff(false, Limb.LEFT_ARM, List.of("l1"), false));
        assertThat(CuffPlace.of(monitor.withLimbs(Limb.RIGHT_ARM, Limb.RIGHT_ARM), RUNS, book))
                .isEqualTo(new Cuff(true, Limb.RIGHT_ARM, List.of("l2"), true));
        // A sensor of which nobody said where it is, is on no limb that could be pressed.
        assertThat(CuffPlace.of(monitor.withLimbs(Limb.LEFT_LEG, null), RUNS, book))
                .isEqualTo(new Cuff(true, Limb.LEFT_LEG, List.of(), false));
    }

    @Test
    void saysNothingOfWhatIsNotKnown() {
        RegistryEntry monitor = monitor();
        assertThat(CuffPlace.of(monitor, null, book)).isNull();
        assertThat(CuffPlace.of(monitor, VitalsReading.NONE.withSysMmHg(120.0), book))
                .isNull();
        assertThat(CuffPlace.of(monitor.withLimbs(null, Limb.LEFT_ARM), RUNS, book))
                .isNull();
        assertThat(CuffPlace.of(
                        device("m1", DeviceKind.MONITOR, null, null).withLimbs(Limb.LEFT_ARM, null), RUNS, book))
                .isNull();
        assertThat(CuffPlace.of(
                        device("s9", DeviceKind.LOAD_CELL, "l9", "p1").withLimbs(Limb.LEFT_ARM, null), RUNS, book))
                .isNull();
    }

    @Test
    void saysNothingWhereItIsInDoubtWhoseItIs() {
        RegistryEntry monitor = monitor();
        book.take(ControlFact.of(device("s3", DeviceKind.LOAD_CELL, "l1", "p9")));
        assertThat(CuffPlace.of(monitor, RUNS, book)).isEqualTo(new Cuff(true, Limb.LEFT_ARM, List.of(), false));
        RegistryEntry onThatLine = device("m1", DeviceKind.MONITOR, "l1", "p1").withLimbs(Limb.RIGHT_ARM, null);
        assertThat(CuffPlace.of(onThatLine, RUNS, book)).isNull();
    }
}
