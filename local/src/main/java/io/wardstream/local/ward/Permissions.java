package io.wardstream.local.ward;

import io.wardstream.jobs.kafka.Topics;
import io.wardstream.local.servers.BrokerAccess;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in at the broker who is in the registry, and nobody else; one thread follows the registry. */
final class Permissions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final WireFormat<RegistryEntry> ENTRIES = WireFormat.of(RegistryEntry.class);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BrokerAccess access;
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable RuntimeException failure;

    private Permissions(KafkaConsumer<byte[], byte[]> consumer, BrokerAccess access) {
        this.consumer = consumer;
        this.access = access;
        this.thread = new Thread(this::read, "ward-permissions");
        thread.setDaemon(true);
    }

    /** Reads the registry to its end, and follows it from then on. */
    static Permissions follow(String kafka, BrokerAccess access) {
        KafkaConsumer<byte[], byte[]> consumer = Consumers.of(kafka);
        List<TopicPartition> all =
                Consumers.partitions(consumer, List.of(new Topics(Topics.DEFAULT_PREFIX).registry()));
        consumer.assign(all);
        consumer.seekToBeginning(all);
        Permissions permissions = new Permissions(consumer, access);
        var ends = consumer.endOffsets(all, LIMIT);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), LIMIT) < end.getValue())) {
            consumer.poll(POLL).forEach(permissions::take);
        }
        permissions.thread.start();
        return permissions;
    }

    private void read() {
        try {
            while (!closing) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (WakeupException e) {
            LOG.debug("Permissions are asked to end");
        } catch (RuntimeException e) {
            LOG.error("The registry cannot be followed; new devices are not let in", e);
            failure = e;
        } finally {
            consumer.close();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (ENTRIES.read(record.value()) instanceof Decoded.Accepted<RegistryEntry> entry) {
            access.register(entry.value());
        }
    }

    /** Throws if it could not go on. */
    void check() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw new IllegalStateException("The registry could not be followed", failed);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        consumer.wakeup();
        thread.join(5_000);
    }
}
