package io.wardstream.bench.race;

import io.wardstream.bench.process.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A cluster of one slot in this process, for jobs of one task. */
final class Jobs implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MiniCluster cluster;

    private Jobs(MiniCluster cluster) {
        this.cluster = cluster;
    }

    static Jobs start() throws Exception {
        Configuration options = new Configuration();
        options.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
        options.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        options.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        options.set(RestOptions.BIND_PORT, "0");
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(options)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
        cluster.start();
        return new Jobs(cluster);
    }

    /** An environment of one task. */
    static StreamExecutionEnvironment environment(String name, Duration checkpoints) {
        Configuration options = new Configuration();
        options.set(PipelineOptions.NAME, name);
        options.set(PipelineOptions.GENERIC_TYPES, false);
        options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoints);
        options.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        options.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, options);
        env.setParallelism(1);
        return env;
    }

    JobID submit(StreamExecutionEnvironment env) throws Exception {
        JobGraph graph = env.getStreamGraph().getJobGraph();
        graph.setJobType(JobType.STREAMING);
        return cluster.submitJob(graph)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .getJobID();
    }

    /** Throws what a job failed with, if it did. */
    void check(JobID id) throws Exception {
        if (status(id) == JobStatus.FAILED) {
            throw new IOException("the job failed: "
                    + cluster.requestJobResult(id)
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .getSerializedThrowable()
                            .map(Throwable::toString)
                            .orElse("no reason given"));
        }
    }

    private JobStatus status(JobID id) throws Exception {
        return cluster.getJobStatus(id).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    void awaitEnd(JobID id, Duration atMost) throws Exception {
        Await.until("the job to end", atMost, () -> status(id).isGloballyTerminalState());
        check(id);
    }

    void cancel(JobID id) throws Exception {
        if (!status(id).isGloballyTerminalState()) {
            cluster.cancelJob(id).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Await.until("the job to be cancelled", PATIENCE, () -> status(id).isGloballyTerminalState());
        }
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
