package io.wardstream.local.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster in this process, with its web pages. Each job has a folder for its checkpoints and savepoints;
 * started again, it goes on from the newest of them, whether it was stopped or killed.
 */
public final class EmbeddedFlink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);

    private final MiniCluster cluster;
    private final URI web;
    private final Path folder;
    private final Map<String, JobID> jobs = new LinkedHashMap<>();

    private EmbeddedFlink(MiniCluster cluster, URI web, Path folder) {
        this.cluster = cluster;
        this.web = web;
        this.folder = folder;
    }

    /**
     * Starts it.
     *
     * @param folder where the jobs' state is kept
     * @param webPort the port of the web pages
     * @param slots how many subtasks can run side by side
     * @param logFile the log that the pages show
     */
    public static EmbeddedFlink start(Path folder, int webPort, int slots, Path logFile) throws Exception {
        Configuration configuration = new Configuration();
        // Without these two the blob servers bind to every address.
        configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        configuration.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_PORT, String.valueOf(webPort));
        configuration.set(RestOptions.PORT, webPort);
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.LOG_PATH, logFile.toString());
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(96));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(96));
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
        cluster.start();
        return new EmbeddedFlink(cluster, cluster.getRestAddress().get(), folder);
    }

    /** The cluster's web pages. */
    public URI web() {
        return web;
    }

    /** Flink's options for a job that keeps its state here. */
    public Map<String, String> stateOptions(String job) {
        return Map.of(
                "flink." + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key(),
                folder.resolve(job).resolve("checkpoints").toUri().toString());
    }

    /**
     * Starts a job, from its newest state if it has one.
     *
     * @return the state that it goes on from, or empty if it begins anew
     */
    public Optional<Path> submit(String name, StreamExecutionEnvironment environment) throws Exception {
        StreamGraph streams = environment.getStreamGraph();
        streams.setJobName(name);
        JobGraph graph = streams.getJobGraph();
        Optional<Path> state = StateFolders.newest(folder.resolve(name));
        state.ifPresent(path -> graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(path.toUri().toString(), false)));
        cluster.submitJob(graph).get();
        jobs.put(name, graph.getJobID());
        LOG.info("Job {} goes on from {}", name, state.map(Path::toString).orElse("the beginning"));
        return state;
    }

    /** The state of a job. */
    public JobStatus status(String name) throws Exception {
        return cluster.getJobStatus(id(name)).get(10, TimeUnit.SECONDS);
    }

    /** Whether all tasks of a job run: they have read their state, and records pass. */
    public boolean runs(String name) throws Exception {
        AccessExecutionGraph graph = graph(name);
        if (graph.getState() != JobStatus.RUNNING) {
            return false;
        }
        for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    /** Why a job has failed, for good or until it was started again the last time; empty if it has not. */
    public Optional<Throwable> failure(String name) throws Exception {
        ErrorInfo failure = graph(name).getFailureInfo();
        return failure == null
                ? Optional.empty()
                : Optional.of(failure.getException().deserializeError(EmbeddedFlink.class.getClassLoader()));
    }

    private AccessExecutionGraph graph(String name) throws Exception {
        return cluster.getArchivedExecutionGraph(id(name)).get(10, TimeUnit.SECONDS);
    }

    /** Makes a checkpoint of a job now, and waits for it. */
    public void checkpoint(String name) throws Exception {
        cluster.triggerCheckpoint(id(name)).get(60, TimeUnit.SECONDS);
    }

    /** Stops a job with a savepoint, from which it goes on the next time. */
    public void stop(String name) throws Exception {
        Path target = folder.resolve(name).resolve("savepoints");
        Files.createDirectories(target);
        cluster.stopWithSavepoint(id(name), target.toUri().toString(), false, SavepointFormatType.NATIVE)
                .get(120, TimeUnit.SECONDS);
        jobs.remove(name);
        removeOlderStates(name);
    }

    /** Once a savepoint is complete, what came before it is of no more use. */
    private void removeOlderStates(String name) {
        Path states = folder.resolve(name);
        try {
            Optional<Path> newest = StateFolders.newest(states);
            if (newest.isPresent()) {
                StateFolders.removeOthers(
                        List.of(states.resolve("checkpoints"), states.resolve("savepoints")), newest.get());
            }
        } catch (IOException e) {
            LOG.warn("Old state of {} is left; it goes when the job stops the next time", name, e);
        }
    }

    private JobID id(String name) {
        JobID id = jobs.get(name);
        if (id == null) {
            throw new IllegalStateException("No job " + name + " runs here");
        }
        return id;
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
