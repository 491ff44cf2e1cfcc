package io.wardstream.local.console;

import io.wardstream.jobs.config.KafkaOptions;
import io.wardstream.jobs.kafka.Topics;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.io.IOException;
import java.util.List;

/**
 * What the log says of settings at the moment, and of whom they are for.
 *
 * @param ledger everything that was set
 * @param whereabouts who is where
 */
public record SettingsLog(SettingsLedger ledger, Whereabouts whereabouts) {

    private static final WireFormat<RegistryEntry> ENTRIES = WireFormat.of(RegistryEntry.class);

    /** Reads both from their beginning. */
    public static SettingsLog read(KafkaOptions.Kafka kafka) throws IOException {
        Topics topics = kafka.topics();
        SettingsLog log = new SettingsLog(new SettingsLedger(), new Whereabouts());
        try (LogReader reader = new LogReader(kafka)) {
            reader.read(List.of(topics.settings(), topics.registry()), record -> {
                if (record.topic().equals(topics.settings())) {
                    log.ledger().take(record.offset(), record.value());
                } else if (ENTRIES.read(record.value()) instanceof Decoded.Accepted<RegistryEntry> entry) {
                    log.whereabouts().take(entry.value());
                }
            });
        }
        return log;
    }

    /** What is in force. */
    public SettingsTable table() {
        return new SettingsTable(ledger, whereabouts);
    }
}
