package io.wardstream.connectors.webhook;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The recorded data beside the project. It is not part of the project: tests skip, and say so, where it is absent. */
final class SharedData {

    private SharedData() {}

    /** A folder or file of the shared data; the test is skipped if it is absent. */
    static Path require(String path) {
        Path root = Path.of(System.getProperty("wardstream.shared.data", "../../shared/data"));
        Path found = root.resolve(path);
        Assumptions.assumeTrue(
                Files.exists(found),
                () -> "skipped: the recorded data " + path + " is not beside the project (looked in " + root + ")");
        return found;
    }
}
