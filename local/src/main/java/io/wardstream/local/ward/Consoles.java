package io.wardstream.local.ward;

import io.wardstream.local.servers.BrokerAccess;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.RegistryEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The terminals at which people speak to a local ward: one on each ward, a device like any other, so that what they say
 * passes the same doors. Each has its own user at the broker, whose password lies in the ward's folder for its owner
 * only.
 */
public final class Consoles {

    /** The watchman's name at the broker and in the registry. */
    public static final String WATCHMAN = "watchman";

    private Consoles() {}

    /** The console of a ward, and its user at the broker. */
    public static String name(String ward) {
        return "console-" + ward;
    }

    /** The file with a console's password. */
    public static Path passwordFile(Path wardData, String console) {
        return wardData.resolve(console + ".password");
    }

    /** A console for each ward on which there are devices, and a watchman on the first of them. */
    static List<RegistryEntry> beside(List<RegistryEntry> devices) {
        List<String> wards =
                devices.stream().map(RegistryEntry::ward).distinct().toList();
        long since = devices.get(0).since();
        List<RegistryEntry> terminals = new ArrayList<>();
        wards.forEach(ward -> terminals.add(terminal(name(ward), ward, since)));
        terminals.add(terminal(WATCHMAN, wards.get(0), since));
        return terminals;
    }

    private static RegistryEntry terminal(String name, String ward, long since) {
        return new RegistryEntry(
                name, DeviceKind.STAFF_TERMINAL, ward, null, null, null, since, null, null, null, null, null, null);
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
