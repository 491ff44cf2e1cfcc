package io.wardstream.bench.cli;

import io.wardstream.bench.Bench;
import io.wardstream.bench.broker.BrokerKind;
import io.wardstream.bench.drill.Fault;
import io.wardstream.bench.drill.MqttDrill;
import io.wardstream.connectors.mqtt.AckMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./ward drill mqtt}. */
@Command(
        name = "mqtt",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads MQTT with the connector while brokers and TaskManagers, real processes all, are killed, and counts what"
                    + " was lost, doubled or put out of order.",
            "Prints one JSON line a run and one with the sum; progress goes to stderr. The same seed is the same run."
                    + " Exit status: 0 if every run held, 1 if not, 2 if the arguments are wrong."
        })
public final class MqttDrillCommand implements Callable<Integer> {

    /** Where everything that drills write goes, unless the property of this name says otherwise. */
    static final String FOLDER = "wardstream.bench.folder";

    private static final int MAX_RUNS = 10_000;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "30", description = "Runs (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description =
                    "The first run's seed; each further run has one more (default: ${DEFAULT-VALUE}). Of 24 in a row"
                            + " each fault meets each broker once.")
    private long seed;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            description = "Only this one: broker-killed, taskmanager-killed, stop-and-resume, rescale, takeover,"
                    + " aborted-checkpoints, window-exhausted, queued-before-start, malformed-flood, wrong-credentials,"
                    + " expired-certificate, session-lost.")
    private @Nullable String fault;

    @Option(names = "--broker", paramLabel = "NAME", description = "Only this one: artemis, mosquitto.")
    private @Nullable String broker;

    @Option(names = "--keep", description = "Keep the folders of runs that held, too.")
    private boolean keep;

    @Option(names = "--ack-mode", hidden = true, defaultValue = "ON_CHECKPOINT")
    private String ackMode = "ON_CHECKPOINT";

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        if (runs < 1 || runs > MAX_RUNS) {
            problems.add("--runs is " + runs + "; accepted: 1 to " + MAX_RUNS);
        }
        Fault wantedFault = named("--fault", fault, Fault.values(), Fault::word, problems);
        BrokerKind wantedBroker = named("--broker", broker, BrokerKind.values(), BrokerKind::word, problems);
        AckMode wantedMode = named("--ack-mode", ackMode, AckMode.values(), AckMode::name, problems);
        if (!problems.isEmpty() || wantedMode == null) {
            throw new WrongArguments(String.join("; ", problems));
        }
        Path folder = Path.of(System.getProperty(FOLDER, "bench/target"))
                .resolve("drill")
                .resolve(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-", Locale.ROOT)
                                .format(LocalDateTime.now(ZoneOffset.UTC))
                        + ProcessHandle.current().pid())
                .toAbsolutePath();
        Files.createDirectories(folder);
        boolean held;
        try (MqttDrill drill = new MqttDrill(
                new MqttDrill.Options(runs, seed, wantedFault, wantedBroker, wantedMode, folder, keep),
                line -> System.out.println(line),
                words -> System.err.println("drill: " + words))) {
            held = drill.run();
        }
        if (held && !keep) {
            MqttDrill.delete(folder);
        }
        return held ? Bench.HELD : Bench.FAILED;
    }

    private static <E> @Nullable E named(
            String option, @Nullable String given, E[] values, Function<E, String> word, List<String> problems) {
        if (given == null) {
            return null;
        }
        for (E value : values) {
            if (word.apply(value).equalsIgnoreCase(given)) {
                return value;
            }
        }
        problems.add(option + " is '" + given + "'; accepted: "
                + String.join(", ", Arrays.stream(values).map(word).toList()));
        return null;
    }
}
