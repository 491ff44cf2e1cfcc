package io.wardstream.local.console;

import io.wardstream.jobs.config.KafkaOptions;
import io.wardstream.local.ward.Consumers;
import io.wardstream.model.Time;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the log for somebody who waits: what is there, and then, if asked, what comes. Where nothing
 * listens is known at once; a Kafka that listens may be on a busy machine, and is waited for. For one thread.
 */
public final class LogReader implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int CONNECT_MS = 1_000;

    private final String address;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> assigned = new ArrayList<>();

    /**
     * A reader that has read nothing yet.
     *
     * @throws IOException if that cannot be Kafka's address
     */
    public LogReader(KafkaOptions.Kafka kafka) throws IOException {
        address = kafka.bootstrapServers();
        if (Arrays.stream(address.split(",")).noneMatch(LogReader::mayListen)) {
            throw new IOException("nothing listens at " + address + ": does the ward run?");
        }
        try {
            consumer = Consumers.of(address);
        } catch (KafkaException e) {
            throw new IOException("Kafka cannot be reached at " + address + ": " + reason(e), e);
        }
    }

    /** Kafka's client would try for as long as it may; whether anything listens there is known at once. */
    private static boolean mayListen(String server) {
        int colon = server.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            String host = server.substring(0, Math.max(0, colon)).strip();
            socket.connect(
                    new InetSocketAddress(
                            host, Integer.parseInt(server.substring(colon + 1).strip())),
                    CONNECT_MS);
            return true;
        } catch (IOException e) {
            return false;
        } catch (IllegalArgumentException e) {
            // No address at all: Kafka's client says what is wrong with it.
            return true;
        }
    }

    /** Reads topics from their beginning to the ends that they have now. They are followed from then on. */
    public void read(Collection<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> each) throws IOException {
        asking(() -> {
            List<TopicPartition> more = assign(topics);
            consumer.seekToBeginning(more);
            Consumers.readToTheEnd(consumer, more, LIMIT, each);
        });
    }

    /** Reads topics from the first record at or after a time to the ends that they have now. */
    public void readSince(Collection<String> topics, @Time long since, Consumer<ConsumerRecord<byte[], byte[]>> each)
            throws IOException {
        asking(() -> {
            List<TopicPartition> more = assign(topics);
            Map<TopicPartition, Long> ends = consumer.endOffsets(more, LIMIT);
            Map<TopicPartition, Long> times = new HashMap<>();
            more.forEach(partition -> times.put(partition, Math.max(0, since)));
            Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times, LIMIT);
            ends.forEach((partition, end) -> {
                OffsetAndTimestamp found = first.get(partition);
                consumer.seek(partition, found == null ? end : found.offset());
            });
            Consumers.readToTheEnd(consumer, more, LIMIT, each);
        });
    }

    /** Follows topics from the ends that they have now. */
    public void follow(Collection<String> topics) throws IOException {
        asking(() -> {
            List<TopicPartition> more = assign(topics);
            consumer.endOffsets(more, LIMIT).forEach(consumer::seek);
        });
    }

    /** What came since. */
    public void poll(Duration wait, Consumer<ConsumerRecord<byte[], byte[]>> each) throws IOException {
        asking(() -> consumer.poll(wait).forEach(each));
    }

    private List<TopicPartition> assign(Collection<String> topics) {
        List<TopicPartition> more = Consumers.partitions(consumer, topics, LIMIT);
        for (String topic : topics) {
            if (more.stream().noneMatch(partition -> partition.topic().equals(topic))) {
                throw new KafkaException("there is no topic " + topic);
            }
        }
        assigned.addAll(more);
        consumer.assign(assigned);
        return more;
    }

    private void asking(Runnable question) throws IOException {
        try {
            question.run();
        } catch (TimeoutException e) {
            throw new IOException("Kafka does not answer at " + address + ": does the ward run?", e);
        } catch (KafkaException e) {
            throw new IOException("Kafka at " + address + ": " + reason(e), e);
        }
    }

    private static String reason(KafkaException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
