package io.wardstream.local;

import static io.wardstream.local.testing.TestLog.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import io.wardstream.jobs.IngestJob;
import io.wardstream.jobs.SafetyJob;
import io.wardstream.jobs.clock.WardTime;
import io.wardstream.jobs.config.IngestConfig;
import io.wardstream.jobs.config.SafetyConfig;
import io.wardstream.local.servers.BrokerAccess;
import io.wardstream.local.servers.EmbeddedBroker;
import io.wardstream.local.servers.Ports;
import io.wardstream.local.testing.Eventually;
import io.wardstream.local.testing.RunningJob;
import io.wardstream.local.testing.TestLog;
import io.wardstream.local.testing.TopicTail;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampMapping;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.ClampPolicy;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.FieldMapping;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.ProfileKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Rejection;
import io.wardstream.model.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two devices that other people made, on a real broker over MQTT 3.1.1 as they speak it: a bottle that publishes
 * Adafruit feeds and a hook with Alibaba's thing model. Their readings reach the log; the hook's bag runs low, nobody
 * comes, and its clamp is told to close in its own words and confirms by its own.
 */
class ForeignDevicesIT {

    private static final String POST = "/sys/a1pk/drip-hook/thing/event/property/post";
    private static final String SET = "/sys/a1pk/drip-hook/thing/service/property/set";

    /** The shortest time in which nobody comes is 40 s of the ward's; the clamp answers within 10 s of them. */
    private static final double SPEED = 4;

    private static final RegistryEntry BOTTLE = entry(
            "bottle-1",
            DeviceKind.LOAD_CELL,
            null,
            new DeviceProfile(
                    ProfileKind.ADAFRUIT_IO,
                    "nurse7",
                    null,
                    null,
                    null,
                    List.of(FieldMapping.of("infusion.massG", "Weight", null)),
                    null));
    private static final RegistryEntry HOOK = entry(
            "hook-4",
            DeviceKind.LOAD_CELL_WITH_CLAMP,
            ClampPolicy.AUTO_CLOSE,
            new DeviceProfile(
                    ProfileKind.ALIYUN,
                    "a1pk",
                    "drip-hook",
                    null,
                    null,
                    List.of(FieldMapping.of("infusion.massG", "Weight", "kg")),
                    new ClampMapping("Clamp", "1", "0", "Clamp", null)));

    private static RegistryEntry entry(String device, DeviceKind kind, ClampPolicy policy, DeviceProfile profile) {
        return new RegistryEntry(
                        device,
                        kind,
                        "north",
                        "bed-" + device,
                        "line-" + device,
                        "patient-" + device,
                        0,
                        null,
                        policy,
                        500.0,
                        RegistryEntry.DEFAULT_TARE_G,
                        1.0,
                        null)
                .withProfile(profile);
    }

    private static Mqtt3AsyncClient connect(RegistryEntry entry, int port, BrokerAccess access) throws Exception {
        Mqtt3AsyncClient client = MqttClient.builder()
                .useMqttVersion3()
                .identifier(entry.deviceId())
                .serverHost("127.0.0.1")
                .serverPort(port)
                .simpleAuth()
                .username(entry.deviceId())
                .password(access.password(entry.deviceId()).getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
        client.connect().get(10, TimeUnit.SECONDS);
        return client;
    }

    private static void say(Mqtt3AsyncClient client, String topic, String payload) throws Exception {
        client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send()
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void areHeardAndCommandedInTheirOwnLanguages(@TempDir Path folder) throws Exception {
        Ports ports = new Ports();
        BrokerAccess access =
                new BrokerAccess("secret".getBytes(StandardCharsets.UTF_8), List.of("nurse7/feeds/#", "/sys/a1pk/#"));
        access.register(BOTTLE);
        access.register(HOOK);
        long now = System.currentTimeMillis();
        WardTime time = new WardTime(now, now, SPEED);
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (TestLog log = TestLog.start(folder.resolve("kafka"), ports);
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), ports.free(), access);
                TopicTail<BedsideEvent> events = log.tail(TOPICS.events(), BedsideEvent.class);
                TopicTail<Rejection> rejected = log.tail(TOPICS.rejected(), Rejection.class);
                TopicTail<ClampEvent> commands = log.tail(TOPICS.commands(), ClampEvent.class)) {
            log.set("LowLevel.confirmMs", 0);
            log.set("LowLevel.samples", 1);
            log.set("UnattendedLowLevel.sustainedMs", 10_000);
            log.set("UnattendedLowLevel.unattendedMs", 30_000);
            log.register(List.of(BOTTLE, HOOK));
            Map<String, String> ingestOptions = options(log, broker, BrokerAccess.INGEST, access, folder);
            ingestOptions.putAll(RunningJob.timeOptions(time));
            ingestOptions.put("ingest.wards", "north");
            ingestOptions.put("ingest.foreign-filters", "nurse7/feeds/#;/sys/a1pk/#");
            Map<String, String> safetyOptions = options(log, broker, BrokerAccess.SAFETY, access, folder);
            safetyOptions.putAll(RunningJob.timeOptions(time));
            Mqtt3AsyncClient bottle = connect(BOTTLE, broker.port(), access);
            Mqtt3AsyncClient hook = connect(HOOK, broker.port(), access);
            hook.publishes(
                    MqttGlobalPublishFilter.ALL,
                    publish -> told.add(new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8)));
            hook.subscribeWith()
                    .topicFilter(SET)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send()
                    .get(10, TimeUnit.SECONDS);
            try (RunningJob ingest =
                            RunningJob.start(IngestJob.NAME, IngestJob.build(IngestConfig.from(ingestOptions)));
                    RunningJob safety =
                            RunningJob.start(SafetyJob.NAME, SafetyJob.build(SafetyConfig.from(safetyOptions)))) {
                // Near its limit: a bag that becomes 260 g lighter at once was lightened by somebody, and no clamp is
                // closed for that.
                double[] levelMl = {60};
                Eventually.until("both are heard", () -> {
                    speak(bottle, hook, levelMl[0]);
                    events.poll();
                    return events.has(event -> event.deviceId().equals("bottle-1"))
                            && events.has(event -> event.deviceId().equals("hook-4"));
                });
                say(bottle, "nurse7/feeds/Weight", "nan");
                levelMl[0] = 40;
                Eventually.until("the hook is told to close", () -> {
                    speak(bottle, hook, levelMl[0]);
                    commands.poll();
                    return !told.isEmpty();
                });
                Eventually.until("the clamp's own word is heard", () -> {
                    say(hook, POST, "{\"id\":\"123\",\"version\":\"1.0\",\"params\":{\"Clamp\":1}}");
                    commands.poll();
                    return commands.has(clamp -> clamp.phase() != ClampPhase.ISSUED);
                });
                Eventually.until("what was no number is among the rejected", () -> {
                    rejected.poll();
                    return !rejected.values().isEmpty();
                });
                ingest.assertAlive();
                safety.assertAlive();
            }
            events.pollToTheEnd();
            rejected.pollToTheEnd();
            commands.pollToTheEnd();
            assertThat(events.values())
                    .filteredOn(event -> event.deviceId().equals("bottle-1"))
                    .isNotEmpty()
                    .allSatisfy(event -> {
                        assertThat(event.infusion().massG()).isEqualTo(612.4);
                        assertThat(event.subject().key()).isEqualTo("line:line-bottle-1");
                        assertThat(event.patientId()).isEqualTo("patient-bottle-1");
                    });
            assertThat(events.values())
                    .filteredOn(event -> event.deviceId().equals("hook-4") && event.infusion() != null)
                    .allSatisfy(event -> assertThat(event.subject().key()).isEqualTo("line:line-hook-4"))
                    .extracting(event -> event.infusion().massG())
                    .contains(105.0, 85.0);
            assertThat(rejected.values())
                    .extracting(refused -> refused.reason() + " " + refused.deviceId())
                    .containsOnly(RejectionReason.WRONG_TYPE + " bottle-1");
            ForeignCommand command = commands.values().get(0).foreign();
            assertThat(command.topic()).isEqualTo(SET);
            assertThat(told).containsOnly(command.payload());
            assertThat(command.payload())
                    .contains("\"params\":{\"Clamp\":1}", "\"method\":\"thing.service.property.set\"");
            assertThat(commands.values())
                    .extracting(ClampEvent::phase)
                    .containsExactly(ClampPhase.ISSUED, ClampPhase.CONFIRMED);
            bottle.disconnect().get(10, TimeUnit.SECONDS);
            hook.disconnect().get(10, TimeUnit.SECONDS);
        }
    }

    private static void speak(Mqtt3AsyncClient bottle, Mqtt3AsyncClient hook, double levelMl) throws Exception {
        say(bottle, "nurse7/feeds/Weight", " 612.40\n");
        double kg = (levelMl + RegistryEntry.DEFAULT_TARE_G) / 1000;
        say(
                hook,
                POST,
                String.format(
                        Locale.ROOT,
                        "{\"id\":\"123\",\"version\":\"1.0\",\"params\":{\"Weight\":%.4f,\"Clamp\":0},"
                                + "\"method\":\"thing.event.property.post\"}",
                        kg));
    }

    private static Map<String, String> options(
            TestLog log, EmbeddedBroker broker, String user, BrokerAccess access, Path folder) throws Exception {
        Map<String, String> values = new HashMap<>(RunningJob.flinkOptions(2, "1 s"));
        values.put("kafka.bootstrap-servers", log.bootstrapServers());
        values.put("mqtt.host", "127.0.0.1");
        values.put("mqtt.port", String.valueOf(broker.port()));
        values.put("mqtt.username", user);
        values.put(
                "mqtt.password-file",
                Files.writeString(folder.resolve(user), access.password(user)).toString());
        return values;
    }
}
