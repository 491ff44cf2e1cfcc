package io.wardstream.jobs.ingest;

import io.wardstream.jobs.kafka.Partitions;
import io.wardstream.model.BedsideEvent;
import java.io.Serial;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Writes the ward clock into the log: when the watermark reaches this subtask, it appends a tick to each partition that
 * it owns, behind everything that was stamped before it (design D1).
 *
 * <p>A partition has one owner: subtask {@code partition mod parallelism}, and its events are sent there
 * ({@link #ownerOf}). The sink behind it is chained and writes in order, so a tick in the log means that everything
 * with its time or an earlier one stands before it.
 *
 * <p>Ticks closer together than {@link #MIN_ADVANCE_MS} are left out: each session ticks by itself, and the watermark
 * moves with every one of them. The final watermark of a drained job is not written: time does not end.
 *
 * <p>No state: after a restart the clock is written again from where the sources' own state has it; readers ignore a
 * tick that goes back.
 */
public final class PartitionTicker extends AbstractStreamOperator<LogRecord>
        implements OneInputStreamOperator<BedsideEvent, LogRecord> {

    @Serial
    private static final long serialVersionUID = 1;

    /** The least advance of the clock, in ward milliseconds, that is worth a record. */
    static final long MIN_ADVANCE_MS = 40;

    private final int partitions;

    private transient long written;

    public PartitionTicker(int partitions) {
        this.partitions = partitions;
    }

    /** The subtask that owns a partition. */
    public static int ownerOf(int partition, int parallelism) {
        return partition % parallelism;
    }

    @Override
    public void open() throws Exception {
        super.open();
        written = Long.MIN_VALUE;
    }

    @Override
    public void processElement(StreamRecord<BedsideEvent> element) {
        BedsideEvent event = element.getValue();
        output.collect(element.replace(new LogRecord(Partitions.of(event.logKey(), partitions), event)));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long through = mark.getTimestamp();
        boolean firstOrFarEnough = written == Long.MIN_VALUE || through - written >= MIN_ADVANCE_MS;
        if (through != Long.MAX_VALUE && firstOrFarEnough) {
            written = through;
            int parallelism = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
            int self = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
            for (int partition = 0; partition < partitions; partition++) {
                if (ownerOf(partition, parallelism) == self) {
                    output.collect(new StreamRecord<>(new LogRecord(partition, BedsideEvent.tick(through)), through));
                }
            }
        }
        super.processWatermark(mark);
    }
}
