package io.wardstream.local.console;

import io.wardstream.jobs.config.KafkaOptions;
import io.wardstream.local.ward.Producers;
import io.wardstream.model.Setting;
import io.wardstream.model.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes settings into the log. */
public final class SettingsPen {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final WireFormat<Setting> FORMAT = WireFormat.of(Setting.class);

    private SettingsPen() {}

    /**
     * Writes a setting, and waits until Kafka has it.
     *
     * @return the setting with its version
     */
    public static Setting write(KafkaOptions.Kafka kafka, Setting setting) throws IOException, InterruptedException {
        return write(kafka, List.of(setting)).get(0);
    }

    /**
     * Writes settings one after the other, and waits until Kafka has them. The jobs take each by itself.
     *
     * @return the settings with their versions
     * @throws IOException if one could not be written, naming it; those before it are set, none after it is
     */
    public static List<Setting> write(KafkaOptions.Kafka kafka, List<Setting> settings)
            throws IOException, InterruptedException {
        List<Setting> written = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = Producers.of(kafka.bootstrapServers(), LIMIT)) {
            for (Setting setting : settings) {
                long offset = producer.send(new ProducerRecord<>(
                                kafka.topics().settings(),
                                setting.logKey().getBytes(StandardCharsets.UTF_8),
                                FORMAT.write(setting)))
                        .get()
                        .offset();
                written.add(setting.withVersion(offset + 1));
            }
            return written;
        } catch (ExecutionException e) {
            String before = written.isEmpty() ? "" : "; the " + written.size() + " before it are set";
            throw new IOException(
                    "the setting " + settings.get(written.size()).key() + " could not be written: " + e.getCause()
                            + before,
                    e);
        }
    }
}
