package io.wardstream.bench.cluster;

import io.wardstream.bench.process.Await;
import io.wardstream.bench.process.OwnProcess;
import io.wardstream.bench.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.rest.handler.legacy.messages.ClusterOverviewWithVersion;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster of processes on the loopback address: one JobManager and any number of TaskManagers, each a Java
 * machine of its own with the class path of this process. It is what a production cluster is, on one machine: a
 * TaskManager can be killed, and a new one joins.
 *
 * <p>Its folder gets {@code conf}, {@code log} and {@code tmp}. Nothing of it outlives this process.
 */
public final class StandaloneCluster implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    /**
     * How large it is.
     *
     * @param folder for its configuration, logs and temporary files
     * @param taskManagers how many to begin with
     * @param slots slots of each TaskManager
     * @param jobManagerHeapMb the JobManager's heap
     * @param taskHeapMb what the tasks of one TaskManager may use; the framework's share comes on top
     * @param more further options of Flink's configuration; they win
     */
    public record Size(
            Path folder, int taskManagers, int slots, int jobManagerHeapMb, int taskHeapMb, Map<String, String> more) {}

    private final Size size;
    private final int restPort;
    private final OwnProcess jobManager;
    private final List<OwnProcess> taskManagers = new ArrayList<>();
    private final RestClusterClient<StandaloneClusterId> client;
    private int started;

    private StandaloneCluster(Size size) throws Exception {
        this.size = size;
        this.restPort = Ports.free();
        for (String part : List.of("conf", "log", "tmp")) {
            Files.createDirectories(size.folder().resolve(part));
        }
        writeConfiguration(Ports.free());
        this.jobManager = OwnProcess.java(
                "JobManager",
                log("jobmanager.log"),
                machine(size.jobManagerHeapMb(), 128),
                StandaloneSessionClusterEntrypoint.class,
                List.of("--configDir", conf().toString(), "--executionMode", "cluster"));
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.PORT, restPort);
        configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, 5);
        configuration.set(RestOptions.RETRY_DELAY, Duration.ofMillis(200));
        this.client = new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
    }

    /** Starts a cluster and waits until every slot is there. */
    public static StandaloneCluster start(Size size) throws Exception {
        StandaloneCluster cluster = new StandaloneCluster(size);
        try {
            for (int i = 0; i < size.taskManagers(); i++) {
                cluster.addTaskManager();
            }
            cluster.awaitTaskManagers();
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    private Path conf() {
        return size.folder().resolve("conf");
    }

    private Path log(String name) {
        return size.folder().resolve("log").resolve(name);
    }

    private void writeConfiguration(int rpcPort) throws IOException {
        Map<String, String> options = new TreeMap<>(Map.ofEntries(
                Map.entry("jobmanager.rpc.address", "127.0.0.1"),
                Map.entry("jobmanager.rpc.port", Integer.toString(rpcPort)),
                Map.entry("jobmanager.bind-host", "127.0.0.1"),
                Map.entry("rest.address", "127.0.0.1"),
                Map.entry("rest.bind-address", "127.0.0.1"),
                Map.entry("rest.port", Integer.toString(restPort)),
                Map.entry("taskmanager.host", "127.0.0.1"),
                Map.entry("taskmanager.bind-host", "127.0.0.1"),
                Map.entry("taskmanager.numberOfTaskSlots", Integer.toString(size.slots())),
                Map.entry("taskmanager.load-balance.mode", "SLOTS"),
                Map.entry("taskmanager.cpu.cores", Integer.toString(size.slots())),
                Map.entry("taskmanager.memory.task.heap.size", size.taskHeapMb() + "m"),
                Map.entry("taskmanager.memory.task.off-heap.size", "64m"),
                Map.entry("taskmanager.memory.framework.heap.size", "96m"),
                Map.entry("taskmanager.memory.framework.off-heap.size", "64m"),
                Map.entry("taskmanager.memory.network.min", "48m"),
                Map.entry("taskmanager.memory.network.max", "48m"),
                Map.entry("taskmanager.memory.managed.size", "8m"),
                Map.entry("taskmanager.memory.jvm-metaspace.size", "128m"),
                Map.entry("taskmanager.memory.jvm-overhead.min", "64m"),
                Map.entry("taskmanager.memory.jvm-overhead.max", "64m"),
                Map.entry("io.tmp.dirs", size.folder().resolve("tmp").toString()),
                // Two cores carry everything: a pause is no death. A killed process is noticed by its closed
                // connection.
                Map.entry("heartbeat.interval", "1 s"),
                Map.entry("heartbeat.timeout", "30 s"),
                Map.entry("slot.request.timeout", "60 s"),
                Map.entry("metrics.fetcher.update-interval", "500 ms"),
                Map.entry("web.refresh-interval", "1000")));
        options.putAll(size.more());
        StringBuilder yaml = new StringBuilder();
        options.forEach((key, value) -> yaml.append(key)
                .append(": \"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"\n"));
        Files.writeString(conf().resolve("config.yaml"), yaml.toString());
        Files.writeString(conf().resolve("logback.xml"), """
                <configuration>
                  <statusListener class="ch.qos.logback.core.status.NopStatusListener"/>
                  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d{HH:mm:ss.SSS} %-5level [%thread] %logger{30} - %msg%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="OUT"/></root>
                  <logger name="org.apache.flink.metrics.MetricGroup" level="ERROR"/>
                  <logger name="org.apache.flink.runtime.metrics.groups" level="ERROR"/>
                </configuration>
                """);
    }

    private List<String> machine(int heapMb, int directMb) {
        return List.of(
                "-Xms" + heapMb + "m",
                "-Xmx" + heapMb + "m",
                "-XX:MaxDirectMemorySize=" + directMb + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dlogback.configurationFile=" + conf().resolve("logback.xml"));
    }

    /** Starts one more TaskManager, without waiting for it to join. */
    public OwnProcess addTaskManager() throws IOException {
        started++;
        OwnProcess taskManager = OwnProcess.java(
                "TaskManager " + started,
                log("taskmanager-" + started + ".log"),
                machine(size.taskHeapMb() + 96, 64 + 64 + 48),
                TaskManagerRunner.class,
                List.of("--configDir", conf().toString()));
        taskManagers.add(taskManager);
        return taskManager;
    }

    /** {@code kill -9} for a TaskManager. */
    public void killTaskManager(long pid) {
        OwnProcess taskManager = taskManagers.stream()
                .filter(each -> each.pid() == pid)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No TaskManager of this cluster has the pid " + pid));
        taskManager.kill();
        taskManagers.remove(taskManager);
    }

    /** The ids of the TaskManagers' processes. */
    public List<Long> taskManagers() {
        return taskManagers.stream().map(OwnProcess::pid).toList();
    }

    /** Waits until every TaskManager that was started has joined. */
    public void awaitTaskManagers() throws Exception {
        int wanted = taskManagers.size();
        Await.until(wanted + " TaskManager(s) to join", START, () -> {
            checkAlive();
            ClusterOverviewWithVersion seen = overview();
            return seen != null && seen.getNumTaskManagersConnected() >= wanted;
        });
    }

    /** Waits until no job holds a slot and so many are free. */
    public void awaitFreeSlots(int wanted) throws Exception {
        Await.until(wanted + " free slot(s)", START, () -> {
            checkAlive();
            ClusterOverviewWithVersion seen = overview();
            return seen != null && seen.getNumSlotsAvailable() >= wanted;
        });
    }

    private @Nullable ClusterOverviewWithVersion overview() throws InterruptedException {
        try {
            return client.getClusterOverview().get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It is not up yet.
            return null;
        }
    }

    /** Fails if one of its processes has ended by itself. */
    public void checkAlive() throws IOException {
        if (!jobManager.isAlive()) {
            throw new IOException("the JobManager has ended by itself; its last words:\n" + jobManager.lastWords());
        }
        for (OwnProcess taskManager : taskManagers) {
            if (!taskManager.isAlive()) {
                throw new IOException(
                        taskManager + " has ended by itself; its last words:\n" + taskManager.lastWords());
            }
        }
    }

    /** The logs of all TaskManagers, of those that are gone too. */
    public List<Path> taskManagerLogs() {
        return IntStream.rangeClosed(1, started)
                .mapToObj(i -> log("taskmanager-" + i + ".log"))
                .toList();
    }

    /** Submits jobs and asks about them. Closed with the cluster. */
    public RestClusterClient<StandaloneClusterId> client() {
        return client;
    }

    /** The address of its REST interface. */
    public String web() {
        return "http://127.0.0.1:" + restPort;
    }

    @Override
    public void close() {
        client.close();
        taskManagers.forEach(OwnProcess::kill);
        jobManager.kill();
    }
}
