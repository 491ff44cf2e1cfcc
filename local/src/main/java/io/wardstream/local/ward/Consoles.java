package io.wardstream.local.ward;

import io.wardstream.local.servers.BrokerAccess;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.RegistryEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The terminals at which people speak to a local ward: one on each ward, a device like any other, so that what they say
 * passes the same doors. Each has its own user at the broker, whose password lies in the ward's folder for its owner
 * only.
 */
public final class Consoles {

    private Consoles() {}

    /** The console of a ward, and its user at the broker. */
    public static String name(String ward) {
        return "console-" + ward;
    }

    /** The file with a console's password. */
    public static Path passwordFile(Path wardData, String console) {
        return wardData.resolve(console + ".password");
    }

    /** A console for each ward on which there are devices. */
    static List<RegistryEntry> beside(List<RegistryEntry> devices) {
        return devices.stream()
                .map(RegistryEntry::ward)
                .distinct()
                .map(ward -> new RegistryEntry(
                        name(ward),
                        DeviceKind.STAFF_TERMINAL,
                        ward,
                        null,
                        null,
                        null,
                        devices.get(0).since(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
    }

    /** Leaves the passwords for who has the folder. */
    static void leavePasswords(DataDirectory data, BrokerAccess access, List<RegistryEntry> consoles)
            throws IOException {
        for (RegistryEntry console : consoles) {
            String name = console.deviceId();
            data.makeSecret(passwordFile(data.root(), name).getFileName().toString(), access.password(name));
        }
    }
}
