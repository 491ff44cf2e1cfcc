package io.wardstream.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.FieldMapping;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.SharedData;
import io.wardstream.model.wire.ForeignDevice.Item;
import io.wardstream.model.wire.ForeignDevice.Reading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a device that other people made may say: it is understood or refused with a reason; nothing makes it throw.
 */
class ForeignDeviceTest extends ForeignDeviceFixture {

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
