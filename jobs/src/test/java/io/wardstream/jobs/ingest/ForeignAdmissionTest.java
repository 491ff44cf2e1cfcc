package io.wardstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.ClampMapping;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.FieldMapping;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.ProfileKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Rejection;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.SharedData;
import io.wardstream.model.wire.ForeignDevice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Admission of devices that other people made, on its real operator. */
class ForeignAdmissionTest {

    private static final long AT = 1_795_240_800_000L;
    private static final String WEIGHT = "nurse7/feeds/Weight";
    private static final String POST = "/sys/pk/hook-4/thing/event/property/post";
    private static final String EVENTS = "devices/m1/messages/events/";

    private static final RegistryEntry BOTTLE = entry(
            "bottle-1",
            DeviceKind.LOAD_CELL_WITH_CLAMP,
            new DeviceProfile(
                    ProfileKind.ADAFRUIT_IO,
                    "nurse7",
                    null,
                    null,
                    null,
                    List.of(FieldMapping.of("infusion.massG", "Weight", null)),
                    new ClampMapping("Clamp", "1", "0", "ClampCommand", "CLOSE")));
    private static final RegistryEntry HOOK = entry(
            "hook-4",
            DeviceKind.LOAD_CELL_WITH_CLAMP,
            new DeviceProfile(
                    ProfileKind.ALIYUN,
                    "pk",
                    null,
                    null,
                    null,
                    List.of(FieldMapping.of("infusion.massG", "Weight", null)),
                    new ClampMapping("Clamp", "1", "0", "Clamp", null)));
    private static final RegistryEntry MONITOR = entry(
            "m1",
            DeviceKind.MONITOR,
            new DeviceProfile(
                    ProfileKind.MAPPING,
                    null,
                    null,
                    "devices/{deviceId}/messages/events/#",
                    "/Body",
                    List.of(
                            FieldMapping.of("vitals.hrBpm", "/heartRate", null),
                            FieldMapping.of("vitals.tempC", "/t", "Cel")),
                    null));

    private TwoInputStreamOperatorTestHarness<RawMessage, ControlFact, BedsideEvent> harness;
    private int acceptedBefore;
    private int rejectedBefore;

    private static RegistryEntry entry(String device, DeviceKind kind, DeviceProfile profile) {
        return new RegistryEntry(device, kind, "icu", "b1", "l-" + device, "p1", 0, null, null, null, null, null, null)
                .withProfile(profile);
    }

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    private void open(OperatorSubtaskState state) throws Exception {
        harness = new TwoInputStreamOperatorTestHarness<>(new CoBroadcastWithNonKeyedOperator<>(
                new Admission(new GivenControl(List.of(BOTTLE, HOOK, MONITOR), List.of())),
                List.of(Admission.NO_BROADCAST_STATE)));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        acceptedBefore = 0;
        rejectedBefore = 0;
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private record Answer(List<BedsideEvent> accepted, List<Rejection> rejected) {
        RejectionReason only() {
            assertThat(accepted).isEmpty();
            assertThat(rejected).hasSize(1);
            assertThat(rejected.get(0).wholeMessage()).isTrue();
            return rejected.get(0).reason();
        }
    }

    private Answer send(String topic, byte[] payload, long at) throws Exception {
        harness.processElement1(new StreamRecord<>(new RawMessage(topic, payload, at), at));
        List<BedsideEvent> accepted = harness.extractOutputValues();
        Queue<StreamRecord<Rejection>> side = harness.getSideOutput(Admission.REJECTED);
        List<Rejection> rejected = new ArrayList<>();
        if (side != null) {
            side.forEach(record -> rejected.add(record.getValue()));
        }
        Answer answer = new Answer(
                List.copyOf(accepted.subList(acceptedBefore, accepted.size())),
                List.copyOf(rejected.subList(rejectedBefore, rejected.size())));
        acceptedBefore = accepted.size();
        rejectedBefore = rejected.size();
        return answer;
    }

    private Answer send(String topic, String payload) throws Exception {
        return send(topic, payload.getBytes(StandardCharsets.UTF_8), AT);
    }

    private void register(RegistryEntry entry) throws Exception {
        harness.processElement2(new StreamRecord<>(ControlFact.of(entry)));
    }

    @Test
    void findsTheDeviceByItsTopicAndNumbersWhatItSays() throws Exception {
        Answer answer = send(WEIGHT, "612.40\n");
        assertThat(answer.rejected()).isEmpty();
        assertThat(answer.accepted())
                .containsExactly(new BedsideEvent(
                        "bottle-1",
                        "accepted",
                        AT * 100_000,
                        AT,
                        null,
                        "icu",
                        "b1",
                        "l-bottle-1",
                        "p1",
                        new InfusionReading(612.4),
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void makesAnEventOfEachPartOfAPost() throws Exception {
        Answer answer = send(POST, "{\"id\":\"1\",\"params\":{\"Weight\":500,\"Clamp\":0}}");
        assertThat(answer.rejected()).isEmpty();
        assertThat(answer.accepted()).extracting(BedsideEvent::seq).containsExactly(AT * 100_000, AT * 100_000 + 1);
        assertThat(answer.accepted().get(0).infusion()).isEqualTo(new InfusionReading(500));
        assertThat(answer.accepted().get(1).clamp()).isEqualTo(new ClampReport(ClampState.OPEN, null, null));
    }

    @Test
    void keepsWhatWasSaidAtABeatOverAFailure() throws Exception {
        send(WEIGHT, "612.4");
        OperatorSubtaskState state = harness.snapshot(1, 1);
        assertThat(send(WEIGHT, "612.1").accepted())
                .extracting(BedsideEvent::seq)
                .containsExactly(AT * 100_000 + 1);
        harness.close();
        open(state);
        assertThat(send(WEIGHT, "612.1").accepted())
                .as("delivered again, it has its old number, and not that of what a checkpoint had")
                .extracting(BedsideEvent::seq)
                .containsExactly(AT * 100_000 + 1);
        assertThat(send(WEIGHT, "612.4").accepted())
                .extracting(BedsideEvent::seq)
                .containsExactly(AT * 100_000);
    }

    @Test
    void takesOutAValueThatCannotBeTrueAndKeepsTheOthers() throws Exception {
        Answer answer = send(EVENTS, "{\"Body\":[{\"heartRate\":\"75\",\"t\":98.43}]}");
        assertThat(answer.accepted()).singleElement().satisfies(event -> {
            assertThat(event.vitals().hrBpm()).isEqualTo(75);
            assertThat(event.vitals().tempC()).isNull();
            assertThat(event.subject().key()).isEqualTo("patient:p1");
        });
        assertThat(answer.rejected())
                .extracting(rejection -> rejection.reason() + " " + rejection.detail() + " " + rejection.wholeMessage())
                .containsExactly("OUT_OF_RANGE [0] vitals.tempC false");
    }

    @Test
    void passesOverOurOwnCommands() throws Exception {
        for (String topic : List.of("nurse7/feeds/ClampCommand", "/sys/pk/hook-4/thing/service/property/set")) {
            Answer answer = send(topic, "CLOSE");
            assertThat(answer.accepted()).isEmpty();
            assertThat(answer.rejected()).isEmpty();
        }
    }

    @Test
    void refusesTopicsOfNobodyAndOfSeveral() throws Exception {
        assertThat(send("nurse8/feeds/Weight", "1").only()).isEqualTo(RejectionReason.UNKNOWN_TOPIC);
        assertThat(send("/sys/pk/hook-4/thing/event/Error/post", "{}").only()).isEqualTo(RejectionReason.UNKNOWN_TOPIC);
        RegistryEntry rival = entry("bottle-2", DeviceKind.LOAD_CELL_WITH_CLAMP, BOTTLE.profile());
        register(rival);
        Answer both = send(WEIGHT, "1");
        assertThat(both.only()).isEqualTo(RejectionReason.AMBIGUOUS_DEVICE);
        assertThat(both.rejected().get(0).deviceId()).isNull();
        register(rival.withProfile(null));
        assertThat(send(WEIGHT, "1").accepted())
                .extracting(BedsideEvent::deviceId)
                .containsExactly("bottle-1");
    }

    @Test
    void refusesADeviceThatSpeaksAnotherLanguageThanItsEntrySays() throws Exception {
        String native1 = "{\"boot\":\"b\",\"seq\":7,\"infusion\":{\"massG\":612.4}}";
        assertThat(send("ward/v1/icu/bottle-1/telemetry", native1).only()).isEqualTo(RejectionReason.WRONG_PROFILE);
        register(BOTTLE.withProfile(null));
        assertThat(send("ward/v1/icu/bottle-1/telemetry", native1).accepted()).hasSize(1);
        assertThat(send(WEIGHT, "1").only()).isEqualTo(RejectionReason.UNKNOWN_TOPIC);
    }

    @Test
    void refusesAllThatADeviceSaysWhoseProfileIsNotValid() throws Exception {
        DeviceProfile profile = HOOK.profile();
        register(HOOK.withProfile(new DeviceProfile(
                profile.kind(),
                profile.account(),
                null,
                null,
                null,
                List.of(FieldMapping.of("infusion.massG", "Weight", "stone")),
                null)));
        Answer answer = send(POST, "{\"params\":{\"Weight\":500}}");
        assertThat(answer.only()).isEqualTo(RejectionReason.INVALID_PROFILE);
        assertThat(answer.rejected().get(0).deviceId()).isEqualTo("hook-4");
        assertThat(answer.rejected().get(0).detail()).contains("stone");
        register(HOOK);
        assertThat(send(POST, "{\"params\":{\"Weight\":500}}").accepted()).hasSize(1);
    }

    @Test
    void followsTheRegistryWhileItRuns() throws Exception {
        RegistryEntry gone = new RegistryEntry(
                "bottle-1", DeviceKind.LOAD_CELL, "icu", null, null, null, 1, null, null, null, null, null, true);
        register(gone.withProfile(BOTTLE.profile()));
        assertThat(send(WEIGHT, "1").only()).isEqualTo(RejectionReason.UNKNOWN_TOPIC);
        register(BOTTLE);
        assertThat(send(WEIGHT, "1").accepted()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {WEIGHT, POST, EVENTS})
    void givesEverySharedFileItsAnswer(String topic) throws Exception {
        RegistryEntry entry = topic.equals(WEIGHT) ? BOTTLE : topic.equals(POST) ? HOOK : MONITOR;
        for (String folder : List.of("json_test_suite", "payloads")) {
            try (Stream<Path> files = Files.walk(SharedData.require(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertAnswered(entry, topic, Files.readAllBytes(file), file.toString());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesEveryBrokenMessageItsAnswer(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] payload = "{\"id\":\"1\",\"params\":{\"Weight\":{\"value\":\"612.4\",\"time\":1},\"Clamp\":0}}"
                    .getBytes(StandardCharsets.UTF_8);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
            }
            payload = Arrays.copyOf(payload, 1 + random.nextInt(payload.length));
            assertAnswered(HOOK, POST, payload, Base64.getEncoder().encodeToString(payload));
        }
    }

    /** As many answers as the payload has parts, and every refused byte is kept. */
    private void assertAnswered(RegistryEntry entry, String topic, byte[] payload, String what) throws Exception {
        Answer answer = send(topic, payload, AT);
        long whole = answer.rejected().stream().filter(Rejection::wholeMessage).count();
        assertThat(answer.accepted().size() + whole)
                .as(what)
                .isEqualTo(ForeignDevice.of(entry).decode(topic, payload).size())
                .isPositive();
        for (Rejection rejection : answer.rejected()) {
            assertThat(rejection.deviceId()).isEqualTo(entry.deviceId());
            assertThat(rejection.rawBase64()).isEqualTo(Rejection.raw(payload));
            assertThat(rejection.origin()).isEqualTo("mqtt:" + topic);
        }
    }
}
