package io.wardstream.jobs.control;

import io.wardstream.jobs.kafka.Topics;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the control topics from their beginning to the end that they have at the moment. */
public final class KafkaControlSnapshot implements ControlSnapshot {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String bootstrapServers;
    private final Topics topics;
    private final boolean withSettings;

    /**
     * @param withSettings whether the settings are read too; the ingest job needs the registry only
     */
    public KafkaControlSnapshot(String bootstrapServers, Topics topics, boolean withSettings) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.withSettings = withSettings;
    }

    @Override
    public List<ControlFact> load() throws Exception {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, "wardstream-control-" + UUID.randomUUID());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<ControlFact> facts = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions = new HashSet<>();
            for (String topic :
                    withSettings ? List.of(topics.registry(), topics.settings()) : List.of(topics.registry())) {
                for (PartitionInfo info : consumer.partitionsFor(topic, LIMIT)) {
                    partitions.add(new TopicPartition(topic, info.partition()));
                }
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions, LIMIT));
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (true) {
                left.entrySet().removeIf(end -> consumer.position(end.getKey(), LIMIT) >= end.getValue());
                if (left.isEmpty()) {
                    return facts;
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("The control topics could not be read to their end within "
                            + LIMIT.toSeconds() + " s: still missing " + left.keySet());
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    ControlFact fact = ControlReader.read(topics, record);
                    if (fact != null) {
                        facts.add(fact);
                    }
                }
            }
        }
    }
}
