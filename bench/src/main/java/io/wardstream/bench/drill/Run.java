package io.wardstream.bench.drill;

import io.wardstream.bench.broker.Broker;
import io.wardstream.bench.broker.BrokerKind;
import io.wardstream.bench.cluster.StandaloneCluster;
import io.wardstream.bench.drill.job.RawLog;
import io.wardstream.connectors.mqtt.AckMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One run of the drill: a job, devices, a fault, a verdict.
 *
 * <p>The job reads before the first device speaks. Devices publish at their rate and are not told of the fault. When
 * they have said everything and the broker has acknowledged all of it, the job has time until its output stands still;
 * then it is stopped with a savepoint, which commits the rest, and is judged.
 */
final class Run {

    /** So long a failure may go unnoticed; part of the bound on what is delivered twice. */
    static final int NOTICE_MS = 2_000;

    /** So long after a session was taken up again what was waiting in it may come. */
    private static final long RESUMING_MS = 5_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Pattern SESSION_WORDS =
            Pattern.compile("(drill-\\S+-s-\\S+) (has no connection|is connected|reads) ");

    private final StandaloneCluster cluster;
    private final Broker broker;
    private final Scenario scenario;
    private final Path folder;
    private final Committed committed;
    private final Notes notes = new Notes();
    private final DrillJob job;
    private final Blow blow;

    /**
     * How a run ended.
     *
     * @param verdict what came out
     * @param rawDuplicatesBound how many readings were allowed to leave the source more than once
     * @param notes what was noticed besides
     */
    record Outcome(Oracle.Verdict verdict, long rawDuplicatesBound, Notes notes) {

        boolean held() {
            return verdict.holds(rawDuplicatesBound) && notes.problems().isEmpty();
        }
    }

    Run(StandaloneCluster cluster, Broker broker, Scenario scenario, Path folder, AckMode ackMode) throws IOException {
        this.cluster = cluster;
        this.broker = broker;
        this.scenario = scenario;
        this.folder = Files.createDirectories(folder);
        this.committed = new Committed(folder.resolve("committed"));
        this.job = new DrillJob(cluster, broker, scenario, folder, ackMode);
        this.blow = new Blow(cluster, broker, scenario, folder, job, new Sessions(broker, scenario), notes);
    }

    Outcome go() throws Exception {
        try (Generator devices = new Generator(broker, scenario, folder.resolve("acknowledged.log"))) {
            try {
                blow.prepare(devices);
                job.start(null);
                job.awaitReading();
                CompletableFuture<Void> publishing = devices.publish(scenario.messages(), scenario.ratePerSecond());
                TimeUnit.MILLISECONDS.sleep(scenario.momentMs());
                if (scenario.fault() == Fault.SESSION_LOST) {
                    // What waits in a session that is lost is lost: nothing may wait.
                    publishing.get(180, TimeUnit.SECONDS);
                    awaitCommitted(devices);
                }
                blow.strike(devices);
                publishing.get(180, TimeUnit.SECONDS);
                awaitCommitted(devices);
                blow.look();
                end();
                return judge(devices);
            } finally {
                job.cancel();
            }
        } finally {
            blow.undo();
        }
    }

    private void awaitCommitted(Generator devices) throws Exception {
        Map<String, Set<Long>> wanted = devices.acknowledged();
        long distinct = -1;
        long grewAt = System.nanoTime();
        while (!committed.hasAll(wanted)) {
            if (job.handle().status().isGloballyTerminalState()) {
                notes.problem("the job is " + job.handle().status() + ": "
                        + job.handle().lastFailure());
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
        if (job.handle().status().isGloballyTerminalState()) {
            return;
        }
        try {
            String unused = job.stop();
        } catch (ExecutionException e) {
            notes.problem("the job could not be stopped with a savepoint: " + e.getCause());
        }
    }

    /**
     * Whether the broker can be asked to have kept the order. Artemis 2.55.0 does not when a session is taken up again
     * while devices speak (what is published just then overtakes what was waiting: 8 of 280 sessions of a plain
     * client), nor behind a full window. Mosquitto always does.
     */
    private boolean orderIsAsked(RawLog.Part part, long atMs) {
        if (broker.kind() != BrokerKind.ARTEMIS) {
            return true;
        }
        boolean justBegun = atMs - part.openedAtMs() < RESUMING_MS;
        boolean justBack = atMs >= blow.brokerBackAtMs() && atMs - blow.brokerBackAtMs() < RESUMING_MS;
        return !justBegun && !justBack && scenario.fault() != Fault.WINDOW_EXHAUSTED;
    }

    private Outcome judge(Generator devices) throws Exception {
        List<Oracle.Sight> raw = new ArrayList<>();
        long restarts = 0;
        long readAgain = 0;
        for (int start = 1; start <= job.starts(); start++) {
            int attempts = 0;
            Set<Integer> reading = new HashSet<>();
            for (RawLog.Part part : job.parts(start)) {
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
        JobHandle.Checkpoints checkpoints = job.checkpoints();
        long bound = Oracle.mayRepeat(
                readAgain * scenario.filters() + Math.max(reconnects, blow.brokerFailures()),
                scenario.filters(),
                scenario.ratePerSecond(),
                Scenario.CHECKPOINT_MS + checkpoints.longestMs() + NOTICE_MS,
                notes.counts().getOrDefault("queued", 0L),
                scenario.receiveMaximum(),
                devices.sentAgain());
        notes.count("restarts", restarts);
        notes.count("restartsThatRead", readAgain);
        notes.count("reconnects", reconnects);
        notes.count("brokerFailures", blow.brokerFailures());
        notes.count("sentAgain", devices.sentAgain());
        notes.count("checkpoints", checkpoints.completed());
        notes.count("failedCheckpoints", checkpoints.failed());
        notes.count("longestCheckpointMs", checkpoints.longestMs());
        if (scenario.fault() == Fault.ABORTED_CHECKPOINTS && checkpoints.failed() < scenario.abortedCheckpoints()) {
            notes.problem("only " + checkpoints.failed() + " checkpoints were aborted: the fault did not come about");
        }
        return new Outcome(verdict, bound, notes);
    }

    /**
     * How often a session of this run lost its connection and got it back in the same task: the source's words in the
     * logs.
     */
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
}
