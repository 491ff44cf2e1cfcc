package io.wardstream.jobs.kafka;

import io.wardstream.model.wire.WireFormat;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes facts to a topic: JSON, with the fact's own time as the record's timestamp.
 *
 * @param <T> a record of the model
 */
public final class FactWriter<T extends Record> implements KafkaRecordSerializationSchema<T> {

    @Serial
    private static final long serialVersionUID = 1;

    private final Class<T> type;
    private final String topic;
    private final SerializableFunction<T, String> key;
    private final SerializableToLong<T> time;

    private transient @Nullable WireFormat<T> format;

    /** A function that can travel to a task. */
    public interface SerializableFunction<A, B> extends Function<A, B>, Serializable {}

    /** A function that can travel to a task. */
    public interface SerializableToLong<A> extends ToLongFunction<A>, Serializable {}

    public FactWriter(Class<T> type, String topic, SerializableFunction<T, String> key, SerializableToLong<T> time) {
        this.type = type;
        this.topic = topic;
        this.key = key;
        this.time = time;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T fact, KafkaSinkContext context, @Nullable Long timestamp) {
        WireFormat<T> open = format;
        if (open == null) {
            open = WireFormat.of(type);
            format = open;
        }
        return new ProducerRecord<>(
                topic,
                null,
                Math.max(0, time.applyAsLong(fact)),
                key.apply(fact).getBytes(StandardCharsets.UTF_8),
                open.write(fact));
    }
}
