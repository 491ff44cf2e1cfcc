package io.wardstream.jobs.kafka;

import io.wardstream.jobs.clock.IdleWatermarks;
import io.wardstream.jobs.config.KafkaOptions;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.ControlReader;
import io.wardstream.model.BedsideEvent;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The ends of the jobs that lie in Kafka.
 *
 * <p>Sources begin at the start of a topic when they have no state, and go on from their state when they have. Sinks
 * write at least once: facts have ids, so a reader keeps the first; a transaction would hide an alarm until the next
 * checkpoint.
 */
public final class Log {

    private Log() {}

    /**
     * The source of a topic: from its state, or from the topic's beginning, never from a consumer group's offsets,
     * which say nothing about what the job's state has seen.
     */
    public static <T> KafkaSource<T> source(
            KafkaOptions.Kafka kafka, String group, List<String> topics, KafkaRecordDeserializationSchema<T> reader) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setGroupId(group)
                .setTopics(topics)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(reader)
                // Partitions are never added to a running ward: a partition without ticks would hold time still.
                .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "0")
                .build();
    }

    /** The source of bedside events. */
    public static KafkaSource<BedsideEvent> events(KafkaOptions.Kafka kafka, String group) {
        return source(kafka, group, List.of(kafka.topics().events()), new FactReader<>(BedsideEvent.class));
    }

    /** The control topics as a stream. */
    public static SingleOutputStreamOperator<ControlFact> control(
            StreamExecutionEnvironment env,
            KafkaOptions.Kafka kafka,
            String group,
            List<String> controlTopics,
            String name) {
        return env.fromSource(
                        source(kafka, group, controlTopics, new ControlReader(kafka.topics())),
                        IdleWatermarks.strategy(),
                        name)
                .setParallelism(1);
    }

    /** A sink. */
    public static <T> KafkaSink<T> sink(KafkaOptions.Kafka kafka, KafkaRecordSerializationSchema<T> writer) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // A record may wait as long as the brokers need to come back; the checkpoint's timeout is the limit.
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "120000");
        return KafkaSink.<T>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(writer)
                .setKafkaProducerConfig(properties)
                .build();
    }

    /** How many partitions a topic has, asked before the graph is built. */
    public static int partitions(KafkaOptions.Kafka kafka, String topic) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            TopicDescription description =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            if (description == null) {
                throw new IllegalStateException("There is no topic " + topic + " at " + kafka.bootstrapServers());
            }
            return description.partitions().size();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The topic " + topic + " cannot be described at " + kafka.bootstrapServers() + ": " + e.getCause(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for the partitions of " + topic, e);
        }
    }

    /** Fails if a source would have readers without a partition: such a reader would hold time still. */
    public static void checkParallelism(String job, int parallelism, int partitions, String topic) {
        if (parallelism > partitions) {
            throw new IllegalArgumentException(job + ": parallelism " + parallelism + " for the " + partitions
                    + " partitions of " + topic
                    + ": a reader without a partition would hold the ward clock still. Lower the parallelism.");
        }
    }
}
