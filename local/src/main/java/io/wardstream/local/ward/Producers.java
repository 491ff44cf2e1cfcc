package io.wardstream.local.ward;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes into the log beside the jobs. */
public final class Producers {

    private Producers() {}

    /**
     * A producer of single records.
     *
     * @param limit how long Kafka may take for one of them
     */
    public static KafkaProducer<byte[], byte[]> of(String kafka, Duration limit) {
        String limitMs = String.valueOf(limit.toMillis());
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, "0",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, limitMs,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, limitMs,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, limitMs),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
