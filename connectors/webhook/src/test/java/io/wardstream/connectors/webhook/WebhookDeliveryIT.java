package io.wardstream.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a running Flink that fails and restarts, real HTTP, endpoints that misbehave in every way we know. */
class WebhookDeliveryIT {

    private static final int MESSAGES = 240;
    private static final int ORDER_KEYS = 20;
    /** For endpoints that hang. */
    private static final Duration IMPATIENT = Duration.ofMillis(400);
    /** For a test that counts requests: a slow machine must not make a second one. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private static final Map<String, AtomicInteger> COMPLETED = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();
    private static final Map<String, ConcurrentLinkedQueue<DeliveryReport>> REPORTS = new ConcurrentHashMap<>();

    private final CountDownLatch testIsOver = new CountDownLatch(1);

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        testIsOver.countDown();
    }

    @Test
    void everyMessageIsTakenInOrderWithAValidSignatureThoughTheJobAndTheEndpointsFail() throws Exception {
        String run = "failures";
        int latePort = freePort();
        LocalEndpoint[] self = new LocalEndpoint[1];
        try (LocalEndpoint flaky = new LocalEndpoint((exchange, request, earlier) -> {
                    if (earlier > 0) {
                        self[0].take(exchange, request);
                        return;
                    }
                    switch (Math.floorMod(request.id().hashCode(), 7)) {
                        case 0 -> LocalEndpoint.status(exchange, 500);
                        case 1 -> {
                            exchange.getResponseHeaders().set("Retry-After", "0");
                            LocalEndpoint.status(exchange, 429);
                        }
                        case 2 -> {
                            exchange.getResponseHeaders().set("Location", "/elsewhere");
                            LocalEndpoint.status(exchange, 302);
                        }
                        case 3 -> testIsOver.await();
                        case 4 -> LocalEndpoint.status(exchange, 404);
                        case 5 -> exchange.close();
                        default -> self[0].take(exchange, request);
                    }
                });
                LocalEndpoint gone = new LocalEndpoint((exchange, r, n) -> LocalEndpoint.status(exchange, 410))) {
            self[0] = flaky;
            List<EndpointConfig> endpoints = List.of(
                    endpoint("flaky", flaky.uri(), IMPATIENT),
                    endpoint("late", "http://127.0.0.1:" + latePort + "/hook", IMPATIENT),
                    endpoint("gone", gone.uri(), IMPATIENT));
            StreamExecutionEnvironment env = environment(new Configuration(), InMemoryReporter.create());
            build(env, run, endpoints, 3, 8);
            JobClient job = env.executeAsync(run);

            await(() -> FAILURES.get(run).get() == 2);
            LocalEndpoint[] lateSelf = new LocalEndpoint[1];
            try (LocalEndpoint late = new LocalEndpoint(latePort, (exchange, r, n) -> lateSelf[0].take(exchange, r))) {
                lateSelf[0] = late;
                await(() -> new HashSet<>(flaky.taken()).size() == MESSAGES / 3
                        && new HashSet<>(late.taken()).size() == MESSAGES / 3
                        && finals(run).size() == MESSAGES);
                job.cancel().get(30, TimeUnit.SECONDS);

                assertThat(FAILURES.get(run)).hasValue(2);
                for (LocalEndpoint endpoint : List.of(flaky, late, gone)) {
                    assertThat(endpoint.received())
                            .allMatch(request -> request.verdict() == WebhookVerifier.Verdict.VALID)
                            .allMatch(request -> request.path().equals("/hook"))
                            .allMatch(request -> request.body().equals(bodyOf(request.id())));
                }
                assertFirstTakenInOrder(flaky.taken());
                assertFirstTakenInOrder(late.taken());
            }
            assertThat(finals(run))
                    .allSatisfy((id, outcomes) -> assertThat(outcomes)
                            .containsOnly(id.startsWith("gone") ? DeliveryOutcome.DEAD : DeliveryOutcome.DELIVERED));
        }
    }

    @Test
    void whatIsPendingSurvivesAStopWithSavepointAndIsSentOnceAfterwards() throws Exception {
        String run = "savepoint";
        int port = freePort();
        List<EndpointConfig> endpoints = List.of(endpoint("flaky", "http://127.0.0.1:" + port + "/hook", PATIENT));
        InMemoryReporter firstFigures = InMemoryReporter.create();
        StreamExecutionEnvironment first = environment(new Configuration(), firstFigures);
        build(first, run, endpoints);
        JobClient job = first.executeAsync(run);
        await(() -> REPORTS.containsKey(run)
                && REPORTS.get(run).stream()
                                .map(DeliveryReport::messageId)
                                .distinct()
                                .count()
                        == ORDER_KEYS);
        await(() -> figure(firstFigures, job, "pending") == MESSAGES);
        await(() -> figure(firstFigures, job, "retries") > 0 && figure(firstFigures, job, "inFlight") > 0);
        assertThat(figure(firstFigures, job, "delivered")).isZero();
        String savepoint = job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(60, TimeUnit.SECONDS);
        job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
        assertThat(finals(run)).isEmpty();

        LocalEndpoint[] self = new LocalEndpoint[1];
        try (LocalEndpoint endpoint =
                new LocalEndpoint(port, (exchange, request, n) -> self[0].take(exchange, request))) {
            self[0] = endpoint;
            Configuration restore = new Configuration();
            restore.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            InMemoryReporter figures = InMemoryReporter.create();
            StreamExecutionEnvironment second = environment(restore, figures);
            build(second, run, endpoints);
            JobClient again = second.executeAsync(run);
            await(() -> finals(run).size() == MESSAGES);
            await(() -> figure(figures, again, "pending") == 0);
            assertThat(figure(figures, again, "delivered")).isEqualTo(MESSAGES);
            assertThat(figure(figures, again, "numRecordsSend")).isEqualTo(MESSAGES);
            assertThat(figure(figures, again, "latency")).isEqualTo(MESSAGES);
            assertThat(figure(figures, again, "inFlight")).isZero();
            again.cancel().get(30, TimeUnit.SECONDS);
            assertThat(endpoint.taken()).hasSize(MESSAGES).doesNotHaveDuplicates();
            assertFirstTakenInOrder(endpoint.taken());
        }
    }

    /**
     * Messages in turn for each endpoint; the source never ends, so that the job goes on until everything is delivered.
     */
    private static void build(
            StreamExecutionEnvironment env, String run, List<EndpointConfig> endpoints, int... failAfter) {
        FAILURES.put(run, new AtomicInteger());
        COMPLETED.put(run, new AtomicInteger());
        WebhookDelivery.Builder delivery = WebhookDelivery.builder().maxInFlightPerEndpoint(4);
        endpoints.forEach(delivery::endpoint);
        List<String> names = endpoints.stream().map(EndpointConfig::name).toList();
        var messages = env.fromSource(
                        new DataGeneratorSource<>(
                                index -> index, Long.MAX_VALUE, RateLimiterStrategy.perSecond(150), Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .uid("numbers")
                .setParallelism(1)
                .map(new FailsAfterCheckpoints(run, failAfter))
                .returns(Types.LONG)
                .uid("fails")
                .setParallelism(1)
                .flatMap(new Numbered(names))
                .returns(WebhookMessage.class)
                .uid("messages")
                .setParallelism(1);
        delivery.build()
                .attachTo(messages)
                .uid("deliver")
                .name("deliver")
                .sinkTo(new Kept(run))
                .uid("kept");
    }

    private static StreamExecutionEnvironment environment(Configuration extra, InMemoryReporter metrics) {
        Configuration configuration = metrics.addToConfiguration(new Configuration(extra));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        configuration.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
        // Every job gets an embedded cluster of its own.
        return StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    }

    private static EndpointConfig endpoint(String name, String uri, Duration timeout) {
        return EndpointConfig.named(name)
                .uri(uri)
                .secret(SecretSource.given(Messages.SECRET))
                .timeout(timeout)
                .schedule(RetrySchedule.standard()
                        .withDelays(List.of(Duration.ofMillis(100)), Duration.ofMillis(200), Duration.ofMillis(400)))
                .build();
    }

    private static Map<String, Set<DeliveryOutcome>> finals(String run) {
        return REPORTS.getOrDefault(run, new ConcurrentLinkedQueue<>()).stream()
                .filter(report -> report.outcome().isFinal())
                .collect(Collectors.groupingBy(
                        DeliveryReport::messageId, Collectors.mapping(DeliveryReport::outcome, Collectors.toSet())));
    }

    /** A failure may send a message again; the first time that each was taken, its order must have held. */
    private static void assertFirstTakenInOrder(List<String> taken) {
        Map<String, List<Long>> byOrderKey = taken.stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        id -> id.substring(0, id.lastIndexOf('-')),
                        Collectors.mapping(
                                id -> Long.parseLong(id.substring(id.lastIndexOf('-') + 1)), Collectors.toList())));
        assertThat(byOrderKey)
                .isNotEmpty()
                .allSatisfy((key, sequences) -> assertThat(sequences).as(key).isSorted());
    }

    private static String bodyOf(String id) {
        String orderKey = id.substring(0, id.lastIndexOf('-'));
        long sequence = Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
        return Messages.message("any", orderKey, sequence).body();
    }

    /** A figure of the endpoint "flaky", summed over the subtasks; for a histogram, how many values it has seen. */
    private static long figure(InMemoryReporter metrics, JobClient job, String name) {
        return metrics.getMetricsByIdentifiers(job.getJobID()).entrySet().stream()
                .filter(metric -> metric.getKey().endsWith(".endpoint.flaky." + name))
                .mapToLong(metric -> metric.getValue() instanceof Counter counter
                        ? counter.getCount()
                        : metric.getValue() instanceof Histogram histogram
                                ? histogram.getCount()
                                : ((Number) ((Gauge<?>) metric.getValue()).getValue()).longValue())
                .sum();
    }

    private static int freePort() throws Exception {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come about in 60 s");
            }
            Thread.sleep(20);
        }
    }

    /** The first numbers become messages, the rest nothing. */
    private static final class Numbered implements FlatMapFunction<Long, WebhookMessage> {

        private final ArrayList<String> endpoints;

        Numbered(List<String> endpoints) {
            this.endpoints = new ArrayList<>(endpoints);
        }

        @Override
        public void flatMap(Long index, Collector<WebhookMessage> out) {
            if (index < MESSAGES) {
                String endpoint = endpoints.get((int) (index % endpoints.size()));
                long round = index / endpoints.size();
                out.collect(Messages.message(endpoint, endpoint + "-" + round % ORDER_KEYS, round / ORDER_KEYS));
            }
        }
    }

    /**
     * Throws at the first number after each of the given counts of completed checkpoints, counted over all restarts.
     */
    private static final class FailsAfterCheckpoints implements MapFunction<Long, Long>, CheckpointListener {

        private final String run;
        private final int[] counts;

        FailsAfterCheckpoints(String run, int[] counts) {
            this.run = run;
            this.counts = counts;
        }

        @Override
        public Long map(Long number) {
            int failures = FAILURES.get(run).get();
            if (failures < counts.length && COMPLETED.get(run).get() >= counts[failures]) {
                FAILURES.get(run).incrementAndGet();
                throw new IllegalStateException("induced failure after checkpoint " + COMPLETED.get(run));
            }
            return number;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            COMPLETED.get(run).incrementAndGet();
        }
    }

    /** Keeps the reports for the test. */
    private static final class Kept implements Sink<DeliveryReport> {

        private final String run;

        Kept(String run) {
            this.run = run;
        }

        @Override
        public SinkWriter<DeliveryReport> createWriter(WriterInitContext context) {
            var reports = REPORTS.computeIfAbsent(run, name -> new ConcurrentLinkedQueue<>());
            return new SinkWriter<>() {
                @Override
                public void write(DeliveryReport report, Context c) {
                    reports.add(report);
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }
}
