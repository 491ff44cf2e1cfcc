package io.wardstream.local.console;

import io.wardstream.jobs.config.KafkaOptions;
import io.wardstream.local.ward.Producers;
import io.wardstream.model.Setting;
import io.wardstream.model.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        try (KafkaProducer<byte[], byte[]> producer = Producers.of(kafka.bootstrapServers(), LIMIT)) {
            long offset = producer.send(new ProducerRecord<>(
                            kafka.topics().settings(),
                            setting.logKey().getBytes(StandardCharsets.UTF_8),
                            FORMAT.write(setting)))
                    .get()
                    .offset();
            return setting.withVersion(offset + 1);
        } catch (ExecutionException e) {
            throw new IOException("the setting could not be written: " + e.getCause(), e);
        }
    }
}
