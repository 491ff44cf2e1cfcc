package io.wardstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.model.BagClass;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Cuff;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Limb;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Rejection;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.SharedData;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.wire.DeviceMessageDecoder;
import java.io.IOException;
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
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Admission on its real operator: whatever comes in, exactly one answer comes out. */
class AdmissionTest {

    private static final long AT = 1_795_240_800_000L;
    private static final String TOPIC = "ward/v1/icu/scale-1/telemetry";
    private static final RegistryEntry SCALE = new RegistryEntry(
            "scale-1",
            DeviceKind.LOAD_CELL_WITH_CLAMP,
            "icu",
            "b1",
            "l1",
            "p1",
            0,
            BagClass.MAINTENANCE_CRYSTALLOID,
            null,
            500.0,
            45.0,
            1.0,
            null);
    private static final RegistryEntry LOOSE = new RegistryEntry(
            "scale-2", DeviceKind.LOAD_CELL, "icu", null, null, null, 0, null, null, null, null, null, null);
    private static final String GOOD = "{\"boot\":\"b\",\"seq\":7,\"infusion\":{\"massG\":612.4}}";

    private TwoInputStreamOperatorTestHarness<RawMessage, ControlFact, BedsideEvent> harness;
    private int acceptedBefore;
    private int rejectedBefore;

    @BeforeEach
    void open() throws Exception {
        harness = new TwoInputStreamOperatorTestHarness<>(new CoBroadcastWithNonKeyedOperator<>(
                new Admission(new GivenControl(List.of(SCALE, LOOSE), List.of())),
                List.of(Admission.NO_BROADCAST_STATE)));
        harness.open();
        acceptedBefore = 0;
        rejectedBefore = 0;
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    /** What became of one message. */
    private record Answer(List<BedsideEvent> accepted, List<Rejection> rejected) {
        long whole() {
            return rejected.stream().filter(Rejection::wholeMessage).count();
        }
    }

    private Answer send(String topic, byte[] payload) throws Exception {
        harness.processElement1(new StreamRecord<>(new RawMessage(topic, payload, AT), AT));
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

    private Answer send(String topic, String json) throws Exception {
        return send(topic, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Rejection only(Answer answer) {
        assertThat(answer.accepted()).isEmpty();
        assertThat(answer.rejected()).hasSize(1);
        return answer.rejected().get(0);
    }

    private static void assertSaysWhatItWas(Rejection rejection, String topic, byte[] payload) {
        assertThat(rejection.detail()).isNotNull();
        assertThat(rejection.origin()).isEqualTo("mqtt:" + topic);
        assertThat(rejection.at()).isEqualTo(AT);
        byte[] kept = payload.length <= Rejection.RAW_LIMIT ? payload : Arrays.copyOf(payload, Rejection.RAW_LIMIT);
        assertThat(Base64.getDecoder().decode(rejection.rawBase64())).isEqualTo(kept);
    }

    private void assertOneAnswerEach(Path folder) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertOneAnswer(file);
        }
    }

    private void assertOneAnswer(Path file) throws Exception {
        byte[] payload = Files.readAllBytes(file);
        Answer answer = send(TOPIC, payload);
        boolean array =
                new String(payload, StandardCharsets.ISO_8859_1).stripLeading().startsWith("[");
        int messages = array ? DeviceMessageDecoder.decode(payload).size() : 1;
        assertThat(messages).isPositive();
        assertThat(answer.accepted().size() + answer.whole())
                .as("answers for %s", file)
                .isEqualTo(messages);
        for (Rejection rejection : answer.rejected()) {
            assertSaysWhatItWas(rejection, TOPIC, payload);
            assertThat(rejection.deviceId()).isEqualTo("scale-1");
        }
    }

    @Test
    void givesEveryFileOfTheJsonTestSuiteItsAnswer() throws Exception {
        assertOneAnswerEach(SharedData.require("json_test_suite"));
    }

    @Test
    void givesEveryForeignPayloadItsAnswer() throws Exception {
        assertOneAnswerEach(SharedData.require("payloads"));
        assertThat(acceptedBefore).as("none of them is ours").isZero();
    }

    /** A good message, broken in a seeded way: bytes changed, taken out, doubled, cut off. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesEveryBrokenMessageItsAnswer(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] payload = GOOD.getBytes(StandardCharsets.UTF_8);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(payload.length);
                payload[at] = (byte) random.nextInt(256);
            }
            payload = Arrays.copyOf(payload, 1 + random.nextInt(payload.length));
            Answer answer = send(TOPIC, payload);
            assertThat(answer.accepted().size() + answer.whole())
                    .as("answers for %s", Base64.getEncoder().encodeToString(payload))
                    .isEqualTo(
                            payload[0] == '['
                                    ? DeviceMessageDecoder.decode(payload).size()
                                    : 1);
        }
    }

    @Test
    void stampsAndIdentifiesWhatARegisteredDeviceSays() throws Exception {
        Answer answer = send(TOPIC, GOOD.replace("\"seq\":7", "\"seq\":7,\"measuredAt\":\"2026-11-21T06:00:00.250Z\""));
        assertThat(answer.rejected()).isEmpty();
        assertThat(answer.accepted())
                .containsExactly(new BedsideEvent(
                        "scale-1",
                        "b",
                        7,
                        AT,
                        1_795_240_800_250L,
                        "icu",
                        "b1",
                        "l1",
                        "p1",
                        new InfusionReading(612.4),
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void takesTheDeviceForItsLineWhenNoneIsRegistered() throws Exception {
        Answer answer = send("ward/v1/icu/scale-2/telemetry", GOOD);
        assertThat(answer.accepted()).singleElement().satisfies(event -> {
            assertThat(event.lineId()).isEqualTo("scale-2");
            assertThat(event.patientId()).isNull();
            assertThat(event.logKey()).isEqualTo("scale-2");
        });
    }

    @Test
    void judgesEachMessageOfAnArrayByItself() throws Exception {
        Answer answer =
                send(TOPIC, "[" + GOOD + ",{\"boot\":\"b\",\"seq\":8}," + GOOD.replace("\"seq\":7", "\"seq\":9") + "]");
        assertThat(answer.accepted()).extracting(BedsideEvent::seq).containsExactly(7L, 9L);
        assertThat(answer.rejected())
                .singleElement()
                .extracting(Rejection::reason)
                .isEqualTo(RejectionReason.NOT_ONE_PART);
    }

    @Test
    void takesOutAValueThatCannotBeTrueAndKeepsTheOthers() throws Exception {
        String json = "{\"boot\":\"b\",\"seq\":1,\"vitals\":{\"spo2Pct\":79,\"tempC\":-100,\"hrBpm\":8388607}}";
        Answer answer = send(TOPIC, json);
        assertThat(answer.accepted())
                .singleElement()
                .extracting(BedsideEvent::vitals)
                .isEqualTo(VitalsReading.NONE.withSpo2Pct(79.0));
        assertThat(answer.rejected())
                .extracting(rejection -> rejection.reason() + " " + rejection.detail() + " " + rejection.wholeMessage())
                .containsExactly("OUT_OF_RANGE vitals.tempC false", "OUT_OF_RANGE vitals.hrBpm false");
        for (Rejection rejection : answer.rejected()) {
            assertSaysWhatItWas(rejection, TOPIC, json.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void refusesAMessageWithoutAnyValueThatCanBeTrue() throws Exception {
        Answer answer = send(TOPIC, "{\"boot\":\"b\",\"seq\":1,\"vitals\":{\"tempC\":-100}}");
        assertThat(answer.accepted()).isEmpty();
        assertThat(answer.whole()).isEqualTo(1);
    }

    @Test
    void refusesAnUnknownDeviceAndKeepsItsBytes() throws Exception {
        String topic = "ward/v1/icu/stranger/telemetry";
        Rejection rejection = only(send(topic, GOOD));
        assertThat(rejection.reason()).isEqualTo(RejectionReason.UNKNOWN_DEVICE);
        assertThat(rejection.deviceId()).isEqualTo("stranger");
        assertSaysWhatItWas(rejection, topic, GOOD.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesADeviceOnAnotherWardsTopic() throws Exception {
        assertThat(only(send("ward/v1/surgery/scale-1/telemetry", GOOD)).reason())
                .isEqualTo(RejectionReason.WRONG_WARD);
    }

    @Test
    void refusesAMessageThatNamesAnotherDeviceThanItsTopic() throws Exception {
        String json = GOOD.replace("{\"boot\"", "{\"deviceId\":\"scale-2\",\"boot\"");
        assertThat(only(send(TOPIC, json)).reason()).isEqualTo(RejectionReason.ID_MISMATCH);
        assertThat(send(TOPIC, json.replace("scale-2", "scale-1")).accepted()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ward/v1/icu/scale-1",
                "ward/v1/icu/scale-1/command",
                "ward/v1/icu/_tick/wardstream-ingest-s-1",
                "ward/v2/icu/scale-1/telemetry",
                "ward/v1/icu/scale-1/telemetry/more",
                "ward/v1//scale-1/telemetry"
            })
    void refusesATopicOnWhichNoDeviceSpeaks(String topic) throws Exception {
        Rejection rejection = only(send(topic, GOOD));
        assertThat(rejection.reason()).isEqualTo(RejectionReason.UNKNOWN_TOPIC);
        assertThat(rejection.deviceId()).isNull();
        assertSaysWhatItWas(rejection, topic, GOOD.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesAnEmptyAndATooLargePayload() throws Exception {
        assertThat(only(send(TOPIC, new byte[0])).reason()).isEqualTo(RejectionReason.EMPTY);
        byte[] large = new byte[5_000_000];
        Rejection rejection = only(send(TOPIC, large));
        assertThat(rejection.reason()).isEqualTo(RejectionReason.TOO_LARGE);
        assertSaysWhatItWas(rejection, TOPIC, large);
    }

    @Test
    void followsTheRegistryWhileItRuns() throws Exception {
        String topic = "ward/v1/icu/scale-3/telemetry";
        RegistryEntry arrived = new RegistryEntry(
                "scale-3", DeviceKind.LOAD_CELL, "icu", "b3", "l3", "p3", 0, null, null, null, null, null, null);
        RegistryEntry retired = new RegistryEntry(
                "scale-3", DeviceKind.LOAD_CELL, "icu", "b3", "l3", "p3", 0, null, null, null, null, null, true);
        assertThat(send(topic, GOOD).accepted()).isEmpty();
        harness.processElement2(new StreamRecord<>(ControlFact.of(arrived)));
        assertThat(send(topic, GOOD).accepted())
                .singleElement()
                .extracting(BedsideEvent::patientId)
                .isEqualTo("p3");
        harness.processElement2(new StreamRecord<>(ControlFact.of(retired)));
        assertThat(only(send(topic, GOOD)).reason()).isEqualTo(RejectionReason.UNKNOWN_DEVICE);
    }

    @Test
    void stampsAWordOnTheCuffWithWhatItPressesOn() throws Exception {
        RegistryEntry monitor = new RegistryEntry(
                "monitor-1", DeviceKind.MONITOR, "icu", "b1", null, "p1", 0, null, null, null, null, null, null);
        harness.processElement2(new StreamRecord<>(ControlFact.of(SCALE.withLimbs(Limb.LEFT_ARM, null))));
        harness.processElement2(new StreamRecord<>(ControlFact.of(monitor.withLimbs(Limb.LEFT_ARM, Limb.LEFT_ARM))));
        String topic = "ward/v1/icu/monitor-1/telemetry";
        assertThat(send(topic, "{\"boot\":\"b\",\"seq\":1,\"vitals\":{\"hrBpm\":70,\"cuffRunning\":true}}")
                        .accepted())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.cuff()).isEqualTo(new Cuff(true, Limb.LEFT_ARM, List.of("l1"), true));
                    assertThat(event.vitals())
                            .isEqualTo(VitalsReading.NONE.withHrBpm(70.0).withCuffRunning(true));
                    assertThat(event.subject().key()).isEqualTo("patient:p1");
                });
        assertThat(send(topic, "{\"boot\":\"b\",\"seq\":2,\"vitals\":{\"hrBpm\":70}}")
                        .accepted())
                .singleElement()
                .extracting(BedsideEvent::cuff)
                .isNull();
    }

    @Test
    void loadsItsRegistryBeforeItsFirstMessage() {
        TwoInputStreamOperatorTestHarness<RawMessage, ControlFact, BedsideEvent> unready = unready();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(unready::open))
                .as("a job must not begin without its registry")
                .hasStackTraceContaining("no registry today");
    }

    private static TwoInputStreamOperatorTestHarness<RawMessage, ControlFact, BedsideEvent> unready() {
        try {
            return new TwoInputStreamOperatorTestHarness<>(new CoBroadcastWithNonKeyedOperator<>(
                    new Admission(() -> {
                        throw new IOException("no registry today");
                    }),
                    List.of(Admission.NO_BROADCAST_STATE)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
