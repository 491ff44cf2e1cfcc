package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.SettingsView;
import io.wardstream.jobs.control.ControlBook;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.model.CareAction;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class AssociationWatchTest {

    private final ControlBook book = new ControlBook();
    private final DeviceState device = new DeviceState();
    private final Events events = new Events();
    private final List<Sign> signs = new ArrayList<>();
    private RegistryEntry scale = Events.SCALE;
    private Long dischargedAt;
    private long at = 1_000;

    AssociationWatchTest() {
        book.take(ControlFact.of(scale));
        book.take(ControlFact.of(Events.MONITOR));
    }

    private void register(String device, DeviceKind kind, String line, String patient, boolean retired) {
        book.take(ControlFact.of(new RegistryEntry(
                device, kind, "icu", "b1", line, patient, 500, null, null, null, null, null, retired)));
    }

    private void readings(int times) {
        for (int i = 0; i < times; i++) {
            at += 2_000;
            Sign sign = AssociationWatch.look(
                    device, events.level(at, 300), scale, dischargedAt, book, SettingsView.DEFAULTS);
            if (sign != null) {
                signs.add(sign);
            }
        }
    }

    private void saysAndTakesBack(String what, Runnable putRight) {
        readings(1);
        assertThat(signs).as("a transfer is told entry by entry").isEmpty();
        readings(10);
        assertThat(signs).singleElement().satisfies(sign -> {
            assertThat(sign.kind()).isEqualTo(SignKind.ASSOCIATION_CONFLICT);
            assertThat(sign.reason()).isEqualTo(what + "; readings go to p1");
            assertThat(sign.subject().deviceId()).isEqualTo("scale-1");
        });
        putRight.run();
        readings(10);
        assertThat(signs)
                .extracting(Sign::kind)
                .containsExactly(SignKind.ASSOCIATION_CONFLICT, SignKind.ASSOCIATION_RESOLVED);
        assertThat(device.conflict).isNull();
    }

    @Test
    void saysThatALineIsOnTwoPatients() {
        register("monitor-2", DeviceKind.MONITOR, "l1", "p2", false);
        saysAndTakesBack(
                "the line has patients p1 and p2", () -> register("monitor-2", DeviceKind.MONITOR, "l1", "p1", false));
    }

    @Test
    void saysThatALineHasTwoLoadCells() {
        register("scale-2", DeviceKind.LOAD_CELL, "l1", "p1", false);
        saysAndTakesBack(
                "the line has load cells scale-1 and scale-2",
                () -> register("scale-2", DeviceKind.LOAD_CELL, "l2", "p1", false));
    }

    @Test
    void saysThatALineHasTwoClamps() {
        register("clamp-2", DeviceKind.CLAMP, "l1", null, false);
        saysAndTakesBack(
                "the line has clamps clamp-2 and scale-1",
                () -> register("clamp-2", DeviceKind.CLAMP, "l1", null, true));
    }

    @Test
    void saysThatADeviceOfADischargedPatientStillSends() {
        dischargedAt = at + 1_000;
        readings(30);
        assertThat(at - dischargedAt).isLessThan(60_000);
        assertThat(signs).as("a minute to take it off").isEmpty();
        at = dischargedAt + 60_000 - 2_000;
        readings(1);
        saysAndTakesBack("discharged, and the device still sends", () -> scale = since(dischargedAt + 1));
    }

    private static RegistryEntry since(long since) {
        RegistryEntry was = Events.SCALE;
        return new RegistryEntry(
                was.deviceId(),
                was.kind(),
                was.ward(),
                was.bed(),
                was.lineId(),
                was.patientId(),
                since,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void hasNothingToSayOfARegistryThatAgreesOrOfADeviceThatOnlyLives() {
        register("clamp-2", DeviceKind.CLAMP, "l2", "p2", false);
        register("terminal-1", DeviceKind.STAFF_TERMINAL, "l1", "p9", false);
        register("monitor-3", DeviceKind.MONITOR, "l1", null, false);
        readings(20);
        assertThat(signs).isEmpty();
        dischargedAt = 0L;
        assertThat(AssociationWatch.look(
                        device, events.care(900_000, CareAction.ACKNOWLEDGE), scale, 0L, book, SettingsView.DEFAULTS))
                .isNull();
    }

    @Test
    void isAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(ConflictState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(SubjectState.class);
    }
}
