package io.wardstream.bench.drill;

import io.wardstream.bench.broker.Broker;
import io.wardstream.bench.broker.Client;
import io.wardstream.bench.cluster.StandaloneCluster;
import io.wardstream.bench.drill.job.DrillTopology;
import io.wardstream.bench.drill.job.RawLog;
import io.wardstream.bench.drill.job.Reading;
import io.wardstream.bench.drill.job.ReadingSchema;
import io.wardstream.bench.process.Await;
import io.wardstream.connectors.mqtt.AckMode;
import io.wardstream.connectors.mqtt.SessionLostPolicy;
import io.wardstream.connectors.mqtt.source.MqttSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The job of a run, through all its starts: what it is built of, how it starts and stops, and what it has written. Not
 * thread-safe.
 */
final class DrillJob {

    private static final int RESTARTS = 30;
    private static final Duration RECONNECT = Duration.ofSeconds(60);

    /** Short, where the run waits for the task to give up. */
    private static final Duration RECONNECT_TLS = Duration.ofSeconds(4);

    private static final long CHECKPOINT_TIMEOUT_MS = 30_000;
    private static final long SHORT_CHECKPOINT_TIMEOUT_MS = 800;

    private final StandaloneCluster cluster;
    private final Broker broker;
    private final Scenario scenario;
    private final Path folder;
    private final AckMode ackMode;
    private final Path user;
    private final Path password;

    private @Nullable JobHandle job;
    private @Nullable Path trusted;
    private SessionLostPolicy sessionLostPolicy = SessionLostPolicy.FAIL;
    private int starts;
    private int parallelism;
    private long checkpoints;
    private long failedCheckpoints;
    private long longestCheckpointMs;

    DrillJob(StandaloneCluster cluster, Broker broker, Scenario scenario, Path folder, AckMode ackMode)
            throws IOException {
        this.cluster = cluster;
        this.broker = broker;
        this.scenario = scenario;
        this.folder = folder;
        this.ackMode = ackMode;
        this.parallelism = scenario.parallelism();
        this.user = Files.writeString(folder.resolve("user"), Broker.USER);
        this.password = Files.writeString(folder.resolve("password"), Broker.PASSWORD);
    }

    // --- what it is told before its next start ------------------------------------------------

    /** It connects with TLS and trusts this certificate. */
    void trust(Path certificate) {
        trusted = certificate;
    }

    void knowPassword(String words) throws IOException {
        Files.writeString(password, words);
    }

    void bearLostSessions() {
        sessionLostPolicy = SessionLostPolicy.WARN;
    }

    void spread(int wanted) {
        parallelism = wanted;
    }

    // --- its life -----------------------------------------------------------------------------

    /** The job as it was started last. */
    JobHandle handle() {
        if (job == null) {
            throw new IllegalStateException("no job was started");
        }
        return job;
    }

    /** Starts it, from a savepoint if there is one, and waits until it runs. */
    void start(@Nullable String savepoint) throws Exception {
        submit(savepoint, RESTARTS).awaitRunning();
    }

    /** Starts it and waits for nothing. */
    JobHandle submit(@Nullable String savepoint, int restarts) throws Exception {
        starts++;
        boolean aborting = scenario.fault() == Fault.ABORTED_CHECKPOINTS;
        boolean blocking = aborting && scenario.either();
        MqttSource<Reading> source = Wiring.source(MqttSource.<Reading>builder()
                        .connection(Wiring.connection(
                                broker.kind(),
                                trusted == null ? broker.port() : broker.tlsPort(),
                                user,
                                password,
                                trusted,
                                trusted == null ? RECONNECT : RECONNECT_TLS))
                        .clientIdPrefix(scenario.prefix())
                        .topicFilters(scenario.topicFilters())
                        .deserializer(new ReadingSchema())
                        .receiveMaximum(scenario.receiveMaximum())
                        .sessionLostPolicy(sessionLostPolicy)
                        .ackMode(ackMode))
                .build();
        JobHandle submitted = JobHandle.submit(
                cluster,
                DrillTopology.build(new DrillTopology.Plan(
                        "drill " + scenario.seed() + "." + starts + " "
                                + scenario.fault().word(),
                        source,
                        parallelism,
                        Scenario.CHECKPOINT_MS,
                        blocking ? SHORT_CHECKPOINT_TIMEOUT_MS : CHECKPOINT_TIMEOUT_MS,
                        restarts,
                        scenario.abortedCheckpoints(),
                        blocking ? SHORT_CHECKPOINT_TIMEOUT_MS + 300 : 0,
                        Files.createDirectories(raw(starts)),
                        Files.createDirectories(folder.resolve("committed")),
                        folder.resolve("checkpoints"),
                        savepoint)));
        job = submitted;
        return submitted;
    }

    /** Stops the job with a savepoint. */
    String stop() throws Exception {
        note();
        return handle().stop(folder.resolve("savepoints"));
    }

    /** Remembers how the job's checkpoints went: the cluster forgets it with the job. */
    private void note() throws Exception {
        JobHandle.Checkpoints seen = handle().checkpoints();
        checkpoints += seen.completed();
        failedCheckpoints += seen.failed();
        longestCheckpointMs = Math.max(longestCheckpointMs, seen.longestMs());
    }

    /** Ends it, if there is one. */
    void cancel() throws Exception {
        if (job != null) {
            job.cancel();
        }
    }

    /** Waits until it has read something of every filter. */
    void awaitReading() throws Exception {
        Set<String> silent = new HashSet<>();
        for (int i = 0; i < scenario.filters(); i++) {
            silent.add("probe" + i);
        }
        try (Client prober = Client.connect(broker, scenario.prefix() + "-prober", Client.Session.NEW)) {
            long[] seq = {0};
            Await.until("the job to read every filter", Duration.ofSeconds(60), () -> {
                seq[0]++;
                for (String probe : silent) {
                    String topic = "drill/" + scenario.seed() + "/" + probe.substring("probe".length()) + "/" + probe;
                    prober.publish(topic, (probe + " " + seq[0]).getBytes(StandardCharsets.UTF_8))
                            .get(10, TimeUnit.SECONDS);
                }
                for (RawLog.Part part : parts()) {
                    part.lines().forEach(line -> silent.remove(line.reading().device()));
                }
                TimeUnit.MILLISECONDS.sleep(100);
                return silent.isEmpty();
            });
        }
    }

    /** How often it has begun again by itself since it was started last. */
    int attempts() throws IOException {
        return parts().stream().mapToInt(RawLog.Part::attempt).max().orElse(0);
    }

    void awaitAttempt(int wanted) throws Exception {
        Await.until("the job to start again", Duration.ofSeconds(60), () -> attempts() >= wanted);
        handle().awaitRunning();
    }

    // --- what it has done ---------------------------------------------------------------------

    private Path raw(int start) {
        return folder.resolve("raw").resolve(Integer.toString(start));
    }

    /** What left its source since it was started last. */
    List<RawLog.Part> parts() throws IOException {
        return parts(starts);
    }

    /** What left its source after one of its starts, from 1 to {@link #starts()}. */
    List<RawLog.Part> parts(int start) throws IOException {
        return RawLog.parts(raw(start));
    }

    int starts() {
        return starts;
    }

    /** How the checkpoints went, of all starts that were stopped. */
    JobHandle.Checkpoints checkpoints() {
        return new JobHandle.Checkpoints(checkpoints, failedCheckpoints, longestCheckpointMs);
    }
}
