package io.wardstream.connectors.mqtt.testing;

import static io.wardstream.connectors.mqtt.testing.Eventually.until;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.testframe.environment.ClusterControllable;
import org.apache.flink.connector.testframe.environment.TestEnvironment;
import org.apache.flink.connector.testframe.environment.TestEnvironmentSettings;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.util.FileUtils;

/**
 * The cluster for Flink's suites for connectors, and for tests of many small jobs. It does what the suites' own
 * MiniCluster environment does; that one stands on JUnit 4, which is banned here.
 */
public class SuiteCluster implements TestEnvironment, ClusterControllable {

    private static final int SLOTS = 6;

    private MiniCluster cluster;
    private Path folder;
    private int taskManager;

    @Override
    public void startUp() throws Exception {
        folder = Files.createTempDirectory("mqtt-suite-checkpoints");
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(200));
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .setRpcServiceSharing(RpcServiceSharing.DEDICATED)
                .build());
        cluster.start();
    }

    @Override
    public void tearDown() throws Exception {
        cluster.close();
        FileUtils.deleteDirectory(folder.toFile());
    }

    @Override
    public StreamExecutionEnvironment createExecutionEnvironment(TestEnvironmentSettings settings) {
        Configuration configuration = new Configuration();
        if (settings.getSavepointRestorePath() != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, settings.getSavepointRestorePath());
        }
        return environment(configuration);
    }

    /** An environment whose jobs run here. */
    public StreamExecutionEnvironment environment(Configuration configuration) {
        return new TestStreamEnvironment(cluster, configuration, SLOTS, List.of(), List.of());
    }

    @Override
    public Endpoint getRestEndpoint() {
        URI address = cluster.getRestAddress().join();
        return new Endpoint(address.getHost(), address.getPort());
    }

    @Override
    public String getCheckpointUri() {
        return folder.toUri().toString();
    }

    @Override
    public void triggerTaskManagerFailover(JobClient job, Runnable whileItIsDown) throws Exception {
        cluster.terminateTaskManager(taskManager).get();
        until(
                "no task runs",
                () -> StreamSupport.stream(
                                cluster.getExecutionGraph(job.getJobID())
                                        .get()
                                        .getAllExecutionVertices()
                                        .spliterator(),
                                false)
                        .noneMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING));
        whileItIsDown.run();
        cluster.startTaskManager();
        taskManager++;
    }

    @Override
    public void triggerJobManagerFailover(JobClient job, Runnable whileItIsDown) {
        throw new UnsupportedOperationException("No case of the suites asks for it");
    }

    @Override
    public void isolateNetwork(JobClient job, Runnable whileItIsDown) {
        throw new UnsupportedOperationException("There is no network in one process");
    }

    @Override
    public String toString() {
        return "MiniCluster";
    }
}
