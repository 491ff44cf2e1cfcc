package io.wardstream.jobs.ingest;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.wire.WireFormat;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes events and ticks to their partitions, with the event's time as the record's timestamp. */
public final class LogWriter implements KafkaRecordSerializationSchema<LogRecord> {

    @Serial
    private static final long serialVersionUID = 1;

    private static final WireFormat<BedsideEvent> FORMAT = WireFormat.of(BedsideEvent.class);

    private final String topic;

    public LogWriter(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            LogRecord record, KafkaSinkContext context, @Nullable Long timestamp) {
        BedsideEvent event = record.event();
        byte[] key = event.isTick() ? null : event.logKey().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(
                topic, record.partition(), Math.max(0, event.acceptedAt()), key, FORMAT.write(event));
    }
}
