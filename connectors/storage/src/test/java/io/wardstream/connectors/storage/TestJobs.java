package io.wardstream.connectors.storage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;

/** Small jobs over generated rows, on one embedded cluster for all of them, with failures on demand. */
final class TestJobs {

    private static final int SLOW = 150;
    private static final Map<String, AtomicInteger> STARTS = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> COMPLETED = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();

    private static final int SLOTS = 2;
    private static MiniCluster cluster;

    private TestJobs() {}

    static void startCluster() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        configuration.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_PORT, "0");
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
        cluster.start();
    }

    static void stopCluster() throws Exception {
        cluster.close();
    }

    static StreamExecutionEnvironment environment(int restarts) {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restarts);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        return new TestStreamEnvironment(cluster, configuration, SLOTS, List.of(), List.of());
    }

    /**
     * Rows made from their number, in order.
     *
     * @param failAfter counts of completed checkpoints, counted over all restarts, after which the job fails
     */
    static DataStream<Sample> rows(
            StreamExecutionEnvironment env,
            String run,
            int count,
            int perSecond,
            GeneratorFunction<Long, Sample> maker,
            int... failAfter) {
        STARTS.put(run, new AtomicInteger());
        COMPLETED.put(run, new AtomicInteger());
        FAILURES.put(run, new AtomicInteger());
        return env.fromSource(
                        new DataGeneratorSource<>(
                                maker,
                                count,
                                slowUntilAllFailed(run, perSecond, failAfter.length),
                                TypeInformation.of(Sample.class)),
                        WatermarkStrategy.noWatermarks(),
                        "rows")
                .uid("rows")
                .setParallelism(1)
                .map(new FailsAfterCheckpoints(run, failAfter))
                .uid("fails")
                .setParallelism(1);
    }

    /** However slow the machine is with its checkpoints, there are rows left when the job has to fail. */
    private static RateLimiterStrategy<?> slowUntilAllFailed(String run, int perSecond, int failures) {
        return parallelism -> {
            RateLimiter<?> slow = RateLimiterStrategy.perSecond(SLOW).createRateLimiter(parallelism);
            RateLimiter<?> fast = RateLimiterStrategy.perSecond(perSecond).createRateLimiter(parallelism);
            return permits -> (FAILURES.get(run).get() < failures ? slow : fast).acquire(permits);
        };
    }

    /** How often the job has started, restarts among them. */
    static int starts(String run) {
        return STARTS.get(run).get();
    }

    static int failures(String run) {
        return FAILURES.get(run).get();
    }

    static int completedCheckpoints(String run) {
        return COMPLETED.get(run).get();
    }

    static void finish(JobClient job) throws Exception {
        job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
    }

    static boolean isRunning(JobClient job) {
        return job.getJobStatus().join() == JobStatus.RUNNING;
    }

    private static final class FailsAfterCheckpoints extends RichMapFunction<Sample, Sample>
            implements CheckpointListener {

        private final String run;
        private final int[] counts;

        FailsAfterCheckpoints(String run, int[] counts) {
            this.run = run;
            this.counts = counts;
        }

        @Override
        public void open(OpenContext context) {
            STARTS.get(run).incrementAndGet();
        }

        @Override
        public Sample map(Sample row) {
            int failures = FAILURES.get(run).get();
            if (failures < counts.length && COMPLETED.get(run).get() >= counts[failures]) {
                FAILURES.get(run).incrementAndGet();
                throw new IllegalStateException("induced failure after checkpoint " + COMPLETED.get(run));
            }
            return row;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            COMPLETED.get(run).incrementAndGet();
        }
    }
}
