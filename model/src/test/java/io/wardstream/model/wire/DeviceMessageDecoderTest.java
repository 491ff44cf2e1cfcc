package io.wardstream.model.wire;

import static io.wardstream.model.RejectionReason.BAD_TIME;
import static io.wardstream.model.RejectionReason.DUPLICATE_FIELD;
import static io.wardstream.model.RejectionReason.EMPTY;
import static io.wardstream.model.RejectionReason.MISSING_FIELD;
import static io.wardstream.model.RejectionReason.NOT_A_MESSAGE;
import static io.wardstream.model.RejectionReason.NOT_JSON;
import static io.wardstream.model.RejectionReason.NOT_ONE_PART;
import static io.wardstream.model.RejectionReason.NOT_UTF8;
import static io.wardstream.model.RejectionReason.OUT_OF_RANGE;
import static io.wardstream.model.RejectionReason.TOO_DEEP_OR_LONG;
import static io.wardstream.model.RejectionReason.TOO_LARGE;
import static io.wardstream.model.RejectionReason.UNKNOWN_FIELD;
import static io.wardstream.model.RejectionReason.UNKNOWN_WORD;
import static io.wardstream.model.RejectionReason.WRONG_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.ClampRefusal;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Presence;
import io.wardstream.model.PresenceState;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.SharedData;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.wire.DeviceMessageDecoder.Item;
import io.wardstream.model.wire.DeviceMessageDecoder.Message;
import io.wardstream.model.wire.DeviceMessageDecoder.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceMessageDecoderTest {

    private static final String SCALE = "{\"boot\":\"9f3a\",\"seq\":4711,\"measuredAt\":\"2026-11-21T06:00:00.250Z\","
            + "\"infusion\":{\"massG\":612.4}}";

    private static List<Item> decode(String json) {
        return DeviceMessageDecoder.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static DeviceMessage message(String json) {
        List<Item> items = decode(json);
        assertThat(items).singleElement().isInstanceOf(Message.class);
        return ((Message) items.get(0)).message();
    }

    @Test
    void readsEveryPart() {
        assertThat(message(SCALE))
                .isEqualTo(new DeviceMessage(
                        null, "9f3a", 4711, 1795240800250L, new InfusionReading(612.4), null, null, null, null));
        assertThat(message("{\"boot\":\"a\",\"seq\":0,\"vitals\":{\"hrBpm\":72,\"spo2Pct\":97,\"rrPerMin\":16,"
                                + "\"sysMmHg\":118,\"diaMmHg\":76,\"tempC\":36.9}}")
                        .vitals())
                .isEqualTo(new VitalsReading(72.0, null, 97.0, 16.0, 118.0, 76.0, null, 36.9, null));
        assertThat(message("{\"boot\":\"a\",\"seq\":1,\"care\":{\"action\":\"ACKNOWLEDGE\",\"by\":\"nurse-7\"}}")
                        .care())
                .isEqualTo(Care.of(CareAction.ACKNOWLEDGE, "nurse-7"));
        assertThat(message("{\"boot\":\"a\",\"seq\":1,\"clamp\":{\"state\":\"OPEN\",\"commandId\":\"c-1\",\"refused\":"
                                + "\"STALE_EPOCH\"}}")
                        .clamp())
                .isEqualTo(new ClampReport(ClampState.OPEN, "c-1", ClampRefusal.STALE_EPOCH));
        assertThat(message("{\"boot\":\"a\",\"seq\":1,\"presence\":{\"state\":\"OFFLINE\"}}")
                        .presence())
                .isEqualTo(new Presence(PresenceState.OFFLINE));
    }

    @Test
    void readsABatteryBesideAnyPartAndLetsABadOneHideNothing() {
        assertThat(message(SCALE).batteryPct()).isNull();
        assertThat(message(SCALE.replace("\"infusion\"", "\"batteryPct\":19.5,\"infusion\""))
                        .batteryPct())
                .isEqualTo(19.5);
        assertThat(message("{\"boot\":\"a\",\"seq\":1,\"batteryPct\":null,\"presence\":{\"state\":\"ONLINE\"}}")
                        .batteryPct())
                .isNull();
        Message bad = (Message) decode(SCALE.replace("\"infusion\"", "\"batteryPct\":255,\"infusion\""))
                .get(0);
        assertThat(bad.message().batteryPct()).isNull();
        assertThat(bad.message().infusion()).isEqualTo(new InfusionReading(612.4));
        assertThat(bad.badValues()).containsExactly(new BadValue(OUT_OF_RANGE, "batteryPct"));
        assertThat(decode("{\"boot\":\"a\",\"seq\":1,\"batteryPct\":50}"))
                .singleElement()
                .extracting("reason")
                .isEqualTo(NOT_ONE_PART);
    }

    @Test
    void readsWhetherTheCuffRunsAndLetsABadWordHideNothing() {
        String monitor = "{\"boot\":\"a\",\"seq\":1,\"vitals\":{\"hrBpm\":70,\"cuffRunning\":%s}}";
        assertThat(message(monitor.formatted("true")).vitals())
                .isEqualTo(VitalsReading.NONE.withHrBpm(70.0).withCuffRunning(true));
        assertThat(message(monitor.formatted("false")).vitals().cuffRunning()).isFalse();
        assertThat(message(monitor.formatted("null")).vitals()).isEqualTo(VitalsReading.NONE.withHrBpm(70.0));
        for (String bad : List.of("1", "\"true\"", "{\"since\":[1]}")) {
            Message taken = (Message) decode(monitor.formatted(bad)).get(0);
            assertThat(taken.message().vitals()).as(bad).isEqualTo(VitalsReading.NONE.withHrBpm(70.0));
            assertThat(taken.badValues())
                    .containsExactly(new BadValue(WRONG_TYPE, "vitals.cuffRunning must be true or false"));
        }
        // A monitor that measures now and then has nothing else to say when its cuff begins.
        assertThat(message("{\"boot\":\"a\",\"seq\":1,\"vitals\":{\"cuffRunning\":true}}")
                        .vitals())
                .isEqualTo(VitalsReading.NONE.withCuffRunning(true));
    }

    @Test
    void readsAnArrayAndJudgesEachObjectByItself() {
        List<Item> items = decode("[" + SCALE + ",{\"boot\":\"a\",\"seq\":1}," + SCALE.replace("4711", "4712") + "]");
        assertThat(items).hasSize(3);
        assertThat(items.get(0)).isInstanceOf(Message.class);
        assertThat(((Refused) items.get(1)).reason()).isEqualTo(NOT_ONE_PART);
        assertThat(((Message) items.get(2)).message().seq()).isEqualTo(4712);
    }

    @Test
    void refusesAWholeArrayThatTurnsOutNotToBeJson() {
        assertThat(decode("[" + SCALE + "," + SCALE))
                .singleElement()
                .extracting("reason")
                .isEqualTo(NOT_JSON);
    }

    @Test
    void takesOutAValueThatCannotBeTrueAndKeepsTheRest() {
        List<Item> items = decode(
                "{\"boot\":\"a\",\"seq\":1,\"vitals\":{\"spo2Pct\":79,\"tempC\":-100,\"hrBpm\":8388607,\"rrPerMin\":18}}");
        Message message = (Message) items.get(0);
        assertThat(message.message().vitals())
                .isEqualTo(VitalsReading.NONE.withSpo2Pct(79.0).withRrPerMin(18.0));
        assertThat(message.badValues())
                .containsExactly(
                        new BadValue(OUT_OF_RANGE, "vitals.tempC"), new BadValue(OUT_OF_RANGE, "vitals.hrBpm"));
    }

    @Test
    void readsNullAsNotMeasured() {
        assertThat(message("{\"boot\":\"a\",\"seq\":1,\"vitals\":{\"spo2Pct\":97,\"tempC\":null}}")
                        .vitals())
                .isEqualTo(VitalsReading.NONE.withSpo2Pct(97.0));
    }

    static Stream<Arguments> refusals() {
        String deep = "[".repeat(20) + "]".repeat(20);
        return Stream.of(
                Arguments.of("", EMPTY),
                Arguments.of("   ", NOT_JSON),
                Arguments.of("{", NOT_JSON),
                Arguments.of("hello", NOT_JSON),
                Arguments.of(SCALE + " " + SCALE, NOT_JSON),
                Arguments.of(SCALE.replace("612.4", "NaN"), NOT_JSON),
                Arguments.of(SCALE.replace("612.4", "-Infinity"), NOT_JSON),
                Arguments.of("\uFEFF" + SCALE, NOT_JSON),
                Arguments.of("[]", NOT_A_MESSAGE),
                Arguments.of("[1]", NOT_A_MESSAGE),
                Arguments.of("42", NOT_A_MESSAGE),
                Arguments.of("\"text\"", NOT_A_MESSAGE),
                Arguments.of("null", NOT_A_MESSAGE),
                Arguments.of(deep, TOO_DEEP_OR_LONG),
                Arguments.of("{\"boot\":\"a\",\"seq\":1,\"x\":" + deep + "}", TOO_DEEP_OR_LONG),
                Arguments.of("{\"boot\":\"" + "x".repeat(600) + "\"}", TOO_DEEP_OR_LONG),
                Arguments.of(SCALE.replace("\"seq\":4711", "\"seq\":1,\"seq\":2"), DUPLICATE_FIELD),
                Arguments.of(SCALE.replace("massG\":612.4", "massG\":1,\"massG\":2"), DUPLICATE_FIELD),
                Arguments.of(SCALE.replace("massG", "massKg"), UNKNOWN_FIELD),
                Arguments.of(SCALE.replace("\"seq\"", "\"extra\":[1,{\"a\":2}],\"seq\""), UNKNOWN_FIELD),
                Arguments.of("{\"boot\":\"a\",\"seq\":1,\"vitals\":{\"tempF\":98.6}}", UNKNOWN_FIELD),
                Arguments.of(SCALE.replace("4711", "\"4711\""), WRONG_TYPE),
                Arguments.of(SCALE.replace("4711", "1.5"), WRONG_TYPE),
                Arguments.of(SCALE.replace("612.4", "\"612.4\""), WRONG_TYPE),
                Arguments.of(SCALE.replace("612.4", "null"), WRONG_TYPE),
                Arguments.of(SCALE.replace("{\"massG\":612.4}", "612.4"), WRONG_TYPE),
                Arguments.of(SCALE.replace("\"9f3a\"", "17"), WRONG_TYPE),
                Arguments.of(SCALE.replace("4711", "-1"), OUT_OF_RANGE),
                Arguments.of(SCALE.replace("4711", "99999999999999999999"), OUT_OF_RANGE),
                Arguments.of(SCALE.replace("612.4", "1e400"), OUT_OF_RANGE),
                Arguments.of(SCALE.replace("612.4", "50001"), OUT_OF_RANGE),
                Arguments.of(SCALE.replace("9f3a", "a/b"), OUT_OF_RANGE),
                Arguments.of("{\"boot\":\"a\",\"seq\":1,\"vitals\":{\"spo2Pct\":101}}", OUT_OF_RANGE),
                Arguments.of(
                        "{\"boot\":\"a\",\"seq\":1,\"care\":{\"action\":\"ACKNOWLEDGE\",\"by\":\"\\uD800\"}}",
                        OUT_OF_RANGE),
                Arguments.of(
                        "{\"boot\":\"a\",\"seq\":1,\"care\":{\"action\":\"ACKNOWLEDGE\",\"by\":\"a\\u0000b\"}}",
                        OUT_OF_RANGE),
                Arguments.of(SCALE.replace("2026-11-21T06:00:00.250Z", "noon"), BAD_TIME),
                Arguments.of(SCALE.replace("\"boot\":\"9f3a\",", ""), MISSING_FIELD),
                Arguments.of(SCALE.replace("\"seq\":4711,", ""), MISSING_FIELD),
                Arguments.of(SCALE.replace("\"massG\":612.4", ""), MISSING_FIELD),
                Arguments.of("{\"boot\":\"a\",\"seq\":1,\"vitals\":{}}", MISSING_FIELD),
                Arguments.of("{\"boot\":\"a\",\"seq\":1,\"vitals\":{\"spo2Pct\":null}}", MISSING_FIELD),
                Arguments.of("{\"boot\":\"a\",\"seq\":1,\"care\":{\"action\":\"ACKNOWLEDGE\"}}", MISSING_FIELD),
                Arguments.of("{\"boot\":\"a\",\"seq\":1,\"care\":{\"by\":\"nurse-7\"}}", MISSING_FIELD),
                Arguments.of("{\"boot\":\"a\",\"seq\":1,\"care\":{\"action\":\"DANCE\",\"by\":\"n\"}}", UNKNOWN_WORD),
                Arguments.of("{\"boot\":\"a\",\"seq\":1,\"clamp\":{\"state\":\"AJAR\"}}", UNKNOWN_WORD),
                Arguments.of("{\"boot\":\"a\",\"seq\":1}", NOT_ONE_PART),
                Arguments.of(SCALE.replace("\"seq\"", "\"presence\":{\"state\":\"ONLINE\"},\"seq\""), NOT_ONE_PART));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithTheReason(String payload, RejectionReason reason) {
        List<Item> items = decode(payload);
        assertThat(items).singleElement().isInstanceOf(Refused.class);
        assertThat(((Refused) items.get(0)).reason()).isEqualTo(reason);
    }

    @Test
    void refusesBytesThatAreNotUtf8AndTextThatIsTooLong() {
        assertThat(DeviceMessageDecoder.decode(new byte[] {'{', (byte) 0xC0, (byte) 0x80, '}'}))
                .singleElement()
                .extracting("reason")
                .isEqualTo(NOT_UTF8);
        assertThat(DeviceMessageDecoder.decode(SCALE.getBytes(StandardCharsets.UTF_16LE)))
                .singleElement()
                .isInstanceOf(Refused.class);
        byte[] large = new byte[DeviceMessageDecoder.MAX_BYTES + 1];
        Arrays.fill(large, (byte) ' ');
        assertThat(DeviceMessageDecoder.decode(large))
                .singleElement()
                .extracting("reason")
                .isEqualTo(TOO_LARGE);
    }

    @Test
    void showsNothingOfAStrangersTextButAShortPrintablePlace() {
        String nasty = "\\u001b[31m" + "y".repeat(300);
        Refused refused = (Refused)
                decode("{\"boot\":\"a\",\"seq\":1,\"" + nasty + "\":1}").get(0);
        assertThat(refused.detail()).hasSizeLessThan(90).doesNotContain("\u001b");
    }

    @Test
    void answersAnyBytesWhatever() {
        Random random = new Random(20261121);
        byte[] good = SCALE.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int j = random.nextInt(1, 6); j > 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            assertThat(DeviceMessageDecoder.decode(cut)).isNotEmpty();
        }
    }

    /** Other people's JSON, right and wrong: nothing of it is ours, and nothing of it may throw. */
    @Test
    void refusesTheWholeJsonTestSuite() throws IOException {
        int valid = 0;
        for (Path file : files(SharedData.require("json_test_suite"), ".json")) {
            List<Item> items = DeviceMessageDecoder.decode(Files.readAllBytes(file));
            String name = file.getFileName().toString();
            assertThat(items).as(name).isNotEmpty().allMatch(item -> item instanceof Refused);
            RejectionReason.Category category =
                    ((Refused) items.get(0)).reason().category();
            if (name.startsWith("n_")) {
                assertThat(category).as(name).isIn(RejectionReason.Category.SYNTAX, RejectionReason.Category.ENVELOPE);
            } else if (name.startsWith("y_") && !name.contains("duplicated_key")) {
                assertThat(category).as(name).isEqualTo(RejectionReason.Category.SCHEMA);
                valid++;
            }
        }
        assertThat(valid).isGreaterThan(80);
    }

    /** Payloads of other systems' devices. */
    @Test
    void refusesOtherProfilesWithoutAnException() throws IOException {
        List<Path> files = files(SharedData.require("payloads"), "");
        assertThat(files).hasSizeGreaterThan(20);
        for (Path file : files) {
            assertThat(DeviceMessageDecoder.decode(Files.readAllBytes(file)))
                    .as(file.toString())
                    .isNotEmpty()
                    .allMatch(item -> item instanceof Refused);
        }
    }

    private static List<Path> files(Path root, String suffix) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> files = new ArrayList<>(walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList());
            assertThat(files).isNotEmpty();
            return files;
        }
    }
}
