package io.wardstream.local.testing;

import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Everything that a topic has, from its beginning on. Reads when it is asked to; for one thread.
 *
 * @param <T> a record of the model
 */
public final class TopicTail<T extends Record> implements AutoCloseable {

    /**
     * A fact in its topic.
     *
     * @param value the fact
     * @param partition where it lies
     * @param timestamp the time that the log gives it
     * @param readAtMs wall time at which the tail saw it
     */
    public record Entry<T>(T value, int partition, long timestamp, long readAtMs) {}

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final WireFormat<T> format;
    private final List<Entry<T>> entries = new ArrayList<>();

    TopicTail(String bootstrapServers, String topic, Class<T> type) {
        format = WireFormat.of(type);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false, "fetch.max.wait.ms", 50),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Takes what has come; waits a moment for it. */
    public void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
            if (format.read(record.value()) instanceof Decoded.Accepted<T> accepted) {
                entries.add(new Entry<>(
                        accepted.value(), record.partition(), record.timestamp(), System.currentTimeMillis()));
            } else {
                throw new AssertionError("A record that cannot be read at " + record.topic() + "@" + record.offset());
            }
        }
    }

    /** Takes everything up to the end that the topic has now. */
    public void pollToTheEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
    }

    /** What was read so far, in the order of reading. */
    public List<Entry<T>> entries() {
        return entries;
    }

    /** The facts that were read so far. */
    public List<T> values() {
        return entries.stream().map(Entry::value).toList();
    }

    /** Whether such a fact was read. */
    public boolean has(Predicate<T> which) {
        return entries.stream().anyMatch(entry -> which.test(entry.value()));
    }

    /** Waits for a fact. */
    public T await(String what, Predicate<T> which) throws Exception {
        Eventually.until(what, () -> {
            poll();
            return has(which);
        });
        return values().stream().filter(which).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
