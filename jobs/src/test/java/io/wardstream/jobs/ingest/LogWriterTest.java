package io.wardstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class LogWriterTest {

    private static final WireFormat<BedsideEvent> FORMAT = WireFormat.of(BedsideEvent.class);

    private final LogWriter writer = new LogWriter("ward.events");

    private static BedsideEvent event(String patient, long at) {
        return new BedsideEvent(
                "scale-1",
                "b",
                3,
                at,
                null,
                "icu",
                null,
                null,
                patient,
                new InfusionReading(612.4),
                null,
                null,
                null,
                null,
                null);
    }

    private ProducerRecord<byte[], byte[]> write(int partition, BedsideEvent event) {
        // The time that Flink offers is another one: it must not be taken.
        return writer.serialize(new LogRecord(partition, event), null, 1L);
    }

    @Test
    void writesAnEventToItsPartitionAtItsOwnTime() {
        BedsideEvent event = event("p1", 1_795_240_800_000L);
        ProducerRecord<byte[], byte[]> record = write(3, event);
        assertThat(record.topic()).isEqualTo("ward.events");
        assertThat(record.partition()).isEqualTo(3);
        assertThat(record.timestamp()).isEqualTo(1_795_240_800_000L);
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("p1");
        assertThat(FORMAT.read(record.value())).isEqualTo(new Decoded.Accepted<>(event));
    }

    @Test
    void namesTheDeviceWhenThereIsNoPatient() {
        assertThat(new String(write(0, event(null, 5)).key(), StandardCharsets.UTF_8))
                .isEqualTo("scale-1");
    }

    @Test
    void writesATickWithoutAKey() {
        ProducerRecord<byte[], byte[]> record = write(2, BedsideEvent.tick(1_099));
        assertThat(record.key()).isNull();
        assertThat(record.partition()).isEqualTo(2);
        assertThat(record.timestamp()).isEqualTo(1_099);
        assertThat(FORMAT.read(record.value())).isEqualTo(new Decoded.Accepted<>(BedsideEvent.tick(1_099)));
    }

    @Test
    void writesNoTimeBeforeTheEpochBecauseKafkaHasNone() {
        assertThat(write(0, BedsideEvent.tick(-1)).timestamp()).isZero();
    }
}
