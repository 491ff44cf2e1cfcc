package io.wardstream.bench.drill;

import io.wardstream.bench.broker.Broker;
import io.wardstream.bench.broker.BrokerKind;
import io.wardstream.bench.broker.Certificate;
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
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * One run of the drill: a job, devices, a fault, a verdict.
 *
 * <p>The job reads before the first device speaks. Devices publish at their rate and are not told of the fault. When they
 * have said everything and the broker has acknowledged all of it, the job has time until its output stands still; then it
 * is stopped with a savepoint, which commits the rest, and is judged.
 */
final class Run {

    /** So long a failure may go unnoticed; part of the bound on what is delivered twice. */
    static final int NOTICE_MS = 2_000;

    /** So long after a session was taken up again what was waiting in it may come. */
    private static final long RESUMING_MS = 5_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int RESTARTS = 30;
    private static final Duration RECONNECT = Duration.ofSeconds(60);

    /** Short, where the run waits for the task to give up. */
    private static final Duration RECONNECT_TLS = Duration.ofSeconds(4);

    private static final long CHECKPOINT_TIMEOUT_MS = 30_000;
    private static final long SHORT_CHECKPOINT_TIMEOUT_MS = 800;

    private static final Pattern SESSION_WORDS =
            Pattern.compile("(drill-\\S+-s-\\S+) (has no connection|is connected|reads) ");

    private final StandaloneCluster cluster;
    private final Broker broker;
    private final Scenario scenario;
    private final Path folder;
    private final AckMode ackMode;

    private final Path user;
    private final Path password;
    private final Committed committed;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> said = new ArrayList<>();

    private @Nullable JobHandle job;
    private @Nullable Path trusted;
    private @Nullable Certificate valid;
    private @Nullable Certificate expired;
    private SessionLostPolicy sessionLostPolicy = SessionLostPolicy.FAIL;
    private int phases;
    private int parallelism;
    private long brokerFailures;
    private long brokerBackAtMs;
    private long checkpoints;
    private long failedCheckpoints;
    private long longestCheckpointMs;

    /**
     * How a run ended.
     *
     * @param verdict what came out
     * @param rawDuplicatesBound how many readings were allowed to leave the source more than once
     * @param problems what else did not hold
     * @param counts further counts, by name
     * @param said what the run noticed, in words
     */
    record Outcome(
            Oracle.Verdict verdict,
            long rawDuplicatesBound,
            List<String> problems,
            Map<String, Long> counts,
            List<String> said) {

        boolean held() {
            return verdict.holds(rawDuplicatesBound) && problems.isEmpty();
        }
    }

    Run(StandaloneCluster cluster, Broker broker, Scenario scenario, Path folder, AckMode ackMode) throws IOException {
        this.cluster = cluster;
        this.broker = broker;
        this.scenario = scenario;
        this.folder = Files.createDirectories(folder);
        this.ackMode = ackMode;
        this.parallelism = scenario.parallelism();
        this.user = Files.writeString(folder.resolve("user"), Broker.USER);
        this.password = Files.writeString(folder.resolve("password"), Broker.PASSWORD);
        this.committed = new Committed(folder.resolve("committed"));
    }

    Outcome go() throws Exception {
        try (Generator devices = new Generator(broker, scenario, folder.resolve("acknowledged.log"))) {
            try {
                if (scenario.fault() == Fault.EXPIRED_CERTIFICATE) {
                    Certificate.Authority authority = Certificate.Authority.make(folder.resolve("certificates"));
                    trusted = authority.pem();
                    valid = authority.valid();
                    expired = authority.expired();
                    broker.showCertificate(valid);
                }
                if (scenario.fault() == Fault.WINDOW_EXHAUSTED) {
                    broker.limitInFlight(scenario.receiveMaximum());
                }
                if (scenario.fault() == Fault.QUEUED_BEFORE_START && scenario.either()) {
                    beginSessions();
                    devices.publish(Scenario.QUEUED, Integer.MAX_VALUE).get(120, TimeUnit.SECONDS);
                    counts.put("queued", (long) Scenario.QUEUED);
                }
                start(null);
                awaitReading();
                CompletableFuture<Void> publishing = devices.publish(scenario.messages(), scenario.ratePerSecond());
                TimeUnit.MILLISECONDS.sleep(scenario.momentMs());
                if (scenario.fault() == Fault.SESSION_LOST) {
                    // What waits in a session that is lost is lost: nothing may wait.
                    publishing.get(180, TimeUnit.SECONDS);
                    awaitCommitted(devices);
                }
                strike(devices);
                publishing.get(180, TimeUnit.SECONDS);
                awaitCommitted(devices);
                if (scenario.fault() == Fault.MALFORMED_FLOOD) {
                    countMalformed();
                }
                if (scenario.fault() == Fault.WINDOW_EXHAUSTED) {
                    lookAtTheWindow();
                }
                end();
                return judge(devices);
            } finally {
                if (job != null) {
                    job.cancel();
                }
            }
        } finally {
            broker.forgetCertificate();
            broker.limitInFlight(0);
            forgetSessions();
        }
    }

    // --- the job -----------------------------------------------------------------------------

    private Path raw(int phase) {
        return folder.resolve("raw").resolve(Integer.toString(phase));
    }

    private JobHandle job() {
        if (job == null) {
            throw new IllegalStateException("no job was started");
        }
        return job;
    }

    private void start(@Nullable String savepoint) throws Exception {
        submit(savepoint, RESTARTS);
        job().awaitRunning();
    }

    private void submit(@Nullable String savepoint, int restarts) throws Exception {
        phases++;
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
        job = JobHandle.submit(
                cluster,
                DrillTopology.build(new DrillTopology.Plan(
                        "drill " + scenario.seed() + "." + phases + " "
                                + scenario.fault().word(),
                        source,
                        parallelism,
                        Scenario.CHECKPOINT_MS,
                        blocking ? SHORT_CHECKPOINT_TIMEOUT_MS : CHECKPOINT_TIMEOUT_MS,
                        restarts,
                        scenario.abortedCheckpoints(),
                        blocking ? SHORT_CHECKPOINT_TIMEOUT_MS + 300 : 0,
                        Files.createDirectories(raw(phases)),
                        Files.createDirectories(folder.resolve("committed")),
                        folder.resolve("checkpoints"),
                        savepoint)));
    }

    /** Stops the job with a savepoint. */
    private String stop() throws Exception {
        note();
        return job().stop(folder.resolve("savepoints"));
    }

    /** Remembers how the job's checkpoints went: the cluster forgets it with the job. */
    private void note() throws Exception {
        JobHandle.Checkpoints seen = job().checkpoints();
        checkpoints += seen.completed();
        failedCheckpoints += seen.failed();
        longestCheckpointMs = Math.max(longestCheckpointMs, seen.longestMs());
    }

    private void awaitReading() throws Exception {
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
                for (RawLog.Part part : RawLog.parts(raw(phases))) {
                    part.lines().forEach(line -> silent.remove(line.reading().device()));
                }
                TimeUnit.MILLISECONDS.sleep(100);
                return silent.isEmpty();
            });
        }
    }

    private int attempts() throws IOException {
        return RawLog.parts(raw(phases)).stream()
                .mapToInt(RawLog.Part::attempt)
                .max()
                .orElse(0);
    }

    private void awaitAttempt(int wanted) throws Exception {
        Await.until("the job to start again", Duration.ofSeconds(60), () -> attempts() >= wanted);
        job().awaitRunning();
    }

    // --- the fault ---------------------------------------------------------------------------

    private void strike(Generator devices) throws Exception {
        switch (scenario.fault()) {
            case BROKER_KILLED -> {
                said.add("broker ended by " + broker.blow());
                broker.strike();
                brokerFailures++;
                TimeUnit.MILLISECONDS.sleep(scenario.downMs());
                broker.start();
                brokerBackAtMs = System.currentTimeMillis();
            }
            case TASKMANAGER_KILLED -> killTaskManager();
            case STOP_AND_RESUME -> {
                String savepoint = stop();
                TimeUnit.MILLISECONDS.sleep(scenario.downMs());
                start(savepoint);
            }
            case RESCALE -> {
                rescale(4);
                TimeUnit.MILLISECONDS.sleep(2_000);
                rescale(2);
            }
            case TAKEOVER -> takeOver();
            case ABORTED_CHECKPOINTS, WINDOW_EXHAUSTED -> {
                // It is in the job from the beginning.
            }
            case QUEUED_BEFORE_START -> {
                if (!scenario.either()) {
                    String savepoint = stop();
                    devices.publish(Scenario.QUEUED, Integer.MAX_VALUE).get(180, TimeUnit.SECONDS);
                    counts.put("queued", (long) Scenario.QUEUED);
                    start(savepoint);
                }
            }
            case MALFORMED_FLOOD -> flood();
            case WRONG_CREDENTIALS -> {
                String savepoint = stop();
                Files.writeString(password, "wrong");
                failsToStart(savepoint, "refuses the connection", "NOT_AUTHORIZED|BAD_USER_NAME_OR_PASSWORD");
                Files.writeString(password, Broker.PASSWORD);
                start(savepoint);
            }
            case EXPIRED_CERTIFICATE -> {
                String savepoint = stop();
                broker.showCertificate(Objects.requireNonNull(expired));
                brokerFailures++;
                failsToStart(savepoint, "certificate", "[Ee]xpired|NotAfter");
                broker.showCertificate(Objects.requireNonNull(valid));
                start(savepoint);
            }
            case SESSION_LOST -> {
                String savepoint = stop();
                forgetSessions();
                failsToStart(savepoint, "no longer has this session", "is lost");
                sessionLostPolicy = SessionLostPolicy.WARN;
                start(savepoint);
                awaitReading();
                devices.publish(scenario.messages() / 3, scenario.ratePerSecond())
                        .get(60, TimeUnit.SECONDS);
            }
        }
    }

    private void rescale(int wanted) throws Exception {
        String savepoint = stop();
        TimeUnit.MILLISECONDS.sleep(scenario.downMs() / 2);
        parallelism = wanted;
        start(savepoint);
    }

    private void killTaskManager() throws Exception {
        List<RawLog.Part> parts = RawLog.parts(raw(phases));
        // One that has a session: the first of the parts that has read anything.
        RawLog.Part victim = parts.get(0);
        for (RawLog.Part part : parts) {
            if (Files.size(part.path()) > 0) {
                victim = part;
                break;
            }
        }
        int before = attempts();
        cluster.killTaskManager(victim.pid());
        cluster.addTaskManager();
        awaitAttempt(before + 1);
    }

    /** A client takes a session over, holds what it gets without acknowledging, and is thrown out by the job. */
    private void takeOver() throws Exception {
        String filter = scenario.topicFilters().get(0);
        int before = attempts();
        long at = System.currentTimeMillis();
        try (Client zombie = zombie(clientId(filter))) {
            boolean noticed = Await.within(
                    Duration.ofSeconds(10),
                    () -> job().failures().stream()
                            .anyMatch(failure -> failure.atMs() >= at
                                    && failure.text().contains("another client has taken this session over")));
            if (noticed) {
                JobHandle.Failure failure = job().failures().get(0);
                counts.put("takeoverNoticedMs", failure.atMs() - at);
                awaitAttempt(before + 1);
            }
            switch (broker.kind()) {
                case ARTEMIS -> {
                    if (!noticed && wasToldNothing(clientId(filter))) {
                        // Seen once in seven runs: the connection was closed without MQTT 5's DISCONNECT.
                        said.add("the broker closed the connection without saying why: no takeover to be seen");
                    } else if (!noticed) {
                        problems.add("the job did not fail within 10 s of the takeover");
                    }
                }
                case MOSQUITTO -> {
                    said.add(
                            noticed
                                    ? "the takeover was told from a lost connection"
                                    : "the takeover looked like a lost connection");
                    brokerFailures++;
                }
            }
            boolean thrownOut = Await.within(Duration.ofSeconds(10), () -> !zombie.isConnected());
            if (!thrownOut) {
                problems.add("the job did not take its session back within 10 s");
            }
        }
    }

    /** Whether the client said that its connection was closed without a word. */
    private boolean wasToldNothing(String clientId) throws IOException {
        for (Path log : cluster.taskManagerLogs()) {
            try (Stream<String> lines = Files.lines(log)) {
                if (lines.anyMatch(line -> line.contains(clientId) && line.contains("without DISCONNECT"))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Artemis 2.55.0 may send a message before it has answered the connection, which the client must not bear. */
    private Client zombie(String clientId) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return Client.connect(broker, clientId, Client.Session.KEPT);
            } catch (RuntimeException e) {
                if (attempt == 10) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private void flood() throws Exception {
        try (Client babbler = Client.connect(broker, scenario.prefix() + "-babbler", Client.Session.NEW)) {
            List<CompletableFuture<Void>> published = new ArrayList<>();
            for (int i = 0; i < Scenario.MALFORMED; i++) {
                String topic = "drill/" + scenario.seed() + "/" + i % scenario.filters() + "/babbler";
                byte[] nonsense = {(byte) i, (byte) (i >> 8), (byte) 0xFF};
                published.add(babbler.publish(topic, nonsense));
            }
            CompletableFuture.allOf(published.toArray(new CompletableFuture<?>[0]))
                    .get(60, TimeUnit.SECONDS);
        }
        counts.put("malformed", (long) Scenario.MALFORMED);
    }

    private void countMalformed() throws Exception {
        boolean all =
                Await.within(Duration.ofSeconds(10), () -> job().metric(Wiring.MALFORMED_METRIC) >= Scenario.MALFORMED);
        long counted = job().metric(Wiring.MALFORMED_METRIC);
        counts.put("malformedCounted", counted);
        if (!all) {
            problems.add("of " + Scenario.MALFORMED + " malformed messages " + counted + " were counted");
        }
    }

    private void lookAtTheWindow() throws Exception {
        boolean full = Await.within(Duration.ofSeconds(15), () -> job().metric(Wiring.WINDOW_FULL_METRIC) > 0);
        counts.put("windowFullTimeMs", job().metric(Wiring.WINDOW_FULL_METRIC));
        if (!full) {
            problems.add("the window was never full: the fault did not come about");
        }
    }

    /** Starts the job, which must fail, each time that it starts again, and say why. */
    private void failsToStart(String savepoint, String word, String reason) throws Exception {
        submit(savepoint, 2);
        boolean failed =
                Await.within(Duration.ofSeconds(30), () -> job().status().isGloballyTerminalState());
        if (!failed || job().status() != JobStatus.FAILED) {
            // What follows would only tell of this again, and less clearly.
            throw new IOException("the job is " + job().status()
                    + " where it should have failed and stayed failed, with '" + word + "'; it has had "
                    + job().failures().size() + " failure(s), the last: " + job().lastFailure());
        }
        String why = job().failures().isEmpty() ? "" : job().failures().get(0).text();
        said.add(saying(why, word));
        if (!why.contains(word) || !why.lines().anyMatch(line -> line.matches(".*(" + reason + ").*"))) {
            problems.add("the job failed without a clear word: " + JobHandle.innermost(why));
        }
        for (RawLog.Part part : RawLog.parts(raw(phases))) {
            if (Files.size(part.path()) > 0) {
                problems.add("the job read although it should not have been let in");
            }
        }
    }

    private static String saying(String stackTrace, String word) {
        return stackTrace
                .lines()
                .filter(line -> line.contains(word))
                .findFirst()
                .orElse(JobHandle.innermost(stackTrace))
                .replaceFirst("^Caused by: ", "")
                .strip();
    }

    /** How often a session of this run lost its connection and got it back in the same task: the source's words in the logs. */
    private long reconnects() throws IOException {
        long count = 0;
        for (Path log : cluster.taskManagerLogs()) {
            Set<String> down = new HashSet<>();
            try (Stream<String> lines = Files.lines(log)) {
                for (String line : (Iterable<String>) lines::iterator) {
                    Matcher session = SESSION_WORDS.matcher(line);
                    if (session.find() && session.group(1).startsWith(scenario.prefix() + "-s-")) {
                        if (session.group(2).equals("has no connection")) {
                            down.add(session.group(1));
                        } else if (down.remove(session.group(1))) {
                            count++;
                        }
                    }
                }
            }
        }
        return count;
    }

    // --- sessions ----------------------------------------------------------------------------

    private String clientId(String filter) {
        return scenario.prefix() + "-s-" + MqttSplit.ofFilter(filter).splitId();
    }

    /** Makes the job's sessions before the job is there, so that messages can wait in them. */
    private void beginSessions() {
        for (String filter : scenario.topicFilters()) {
            try (Client session = Client.connect(broker, clientId(filter), Client.Session.KEPT)) {
                session.subscribe(filter);
            }
        }
    }

    private void forgetSessions() {
        if (!broker.isAlive()) {
            return;
        }
        for (String filter : scenario.topicFilters()) {
            Client.connect(broker, clientId(filter), Client.Session.NEW).close();
        }
    }

    // --- the verdict -------------------------------------------------------------------------

    private void awaitCommitted(Generator devices) throws Exception {
        Map<String, Set<Long>> wanted = devices.acknowledged();
        long distinct = -1;
        long grewAt = System.nanoTime();
        while (!committed.hasAll(wanted)) {
            if (job().status().isGloballyTerminalState()) {
                problems.add("the job is " + job().status() + ": " + job().lastFailure());
                return;
            }
            if (committed.distinct() > distinct) {
                distinct = committed.distinct();
                grewAt = System.nanoTime();
            } else if (System.nanoTime() - grewAt > PATIENCE.toNanos()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void end() throws Exception {
        if (job().status().isGloballyTerminalState()) {
            return;
        }
        try {
            String unused = stop();
        } catch (ExecutionException e) {
            problems.add("the job could not be stopped with a savepoint: " + e.getCause());
        }
    }

    /**
     * Whether the broker can be asked to have kept the order. Artemis 2.55.0 does not when a session is taken up again while
     * devices speak (what is published just then overtakes what was waiting: 8 of 280 sessions of a plain client), nor
     * behind a full window. Mosquitto always does.
     */
    private boolean orderIsAsked(RawLog.Part part, long atMs) {
        if (broker.kind() != BrokerKind.ARTEMIS) {
            return true;
        }
        boolean justBegun = atMs - part.openedAtMs() < RESUMING_MS;
        boolean justBack = atMs >= brokerBackAtMs && atMs - brokerBackAtMs < RESUMING_MS;
        return !justBegun && !justBack && scenario.fault() != Fault.WINDOW_EXHAUSTED;
    }

    private Outcome judge(Generator devices) throws Exception {
        List<Oracle.Sight> raw = new ArrayList<>();
        long restarts = 0;
        long readAgain = 0;
        for (int phase = 1; phase <= phases; phase++) {
            int attempts = 0;
            Set<Integer> reading = new HashSet<>();
            for (RawLog.Part part : RawLog.parts(raw(phase))) {
                if (Files.size(part.path()) > 0) {
                    reading.add(part.attempt());
                }
                for (RawLog.Line line : part.lines()) {
                    if (line.reading().device().startsWith("d")) {
                        raw.add(new Oracle.Sight(line.reading(), orderIsAsked(part, line.atMs())));
                    }
                }
                attempts = Math.max(attempts, part.attempt());
            }
            restarts += attempts;
            // An attempt that came to nothing before it read cannot have read anything twice.
            readAgain += Math.max(0, reading.size() - 1);
        }
        Oracle.Verdict verdict = Oracle.judge(devices.acknowledged(), devices.sent(), committed.readings(), raw);
        long reconnects = reconnects();
        long bound = Oracle.mayRepeat(
                readAgain * scenario.filters() + Math.max(reconnects, brokerFailures),
                scenario.filters(),
                scenario.ratePerSecond(),
                Scenario.CHECKPOINT_MS + longestCheckpointMs + NOTICE_MS,
                counts.getOrDefault("queued", 0L),
                scenario.receiveMaximum(),
                devices.sentAgain());
        counts.put("restarts", restarts);
        counts.put("restartsThatRead", readAgain);
        counts.put("reconnects", reconnects);
        counts.put("brokerFailures", brokerFailures);
        counts.put("sentAgain", devices.sentAgain());
        counts.put("checkpoints", checkpoints);
        counts.put("failedCheckpoints", failedCheckpoints);
        counts.put("longestCheckpointMs", longestCheckpointMs);
        if (scenario.fault() == Fault.ABORTED_CHECKPOINTS && failedCheckpoints < scenario.abortedCheckpoints()) {
            problems.add("only " + failedCheckpoints + " checkpoints were aborted: the fault did not come about");
        }
        return new Outcome(verdict, bound, problems, counts, said);
    }
}
