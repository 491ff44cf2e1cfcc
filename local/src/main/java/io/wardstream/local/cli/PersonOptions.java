package io.wardstream.local.cli;

import io.wardstream.model.wire.DeviceMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who acts, and why. */
final class PersonOptions {

    @Option(names = "--by", paramLabel = "NAME", description = "Who acts: a staff pseudonym, never a name.")
    private @Nullable String by;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in your words.")
    private @Nullable String reason;

    /** Notes what is missing or cannot be stored. */
    void check(boolean reasonNeeded, List<String> problems) {
        check("--by", by, true, "who does it", problems);
        check("--reason", reason, reasonNeeded, "why", problems);
    }

    private static void check(
            String option, @Nullable String text, boolean needed, String what, List<String> problems) {
        if (text == null) {
            if (needed) {
                problems.add(option + " is missing: " + what);
            }
        } else if (text.isBlank() || !DeviceMessageDecoder.isPlainText(text)) {
            problems.add(option + " must be 1 to " + DeviceMessageDecoder.MAX_TEXT + " printable characters");
        }
    }

    /** Whether anything of it was given. */
    boolean isGiven() {
        return by != null || reason != null;
    }

    /** Who acts; checked. */
    String by() {
        return String.valueOf(by);
    }

    /** Why, or null. */
    @Nullable
    String reason() {
        return reason;
    }
}
