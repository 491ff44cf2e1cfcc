package io.wardstream.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.ClampMapping;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.FieldMapping;
import io.wardstream.model.ProfileKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.SharedData;
import io.wardstream.model.wire.ForeignDevice.Item;
import io.wardstream.model.wire.ForeignDevice.Reading;
import io.wardstream.model.wire.ForeignDevice.Refused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** Devices that other people made, one of each kind of profile, and what is made of a payload of theirs. */
abstract class ForeignDeviceFixture {

    static final String ADAFRUIT_TOPIC = "nurse7/feeds/Weight";
    static final String ALIYUN_TOPIC = "/sys/a1h88DsZIaY/hook-4/thing/event/property/post";
    static final String MAPPING_TOPIC = "devices/m1/messages/events/";

    static RegistryEntry entry(String device, DeviceKind kind, DeviceProfile profile) {
        return new RegistryEntry(device, kind, "icu", "b1", "l1", "p1", 0, null, null, 500.0, 45.0, 1.0, null)
                .withProfile(profile);
    }

    static RegistryEntry adafruit() {
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

    static RegistryEntry aliyun() {
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

    static RegistryEntry mapping(String readings, FieldMapping... fields) {
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

    static List<Item> decode(RegistryEntry entry, String topic, String payload) {
        return decode(entry, topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    static List<Item> decode(RegistryEntry entry, String topic, byte[] payload) {
        ForeignDevice device = ForeignDevice.of(entry);
        assertThat(device.problems()).isEmpty();
        return device.decode(topic, payload);
    }

    static Reading only(List<Item> items) {
        assertThat(items).singleElement().isInstanceOf(Reading.class);
        return (Reading) items.get(0);
    }

    static RejectionReason refusal(List<Item> items) {
        assertThat(items).singleElement().isInstanceOf(Refused.class);
        return ((Refused) items.get(0)).reason();
    }

    static List<Item> shared(RegistryEntry entry, String file) throws Exception {
        return decode(entry, MAPPING_TOPIC, Files.readAllBytes(SharedData.require("payloads/" + file)));
    }
}
