package io.wardstream.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.ClampMapping;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.FieldMapping;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.PresenceState;
import io.wardstream.model.ProfileKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.wire.ForeignDevice.Item;
import io.wardstream.model.wire.ForeignDevice.Reading;
import io.wardstream.model.wire.ForeignDevice.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices whose JSON is described field by field. */
class MappedDeviceTest extends ForeignDeviceFixture {

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
}
