package io.wardstream.local;

import static io.wardstream.local.testing.TestLog.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.IngestJob;
import io.wardstream.jobs.SafetyJob;
import io.wardstream.jobs.config.IngestConfig;
import io.wardstream.jobs.config.SafetyConfig;
import io.wardstream.local.servers.BrokerAccess;
import io.wardstream.local.servers.EmbeddedBroker;
import io.wardstream.local.servers.Ports;
import io.wardstream.local.testing.BedsideDevice;
import io.wardstream.local.testing.Eventually;
import io.wardstream.local.testing.RunningJob;
import io.wardstream.local.testing.TestLog;
import io.wardstream.local.testing.TopicTail;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.BagClass;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.RegistryEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way on which clamps are commanded is closed: the broker refuses the safety job's password, and has done so for
 * longer than the job is told to try again. Clamps cannot be closed then, and each that should be is a fault with an
 * alarm; but whoever is watched must not lose the alarms.
 */
class CommandChannelDownIT {

    private static final long RECONNECT_MS = 1_000;

    private static final RegistryEntry SCALE = new RegistryEntry(
            "scale-1",
            DeviceKind.LOAD_CELL_WITH_CLAMP,
            "north",
            "bed-1",
            "line-1",
            "patient-1",
            0,
            BagClass.MAINTENANCE_CRYSTALLOID,
            null,
            500.0,
            RegistryEntry.DEFAULT_TARE_G,
            1.0,
            null);

    @Test
    void raisesAlarmsAllTheSame(@TempDir Path folder) throws Exception {
        Ports ports = new Ports();
        BrokerAccess access = new BrokerAccess("secret".getBytes(StandardCharsets.UTF_8));
        access.register(SCALE);
        try (TestLog log = TestLog.start(folder.resolve("kafka"), ports);
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), ports.free(), access);
                BedsideDevice scale = BedsideDevice.connect(SCALE, broker.port(), access);
                TopicTail<AlarmEvent> alarms = log.tail(TOPICS.alarms(), AlarmEvent.class)) {
            log.set("LowLevel.confirmMs", 0);
            log.set("LowLevel.samples", 1);
            log.register(List.of(SCALE));
            Map<String, String> ingestOptions =
                    options(log, broker, BrokerAccess.INGEST, access.password(BrokerAccess.INGEST), folder);
            ingestOptions.put("ingest.wards", SCALE.ward());
            Map<String, String> safetyOptions = options(log, broker, BrokerAccess.SAFETY, "wrong", folder);
            safetyOptions.put("mqtt.reconnect-timeout", RECONNECT_MS + " ms");
            try (RunningJob ingest =
                            RunningJob.start(IngestJob.NAME, IngestJob.build(IngestConfig.from(ingestOptions)));
                    RunningJob safety =
                            RunningJob.start(SafetyJob.NAME, SafetyJob.build(SafetyConfig.from(safetyOptions)))) {
                long began = System.nanoTime();
                Eventually.until("the bag is low", () -> {
                    safety.assertAlive();
                    boolean refusedForLong = System.nanoTime() - began > 5 * RECONNECT_MS * 1_000_000;
                    scale.weigh(refusedForLong ? 40 : 300);
                    alarms.poll();
                    return alarms.has(
                            event -> event.pattern().equals("LowLevel") && event.phase() == AlarmPhase.RAISED);
                });
                ingest.assertAlive();
                safety.assertAlive();
                assertThat(System.nanoTime() - began).isGreaterThan(5 * RECONNECT_MS * 1_000_000);
            }
        }
    }

    private static Map<String, String> options(
            TestLog log, EmbeddedBroker broker, String user, String password, Path folder) throws Exception {
        Map<String, String> values = RunningJob.flinkOptions(2, "1 s");
        values.put("kafka.bootstrap-servers", log.bootstrapServers());
        values.put("mqtt.host", "127.0.0.1");
        values.put("mqtt.port", String.valueOf(broker.port()));
        values.put("mqtt.username", user);
        values.put(
                "mqtt.password-file",
                Files.writeString(folder.resolve(user), password).toString());
        return values;
    }
}
