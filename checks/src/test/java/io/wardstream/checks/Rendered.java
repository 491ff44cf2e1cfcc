package io.wardstream.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;

/**
 * Compares a document that is rendered from the code with the committed one, or writes it when asked to
 * ({@code ./ward docs}).
 */
final class Rendered {

    private static final boolean WRITE = Boolean.getBoolean("wardstream.render");

    private Rendered() {}

    /** The project's folder. */
    static Path root() {
        return Path.of(System.getProperty("wardstream.root", ".."));
    }

    /** A whole file. */
    static void file(String path, String content) throws IOException {
        Path file = root().resolve(path);
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return;
        }
        if (!Files.exists(file)) {
            Assertions.fail(path + " is missing. ./ward docs renders it.");
        }
        assertThat(Files.readString(file))
                .as("%s differs from what the code says. ./ward docs renders it.", path)
                .isEqualTo(content);
    }

    /** The part of a file between two marks. */
    static void region(String path, String mark, String content) throws IOException {
        String begin = "<!-- " + mark + ":begin -->\n";
        String end = "<!-- " + mark + ":end -->";
        Path file = root().resolve(path);
        String text = Files.readString(file);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        assertThat(from >= 0 && to > from)
                .as("%s has the marks of %s", path, mark)
                .isTrue();
        String whole = text.substring(0, from + begin.length()) + content + text.substring(to);
        file(path, whole);
    }
}
