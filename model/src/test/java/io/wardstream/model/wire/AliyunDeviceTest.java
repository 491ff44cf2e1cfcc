package io.wardstream.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.ClampMapping;
import io.wardstream.model.ClampState;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.PresenceState;
import io.wardstream.model.ProfileKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.SharedData;
import io.wardstream.model.wire.ForeignDevice.Item;
import io.wardstream.model.wire.ForeignDevice.Reading;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Devices that speak Alibaba's thing model. */
class AliyunDeviceTest extends ForeignDeviceFixture {

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
}
