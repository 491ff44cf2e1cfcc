package io.wardstream.connectors.mqtt;

import static io.wardstream.connectors.mqtt.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.mqtt.sink.MqttPublication;
import io.wardstream.connectors.mqtt.sink.MqttSink;
import io.wardstream.connectors.mqtt.source.MqttSource;
import io.wardstream.connectors.mqtt.testing.Devices;
import io.wardstream.connectors.mqtt.testing.SuiteCluster;
import io.wardstream.connectors.mqtt.testing.TestBroker;
import io.wardstream.connectors.mqtt.testing.TextSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Source and sink against a real broker, in a small cluster.
 *
 * <p>Where a session is resumed, order is not asserted: this broker then sometimes lets a message that is published
 * just then overtake those that wait, whoever reads. That the source keeps the broker's order, also then, is asserted
 * packet by packet in {@code MqttSourceSessionTest}, and with another broker by the drill.
 */
class MqttConnectorIT {

    /** What the job saw, by test: the job's functions are copies, so they meet the test here. */
    private static final ConcurrentHashMap<String, Seen> SEEN = new ConcurrentHashMap<>();

    private static SuiteCluster cluster;

    @TempDir
    private Path folder;

    private TestBroker broker;
    private Devices devices;
    private String test;
    private JobClient job;
    private final List<JobClient> jobs = new ArrayList<>();
    private int restarts = 3;
    private MqttVersion version = MqttVersion.V5;
    private SharedGroup group;
    private StopCondition stop;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = new SuiteCluster();
        cluster.startUp();
    }

    @AfterAll
    static void stopCluster() throws Exception {
        cluster.tearDown();
    }

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker(folder.resolve("broker"));
        devices = new Devices(broker.port(), "devices");
        test = UUID.randomUUID().toString();
        SEEN.put(test, new Seen());
    }

    @AfterEach
    void stop() throws Exception {
        for (JobClient each : jobs) {
            try {
                each.cancel().get();
            } catch (Exception e) {
                // It has ended by itself, as the test wanted.
            }
        }
        devices.close();
        broker.close();
        SEEN.remove(test);
    }

    private static final class Seen {
        private final Queue<String> records = new ConcurrentLinkedQueue<>();
        private final AtomicLong watermark = new AtomicLong(Long.MIN_VALUE);
        private final AtomicBoolean failOnce = new AtomicBoolean();
        private final AtomicBoolean block = new AtomicBoolean();
    }

    private static final class Watcher extends ProcessFunction<String, String> {
        private final String test;

        Watcher(String test) {
            this.test = test;
        }

        @Override
        public void processElement(String value, Context context, Collector<String> out) throws Exception {
            Seen seen = SEEN.get(test);
            seen.records.add(value + "@" + context.timestamp());
            if (seen.failOnce.compareAndSet(true, false)) {
                throw new IllegalStateException("a failure, as the test wants");
            }
            while (seen.block.get()) {
                Thread.sleep(10);
            }
            seen.watermark.accumulateAndGet(context.timerService().currentWatermark(), Math::max);
            out.collect(value);
        }
    }

    private MqttConnectionConfig.Builder connection() {
        return MqttConnectionConfig.builder()
                .host("127.0.0.1")
                .port(broker.port())
                .version(version);
    }

    private void run(String savepoint, long checkpointMs, BrokerTime time, String... filters) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(checkpointMs));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restarts);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env = cluster.environment(configuration);
        env.setParallelism(filters.length);
        var builder = MqttSource.<String>builder()
                .connection(connection().build())
                .clientIdPrefix("job")
                .topicFilters(filters)
                .deserializer(new TextSchema());
        if (time != null) {
            builder.brokerTime(time);
        }
        if (group != null) {
            builder.sharedGroup(group);
        }
        if (stop != null) {
            builder.stopWhen(stop);
        }
        env.fromSource(builder.build(), WatermarkStrategy.noWatermarks(), "mqtt")
                .uid("mqtt")
                .process(new Watcher(test))
                .uid("watch")
                .sinkTo(new org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink<>())
                .uid("end");
        job = env.executeAsync();
        jobs.add(job);
    }

    /** Reads one filter, and returns when a message has come through. */
    private void runUntilSubscribed(long checkpointMs) throws Exception {
        run(null, checkpointMs, null, "ward/1/#");
        until("subscribed", () -> {
            devices.publish("ward/1/a/telemetry", "probe");
            return !seen().isEmpty();
        });
    }

    private List<String> seen() {
        return SEEN.get(test).records.stream()
                .map(record -> record.substring(0, record.lastIndexOf('@')))
                .toList();
    }

    private void untilSeen(int distinct) throws Exception {
        until(distinct + " distinct records", () -> new HashSet<>(seen()).size() >= distinct);
    }

    private String session(String filter) {
        return "job-s-"
                + io.wardstream.connectors.mqtt.source.split.MqttSplit.ofFilter(filter)
                        .splitId();
    }

    @Test
    void acknowledgesOnlyWhatACheckpointHas() throws Exception {
        runUntilSubscribed(3_600_000);
        for (int i = 0; i < 100; i++) {
            devices.publish("ward/1/a/telemetry", "m" + i);
        }
        // The broker may change the order, and says nothing about it: what keeps it is tested without one.
        until("everything handed on", () -> seen().containsAll(numbered(100)));
        assertThat(broker.unacknowledged(session("ward/1/#")))
                .as("no checkpoint, no acknowledgement")
                .isGreaterThanOrEqualTo(100);
        String savepoint = job.stopWithSavepoint(false, folder.resolve("sp").toString(), SavepointFormatType.CANONICAL)
                .get();
        assertThat(savepoint).isNotEmpty();
        until("all acknowledged", () -> broker.unacknowledged(session("ward/1/#")) == 0);
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingWhenATaskFails(MqttVersion spoken) throws Exception {
        version = spoken;
        run(null, 200, null, "ward/1/#", "ward/2/#");
        until("subscribed", () -> {
            devices.publish("ward/1/a/telemetry", "probe");
            devices.publish("ward/2/b/telemetry", "probe");
            return new HashSet<>(seen()).size() == 2;
        });
        for (int i = 0; i < 600; i++) {
            devices.publish("ward/" + (1 + i % 2) + "/a/telemetry", "m" + i);
            if (i == 150 || i == 400) {
                SEEN.get(test).failOnce.set(true);
            }
        }
        untilSeen(602);
        assertThat(new HashSet<>(seen())).isEqualTo(new HashSet<>(devices.taken()));
        until("all acknowledged", () -> broker.unacknowledged(session("ward/1/#")) == 0);
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingBetweenASavepointAndTheNextStart(MqttVersion spoken) throws Exception {
        version = spoken;
        runUntilSubscribed(200);
        for (int i = 0; i < 50; i++) {
            devices.publish("ward/1/a/telemetry", "before" + i);
        }
        String savepoint = job.stopWithSavepoint(false, folder.resolve("sp").toString(), SavepointFormatType.CANONICAL)
                .get();
        for (int i = 0; i < 50; i++) {
            devices.publish("ward/1/a/telemetry", "between" + i);
        }
        run(savepoint, 200, null, "ward/1/#");
        untilSeen(101);
        assertThat(new HashSet<>(seen())).isEqualTo(new HashSet<>(devices.taken()));
    }

    @Test
    void losesNothingWhenTheBrokerIsRestarted() throws Exception {
        runUntilSubscribed(200);
        for (int i = 0; i < 50; i++) {
            devices.publish("ward/1/a/telemetry", "before" + i);
        }
        List<String> taken = new ArrayList<>(devices.taken());
        broker.stop();
        broker.start();
        try (Devices again = new Devices(broker.port(), "devices-again")) {
            for (int i = 0; i < 50; i++) {
                again.publish("ward/1/a/telemetry", "after" + i);
            }
            taken.addAll(again.taken());
            until("all of it", () -> new HashSet<>(seen()).containsAll(taken));
        }
        devices = new Devices(broker.port(), "devices");
    }

    @Test
    void failsAtOnceWhenAnotherClientTakesTheSessionOver() throws Exception {
        restarts = 0;
        runUntilSubscribed(200);
        try (Devices zombie = new Devices(broker.port(), session("ward/1/#"))) {
            assertThat(job.getJobExecutionResult())
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withStackTraceContaining("another client has taken this session over");
        }
    }

    @Test
    void concludesATakeoverOverMqtt3FromConnectionsThatAreClosedAgainAndAgain() throws Exception {
        restarts = 0;
        version = MqttVersion.V3_1_1;
        runUntilSubscribed(200);
        run(null, 200, null, "ward/1/#");
        CompletableFuture<?> loser = CompletableFuture.anyOf(
                jobs.get(0).getJobExecutionResult(), jobs.get(1).getJobExecutionResult());
        assertThat(loser)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withStackTraceContaining("Another client probably takes this session over");
    }

    @Test
    void sharesAFilterAmongTheSessionsOfAGroup() throws Exception {
        group = SharedGroup.of("crew", 2).acceptingReordering();
        run(null, 200, null, "ward/1/#");
        until("both members are there", () -> {
            devices.publish("ward/1/a/telemetry", "probe");
            return broker.sharedConsumers("crew") == 2;
        });
        for (int i = 0; i < 200; i++) {
            devices.publish("ward/1/a/telemetry", "m" + i);
            if (i == 100) {
                SEEN.get(test).failOnce.set(true);
            }
        }
        until("all of it", () -> new HashSet<>(seen()).containsAll(numbered(200)));
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "ward/1/a/telemetry m" + i)
                .toList();
    }

    @Test
    void endsBehindTheMessageThatSaysSoAndAcknowledgesWhatItRead() throws Exception {
        stop = StopCondition.behindMessageOn("ward/+/end");
        endsWith(() -> devices.publish("ward/1/end", "end"));
        assertThat(seen()).endsWith("ward/1/end end");
        until("acknowledged", () -> broker.unacknowledged(session("ward/1/#")) == 0);
    }

    @Test
    void endsWhenNothingHasComeForLongEnough() throws Exception {
        stop = StopCondition.whenIdleFor(Duration.ofSeconds(2));
        endsWith(() -> {});
        until("acknowledged", () -> broker.unacknowledged(session("ward/1/#")) == 0);
    }

    private void endsWith(Runnable last) throws Exception {
        runUntilSubscribed(200);
        for (int i = 0; i < 10; i++) {
            devices.publish("ward/1/a/telemetry", "m" + i);
        }
        last.run();
        job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
        assertThat(seen()).containsAll(numbered(10));
    }

    @Test
    void failsWithAClearWordWhenTheParallelismIsTooHighForBrokerTime() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment env = cluster.environment(configuration);
        env.setParallelism(2);
        env.fromSource(
                        MqttSource.<String>builder()
                                .connection(connection().build())
                                .clientIdPrefix("job")
                                .topicFilters("ward/1/#")
                                .deserializer(new TextSchema())
                                .brokerTime(BrokerTime.every(Duration.ofMillis(100)))
                                .build(),
                        WatermarkStrategy.noWatermarks(),
                        "mqtt")
                .sinkTo(new org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink<>());
        job = env.executeAsync();
        assertThat(job.getJobExecutionResult())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .havingRootCause()
                .withMessageContaining("Parallelism 2 for 1 topic filter(s)");
    }

    @Test
    void goesOnInTimeWhileEveryDeviceIsSilentAndStandsStillWhileItIsNotRead() throws Exception {
        run(null, 200, BrokerTime.every(Duration.ofMillis(20)), "ward/1/#");
        until("ticking", () -> {
            devices.publish("ward/1/a/telemetry", "probe");
            return SEEN.get(test).watermark.get() > 0;
        });
        // Silence: the next message finds a watermark that went on without any device.
        Thread.sleep(600);
        long before = System.currentTimeMillis();
        devices.publish("ward/1/a/telemetry", "after-silence");
        until("seen", () -> SEEN.get(test).watermark.get() > before - 150);

        // The session is held up while devices speak: their stamps are the times at which they spoke.
        SEEN.get(test).block.set(true);
        devices.publish("ward/1/a/telemetry", "held");
        until("held", () -> seen().contains("ward/1/a/telemetry held"));
        long watermarkHeld = SEEN.get(test).watermark.get();
        List<Long> sentAt = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sentAt.add(System.currentTimeMillis());
            devices.publish("ward/1/a/telemetry", "late" + i);
            Thread.sleep(100);
        }
        assertThat(SEEN.get(test).watermark.get()).as("time stands still").isEqualTo(watermarkHeld);
        SEEN.get(test).block.set(false);
        until("all", () -> seen().contains("ward/1/a/telemetry late9"));
        for (int i = 0; i < 10; i++) {
            String record = "ward/1/a/telemetry late" + i + "@";
            long stamp = SEEN.get(test).records.stream()
                    .filter(r -> r.startsWith(record))
                    .mapToLong(r -> Long.parseLong(r.substring(record.length())))
                    .findFirst()
                    .orElseThrow();
            assertThat(stamp).as("late" + i).isBetween(sentAt.get(i) - 500, sentAt.get(i) + 60);
        }
        assertThat(seen()).as("no tick is handed on").noneMatch(record -> record.contains("_tick"));
    }

    @Test
    void publishesEverythingBeforeACheckpointIsCompleteAndNothingThatHasExpired() throws Exception {
        Queue<String> arrived = new ConcurrentLinkedQueue<>();
        var subscriber = com.hivemq.client.mqtt.MqttClient.builder()
                .useMqttVersion5()
                .identifier("clamp")
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .buildAsync();
        subscriber.publishes(
                com.hivemq.client.mqtt.MqttGlobalPublishFilter.ALL,
                publish -> arrived.add(new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8) + " "
                        + publish.getMessageExpiryInterval().orElse(-1) + " " + publish.isRetain() + " "
                        + publish.getContentType().map(Object::toString).orElse("") + " "
                        + publish.getCorrelationData()
                                .map(data -> StandardCharsets.UTF_8.decode(data).toString())
                                .orElse("")));
        subscriber.connect().join();
        subscriber.subscribeWith().topicFilter("ward/1/+/command").send().join();

        StreamExecutionEnvironment env = cluster.environment(new Configuration());
        env.setParallelism(1);
        long deadline = System.currentTimeMillis() + 10_000;
        env.fromData("close-1", "old-news", "close-2", "skip")
                .sinkTo(MqttSink.<String>builder()
                        .connection(connection().build())
                        .clientIdPrefix("job-commands")
                        .serializer(text -> text.equals("skip")
                                ? null
                                : MqttPublication.to("ward/1/d/command", text.getBytes(StandardCharsets.UTF_8))
                                        .deadlineMs(text.equals("old-news") ? 1 : deadline)
                                        .contentType("application/json")
                                        .correlationData(text)
                                        .build())
                        .build());
        env.execute();
        until("both commands", () -> arrived.size() == 2);
        assertThat(arrived).allMatch(text -> text.matches("close-[12] [6-9] false application/json close-[12]"));
        subscriber.disconnect().join();
    }
}
