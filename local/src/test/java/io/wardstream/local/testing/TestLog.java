package io.wardstream.local.testing;

import io.wardstream.jobs.kafka.Topics;
import io.wardstream.local.servers.EmbeddedKafka;
import io.wardstream.local.servers.Ports;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka server with the log's topics, and a pen to write into them. */
public final class TestLog implements AutoCloseable {

    /** The log's topics. */
    public static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

    private final EmbeddedKafka kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;

    private TestLog(EmbeddedKafka kafka) {
        this.kafka = kafka;
        Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    /** Starts it. */
    public static TestLog start(Path folder, Ports ports) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder, ports.free(), ports.free());
        Map<String, Integer> partitions = new HashMap<>();
        TOPICS.all().forEach(topic -> partitions.put(topic, 1));
        partitions.put(TOPICS.events(), 4);
        partitions.put(TOPICS.alarms(), 2);
        kafka.createTopics(partitions, Set.of(TOPICS.registry(), TOPICS.settings()));
        return new TestLog(kafka);
    }

    /** Where clients find it. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Writes a record and waits until it is there. */
    public void write(String topic, Integer partition, Long timestamp, String key, byte[] value) throws Exception {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, partition, timestamp, keyBytes, value))
                .get();
    }

    /** Registers devices. */
    public void register(List<RegistryEntry> entries) throws Exception {
        for (RegistryEntry entry : entries) {
            write(
                    TOPICS.registry(),
                    null,
                    null,
                    entry.deviceId(),
                    WireFormat.of(RegistryEntry.class).write(entry));
        }
    }

    /** Sets a number for the whole site. */
    public void set(String key, double value) throws Exception {
        Setting setting = new Setting(SettingScope.SITE, "", key, value, "tester", 0, "for the test", 0);
        write(
                TOPICS.settings(),
                null,
                null,
                setting.logKey(),
                WireFormat.of(Setting.class).write(setting));
    }

    /** A reader of a topic from its beginning. */
    public <T extends Record> TopicTail<T> tail(String topic, Class<T> type) {
        return new TopicTail<>(bootstrapServers(), topic, type);
    }

    /**
     * Whether a job has taken everything that is in a topic, and a checkpoint has closed behind it: what it had to
     * write about it has been written.
     */
    public boolean isConsumed(String group, String topic) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        for (TopicPartition partition : partitions(topic)) {
            long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
            OffsetAndMetadata offset = committed.get(partition);
            if ((offset == null ? 0 : offset.offset()) < end) {
                return false;
            }
        }
        return true;
    }

    /** Forgets how far a job had read; only for {@link #isConsumed}, jobs themselves do not ask. */
    public void forgetGroup(String group) throws Exception {
        Eventually.until("the group " + group + " is empty", () -> {
            try {
                admin.deleteConsumerGroups(List.of(group)).all().get();
                return true;
            } catch (java.util.concurrent.ExecutionException e) {
                return e.getCause() instanceof GroupIdNotFoundException;
            }
        });
    }

    private List<TopicPartition> partitions(String topic) throws Exception {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        kafka.close();
    }
}
