package io.wardstream.connectors.mqtt;

/** Who acknowledges a message to the broker, and when. */
public enum AckMode {
    /**
     * The reader acknowledges when a checkpoint that contains the message is complete. A message that no completed
     * checkpoint contains comes again after a failure: at least once, and with keyed deduplication behind it exactly
     * once. Needs checkpointing; without it the window fills and the source stands still.
     */
    ON_CHECKPOINT,
    /**
     * The reader acknowledges when it hands the message on. What is inside the job at a failure is lost: for jobs
     * without checkpoints, and for data that may be lost.
     */
    ON_EMIT,
    /**
     * Nobody acknowledges: quality of service 0. What is on its way at a failure is lost, and so is what comes while
     * the reader is not connected or too slow. At most once.
     */
    NONE
}
