package io.wardstream.local.ward;

import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads topics beside the jobs, without a consumer group. */
public final class Consumers {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private Consumers() {}

    /** A consumer of whole topics. */
    public static KafkaConsumer<byte[], byte[]> of(String kafka) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** All partitions of topics. */
    public static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, Collection<String> topics) {
        return partitions(consumer, topics, LIMIT);
    }

    /** All partitions of topics, if Kafka tells them in time. */
    public static List<TopicPartition> partitions(
            KafkaConsumer<?, ?> consumer, Collection<String> topics, Duration limit) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            for (PartitionInfo info : consumer.partitionsFor(topic, limit)) {
                partitions.add(new TopicPartition(topic, info.partition()));
            }
        }
        return partitions;
    }

    /** Reads topics from their beginning to the ends that they have now; each partition in its order. */
    public static void readAll(String kafka, Collection<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (KafkaConsumer<byte[], byte[]> consumer = of(kafka)) {
            List<TopicPartition> partitions = partitions(consumer, topics);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            readToTheEnd(consumer, partitions, LIMIT, each);
        }
    }

    /**
     * Reads what is assigned, until some partitions are at the ends that they have now.
     *
     * @param limit how long Kafka may take for one answer
     */
    public static void readToTheEnd(
            KafkaConsumer<byte[], byte[]> consumer,
            Collection<TopicPartition> partitions,
            Duration limit,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions, limit));
        while (true) {
            left.entrySet().removeIf(end -> consumer.position(end.getKey(), limit) >= end.getValue());
            if (left.isEmpty()) {
                return;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                each.accept(record);
            }
        }
    }

    /** What a record says, or null if it cannot be read. */
    public static <T extends Record> @Nullable T value(WireFormat<T> format, ConsumerRecord<byte[], byte[]> record) {
        return format.read(record.value()) instanceof Decoded.Accepted<T> accepted ? accepted.value() : null;
    }
}
