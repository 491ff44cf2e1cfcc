package io.wardstream.local.ward;

import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.KafkaControlSnapshot;
import io.wardstream.jobs.kafka.Topics;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The registry, for who writes it: the local ward for its simulated devices, a replay for its monitors. */
public final class RegistryTopic implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final WireFormat<RegistryEntry> FORMAT = WireFormat.of(RegistryEntry.class);

    private final String kafka;
    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    private final KafkaProducer<byte[], byte[]> producer;

    /**
     * @param kafka Kafka's address
     */
    public RegistryTopic(String kafka) {
        this.kafka = kafka;
        this.producer = Producers.of(kafka, LIMIT);
    }

    /** The newest entry of each device. */
    public Map<String, RegistryEntry> read() throws Exception {
        Map<String, RegistryEntry> newest = new LinkedHashMap<>();
        for (ControlFact fact : new KafkaControlSnapshot(kafka, topics, false).load()) {
            RegistryEntry entry = fact.entry();
            if (entry != null) {
                newest.put(entry.deviceId(), entry);
            }
        }
        return newest;
    }

    /** Writes entries, and waits until Kafka has them. */
    public void publish(List<RegistryEntry> entries) throws InterruptedException {
        List<Future<?>> sent = new ArrayList<>();
        for (RegistryEntry entry : entries) {
            sent.add(producer.send(new ProducerRecord<>(
                    topics.registry(), entry.deviceId().getBytes(StandardCharsets.UTF_8), FORMAT.write(entry))));
        }
        for (Future<?> each : sent) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("The registry cannot be written: " + e.getCause(), e);
            }
        }
    }

    /** Makes the registry hold these devices and no others: what is not among them is retired. */
    public void replaceBy(List<RegistryEntry> entries) throws Exception {
        Map<String, RegistryEntry> before = read();
        List<RegistryEntry> changes = new ArrayList<>();
        for (RegistryEntry entry : entries) {
            if (!entry.equals(before.remove(entry.deviceId()))) {
                changes.add(entry);
            }
        }
        before.values().stream()
                .filter(RegistryEntry::active)
                .map(RegistryTopic::retired)
                .forEach(changes::add);
        publish(changes);
    }

    /** An entry of a device that no longer belongs to the ward. */
    public static RegistryEntry retired(RegistryEntry entry) {
        return new RegistryEntry(
                entry.deviceId(),
                entry.kind(),
                entry.ward(),
                entry.bed(),
                entry.lineId(),
                entry.patientId(),
                entry.since(),
                entry.bagClass(),
                entry.clampPolicy(),
                entry.bagMl(),
                entry.tareG(),
                entry.densityGPerMl(),
                true,
                entry.profile(),
                entry.limb(),
                entry.spo2Limb());
    }

    @Override
    public void close() {
        producer.close();
    }
}
