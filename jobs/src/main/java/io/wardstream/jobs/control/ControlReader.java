package io.wardstream.jobs.control;

import io.wardstream.jobs.kafka.Topics;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.io.Serial;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the control topics. A setting's version is its offset + 1 in the topic, so that it grows with every change and
 * nobody has to hand out numbers. A record that cannot be read changes nothing and is logged by where it lies.
 */
public final class ControlReader implements KafkaRecordDeserializationSchema<ControlFact> {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(ControlReader.class);
    private static final WireFormat<RegistryEntry> ENTRIES = WireFormat.of(RegistryEntry.class);
    private static final WireFormat<Setting> SETTINGS = WireFormat.of(Setting.class);

    private final Topics topics;

    public ControlReader(Topics topics) {
        this.topics = topics;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ControlFact> out) {
        ControlFact fact = read(topics, record);
        if (fact != null) {
            out.collect(fact);
        }
    }

    /** The fact in a record, or null if it is a tombstone or cannot be read. */
    static @Nullable ControlFact read(Topics topics, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        if (record.topic().equals(topics.registry())) {
            Decoded<RegistryEntry> decoded = ENTRIES.read(record.value());
            return decoded instanceof Decoded.Accepted<RegistryEntry> entry
                    ? ControlFact.of(entry.value())
                    : unreadable(record, decoded);
        }
        Decoded<Setting> decoded = SETTINGS.read(record.value());
        return decoded instanceof Decoded.Accepted<Setting> setting
                ? ControlFact.of(setting.value().withVersion(record.offset() + 1))
                : unreadable(record, decoded);
    }

    private static @Nullable ControlFact unreadable(ConsumerRecord<byte[], byte[]> record, Decoded<?> decoded) {
        LOG.error(
                "The record at {}-{}@{} cannot be read and changes nothing: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                decoded);
        return null;
    }

    @Override
    public TypeInformation<ControlFact> getProducedType() {
        return TypeInformation.of(ControlFact.class);
    }
}
