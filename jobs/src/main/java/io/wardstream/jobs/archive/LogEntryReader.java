package io.wardstream.jobs.archive;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Rejection;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.io.Serial;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the events' topic with everything that cannot be read in it. Ticks are left behind. */
public final class LogEntryReader implements KafkaRecordDeserializationSchema<LogEntry> {

    @Serial
    private static final long serialVersionUID = 1;

    private static final WireFormat<BedsideEvent> FORMAT = WireFormat.of(BedsideEvent.class);

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<LogEntry> out) {
        Decoded<BedsideEvent> decoded = FORMAT.read(record.value());
        if (decoded instanceof Decoded.Accepted<BedsideEvent> accepted) {
            if (!accepted.value().isTick()) {
                out.collect(new LogEntry(accepted.value(), null));
            }
        } else if (decoded instanceof Decoded.Rejected<BedsideEvent> rejected) {
            byte[] raw = record.value() == null ? new byte[0] : record.value();
            out.collect(new LogEntry(
                    null,
                    new Rejection(
                            RejectionReason.BROKEN_RECORD,
                            rejected.detail(),
                            true,
                            "kafka:" + record.topic() + "-" + record.partition() + "@" + record.offset(),
                            null,
                            record.timestamp(),
                            Rejection.raw(raw))));
        }
    }

    @Override
    public TypeInformation<LogEntry> getProducedType() {
        return TypeInformation.of(LogEntry.class);
    }
}
