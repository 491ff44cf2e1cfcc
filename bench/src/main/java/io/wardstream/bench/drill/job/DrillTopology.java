package io.wardstream.bench.drill.job;

import io.wardstream.connectors.mqtt.source.MqttSource;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.jspecify.annotations.Nullable;

/** Source → raw count → (spoilt checkpoints) → by device, first sight → files that checkpoints commit. */
public final class DrillTopology {

    private static final Duration RESTART_DELAY = Duration.ofMillis(300);

    private DrillTopology() {}

    /**
     * What a job is given.
     *
     * @param name the job's name
     * @param source what it reads with
     * @param parallelism of everything
     * @param checkpointMs between checkpoints
     * @param checkpointTimeoutMs how long one may take
     * @param restarts how often it starts again
     * @param spoilt how many of the first checkpoints are spoilt
     * @param spoiltByMs by blocking so long, or 0 to fail
     * @param raw the folder of the raw count
     * @param out the folder of the committed output
     * @param checkpoints the folder of checkpoints
     * @param from the savepoint to go on from, or null to begin
     */
    public record Plan(
            String name,
            MqttSource<Reading> source,
            int parallelism,
            int checkpointMs,
            long checkpointTimeoutMs,
            int restarts,
            int spoilt,
            long spoiltByMs,
            Path raw,
            Path out,
            Path checkpoints,
            @Nullable String from) {}

    /** The job. */
    public static JobGraph build(Plan plan) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, configuration(plan));
        env.setParallelism(plan.parallelism());
        env.setMaxParallelism(64);
        env.fromSource(plan.source(), WatermarkStrategy.noWatermarks(), "mqtt")
                .uid("mqtt")
                .process(new RawLog(plan.raw()))
                .uid("raw-log")
                .name("raw-log")
                .process(new SpoiltCheckpoints(plan.spoilt(), plan.spoiltByMs()))
                .uid("spoilt-checkpoints")
                .name("spoilt-checkpoints")
                .keyBy(Reading::device)
                .process(new FirstSight())
                .uid("first-sight")
                .name("first-sight")
                .sinkTo(FileSink.forRowFormat(
                                new org.apache.flink.core.fs.Path(plan.out().toUri()),
                                new SimpleStringEncoder<String>("UTF-8"))
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .withRollingPolicy(OnCheckpointRollingPolicy.build())
                        .build())
                .uid("committed")
                .name("committed");
        JobGraph graph = env.getStreamGraph().getJobGraph();
        graph.setJobType(org.apache.flink.runtime.jobgraph.JobType.STREAMING);
        if (plan.from() != null) {
            graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(plan.from(), false));
        }
        return graph;
    }

    private static Configuration configuration(Plan plan) {
        Configuration options = new Configuration();
        options.set(PipelineOptions.NAME, plan.name());
        options.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        options.set(PipelineOptions.GENERIC_TYPES, false);
        options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(plan.checkpointMs()));
        options.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        options.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMillis(plan.checkpointTimeoutMs()));
        options.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 1_000);
        options.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                plan.checkpoints().toUri().toString());
        options.set(RestartStrategyOptions.RESTART_STRATEGY, plan.restarts() == 0 ? "none" : "fixed-delay");
        options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Math.max(1, plan.restarts()));
        options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART_DELAY);
        return options;
    }
}
