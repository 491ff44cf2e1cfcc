package io.wardstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryEntryTest {

    private static RegistryEntry entry(DeviceKind kind, BagClass bagClass, ClampPolicy policy) {
        return new RegistryEntry("d1", kind, "w1", "b1", null, "p1", 0, bagClass, policy, 500.0, 40.0, 1.0, null);
    }

    @ParameterizedTest
    @EnumSource(BagClass.class)
    void allowsClosingByDefaultForMaintenanceCrystalloidsOnly(BagClass bagClass) {
        ClampPolicy expected =
                bagClass == BagClass.MAINTENANCE_CRYSTALLOID ? ClampPolicy.AUTO_CLOSE : ClampPolicy.ALERT_ONLY;
        assertThat(entry(DeviceKind.LOAD_CELL_WITH_CLAMP, bagClass, null).effectiveClampPolicy())
                .isEqualTo(expected);
    }

    @Test
    void letsTheEntrysOwnPolicyWin() {
        assertThat(entry(DeviceKind.CLAMP, BagClass.MAINTENANCE_CRYSTALLOID, ClampPolicy.ALERT_ONLY)
                        .effectiveClampPolicy())
                .isEqualTo(ClampPolicy.ALERT_ONLY);
    }

    @Test
    void neverClosesWhatIsNotKnown() {
        assertThat(entry(DeviceKind.CLAMP, null, null).effectiveClampPolicy()).isEqualTo(ClampPolicy.ALERT_ONLY);
    }

    @Test
    void turnsMassIntoVolume() {
        assertThat(entry(DeviceKind.LOAD_CELL, null, null).levelMl(90)).isEqualTo(50);
        RegistryEntry bare = new RegistryEntry(
                "d1", DeviceKind.LOAD_CELL, "w1", null, null, null, 0, null, null, null, null, null, null);
        assertThat(bare.levelMl(45 + 100.5)).isCloseTo(100, within(1e-9));
    }

    @Test
    void namesTheLineOfALoadCellWithoutOneAfterItself() {
        assertThat(entry(DeviceKind.LOAD_CELL, null, null).effectiveLineId()).isEqualTo("d1");
        assertThat(entry(DeviceKind.MONITOR, null, null).effectiveLineId()).isNull();
    }

    @Test
    void aMonitorServesItsPatientWhateverLineItIsRegisteredWith() {
        RegistryEntry monitor = new RegistryEntry(
                "m1", DeviceKind.MONITOR, "w1", "b1", "l1", "p1", 0, null, null, null, null, null, null);
        assertThat(monitor.effectiveLineId()).isNull();
        assertThat(monitor.namedLineId()).isEqualTo("l1");
        assertThat(monitor.homeKey()).isEqualTo(Subject.patientKey("p1"));
        RegistryEntry nobodys = new RegistryEntry(
                "m1", DeviceKind.MONITOR, "w1", "b1", "l1", null, 0, null, null, null, null, null, null);
        assertThat(nobodys.homeKey()).isEqualTo(Subject.deviceKey("m1"));
    }

    @Test
    void mayCloseAForeignClampOnlyIfTheEntryItselfSaysSo() {
        DeviceProfile foreign = new DeviceProfile(ProfileKind.ALIYUN, "pk", null, null, null, null, null);
        RegistryEntry silent = entry(DeviceKind.CLAMP, BagClass.MAINTENANCE_CRYSTALLOID, null);
        assertThat(silent.effectiveClampPolicy()).isEqualTo(ClampPolicy.AUTO_CLOSE);
        assertThat(silent.withProfile(foreign).effectiveClampPolicy()).isEqualTo(ClampPolicy.ALERT_ONLY);
        assertThat(entry(DeviceKind.CLAMP, BagClass.MAINTENANCE_CRYSTALLOID, ClampPolicy.AUTO_CLOSE)
                        .withProfile(foreign)
                        .effectiveClampPolicy())
                .isEqualTo(ClampPolicy.AUTO_CLOSE);
        DeviceProfile ours = new DeviceProfile(ProfileKind.NATIVE, null, null, null, null, null, null);
        assertThat(silent.withProfile(ours).effectiveClampPolicy()).isEqualTo(ClampPolicy.AUTO_CLOSE);
    }
}
