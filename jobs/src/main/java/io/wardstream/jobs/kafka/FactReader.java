package io.wardstream.jobs.kafka;

import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.io.Serial;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads facts from a topic that our own jobs write. A record that cannot be read is counted, logged by where it lies,
 * and stays in the log. (Among bedside events the archive job writes it to the rejected ones as well.)
 *
 * @param <T> a record of the model
 */
public final class FactReader<T extends Record> implements KafkaRecordDeserializationSchema<T> {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(FactReader.class);

    private final Class<T> type;

    private transient @Nullable WireFormat<T> format;
    private transient @Nullable Counter broken;

    public FactReader(Class<T> type) {
        this.type = type;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        format = WireFormat.of(type);
        broken = context.getMetricGroup().counter("brokenRecords");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
        if (format == null || broken == null) {
            throw new IllegalStateException("The reader is not open");
        }
        Decoded<T> decoded = format.read(record.value());
        if (decoded instanceof Decoded.Accepted<T> accepted) {
            out.collect(accepted.value());
        } else {
            broken.inc();
            LOG.error(
                    "The record at {}-{}@{} cannot be read: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    decoded);
        }
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return TypeInformation.of(type);
    }
}
