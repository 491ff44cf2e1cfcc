package io.wardstream.local.cli;

import io.wardstream.local.Ward;
import io.wardstream.local.console.CareDesk;
import io.wardstream.local.console.Installation;
import io.wardstream.local.ward.Signals;
import io.wardstream.local.watch.Watchman;
import io.wardstream.model.wire.Rfc3339;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./ward watchman}. */
@Command(
        name = "watchman",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Watches from outside whether the ward can still raise an alarm: asks at the broker every few seconds, and waits for"
                    + " what must come of it in the log.",
            "If that does not come in time it says so here and writes the alarm PipelineCanary (HIGH) into the log itself. Run it"
                    + " on another machine than the jobs. ./ward up has one of its own.",
            "Goes on until Ctrl-C. With --once: exit status 0 if an echo comes in time, 1 if none does."
        })
public final class WatchmanCommand implements Callable<Integer> {

    private static final Duration LEAST = Duration.ofSeconds(1);

    @Option(names = "--every", paramLabel = "SECONDS", description = "How often it asks (default: 5).")
    private long everySeconds = Watchman.EVERY.toSeconds();

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description = "How long an echo may take (default: 10); until the first echo a minute.")
    private long limitSeconds = Watchman.LIMIT.toSeconds();

    @Option(names = "--once", description = "Asks until the first echo, or until the limit is over.")
    private boolean once;

    @Mixin
    private final InstallationOptions where = new InstallationOptions();

    private record Heard(boolean well, String line) {}

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        if (everySeconds < LEAST.toSeconds() || everySeconds > 3_600) {
            problems.add("--every is " + everySeconds + "; accepted: 1 to 3600 s");
        }
        if (limitSeconds < LEAST.toSeconds() || limitSeconds > 3_600) {
            problems.add("--limit is " + limitSeconds + "; accepted: 1 to 3600 s");
        }
        WrongArguments.throwIfAny(problems);
        Installation installation = where.find();
        Installation.Door door;
        try (CareDesk desk = CareDesk.open(installation)) {
            door = installation.watchmansDoor(desk.whereabouts());
        }
        BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        Heard end = new Heard(true, "");
        Watchman.Ear ear = new Watchman.Ear() {
            @Override
            public void hears(long tookMs) {
                heard.add(new Heard(true, "the ward answers, after " + tookMs + " ms"));
            }

            @Override
            public void silence(long overdueMs, String why) {
                heard.add(new Heard(
                        false,
                        String.format(
                                Locale.ROOT,
                                "no alarm can be relied on: no echo for %.0f s, %s",
                                overdueMs / 1000.0,
                                why)));
            }
        };
        Watchman.Options options = new Watchman.Options(
                Duration.ofSeconds(everySeconds),
                Duration.ofSeconds(limitSeconds),
                once ? Duration.ofSeconds(limitSeconds) : Watchman.START_GRACE,
                !once);
        try (Watchman watchman = Watchman.start(installation, door, options, ear)) {
            if (!once) {
                Signals.onInterrupt(() -> heard.add(end));
                System.out.println("The watchman asks as " + door.user() + " each " + everySeconds + " s.");
            }
            while (true) {
                Heard next = heard.poll(1, TimeUnit.HOURS);
                if (next == null) {
                    continue;
                }
                if (next.equals(end)) {
                    return Ward.HELD;
                }
                System.out.println(Rfc3339.format(installation.nowMs()) + " " + next.line());
                System.out.flush();
                if (once) {
                    return next.well() ? Ward.HELD : Ward.FAILED;
                }
            }
        }
    }
}
