package io.wardstream.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.ClampMapping;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.FieldMapping;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.PresenceState;
import io.wardstream.model.ProfileKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.SharedData;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.wire.ForeignDevice.Item;
import io.wardstream.model.wire.ForeignDevice.Reading;
import io.wardstream.model.wire.ForeignDevice.Refused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices that other people made: what they say is understood, or refused with a reason; nothing makes it throw. */
class ForeignDeviceTest {

    private static final String ADAFRUIT_TOPIC = "nurse7/feeds/Weight";
    private static final String ALIYUN_TOPIC = "/sys/a1h88DsZIaY/hook-4/thing/event/property/post";
    private static final String MAPPING_TOPIC = "devices/m1/messages/events/";

    private static RegistryEntry entry(String device, DeviceKind kind, DeviceProfile profile) {
        return new RegistryEntry(device, kind, "icu", "b1", "l1", "p1", 0, null, null, 500.0, 45.0, 1.0, null)
                .withProfile(profile);
    }

    private static RegistryEntry adafruit() {
        return entry(
                "bottle-1",
                DeviceKind.LOAD_CELL_WITH_CLAMP,
                new DeviceProfile(
                        ProfileKind.ADAFRUIT_IO,
                        "nurse7",
                        null,
                        null,
                        null,
                        List.of(FieldMapping.of("infusion.massG", "Weight", null)),
                        new ClampMapping("ward.Clamp", "SHUT", "OPEN", "ClampCommand", "CLOSE")));
    }

    private static RegistryEntry aliyun() {
        return entry(
                "hook-4",
                DeviceKind.LOAD_CELL_WITH_CLAMP,
                new DeviceProfile(
                        ProfileKind.ALIYUN,
                        "a1h88DsZIaY",
                        null,
                        null,
                        null,
                        List.of(FieldMapping.of("infusion.massG", "Weight", "kg")),
                        new ClampMapping("Clamp", "1", "0", "Clamp", null)));
    }

    private static RegistryEntry mapping(String readings, FieldMapping... fields) {
        return entry(
                "m1",
                DeviceKind.MONITOR,
                new DeviceProfile(
                        ProfileKind.MAPPING,
                        null,
                        null,
                        "devices/{deviceId}/messages/events/#",
                        readings,
                        List.of(fields),
                        null));
    }

    private static List<Item> decode(RegistryEntry entry, String topic, String payload) {
        return decode(entry, topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Item> decode(RegistryEntry entry, String topic, byte[] payload) {
        ForeignDevice device = ForeignDevice.of(entry);
        assertThat(device.problems()).isEmpty();
        return device.decode(topic, payload);
    }

    private static Reading only(List<Item> items) {
        assertThat(items).singleElement().isInstanceOf(Reading.class);
        return (Reading) items.get(0);
    }

    private static RejectionReason refusal(List<Item> items) {
        assertThat(items).singleElement().isInstanceOf(Refused.class);
        return ((Refused) items.get(0)).reason();
    }

    private static List<Item> shared(RegistryEntry entry, String file) throws Exception {
        return decode(entry, MAPPING_TOPIC, Files.readAllBytes(SharedData.require("payloads/" + file)));
    }

    // --- Adafruit IO -------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "612.40",
                "  612.40\r\n",
                "612.4",
                "+612.4",
                "6.124e2",
                "{\"value\":\"612.40\"}",
                "{\"value\":612.4}",
                "\uFEFF612.4",
                " {\"id\":1, \"value\" : \" 612.4 \", \"feed_key\":\"weight\"}\n"
            })
    void readsAFeedsNumber(String payload) {
        Reading reading = only(decode(adafruit(), ADAFRUIT_TOPIC, payload));
        assertThat(reading.infusion().massG()).isEqualTo(612.4);
        assertThat(reading.boot()).isNull();
        assertThat(reading.seq()).isNull();
        assertThat(reading.measuredAt()).isNull();
    }

    @Test
    void takesABatteryAlongAndCountsItAloneAsASignOfLife() {
        FieldMapping battery = FieldMapping.of("batteryPct", "/battery", null);
        RegistryEntry entry = mapping(null, FieldMapping.of("infusion.massG", "/massG", null), battery);
        Reading both = only(decode(entry, MAPPING_TOPIC, "{\"massG\":612.4,\"battery\":\"18\"}"));
        assertThat(both.infusion().massG()).isEqualTo(612.4);
        assertThat(both.batteryPct()).isEqualTo(18);
        Reading alone = only(decode(entry, MAPPING_TOPIC, "{\"battery\":9}"));
        assertThat(alone.presence().state()).isEqualTo(PresenceState.ONLINE);
        assertThat(alone.batteryPct()).isEqualTo(9);
        Reading bad = only(decode(entry, MAPPING_TOPIC, "{\"massG\":612.4,\"battery\":101}"));
        assertThat(bad.batteryPct()).isNull();
        assertThat(bad.badValues()).containsExactly(new BadValue(RejectionReason.OUT_OF_RANGE, "batteryPct"));
        assertThat(refusal(decode(entry, MAPPING_TOPIC, "{\"battery\":-1}"))).isEqualTo(RejectionReason.OUT_OF_RANGE);
    }

    @Test
    void readsWhetherTheCuffRuns() {
        FieldMapping cuff = FieldMapping.of("vitals.cuffRunning", "/nibp", null);
        RegistryEntry entry = mapping(null, FieldMapping.of("vitals.hrBpm", "/hr", null), cuff);
        for (String yes : List.of("true", "\"true\"", "1", "\"1\"")) {
            assertThat(only(decode(entry, MAPPING_TOPIC, "{\"nibp\":" + yes + "}"))
                            .vitals())
                    .as(yes)
                    .isEqualTo(VitalsReading.NONE.withCuffRunning(true));
        }
        assertThat(only(decode(entry, MAPPING_TOPIC, "{\"hr\":70,\"nibp\":0}")).vitals())
                .isEqualTo(VitalsReading.NONE.withHrBpm(70.0).withCuffRunning(false));
        Reading bad = only(decode(entry, MAPPING_TOPIC, "{\"hr\":70,\"nibp\":\"INFLATING\"}"));
        assertThat(bad.vitals()).isEqualTo(VitalsReading.NONE.withHrBpm(70.0));
        assertThat(bad.badValues())
                .containsExactly(new BadValue(RejectionReason.WRONG_TYPE, "vitals.cuffRunning must be true or false"));
        FieldMapping withUnit = new FieldMapping("vitals.cuffRunning", "/nibp", "%", null, null, null, null);
        assertThat(ForeignDevice.of(mapping(null, withUnit)).problems())
                .containsExactly("vitals.cuffRunning is true or false: it has no unit, scale or offset");
    }

    @Test
    void refusesWhatIsNoNumberInAFeed() {
        RegistryEntry entry = adafruit();
        for (String payload :
                List.of("nan", "inf", "12,5", "612.4 g", "0x12", "1d", "--1", "", " ", "null", "\"612\"")) {
            assertThat(refusal(decode(entry, ADAFRUIT_TOPIC, payload)))
                    .as(payload)
                    .isIn(RejectionReason.WRONG_TYPE, RejectionReason.EMPTY);
        }
        assertThat(refusal(decode(entry, ADAFRUIT_TOPIC, "1e9"))).isEqualTo(RejectionReason.OUT_OF_RANGE);
        assertThat(refusal(decode(entry, ADAFRUIT_TOPIC, "{\"value\":null}"))).isEqualTo(RejectionReason.MISSING_FIELD);
        assertThat(refusal(decode(entry, ADAFRUIT_TOPIC, "{\"value\":1"))).isEqualTo(RejectionReason.NOT_JSON);
        assertThat(refusal(decode(entry, ADAFRUIT_TOPIC, new byte[] {'1', (byte) 0xff})))
                .isEqualTo(RejectionReason.NOT_UTF8);
    }

    @Test
    void readsTheClampsFeedInItsGroup() {
        assertThat(only(decode(adafruit(), "nurse7/feeds/ward.Clamp", "SHUT\n")).clamp())
                .isEqualTo(new ClampReport(ClampState.CLOSED, null, null));
        assertThat(only(decode(adafruit(), "nurse7/feeds/ward.Clamp", "{\"value\":\"OPEN\"}"))
                        .clamp()
                        .state())
                .isEqualTo(ClampState.OPEN);
        assertThat(refusal(decode(adafruit(), "nurse7/feeds/ward.Clamp", "ajar")))
                .isEqualTo(RejectionReason.UNKNOWN_WORD);
    }

    @Test
    void speaksAndIsSpokenToOnFeedsOfItsOwn() {
        ForeignDevice device = ForeignDevice.of(adafruit());
        assertThat(device.filters()).containsExactly(ADAFRUIT_TOPIC, "nurse7/feeds/ward.Clamp");
        assertThat(device.commandTopic()).isEqualTo("nurse7/feeds/ClampCommand");
        assertThat(device.close("c")).isEqualTo(new ForeignCommand("nurse7/feeds/ClampCommand", "CLOSE", null));
    }

    // --- Alibaba's thing model ---------------------------------------------------------------

    @Test
    void readsAPostOfProperties() {
        List<Item> items = decode(
                aliyun(),
                ALIYUN_TOPIC,
                "{\"id\":\"123\",\"version\":\"1.0\",\"params\":{\"Weight\":0.6124,\"LightStatus\":1},"
                        + "\"method\":\"thing.event.property.post\"}");
        assertThat(only(items).infusion().massG()).isEqualTo(612.4);
    }

    @Test
    void readsAPropertyWithItsTimeAndBothPartsOfAPost() {
        List<Item> items = decode(
                aliyun(),
                ALIYUN_TOPIC,
                "{\"params\":{\"Weight\":{\"value\":\"0.6124\",\"time\":1524448722000},\"Clamp\":{\"value\":1}}}");
        assertThat(items).hasSize(2);
        assertThat(((Reading) items.get(0)).infusion().massG()).isEqualTo(612.4);
        assertThat(((Reading) items.get(0)).measuredAt()).isEqualTo(1_524_448_722_000L);
        assertThat(((Reading) items.get(1)).clamp().state()).isEqualTo(ClampState.CLOSED);
    }

    @Test
    void takesABadTimeOutAndKeepsTheReading() {
        Reading reading =
                only(decode(aliyun(), ALIYUN_TOPIC, "{\"params\":{\"Weight\":{\"value\":0.5,\"time\":\"noon\"}}}"));
        assertThat(reading.measuredAt()).isNull();
        assertThat(reading.badValues()).containsExactly(new BadValue(RejectionReason.BAD_TIME, "measuredAt"));
    }

    @Test
    void refusesAPostThatIsNone() {
        assertThat(refusal(decode(aliyun(), ALIYUN_TOPIC, "[]"))).isEqualTo(RejectionReason.NOT_A_MESSAGE);
        assertThat(refusal(decode(aliyun(), ALIYUN_TOPIC, "{}"))).isEqualTo(RejectionReason.MISSING_FIELD);
        assertThat(refusal(decode(aliyun(), ALIYUN_TOPIC, "{\"params\":[1]}"))).isEqualTo(RejectionReason.WRONG_TYPE);
        assertThat(refusal(decode(aliyun(), ALIYUN_TOPIC, "{\"params\":{\"LightStatus\":1}}")))
                .isEqualTo(RejectionReason.MISSING_FIELD);
        assertThat(refusal(decode(aliyun(), ALIYUN_TOPIC, "{\"params\":{\"Weight\":1},\"method\":\"thing.x\"}")))
                .isEqualTo(RejectionReason.UNKNOWN_WORD);
        assertThat(refusal(decode(aliyun(), ALIYUN_TOPIC, "{\"params\":{\"Weight\":1},\"params\":{}}")))
                .isEqualTo(RejectionReason.DUPLICATE_FIELD);
    }

    @Test
    void setsThePropertyThatClosesTheClamp() {
        ForeignCommand command = ForeignDevice.of(aliyun()).close("4f6f1c1e-0000-5000-8000-000000000000");
        assertThat(command.topic()).isEqualTo("/sys/a1h88DsZIaY/hook-4/thing/service/property/set");
        assertThat(command.payload())
                .isEqualTo("{\"id\":\"" + command.answerId() + "\",\"version\":\"1.0\",\"params\":{\"Clamp\":1},"
                        + "\"method\":\"thing.service.property.set\"}");
        assertThat(Long.parseLong(command.answerId())).isBetween(0L, 0xFFFF_FFFFL);
        assertThat(ForeignDevice.of(aliyun()).close("4f6f1c1e-0000-5000-8000-000000000000"))
                .as("the same on every replay")
                .isEqualTo(command);
    }

    @Test
    void takesACodeOfSuccessForASignOfLifeAndNotForTheClampsPosition() {
        String topic = "/sys/a1h88DsZIaY/hook-4/thing/service/property/set_reply";
        Reading understood = only(decode(aliyun(), topic, "{\"id\":\"7\",\"code\":200,\"data\":{}}"));
        assertThat(understood.clamp()).isNull();
        assertThat(understood.presence().state()).isEqualTo(PresenceState.ONLINE);
        Reading refused = only(decode(aliyun(), topic, "{\"id\":\"7\",\"code\":400,\"data\":{}}"));
        assertThat(refused.clamp().state()).isEqualTo(ClampState.FAULT);
        assertThat(refused.clamp().commandId()).isEqualTo("7");
        assertThat(refusal(decode(aliyun(), topic, "{\"id\":\"7\"}"))).isEqualTo(RejectionReason.MISSING_FIELD);
        assertThat(refusal(decode(aliyun(), topic, "{\"id\":\"7\",\"code\":\"200\"}")))
                .isEqualTo(RejectionReason.WRONG_TYPE);
    }

    @Test
    void readsTheSharedThingModelsOwnPropertyWhenItIsMapped() throws Exception {
        String model = Files.readString(SharedData.require("payloads/aliyun_thing_model/model.json"));
        assertThat(model).contains("thing.event.property.post", "thing.service.property.set", "LightStatus");
        RegistryEntry clamp = entry(
                "hook-4",
                DeviceKind.CLAMP,
                new DeviceProfile(
                        ProfileKind.ALIYUN,
                        "a1h88DsZIaY",
                        null,
                        null,
                        null,
                        null,
                        new ClampMapping("LightStatus", "0", "1", "LightStatus", null)));
        assertThat(only(decode(clamp, ALIYUN_TOPIC, "{\"params\":{\"LightStatus\":0}}"))
                        .clamp()
                        .state())
                .isEqualTo(ClampState.CLOSED);
        assertThat(ForeignDevice.of(clamp).close("c").payload()).contains("\"params\":{\"LightStatus\":0}");
    }

    // --- Mappings ----------------------------------------------------------------------------

    @Test
    void readsTextNumbersBehindAByteOrderMark() throws Exception {
        RegistryEntry entry = mapping(
                null,
                FieldMapping.of("vitals.sysMmHg", "/Body/systolic", "mm[Hg]"),
                FieldMapping.of("vitals.diaMmHg", "/Body/diastolic", "mm[Hg]"),
                FieldMapping.of("measuredAt", "/Body/endDate", null));
        Reading reading =
                only(shared(entry, "azure_iomt/data_Documentation_CalculatedFunction_BloodPressure_Payload.json"));
        assertThat(reading.vitals())
                .isEqualTo(VitalsReading.NONE.withSysMmHg(123.0).withDiaMmHg(87.0));
        assertThat(reading.measuredAt()).isEqualTo(1_549_061_161_875L);
        assertThat(reading.badValues()).isEmpty();
    }

    @Test
    void readsEachReadingOfAnArrayAndASingleOneInItsPlace() throws Exception {
        RegistryEntry entry = mapping(
                "/Body",
                FieldMapping.of("vitals.hrBpm", "/heartRate", null),
                FieldMapping.of("measuredAt", "/endDate", null));
        assertThat(shared(
                        entry,
                        "azure_iomt/data_Documentation_CalculatedFunction_MultipleMeasurements_FromArray_Payload.json"))
                .extracting(item -> ((Reading) item).vitals().hrBpm())
                .containsExactly(78.0, 81.0, 72.0);
        assertThat(only(shared(entry, "azure_iomt/data_Documentation_CalculatedFunction_HeartRate_Payload.json"))
                        .vitals()
                        .hrBpm())
                .isEqualTo(78.0);
    }

    @Test
    void readsADeviceThatNamesNoTime() throws Exception {
        RegistryEntry entry = mapping(
                null,
                FieldMapping.of("vitals.hrBpm", "/Body/heartrate", null),
                FieldMapping.of("measuredAt", "/Properties/iothub-creation-time-utc", null));
        Reading with = only(shared(entry, "azure_iomt/data_IotHubPayloadExample.json"));
        Reading without = only(shared(entry, "azure_iomt/data_IotHubPayloadExampleMissingCreateTime.json"));
        assertThat(with.measuredAt()).isEqualTo(1_548_888_302_607L);
        assertThat(without.measuredAt()).isNull();
        assertThat(without.vitals().hrBpm()).isEqualTo(203.0);
        assertThat(without.badValues()).isEmpty();
    }

    @Test
    void findsThePressuresByNameWhateverTheirOrder() throws Exception {
        RegistryEntry entry = mapping(
                null,
                FieldMapping.of("vitals.sysMmHg", "/telemetry/BloodPressure/Systolic", null),
                FieldMapping.of("vitals.diaMmHg", "/telemetry/BloodPressure/Diastolic", null));
        assertThat(only(shared(entry, "azure_iomt/data_IotCentralPayloadExample.json"))
                        .vitals())
                .isEqualTo(VitalsReading.NONE.withSysMmHg(71.0).withDiaMmHg(7.0));
    }

    @Test
    void convertsFahrenheitAndRefusesItWhereItIsCalledCelsius() throws Exception {
        String file = "azure_iomt/data_IotCentralPayloadExampleMultipleMessages.json";
        FieldMapping pulse = FieldMapping.of("vitals.hrBpm", "/telemetry/HeartRate", null);
        List<Item> fahrenheit = shared(
                mapping("/Body", pulse, FieldMapping.of("vitals.tempC", "/telemetry/BodyTemperature", "[degF]")), file);
        assertThat(fahrenheit).hasSize(3);
        assertThat(((Reading) fahrenheit.get(0)).vitals().tempC()).isCloseTo(36.9, within(0.01));
        assertThat(((Refused) fahrenheit.get(1)).reason()).isEqualTo(RejectionReason.MISSING_FIELD);

        List<Item> celsius = shared(
                mapping("/Body", pulse, FieldMapping.of("vitals.tempC", "/telemetry/BodyTemperature", "Cel")), file);
        Reading first = (Reading) celsius.get(0);
        assertThat(first.vitals()).isEqualTo(VitalsReading.NONE.withHrBpm(75.0));
        assertThat(first.badValues()).containsExactly(new BadValue(RejectionReason.OUT_OF_RANGE, "[0] vitals.tempC"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"heart-rate", "temperature", "oxygen-saturation", "respiratory-rate", "blood-pressure"})
    void readsAnObservationByItsCodeAndNotByItsPlace(String name) throws Exception {
        RegistryEntry entry = fhir();
        VitalsReading vitals =
                only(shared(entry, "fhir_us_core/" + name + ".json")).vitals();
        switch (name) {
            case "heart-rate" -> assertThat(vitals).isEqualTo(VitalsReading.NONE.withHrBpm(44.0));
            case "temperature" -> assertThat(vitals).isEqualTo(VitalsReading.NONE.withTempC(36.55556));
            case "oxygen-saturation" -> assertThat(vitals).isEqualTo(VitalsReading.NONE.withSpo2Pct(99.0));
            case "respiratory-rate" -> assertThat(vitals).isEqualTo(VitalsReading.NONE.withRrPerMin(26.0));
            default ->
                assertThat(vitals)
                        .isEqualTo(VitalsReading.NONE.withSysMmHg(109.0).withDiaMmHg(44.0));
        }
    }

    @Test
    void takesAPressureThatWasNotMeasuredForAbsent() throws Exception {
        Reading reading = only(shared(fhir(), "fhir_us_core/bp-data-absent.json"));
        assertThat(reading.vitals()).isEqualTo(VitalsReading.NONE.withSysMmHg(109.0));
        assertThat(reading.badValues())
                .as("a date is no time, and nothing else is wrong")
                .containsExactly(new BadValue(RejectionReason.BAD_TIME, "measuredAt"));
    }

    private static RegistryEntry fhir() {
        String code = "/code/coding/0/code";
        String value = "/valueQuantity/value";
        return mapping(
                null,
                FieldMapping.of("vitals.hrBpm", value, "/min").when(code, "8867-4"),
                FieldMapping.of("vitals.rrPerMin", value, "/min").when(code, "9279-1"),
                FieldMapping.of("vitals.spo2Pct", value, "%").when(code, "2708-6"),
                FieldMapping.of("vitals.spo2Pct", value, "%").when(code, "59408-5"),
                FieldMapping.of("vitals.tempC", value, "Cel").when("/valueQuantity/code", "Cel"),
                FieldMapping.of("vitals.tempC", value, "[degF]").when("/valueQuantity/code", "[degF]"),
                FieldMapping.of("vitals.sysMmHg", "/component/0" + value, null).when("/component/0" + code, "8480-6"),
                FieldMapping.of("vitals.diaMmHg", "/component/1" + value, null).when("/component/1" + code, "8462-4"),
                FieldMapping.of("measuredAt", "/effectiveDateTime", null));
    }

    @Test
    void scalesBeforeItConverts() {
        RegistryEntry entry = mapping(null, new FieldMapping("vitals.tempC", "/t", "[degF]", 0.1, 32.0, null, null));
        assertThat(only(decode(entry, MAPPING_TOPIC, "{\"t\":666}")).vitals().tempC())
                .isCloseTo(37.0, within(1e-6));
    }

    @Test
    void readsAVolumeAsTheMassThatTheHookWouldCarry() {
        RegistryEntry entry = new RegistryEntry(
                        "m1", DeviceKind.LOAD_CELL, "icu", null, null, null, 0, null, null, 500.0, 60.0, 1.1, null)
                .withProfile(mapping(null, FieldMapping.of("infusion.massG", "/left", "mL"))
                        .profile());
        double massG =
                only(decode(entry, MAPPING_TOPIC, "{\"left\":200}")).infusion().massG();
        assertThat(massG).isCloseTo(280, within(1e-9));
        assertThat(entry.levelMl(massG)).isCloseTo(200, within(1e-9));
    }

    @Test
    void takesADevicesOwnNumbersWhereItHasThem() {
        RegistryEntry entry = mapping(
                null,
                FieldMapping.of("vitals.hrBpm", "/hr", null),
                FieldMapping.of("boot", "/session", null),
                FieldMapping.of("seq", "/n", null),
                FieldMapping.of("measuredAt", "/ts", "s"));
        Reading reading =
                only(decode(entry, MAPPING_TOPIC, "{\"hr\":70,\"session\":17,\"n\":\"42\",\"ts\":1549061161.875}"));
        assertThat(reading.boot()).isEqualTo("17");
        assertThat(reading.seq()).isEqualTo(42);
        assertThat(reading.measuredAt()).isEqualTo(1_549_061_161_875L);
        assertThat(refusal(decode(entry, MAPPING_TOPIC, "{\"hr\":70,\"session\":17}")))
                .isEqualTo(RejectionReason.MISSING_FIELD);
        assertThat(refusal(decode(entry, MAPPING_TOPIC, "{\"hr\":70,\"session\":17,\"n\":1.5}")))
                .isEqualTo(RejectionReason.MISSING_FIELD);
    }

    @Test
    void fillsTheTopicsPlaceholders() {
        DeviceProfile profile = new DeviceProfile(
                ProfileKind.MAPPING,
                null,
                null,
                "site/{ward}/{deviceId}/up",
                null,
                List.of(FieldMapping.of("infusion.massG", "/w", null)),
                new ClampMapping("/c", "shut", "open", "site/{ward}/{deviceId}/down", "{\"clamp\":\"shut\"}"));
        ForeignDevice device = ForeignDevice.of(entry("d9", DeviceKind.LOAD_CELL_WITH_CLAMP, profile));
        assertThat(device.problems()).isEmpty();
        assertThat(device.filters()).containsExactly("site/icu/d9/up");
        assertThat(device.close("c")).isEqualTo(new ForeignCommand("site/icu/d9/down", "{\"clamp\":\"shut\"}", null));
    }

    // --- Profiles ----------------------------------------------------------------------------

    @Test
    void namesAllThatIsWrongWithAProfileAtOnce() {
        ForeignDevice device = ForeignDevice.of(entry(
                "m1",
                DeviceKind.MONITOR,
                new DeviceProfile(
                        ProfileKind.MAPPING,
                        null,
                        null,
                        "a/{bed}/#/b",
                        "Body",
                        List.of(
                                FieldMapping.of("vitals.tempC", "/t", "mm[Hg]"),
                                FieldMapping.of("vitals.temp", "/t", null),
                                FieldMapping.of("seq", "/n", null),
                                new FieldMapping("vitals.hrBpm", "~", null, 0.0, Double.NaN, "/a", null)),
                        new ClampMapping(null, null, null, null, null))));
        assertThat(device.problems())
                .anyMatch(problem -> problem.contains("'mm[Hg]' cannot be converted; accepted are Cel, K, [degF]"))
                .anyMatch(problem -> problem.startsWith("there is no field 'vitals.temp'"))
                .anyMatch(problem -> problem.equals("boot and seq go together"))
                .anyMatch(problem -> problem.equals("vitals.hrBpm: scale must be a number other than 0"))
                .anyMatch(problem -> problem.equals("vitals.hrBpm: offset must be a number"))
                .anyMatch(problem -> problem.equals("vitals.hrBpm: whenAt and whenIs go together"))
                .anyMatch(problem -> problem.equals("clamp: a MONITOR has none"))
                .anyMatch(problem -> problem.equals("clamp: neither stateAt nor commandAt"))
                .anyMatch(problem -> problem.startsWith("topic: {bed} stands for nothing"))
                .anyMatch(problem -> problem.startsWith("topic: # must be"))
                .anyMatch(problem -> problem.startsWith("'~' is no JSON pointer"))
                .anyMatch(problem -> problem.startsWith("'Body' is no JSON pointer"))
                .hasSize(12);
        assertThat(device.filters()).isEmpty();
        assertThat(refusal(device.decode("a", "{}".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(RejectionReason.INVALID_PROFILE);
        assertThat(device.close("c")).isNull();
    }

    @Test
    void refusesAClampWhoseCommandWouldConfirmItself() {
        RegistryEntry entry = adafruit();
        DeviceProfile profile = entry.profile();
        ForeignDevice device = ForeignDevice.of(entry.withProfile(new DeviceProfile(
                ProfileKind.ADAFRUIT_IO,
                "nurse7",
                null,
                null,
                null,
                profile.fields(),
                new ClampMapping("Clamp", "CLOSE", "OPEN", "Clamp", null))));
        assertThat(device.problems()).containsExactly("clamp: commandAt and stateAt must be two feeds");
        assertThat(ForeignDevice.canBeClosed(device.entry())).isFalse();
    }

    @Test
    void cannotCloseAClampThatHasNoCommandWay() {
        RegistryEntry entry = adafruit();
        RegistryEntry deaf = entry.withProfile(new DeviceProfile(
                ProfileKind.ADAFRUIT_IO,
                "nurse7",
                null,
                null,
                null,
                entry.profile().fields(),
                new ClampMapping("Clamp", "1", "0", null, null)));
        assertThat(ForeignDevice.of(deaf).problems()).isEmpty();
        assertThat(ForeignDevice.canBeClosed(deaf)).isFalse();
        assertThat(ForeignDevice.canBeClosed(entry)).isTrue();
        assertThat(ForeignDevice.canBeClosed(entry.withProfile(null))).isTrue();
    }

    @Test
    void isNoDeviceThatSpeaksOurLanguage() {
        RegistryEntry ours = adafruit().withProfile(null);
        assertThatThrownBy(() -> ForeignDevice.of(ours)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ForeignDevice.closeCommand(ours, "c")).isNull();
    }

    // --- Anything ----------------------------------------------------------------------------

    private record Sample(RegistryEntry entry, String topic, String good) {
        @Override
        public String toString() {
            return entry.profile().kind().name();
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample(adafruit(), ADAFRUIT_TOPIC, "{\"value\":\"612.40\"}"),
                new Sample(
                        aliyun(),
                        ALIYUN_TOPIC,
                        "{\"id\":\"123\",\"version\":\"1.0\",\"params\":{\"Weight\":{\"value\":0.6,\"time\":1524448722000},"
                                + "\"Clamp\":1},\"method\":\"thing.event.property.post\"}"),
                new Sample(
                        aliyun(),
                        "/sys/a1h88DsZIaY/hook-4/thing/service/property/set_reply",
                        "{\"id\":\"7\",\"code\":200,\"data\":{}}"),
                new Sample(
                        mapping(
                                "/Body",
                                FieldMapping.of("vitals.hrBpm", "/heartRate", null),
                                FieldMapping.of("vitals.tempC", "/t", "[degF]").when("/u", "F"),
                                FieldMapping.of("measuredAt", "/endDate", null)),
                        MAPPING_TOPIC,
                        "{\"Body\":[{\"heartRate\":\"78\",\"t\":98.4,\"u\":\"F\",\"endDate\":\"2019-02-01T20:46:01.875Z\"},"
                                + "{\"heartRate\":81}]}"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void answersEveryBrokenPayload(Sample sample) {
        ForeignDevice device = ForeignDevice.of(sample.entry());
        byte[] good = sample.good().getBytes(StandardCharsets.UTF_8);
        assertThat(device.decode(sample.topic(), good)).allMatch(item -> item instanceof Reading);
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            assertAnswered(device.decode(sample.topic(), bytes), new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void answersEveryFileOfTheJsonTestSuiteAndEveryForeignPayload(Sample sample) throws Exception {
        ForeignDevice device = ForeignDevice.of(sample.entry());
        for (String folder : List.of("json_test_suite", "payloads")) {
            try (Stream<Path> files = Files.walk(SharedData.require(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertAnswered(device.decode(sample.topic(), Files.readAllBytes(file)), file.toString());
                }
            }
        }
    }

    private static void assertAnswered(List<Item> items, String what) {
        assertThat(items).as(what).isNotEmpty();
        for (Item item : items) {
            if (item instanceof Reading reading) {
                long parts = Stream.of(reading.infusion(), reading.vitals(), reading.clamp(), reading.presence())
                        .filter(part -> part != null)
                        .count();
                assertThat(parts).as(what).isEqualTo(1);
                if (reading.infusion() != null) {
                    assertThat(reading.infusion().massG()).as(what).isBetween(-10_000.0, 50_000.0);
                }
            }
        }
    }
}
