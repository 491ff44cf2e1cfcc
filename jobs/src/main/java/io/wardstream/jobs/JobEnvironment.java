package io.wardstream.jobs;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What all jobs have in common. State must survive upgrades: every operator has an id of its own, nothing is serialized
 * by Kryo, the number of key groups is fixed. Time must not wait: records leave their buffers after 5 ms.
 */
public final class JobEnvironment {

    /**
     * The number of key groups: the most subtasks an operator can ever have. It cannot be changed without losing state.
     */
    public static final int MAX_PARALLELISM = 128;

    private JobEnvironment() {}

    /**
     * The environment of a job.
     *
     * @param flink Flink's options as configured; they win
     * @param checkpointInterval how often a checkpoint is made unless configured otherwise
     */
    public static StreamExecutionEnvironment create(Configuration flink, Duration checkpointInterval) {
        return StreamExecutionEnvironment.getExecutionEnvironment(configuration(flink, checkpointInterval));
    }

    /**
     * The environment of a job that ends. It makes no checkpoints and is not restarted: who asked runs it again.
     *
     * @param flink Flink's options as configured
     */
    public static StreamExecutionEnvironment bounded(Configuration flink) {
        Configuration configuration = configuration(flink, Duration.ofSeconds(1));
        configuration.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    }

    static Configuration configuration(Configuration flink, Duration checkpointInterval) {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(2));
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 10);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(500));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(10));
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(5));
        configuration.addAll(flink);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        return configuration;
    }
}
