package io.wardstream.local.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.local.servers.BrokerAccess;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.RegistryEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each ward has a terminal of its own, and only the owner of the folder can speak there. */
class ConsolesTest {

    private static RegistryEntry device(String id, String ward) {
        return new RegistryEntry(id, DeviceKind.MONITOR, ward, null, null, null, 5, null, null, null, null, null, null);
    }

    @Test
    void areOneForEachWardAndAWatchman() {
        List<RegistryEntry> consoles =
                Consoles.beside(List.of(device("a", "north"), device("b", "south"), device("c", "north")));
        assertThat(consoles)
                .extracting(RegistryEntry::deviceId, RegistryEntry::ward, RegistryEntry::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("console-north", "north", DeviceKind.STAFF_TERMINAL),
                        org.assertj.core.groups.Tuple.tuple("console-south", "south", DeviceKind.STAFF_TERMINAL),
                        org.assertj.core.groups.Tuple.tuple("watchman", "north", DeviceKind.STAFF_TERMINAL));
    }

    @Test
    void leaveTheirPasswordsForTheOwnerOnly(@TempDir Path folder) throws Exception {
        try (DataDirectory data = DataDirectory.open(folder)) {
            BrokerAccess access = new BrokerAccess("secret".getBytes(StandardCharsets.UTF_8));
            List<RegistryEntry> consoles = Consoles.beside(List.of(device("a", "north")));
            access.register(consoles.get(0));
            Consoles.leavePasswords(data, access, consoles);
            Path file = Consoles.passwordFile(folder, "console-north");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(access.authenticate(
                            "console-north", Files.readString(file).strip()))
                    .isTrue();
            assertThat(access.mayPublish("console-north", "ward/v1/north/console-north/event"))
                    .isTrue();
            assertThat(access.mayPublish("console-north", "ward/v1/south/console-north/event"))
                    .isFalse();
        }
    }
}
