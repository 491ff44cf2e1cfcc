package io.wardstream.bench.drill;

import io.wardstream.bench.broker.ArtemisBroker;
import io.wardstream.bench.broker.Broker;
import io.wardstream.bench.broker.BrokerKind;
import io.wardstream.bench.broker.MosquittoBroker;
import io.wardstream.bench.cluster.StandaloneCluster;
import io.wardstream.connectors.mqtt.AckMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The drill of the MQTT connector: runs against real brokers and a real cluster, one after the other.
 *
 * <p>The cluster and the brokers are started once and used by all runs. After a run that was violated or broke, both
 * are made anew, so that no run pays for another; the folder of such a run is kept, all others go.
 */
public final class MqttDrill implements AutoCloseable {

    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS = 4;

    /**
     * What was asked for.
     *
     * @param runs how many runs
     * @param seed of the first run; each one more
     * @param fault the only fault, or null for each in turn
     * @param broker the only broker, or null for each in turn
     * @param ackMode how the source acknowledges
     * @param folder for everything that is written
     * @param keep whether the folders of runs that held are kept, too
     */
    public record Options(
            int runs,
            long seed,
            @Nullable Fault fault,
            @Nullable BrokerKind broker,
            AckMode ackMode,
            Path folder,
            boolean keep) {}

    private final Options options;
    private final Consumer<String> results;
    private final Consumer<String> progress;
    private final Map<BrokerKind, Broker> brokers = new EnumMap<>(BrokerKind.class);
    private @Nullable StandaloneCluster cluster;
    private Optional<Path> mosquitto = Optional.empty();
    private boolean lookedForMosquitto;
    private int restartedServers;

    private final Map<String, Long> totals = new LinkedHashMap<>();
    private final Map<String, Integer> skipped = new TreeMap<>();

    /**
     * @param results takes the JSON lines
     * @param progress takes what is going on, in words
     */
    public MqttDrill(Options options, Consumer<String> results, Consumer<String> progress) {
        this.options = options;
        this.results = results;
        this.progress = progress;
        for (String name : List.of(
                "held",
                "violated",
                "skipped",
                "acknowledged",
                "committed",
                "lost",
                "duplicates",
                "unexpected",
                "orderViolations",
                "orderExcused",
                "raw",
                "rawDuplicates",
                "rawDuplicatesBound",
                "restarts",
                "brokerFailures")) {
            totals.put(name, 0L);
        }
    }

    /** Runs, prints, and tells whether everything held. */
    public boolean run() throws Exception {
        for (int i = 0; i < options.runs(); i++) {
            oneRun(i + 1, scenario(options.seed() + i));
        }
        long ran = options.runs() - totals.getOrDefault("skipped", 0L);
        boolean held = ran > 0 && totals.getOrDefault("violated", 0L) == 0;
        Json counts = new Json();
        totals.forEach(counts::put);
        Json last = new Json()
                .put("drill", "mqtt")
                .put("runs", options.runs())
                .put("held", held)
                .put("counts", counts);
        if (!skipped.isEmpty()) {
            Json reasons = new Json();
            skipped.forEach((reason, times) -> reasons.put(reason, (long) times));
            last.put("skipped", reasons);
        }
        results.accept(last.toString());
        return held;
    }

    private Scenario scenario(long seed) {
        Scenario drawn = Scenario.of(seed);
        return Scenario.of(
                seed,
                options.fault() == null ? drawn.fault() : options.fault(),
                options.broker() == null ? drawn.broker() : options.broker());
    }

    private void oneRun(int number, Scenario scenario) throws Exception {
        Json line = new Json()
                .put("drill", "mqtt")
                .put("run", number)
                .put("seed", scenario.seed())
                .put("fault", scenario.fault().word())
                .put("broker", scenario.broker().word());
        String title = String.format(
                Locale.ROOT,
                "run %d of %d, seed %d: %s, %s, %d filters, %d devices, %d/s, parallelism %d",
                number,
                options.runs(),
                scenario.seed(),
                scenario.fault().word(),
                scenario.broker().word(),
                scenario.filters(),
                scenario.devices(),
                scenario.ratePerSecond(),
                scenario.parallelism());
        Optional<String> missing = missing(scenario);
        if (missing.isPresent()) {
            progress.accept(title + ": skipped, " + missing.get());
            add("skipped", 1);
            skipped.merge(missing.get(), 1, Integer::sum);
            results.accept(line.put("skipped", missing.get()).toString());
            return;
        }
        Path folder = options.folder()
                .resolve("run-" + scenario.seed() + "-" + scenario.fault().word());
        progress.accept(title);
        long began = System.nanoTime();
        Run.Outcome outcome = null;
        String broke = "";
        try {
            Broker broker = broker(scenario.broker());
            StandaloneCluster running = cluster();
            running.awaitTaskManagers();
            running.awaitFreeSlots(TASK_MANAGERS * SLOTS);
            began = System.nanoTime();
            outcome = new Run(running, broker, scenario, folder, options.ackMode()).go();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            broke = rootMessage(e);
            Files.createDirectories(folder);
            try (PrintWriter trace = new PrintWriter(Files.newBufferedWriter(folder.resolve("broke.txt")))) {
                e.printStackTrace(trace);
            }
        }
        double seconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 1_000.0;
        boolean held = outcome != null && outcome.held();
        line.put("held", held);
        if (outcome != null) {
            tell(line, outcome);
            count(outcome);
        } else {
            line.put("broke", broke);
        }
        add(held ? "held" : "violated", 1);
        results.accept(
                line.put("settings", settings(scenario)).put("seconds", seconds).toString());
        progress.accept(String.format(Locale.ROOT, "%s in %.1f s", held ? "held" : "DID NOT HOLD", seconds));
        if (!held) {
            explain(outcome, broke, folder);
            renew();
        } else if (!options.keep()) {
            delete(folder);
        }
    }

    private Optional<String> missing(Scenario scenario) throws Exception {
        if (scenario.broker() != BrokerKind.MOSQUITTO) {
            return Optional.empty();
        }
        if (!lookedForMosquitto) {
            lookedForMosquitto = true;
            mosquitto = MosquittoBroker.find();
        }
        return mosquitto.isPresent() ? Optional.empty() : Optional.of("Mosquitto is not installed");
    }

    private static Json settings(Scenario scenario) {
        return new Json()
                .put("filters", scenario.filters())
                .put("devices", scenario.devices())
                .put("ratePerSecond", scenario.ratePerSecond())
                .put("publishMs", scenario.publishMs())
                .put("momentMs", scenario.momentMs())
                .put("downMs", scenario.downMs())
                .put("parallelism", scenario.parallelism())
                .put("receiveMaximum", scenario.receiveMaximum())
                .put("checkpointMs", Scenario.CHECKPOINT_MS)
                .put("either", scenario.either());
    }

    private static void tell(Json line, Run.Outcome outcome) {
        Oracle.Verdict verdict = outcome.verdict();
        Json counts = new Json()
                .put("acknowledged", verdict.acknowledged())
                .put("committed", verdict.committed())
                .put("lost", verdict.lost())
                .put("duplicates", verdict.duplicates())
                .put("unexpected", verdict.unexpected())
                .put("orderViolations", verdict.orderViolations())
                .put("orderExcused", verdict.orderExcused())
                .put("raw", verdict.raw())
                .put("rawDuplicates", verdict.rawDuplicates())
                .put("rawDuplicatesBound", outcome.rawDuplicatesBound());
        outcome.notes().counts().forEach(counts::put);
        line.put("counts", counts);
        if (!outcome.notes().problems().isEmpty()) {
            line.put("problems", String.join("; ", outcome.notes().problems()));
        }
        if (!outcome.notes().said().isEmpty()) {
            line.put("said", String.join("; ", outcome.notes().said()));
        }
    }

    private void count(Run.Outcome outcome) {
        Oracle.Verdict verdict = outcome.verdict();
        add("acknowledged", verdict.acknowledged());
        add("committed", verdict.committed());
        add("lost", verdict.lost());
        add("duplicates", verdict.duplicates());
        add("unexpected", verdict.unexpected());
        add("orderViolations", verdict.orderViolations());
        add("orderExcused", verdict.orderExcused());
        add("raw", verdict.raw());
        add("rawDuplicates", verdict.rawDuplicates());
        add("rawDuplicatesBound", outcome.rawDuplicatesBound());
        add("restarts", outcome.notes().counts().getOrDefault("restarts", 0L));
        add("brokerFailures", outcome.notes().counts().getOrDefault("brokerFailures", 0L));
    }

    private void add(String name, long value) {
        totals.merge(name, value, Long::sum);
    }

    private void explain(Run.@Nullable Outcome outcome, String broke, Path folder) {
        if (outcome == null) {
            progress.accept("  it broke: " + broke);
        } else {
            Oracle.Verdict verdict = outcome.verdict();
            progress.accept(String.format(
                    Locale.ROOT,
                    "  lost %d, duplicates %d, unexpected %d, out of order %d, raw duplicates %d of at most %d",
                    verdict.lost(),
                    verdict.duplicates(),
                    verdict.unexpected(),
                    verdict.orderViolations(),
                    verdict.rawDuplicates(),
                    outcome.rawDuplicatesBound()));
            verdict.missing().forEach(reading -> progress.accept("  missing: " + reading.text()));
            outcome.notes().problems().forEach(problem -> progress.accept("  " + problem));
        }
        progress.accept("  kept in " + folder);
    }

    // --- servers -----------------------------------------------------------------------------

    private Path serverFolder(String name) {
        return options.folder().resolve(name + (restartedServers == 0 ? "" : "-" + (restartedServers + 1)));
    }

    private Broker broker(BrokerKind kind) throws Exception {
        Broker present = brokers.get(kind);
        if (present != null && present.isAlive()) {
            return present;
        }
        Path folder = serverFolder(kind.word());
        Broker fresh = switch (kind) {
            case ARTEMIS -> new ArtemisBroker(folder);
            case MOSQUITTO -> new MosquittoBroker(folder, mosquitto.orElse(Path.of("mosquitto")));
        };
        brokers.put(kind, fresh);
        fresh.start();
        return fresh;
    }

    private StandaloneCluster cluster() throws Exception {
        StandaloneCluster present = cluster;
        if (present != null) {
            return present;
        }
        progress.accept("starting a cluster of " + TASK_MANAGERS + " TaskManagers");
        StandaloneCluster fresh = StandaloneCluster.start(
                new StandaloneCluster.Size(serverFolder("cluster"), TASK_MANAGERS, SLOTS, 256, 160, Map.of()));
        cluster = fresh;
        return fresh;
    }

    /** Ends all servers; the next run gets new ones. */
    private void renew() {
        close();
        restartedServers++;
    }

    @Override
    public void close() {
        brokers.values().forEach(Broker::close);
        brokers.clear();
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
