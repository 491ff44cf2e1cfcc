package io.wardstream.bench.drill.job;

import java.io.Serial;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Hands readings on, and spoils the first checkpoints: it fails in them, or takes longer than a checkpoint may. */
final class SpoiltCheckpoints extends ProcessFunction<Reading, Reading> implements CheckpointedFunction {

    @Serial
    private static final long serialVersionUID = 1;

    private final int howMany;
    private final long blockMs;

    /**
     * @param howMany the first of the job's checkpoints
     * @param blockMs how long it blocks in each; 0 to fail in them instead
     */
    SpoiltCheckpoints(int howMany, long blockMs) {
        this.howMany = howMany;
        this.blockMs = blockMs;
    }

    @Override
    public void processElement(Reading reading, Context context, Collector<Reading> out) {
        out.collect(reading);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws InterruptedException {
        if (context.getCheckpointId() > howMany) {
            return;
        }
        if (blockMs == 0) {
            throw new IllegalStateException(
                    "checkpoint " + context.getCheckpointId() + " fails, as the drill wants it to");
        }
        Thread.sleep(blockMs);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        // It has none.
    }
}
