package io.wardstream.local.cli;

import io.wardstream.local.console.CareDesk;
import io.wardstream.local.console.CareTarget;
import io.wardstream.local.console.Text;
import io.wardstream.model.Care;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a person's action is said to the ward, and the answer awaited. */
final class Saying {

    /** How long an answer may take. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    @Option(names = "--no-wait", description = "Returns when the broker has it, without the ward's answer.")
    private boolean noWait;

    @Mixin
    private final InstallationOptions where = new InstallationOptions();

    /** Where it is said. */
    CareDesk desk() throws WrongArguments, IOException {
        return CareDesk.open(where.find());
    }

    /** Whether the answer is awaited. */
    boolean waits() {
        return !noWait;
    }

    /**
     * Says it and waits until the ward has taken it.
     *
     * @throws IOException if the broker or the ward does not take it
     */
    void say(CareDesk desk, CareTarget target, Care care) throws IOException, InterruptedException {
        desk.say(care, target.ward());
        String what = words(care) + " of " + target.text() + " by " + Text.words(care.by());
        if (noWait) {
            System.out.println(what + ": the broker has it");
            return;
        }
        Optional<Long> taken = desk.awaitTaken(LIMIT);
        if (taken.isEmpty()) {
            throw new IOException("the broker has it, but the ward has not taken it within " + LIMIT.toSeconds()
                    + " s: does the ingest job run?");
        }
        System.out.println(what + ": taken at " + Text.time(taken.get()));
    }

    private static String words(Care care) {
        List<String> seen = new ArrayList<>();
        if (care.acvpu() != null) {
            seen.add(String.valueOf(care.acvpu()));
        }
        if (care.onOxygen() != null) {
            seen.add(care.onOxygen() ? "on oxygen" : "on air");
        }
        return seen.isEmpty() ? care.action().name() : care.action() + " (" + String.join(", ", seen) + ")";
    }
}
