package io.wardstream.local.testing;

import io.wardstream.jobs.clock.WardTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job on a small cluster of its own in this process, which can be killed and started again from its checkpoints. */
public final class RunningJob implements AutoCloseable {

    private final String name;
    private final JobClient client;
    private final CompletableFuture<JobExecutionResult> result;

    private RunningJob(String name, JobClient client) {
        this.name = name;
        this.client = client;
        this.result = client.getJobExecutionResult();
    }

    /** Flink's options for a job under test: it binds to the loopback address, and a failure ends it. */
    public static Map<String, String> flinkOptions(int parallelism, String checkpointInterval) {
        Map<String, String> options = new HashMap<>();
        options.put("flink.jobmanager.bind-host", "127.0.0.1");
        options.put("flink.taskmanager.bind-host", "127.0.0.1");
        options.put("flink.rest.bind-address", "127.0.0.1");
        options.put("flink.parallelism.default", String.valueOf(parallelism));
        options.put("flink.execution.checkpointing.interval", checkpointInterval);
        options.put("flink.restart-strategy.type", "none");
        return options;
    }

    /** The options for a job whose ward lives faster than the wall. */
    public static Map<String, String> timeOptions(WardTime time) {
        return Map.of(
                "time.speed", String.valueOf(time.speed()),
                "time.anchor-wall-ms", String.valueOf(time.anchorWallMs()),
                "time.anchor-ward-ms", String.valueOf(time.anchorWardMs()));
    }

    /** The options for a job that keeps its state in a folder, and goes on from the newest that is there. */
    public static Map<String, String> stateOptions(Path folder) throws IOException {
        Map<String, String> options = new HashMap<>();
        options.put(
                "flink.execution.checkpointing.dir",
                folder.toAbsolutePath().toUri().toString());
        newestCheckpoint(folder)
                .ifPresent(path -> options.put(
                        "flink.execution.state-recovery.path", path.toUri().toString()));
        return options;
    }

    /** The newest complete checkpoint in a folder. */
    public static Optional<Path> newestCheckpoint(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder, 3)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .map(Path::getParent)
                    .max(Comparator.comparingLong(RunningJob::writtenAt)
                            .thenComparingInt(RunningJob::checkpointNumber));
        }
    }

    private static long writtenAt(Path checkpoint) {
        return checkpoint.resolve("_metadata").toFile().lastModified();
    }

    private static int checkpointNumber(Path checkpoint) {
        return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
    }

    /** Starts a job. */
    public static RunningJob start(String name, StreamExecutionEnvironment environment) throws Exception {
        return new RunningJob(name, environment.executeAsync(name));
    }

    /** Fails if the job is not running any more. */
    public void assertAlive() throws Exception {
        if (result.isDone()) {
            throw new AssertionError(
                    name + " has ended by itself",
                    result.handle((done, error) -> error).get());
        }
    }

    /** Ends the job where it stands, without a savepoint. */
    public void kill() throws Exception {
        client.cancel().get(30, TimeUnit.SECONDS);
        close();
    }

    @Override
    public void close() throws Exception {
        if (!result.isDone()) {
            client.cancel();
        }
        result.handle((done, error) -> name).get(30, TimeUnit.SECONDS);
    }
}
