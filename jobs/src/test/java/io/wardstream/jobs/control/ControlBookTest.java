package io.wardstream.jobs.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.DeviceKind;
import io.wardstream.model.Limb;
import io.wardstream.model.RegistryEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ControlBookTest {

    private final ControlBook book = new ControlBook();

    private ControlBookTest register(
            String device, DeviceKind kind, @Nullable String line, @Nullable String patient, @Nullable Limb limb) {
        book.take(ControlFact.of(entry(device, kind, line, patient, null).withLimbs(limb, null)));
        return this;
    }

    private static RegistryEntry entry(
            String device,
            DeviceKind kind,
            @Nullable String line,
            @Nullable String patient,
            @Nullable Boolean retired) {
        return new RegistryEntry(device, kind, "icu", "b1", line, patient, 0, null, null, null, null, null, retired);
    }

    @Test
    void knowsTheLinesOfALimb() {
        register("s2", DeviceKind.LOAD_CELL, "l2", "p1", Limb.LEFT_ARM);
        register("s1", DeviceKind.LOAD_CELL_WITH_CLAMP, "l1", "p1", Limb.LEFT_ARM);
        register("s3", DeviceKind.LOAD_CELL, null, "p1", Limb.RIGHT_ARM);
        register("s4", DeviceKind.LOAD_CELL, "l4", "p1", null);
        register("s5", DeviceKind.LOAD_CELL, "l5", "p2", Limb.LEFT_ARM);
        register("s6", DeviceKind.LOAD_CELL, "l6", null, Limb.LEFT_ARM);
        assertThat(book.linesOn("p1", Limb.LEFT_ARM)).containsExactly("l1", "l2");
        assertThat(book.linesOn("p1", Limb.RIGHT_ARM)).containsExactly("s3");
        assertThat(book.linesOn("p1", Limb.LEFT_LEG)).isEmpty();
        assertThat(book.linesOn("p3", Limb.LEFT_ARM)).isEmpty();
        assertThat(book.linesOf("p1")).containsExactly("l1", "l2", "l4", "s3");
    }

    @Test
    void takesALineForBeingOnALimbOnlyIfNothingSpeaksAgainstIt() {
        register("s1", DeviceKind.LOAD_CELL, "l1", "p1", Limb.LEFT_ARM);
        register("c1", DeviceKind.CLAMP, "l1", "p1", null);
        assertThat(book.linesOn("p1", Limb.LEFT_ARM)).containsExactly("l1");
        register("c1", DeviceKind.CLAMP, "l1", "p1", Limb.LEFT_LEG);
        assertThat(book.linesOn("p1", Limb.LEFT_ARM)).isEmpty();
        assertThat(book.linesOn("p1", Limb.LEFT_LEG)).isEmpty();
        register("c1", DeviceKind.CLAMP, "l1", "p1", Limb.LEFT_ARM);
        assertThat(book.linesOn("p1", Limb.LEFT_ARM)).containsExactly("l1");
        // Two load cells on one line contradict each other.
        register("s2", DeviceKind.LOAD_CELL, "l1", "p1", Limb.LEFT_ARM);
        assertThat(book.linesOn("p1", Limb.LEFT_ARM)).isEmpty();
    }

    @Test
    void doesNotTakeAMonitorsCuffForALine() {
        register("m1", DeviceKind.MONITOR, "l1", "p1", Limb.LEFT_ARM);
        assertThat(book.linesOn("p1", Limb.LEFT_ARM)).isEmpty();
    }

    @Test
    void forgetsWhatMovesAndWhatLeaves() {
        register("s1", DeviceKind.LOAD_CELL, "l1", "p1", Limb.LEFT_ARM);
        register("s1", DeviceKind.LOAD_CELL, "l1", "p2", Limb.LEFT_ARM);
        assertThat(book.linesOn("p1", Limb.LEFT_ARM)).isEmpty();
        assertThat(book.linesOf("p1")).isEmpty();
        assertThat(book.linesOn("p2", Limb.LEFT_ARM)).containsExactly("l1");
        register("s1", DeviceKind.LOAD_CELL, "l1", "p2", Limb.RIGHT_ARM);
        assertThat(book.linesOn("p2", Limb.LEFT_ARM)).isEmpty();
        book.take(ControlFact.of(
                entry("s1", DeviceKind.LOAD_CELL, "l1", "p2", true).withLimbs(Limb.RIGHT_ARM, null)));
        assertThat(book.linesOn("p2", Limb.RIGHT_ARM)).isEmpty();
        assertThat(book.linesOf("p2")).isEmpty();
    }
}
