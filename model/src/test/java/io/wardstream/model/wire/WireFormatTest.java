package io.wardstream.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.BagClass;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.ClampAction;
import io.wardstream.model.ClampCommand;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampMapping;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.Cuff;
import io.wardstream.model.Delivery;
import io.wardstream.model.DeliveryOutcome;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.Evidence;
import io.wardstream.model.FieldMapping;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Limb;
import io.wardstream.model.Priority;
import io.wardstream.model.ProfileKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Rejection;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.Score;
import io.wardstream.model.ScoreParts;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Source;
import io.wardstream.model.Subject;
import io.wardstream.model.VitalsReading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireFormatTest {

    private static final Subject SUBJECT = new Subject("line:l1", "icu", "b3", "l1", "p1", "scale-1");
    private static final Source SOURCE = new Source("scale-1", "9f3a", 4711, 1795240800250L);

    private static final RegistryEntry SCALE_ON_AN_ARM = new RegistryEntry(
                    "scale-1", DeviceKind.LOAD_CELL, "icu", null, null, null, 0, null, null, null, null, null, null)
            .withLimbs(Limb.LEFT_ARM, Limb.RIGHT_ARM);

    private static final BedsideEvent EVENT = new BedsideEvent(
            "scale-1",
            "9f3a",
            4711,
            1795240800300L,
            1795240800250L,
            "icu",
            "b3",
            "l1",
            "p1",
            new InfusionReading(612.4),
            null,
            null,
            null,
            null,
            null);

    static Stream<Record> facts() {
        return Stream.of(
                EVENT,
                BedsideEvent.tick(1795240800300L),
                new BedsideEvent(
                        "m1",
                        "b",
                        0,
                        1,
                        null,
                        "icu",
                        null,
                        null,
                        null,
                        null,
                        VitalsReading.NONE.withSpo2Pct(88.5),
                        null,
                        null,
                        null,
                        null),
                new BedsideEvent(
                        "m1",
                        "b",
                        0,
                        1,
                        null,
                        "icu",
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Care(CareAction.ACKNOWLEDGE, "nurse-7", "a", "l", "p", "seen"),
                        null,
                        null,
                        null),
                new BedsideEvent(
                        "m1",
                        "b",
                        0,
                        1,
                        null,
                        "icu",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new ClampReport(ClampState.CLOSED, "c", null),
                        null,
                        null),
                new BedsideEvent(
                        "m1",
                        "b",
                        0,
                        1,
                        null,
                        "icu",
                        null,
                        null,
                        "p1",
                        null,
                        VitalsReading.NONE.withHrBpm(70.0).withCuffRunning(true),
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Cuff(true, Limb.LEFT_ARM, List.of("l1", "l2"), false)),
                new AlarmEvent(
                        "id",
                        0,
                        "LowLevel",
                        1,
                        "LEVEL",
                        AlarmPhase.RAISED,
                        Priority.MEDIUM,
                        AlarmKind.PHYSIOLOGICAL,
                        SUBJECT,
                        5,
                        6,
                        List.of(new Evidence("LEVEL_LOW", 49.5, 50.0, "mL", 5, SOURCE)),
                        3,
                        0,
                        null,
                        null),
                new ClampEvent("c", ClampPhase.ISSUED, "id", SUBJECT, "scale-1", 5, 6, 7L, 8L, 9L, null),
                new ClampEvent("c", ClampPhase.ISSUED, "id", SUBJECT, "scale-1", 5, 6, 7L, 8L, 9L, null)
                        .inWordsOf(new ForeignCommand("a/b", "CLOSE", "7")),
                new ClampCommand("c", ClampAction.CLOSE, "l1", 7, 8, 9),
                new RegistryEntry(
                        "scale-1",
                        DeviceKind.LOAD_CELL_WITH_CLAMP,
                        "icu",
                        "b3",
                        "l1",
                        "p1",
                        0,
                        BagClass.MAINTENANCE_CRYSTALLOID,
                        null,
                        500.0,
                        45.0,
                        1.005,
                        null),
                new RegistryEntry(
                                "hook-4",
                                DeviceKind.LOAD_CELL_WITH_CLAMP,
                                "icu",
                                null,
                                null,
                                null,
                                0,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null)
                        .withProfile(new DeviceProfile(
                                ProfileKind.ALIYUN,
                                "pk",
                                "hook",
                                null,
                                null,
                                List.of(FieldMapping.of("infusion.massG", "Weight", "kg")),
                                new ClampMapping("Clamp", "1", "0", "Clamp", null))),
                SCALE_ON_AN_ARM,
                new Setting(SettingScope.SITE, "", "LowLevel.lowMl", 60.0, "dr-1", 5, "round", 1),
                new Rejection(RejectionReason.NOT_JSON, "at 3", true, "mqtt:t", null, 5, Rejection.raw(new byte[] {
                    0, 1, (byte) 0xff
                })),
                new Score(SUBJECT, 5, null, 3, 9, List.of("spo2"), new ScoreParts(3, null, 0, 0, 0, null, 0)),
                Sign.of(SignKind.LEVEL_LOW, EVENT, 3).measured(49.5, 50.0),
                new Delivery("d", "id", 0, "inbox", 1, DeliveryOutcome.DELIVERED, 204, null, 5));
    }

    @ParameterizedTest
    @MethodSource("facts")
    @SuppressWarnings("unchecked")
    void readsBackWhatItWrote(Record fact) {
        WireFormat<Record> format = (WireFormat<Record>) WireFormat.of(fact.getClass());
        Decoded<Record> back = format.read(format.write(fact));
        assertThat(back).isInstanceOf(Decoded.Accepted.class);
        assertThat(((Decoded.Accepted<Record>) back).value())
                .usingRecursiveComparison()
                .isEqualTo(fact);
    }

    @Test
    void writesTimesAsTextAndLeavesOutWhatIsAbsent() {
        assertThat(WireFormat.of(BedsideEvent.class).writeText(EVENT))
                .isEqualTo("{\"deviceId\":\"scale-1\",\"boot\":\"9f3a\",\"seq\":4711,"
                        + "\"acceptedAt\":\"2026-11-21T06:00:00.300Z\",\"measuredAt\":\"2026-11-21T06:00:00.250Z\","
                        + "\"ward\":\"icu\",\"bed\":\"b3\",\"lineId\":\"l1\",\"patientId\":\"p1\","
                        + "\"infusion\":{\"massG\":612.4}}");
    }

    @Test
    void ignoresFieldsOfANewerWriter() {
        String newer = WireFormat.of(BedsideEvent.class)
                .writeText(EVENT)
                .replace("{\"deviceId\"", "{\"moon\":{\"a\":[1]},\"deviceId\"");
        assertThat(WireFormat.of(BedsideEvent.class).read(newer.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Accepted<>(EVENT));
    }

    @Test
    void saysWhichWordItDoesNotKnow() {
        WireFormat<RegistryEntry> format = WireFormat.of(RegistryEntry.class);
        String entry = format.writeText(SCALE_ON_AN_ARM);
        assertThat(entry).endsWith("\"limb\":\"LEFT_ARM\",\"spo2Limb\":\"RIGHT_ARM\"}");
        Decoded<RegistryEntry> older = format.read(
                entry.replaceAll(",\"(limb|spo2Limb)\":\"[A-Z_]+\"", "").getBytes(StandardCharsets.UTF_8));
        assertThat(older).isEqualTo(new Decoded.Accepted<>(SCALE_ON_AN_ARM.withLimbs(null, null)));
        assertThat(format.read(entry.replace("LEFT_ARM", "TAIL").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Rejected<>(
                        RejectionReason.BROKEN_RECORD, "not a RegistryEntry: InvalidFormatException at limb"));
    }

    static Stream<String> broken() {
        String good = WireFormat.of(BedsideEvent.class).writeText(EVENT);
        return Stream.of(
                "",
                "null",
                "[]",
                "42",
                "{}",
                good + good,
                good.substring(0, good.length() - 1),
                good.replace("\"ward\":\"icu\",", ""),
                good.replace("\"deviceId\":\"scale-1\",", ""),
                good.replace("\"seq\":4711,", ""),
                good.replace("\"seq\":4711", "\"seq\":\"4711\""),
                good.replace("\"seq\":4711", "\"seq\":4711.5"),
                good.replace("\"acceptedAt\":\"2026-11-21T06:00:00.300Z\",", ""),
                good.replace("\"2026-11-21T06:00:00.300Z\"", "1795240800300"),
                good.replace("\"2026-11-21T06:00:00.300Z\"", "\"noon\""),
                good.replace("\"2026-11-21T06:00:00.300Z\"", "null"),
                good.replace("{\"massG\":612.4}", "{}"),
                good.replace("{\"massG\":612.4}", "[]"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refusesWhatIsNotAnEvent(String json) {
        assertThat(WireFormat.of(BedsideEvent.class).read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Decoded.Rejected.class);
    }

    @Test
    void answersAnyBytesWhatever() {
        WireFormat<BedsideEvent> format = WireFormat.of(BedsideEvent.class);
        byte[] good = format.write(EVENT);
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = good.clone();
            for (int j = random.nextInt(1, 5); j > 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(format.read(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1))))
                    .isNotNull();
        }
        assertThat(format.read(null)).isInstanceOf(Decoded.Rejected.class);
    }
}
