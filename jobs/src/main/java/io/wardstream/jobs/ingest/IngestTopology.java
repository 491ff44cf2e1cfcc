package io.wardstream.jobs.ingest;

import io.wardstream.jobs.OperatorIds;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.ControlSnapshot;
import io.wardstream.jobs.kafka.Partitions;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Rejection;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From MQTT to the log: decode, validate, identify, and write each partition behind one owner who also writes the ward
 * clock into it.
 *
 * <pre>
 * messages ─► admission ─► owner of the partition ─► ticks ─► log
 *                 └─► rejected
 * </pre>
 */
public final class IngestTopology {

    private IngestTopology() {}

    /**
     * Where it begins.
     *
     * @param messages what devices sent, stamped by the broker's time, with its watermarks
     * @param control the registry as it changes, idle in event time
     * @param snapshot the registry as it is
     * @param partitions how many partitions the events' topic has
     */
    public record Inputs(
            DataStream<RawMessage> messages,
            DataStream<ControlFact> control,
            ControlSnapshot snapshot,
            int partitions) {}

    /**
     * What comes out of it.
     *
     * @param log events and ticks, each with its partition; the sink must be chained to it, so that it keeps their
     *     order
     * @param rejected what was refused
     */
    public record Outputs(DataStream<LogRecord> log, DataStream<Rejection> rejected) {}

    /** Builds the flow. */
    public static Outputs build(Inputs in) {
        // As many as there are readers of sessions: any other number would deal a device's messages out in turn, and
        // their
        // order would be lost.
        SingleOutputStreamOperator<BedsideEvent> events = OperatorIds.INGEST_ADMISSION
                .on(in.messages()
                        .connect(in.control().broadcast(Admission.NO_BROADCAST_STATE))
                        .process(new Admission(in.snapshot())))
                .setParallelism(in.messages().getParallelism());
        int partitions = in.partitions();
        SingleOutputStreamOperator<LogRecord> log = OperatorIds.INGEST_TICKS.on(events.partitionCustom(
                        (Integer partition, int owners) -> PartitionTicker.ownerOf(partition, owners),
                        event -> Partitions.of(event.logKey(), partitions))
                .transform(
                        OperatorIds.INGEST_TICKS.title(),
                        TypeInformation.of(LogRecord.class),
                        new PartitionTicker(partitions)));
        return new Outputs(log, events.getSideOutput(Admission.REJECTED));
    }
}
