package io.wardstream.bench.race;

import io.wardstream.bench.broker.ArtemisBroker;
import io.wardstream.bench.drill.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures the connector beside the bare client, over one Artemis with its journal on disk.
 *
 * <p>Broker and generator are processes of their own; both contestants run in this one, never at the same time, in
 * turns: bare, connector, bare, connector. Before the first round each runs twice for nothing, so that no one's code is
 * cold.
 */
public final class MqttRace implements AutoCloseable {

    private static final int SOURCE_WINDOW = 60_000;

    /**
     * Not once a second: 60,000 a second is what broker and contestants come near to on two cores, and the window shall
     * not be the limit.
     */
    private static final Duration SOURCE_ACKNOWLEDGEMENTS = Duration.ofMillis(250);

    /** All that the connector allows. */
    private static final int DRAIN_WINDOW = 65_534;

    /**
     * A backlog comes faster than a window a second: acknowledged once a second, both contestants would read one
     * window, wait, and be equally fast.
     */
    private static final Duration DRAIN_ACKNOWLEDGEMENTS = Duration.ofMillis(100);

    private static final int SINK_WINDOW = 1_000;

    /**
     * So far the generator may be ahead of the reader: always something to read, never so much that the broker pages.
     */
    private static final int LEAD = 20_000;

    private static final int LATENCY_RATE = 5_000;

    /** Messages that wait for each second that was asked for. */
    private static final long DRAIN_PER_SECOND = 20_000;

    /** Messages that are published for each second that was asked for. */
    private static final long SINK_PER_SECOND = 50_000;

    /** Rounds before the first. */
    private static final int WARM_UPS = 2;

    private static final long SETTLE_MS = 3_000;
    private static final long WARM_UP_MS = 6_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> BROKER_MACHINE = List.of("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC");

    /**
     * What was asked for.
     *
     * @param seconds how long a steady state is measured; what waits or is published is a multiple of it
     * @param rounds how often each contestant runs
     * @param only the only figure, or null for all
     * @param folder for everything that is written
     */
    public record Options(int seconds, int rounds, @Nullable Figure only, Path folder) {}

    /**
     * What one contestant did in one round.
     *
     * @param windowPerSecond what the window lets through
     */
    private record Result(long messages, double seconds, Cpu.Use cpu, double windowPerSecond, Json more) {
        double perSecond() {
            return messages / seconds;
        }

        /** Processor time of the contestant's process for each message, in microseconds. */
        double cpuUsPerMessage() {
            return cpu.cores().getOrDefault("contestant", 0.0) * cpu.seconds() * 1e6 / messages;
        }
    }

    private final Options options;
    private final Consumer<String> results;
    private final Consumer<String> progress;
    private final ArtemisBroker broker;
    private final Ground ground;
    private @Nullable Generator generator;
    private @Nullable Jobs jobs;
    private int sessions;

    /**
     * @param results takes the JSON lines
     * @param progress takes what is going on, in words
     */
    public MqttRace(Options options, Consumer<String> results, Consumer<String> progress) throws IOException {
        this.options = options;
        this.results = results;
        this.progress = progress;
        this.broker = new ArtemisBroker(options.folder().resolve("artemis"), BROKER_MACHINE);
        this.ground = new Ground(broker.port());
    }

    /** Runs and prints. */
    public void run() throws Exception {
        progress.accept("starting the broker, the generator and a cluster");
        broker.start();
        generator = Generator.start(options.folder(), broker.port());
        jobs = Jobs.start();
        Json ratios = new Json();
        for (Figure figure : Figure.values()) {
            if (options.only() != null && options.only() != figure) {
                continue;
            }
            Map<Contestant, List<Result>> all = rounds(figure);
            if (figure != Figure.LATENCY) {
                ratios.put(figure.word(), spread(figure, all), 3);
            }
        }
        results.accept(new Json().put("bench", "mqtt").put("ratios", ratios).toString());
    }

    private Map<Contestant, List<Result>> rounds(Figure figure) throws Exception {
        Map<Contestant, List<Result>> all = new EnumMap<>(Contestant.class);
        for (int round = 1 - WARM_UPS; round <= options.rounds(); round++) {
            for (Contestant contestant : Contestant.values()) {
                Result result = measure(figure, contestant, round < 1 ? WARM_UP_MS : SETTLE_MS);
                progress.accept(String.format(
                        Locale.ROOT,
                        "%s, %s, %s: %.0f messages/s",
                        figure.word(),
                        round < 1 ? "warming up" : "round " + round + " of " + options.rounds(),
                        contestant.word(),
                        result.perSecond()));
                if (round > 0) {
                    all.computeIfAbsent(contestant, key -> new ArrayList<>()).add(result);
                    results.accept(line(figure, contestant, round, result).toString());
                }
            }
        }
        return all;
    }

    private static Json line(Figure figure, Contestant contestant, int round, Result result) {
        Json line = new Json()
                .put("figure", figure.word())
                .put("contestant", contestant.word())
                .put("round", round)
                .put("messages", result.messages())
                .put("seconds", result.seconds(), 3)
                .put("perSecond", result.perSecond(), 0);
        Json cores = new Json();
        result.cpu().cores().forEach((name, value) -> cores.put(name, value, 2));
        Json busiest = new Json();
        result.cpu()
                .busiest()
                .forEach((name, thread) ->
                        busiest.put(name, String.format(Locale.ROOT, "%s %.2f", thread.name(), thread.cores())));
        return line.put("cpuUsPerMessage", result.cpuUsPerMessage(), 1)
                .put("cores", cores.put("machine", result.cpu().machine(), 2))
                .put("busiestThreads", busiest)
                .put(
                        "limit",
                        Cpu.limit(
                                result.cpu(),
                                Runtime.getRuntime().availableProcessors(),
                                result.perSecond() / result.windowPerSecond()))
                .put("more", result.more());
    }

    /** Prints a figure's spread and gives the median of its rounds' ratios. */
    private double spread(Figure figure, Map<Contestant, List<Result>> all) {
        double[] bare = figures(all, Contestant.BARE, Result::perSecond);
        double[] connector = figures(all, Contestant.CONNECTOR, Result::perSecond);
        double[] ratios = ratios(connector, bare);
        double[] bareCpu = figures(all, Contestant.BARE, Result::cpuUsPerMessage);
        double[] connectorCpu = figures(all, Contestant.CONNECTOR, Result::cpuUsPerMessage);
        results.accept(new Json()
                .put("figure", figure.word())
                .put("rounds", ratios.length)
                .put("ratio", summary(ratios, 3))
                .put("bare", summary(bare, 0))
                .put("connector", summary(connector, 0))
                .put("bareCpuUsPerMessage", summary(bareCpu, 1))
                .put("connectorCpuUsPerMessage", summary(connectorCpu, 1))
                .put("cpuRatio", summary(ratios(connectorCpu, bareCpu), 3))
                .toString());
        return Statistics.median(ratios);
    }

    /** Round by round, because the machine may have less left for us in one round than in another. */
    private static double[] ratios(double[] of, double[] to) {
        double[] ratios = new double[of.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = of[i] / to[i];
        }
        return ratios;
    }

    private static double[] figures(
            Map<Contestant, List<Result>> all, Contestant contestant, ToDoubleFunction<Result> figure) {
        return all.getOrDefault(contestant, List.of()).stream()
                .mapToDouble(figure)
                .toArray();
    }

    private static Json summary(double[] values, int decimals) {
        return new Json()
                .put("median", Statistics.median(values), decimals)
                .put("min", Statistics.min(values), decimals)
                .put("max", Statistics.max(values), decimals);
    }

    private Result measure(Figure figure, Contestant contestant, long settleMs) throws Exception {
        // What the one before has left behind is not this one's to clear away.
        System.gc();
        return switch (figure) {
            case SOURCE -> steady(contestant, 0, LEAD, settleMs);
            case LATENCY -> steady(contestant, LATENCY_RATE, Long.MAX_VALUE / 2, SETTLE_MS);
            case DRAIN -> drain(contestant);
            case SINK -> sink(contestant);
        };
    }

    // --- reading -----------------------------------------------------------------------------

    private Reader reader(Contestant contestant, String prefix, int window, Duration acknowledgements)
            throws Exception {
        return switch (contestant) {
            case BARE -> BareReader.start(ground, Ground.clientId(prefix), window, acknowledgements);
            case CONNECTOR -> ConnectorReader.start(jobs(), ground, prefix, window, acknowledgements);
        };
    }

    private static double perSecond(int window, Duration acknowledgements) {
        return window * 1_000.0 / acknowledgements.toMillis();
    }

    private String newSession() {
        String prefix = "race-" + ++sessions;
        ground.layOut(Ground.clientId(prefix));
        return prefix;
    }

    private Result steady(Contestant contestant, long rate, long lead, long settleMs) throws Exception {
        Generator devices = generator();
        String prefix = newSession();
        Tally tally = Tally.begin(Long.MAX_VALUE, rate > 0 ? (int) (2 * rate * options.seconds()) : 0);
        long base = devices.acknowledged();
        Cpu cpu = cpu(devices);
        Result result;
        try (Reader reader = reader(contestant, prefix, SOURCE_WINDOW, SOURCE_ACKNOWLEDGEMENTS)) {
            // Start-up: one message shows that it reads.
            devices.allow(base + 1, rate);
            await("the first message", PATIENCE, () -> tally.received() > 0);
            feed(devices, tally, base, lead, rate, settleMs);
            tally.sample(true);
            long before = tally.received();
            Cpu.Sample began = cpu.sample();
            feed(devices, tally, base, lead, rate, TimeUnit.SECONDS.toMillis(options.seconds()));
            long after = tally.received();
            Cpu.Sample ended = cpu.sample();
            tally.sample(false);
            long waiting = devices.acknowledged() - base - after;
            Json more = rate > 0
                    ? latencies(tally, rate)
                    : new Json()
                            .put("waitingAtEnd", waiting)
                            .put("window", SOURCE_WINDOW)
                            .put("ackEveryMs", SOURCE_ACKNOWLEDGEMENTS.toMillis());
            result = new Result(
                    after - before,
                    (ended.atNanos() - began.atNanos()) / 1e9,
                    Cpu.between(began, ended),
                    perSecond(SOURCE_WINDOW, SOURCE_ACKNOWLEDGEMENTS),
                    more);
            devices.stop();
        }
        ground.clear(Ground.clientId(prefix));
        return result;
    }

    private static void feed(Generator devices, Tally tally, long base, long lead, long rate, long ms)
            throws Exception {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        while (System.nanoTime() - until < 0) {
            devices.allow(base + tally.received() + lead, rate);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static Json latencies(Tally tally, long rate) {
        long[] publish = tally.sincePublish();
        long[] receipt = tally.sinceReceipt();
        return new Json()
                .put("ratePerSecond", rate)
                .put("samples", publish.length)
                .put("publishToEmitMs", percentiles(publish))
                .put("receiveToEmitMs", percentiles(receipt));
    }

    private static Json percentiles(long[] sorted) {
        return new Json()
                .put("p50", Statistics.percentile(sorted, 0.5) / 1e6, 2)
                .put("p99", Statistics.percentile(sorted, 0.99) / 1e6, 2)
                .put("max", Statistics.percentile(sorted, 1) / 1e6, 2);
    }

    private Result drain(Contestant contestant) throws Exception {
        Generator devices = generator();
        long messages = DRAIN_PER_SECOND * options.seconds();
        String prefix = newSession();
        devices.allow(devices.acknowledged() + messages, 0);
        devices.awaitAll(PATIENCE);
        Tally tally = Tally.begin(messages, 0);
        Cpu cpu = cpu(devices);
        Result result;
        try (Reader reader = reader(contestant, prefix, DRAIN_WINDOW, DRAIN_ACKNOWLEDGEMENTS)) {
            await("the first message", PATIENCE, () -> tally.received() > 0);
            Cpu.Sample began = cpu.sample();
            await("the last message", PATIENCE, tally::isDone);
            Cpu.Sample ended = cpu.sample();
            result = new Result(
                    messages,
                    tally.elapsedNanos() / 1e9,
                    Cpu.between(began, ended),
                    perSecond(DRAIN_WINDOW, DRAIN_ACKNOWLEDGEMENTS),
                    new Json().put("window", DRAIN_WINDOW).put("ackEveryMs", DRAIN_ACKNOWLEDGEMENTS.toMillis()));
        }
        ground.clear(Ground.clientId(prefix));
        return result;
    }

    // --- publishing --------------------------------------------------------------------------

    private Result sink(Contestant contestant) throws Exception {
        long messages = SINK_PER_SECOND * options.seconds();
        Map<String, Long> processes = new LinkedHashMap<>();
        processes.put("broker", broker.pid());
        processes.put("contestant", ProcessHandle.current().pid());
        Stretch stretch = Stretch.begin(messages / 4, messages, new Cpu(processes));
        switch (contestant) {
            case BARE -> BarePublisher.run(ground, stretch, SINK_WINDOW);
            case CONNECTOR -> ConnectorPublisher.run(jobs(), ground, stretch, SINK_WINDOW, PATIENCE);
        }
        Cpu.Use use = stretch.use();
        return new Result(
                messages, use.seconds(), use, Double.POSITIVE_INFINITY, new Json().put("window", SINK_WINDOW));
    }

    /** Waits for what happens elsewhere in this process; looks every other millisecond. */
    private static void await(String what, Duration atMost, BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("waited " + atMost.toSeconds() + " s for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    // --- what it runs on -----------------------------------------------------------------------

    private Cpu cpu(Generator devices) {
        Map<String, Long> processes = new LinkedHashMap<>();
        processes.put("broker", broker.pid());
        processes.put("generator", devices.pid());
        processes.put("contestant", ProcessHandle.current().pid());
        return new Cpu(processes);
    }

    private Generator generator() {
        Generator present = generator;
        if (present == null) {
            throw new IllegalStateException("not running");
        }
        return present;
    }

    private Jobs jobs() {
        Jobs present = jobs;
        if (present == null) {
            throw new IllegalStateException("not running");
        }
        return present;
    }

    @Override
    public void close() throws Exception {
        if (jobs != null) {
            jobs.close();
        }
        if (generator != null) {
            generator.close();
        }
        broker.close();
    }
}
