package io.wardstream.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.ClampMapping;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.FieldMapping;
import io.wardstream.model.ProfileKind;
import io.wardstream.model.RegistryEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerAccessTest {

    private final BrokerAccess access = new BrokerAccess("secret".getBytes(StandardCharsets.UTF_8));

    private static RegistryEntry entry(String device, String ward, Boolean retired) {
        return new RegistryEntry(
                device, DeviceKind.LOAD_CELL, ward, "b1", null, null, 0, null, null, null, null, null, retired);
    }

    @BeforeEach
    void register() {
        access.register(entry("scale-1", "east", null));
        access.register(entry("scale-2", "east", null));
        access.register(entry("old-1", "east", true));
    }

    @Test
    void letsOnlyKnownUsersInAndOnlyWithTheirOwnPassword() {
        assertThat(access.authenticate("scale-1", access.password("scale-1"))).isTrue();
        assertThat(access.authenticate("scale-1", access.password("scale-2"))).isFalse();
        assertThat(access.authenticate("scale-1", "")).isFalse();
        assertThat(access.authenticate("scale-1", null)).isFalse();
        assertThat(access.authenticate(null, null)).isFalse();
        assertThat(access.authenticate("stranger", access.password("stranger"))).isFalse();
        assertThat(access.authenticate("old-1", access.password("old-1"))).isFalse();
        assertThat(access.authenticate(BrokerAccess.INGEST, access.password(BrokerAccess.INGEST)))
                .isTrue();
        assertThat(new BrokerAccess(new byte[] {1}).password("scale-1")).isNotEqualTo(access.password("scale-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "scale-1,ward/v1/east/scale-1/telemetry,true",
        "scale-1,ward/v1/east/scale-1/event,true",
        "scale-1,ward/v1/east/scale-1/state,true",
        "scale-1,ward/v1/east/scale-1/command,false",
        "scale-1,ward/v1/east/scale-2/telemetry,false",
        "scale-1,ward/v1/west/scale-1/telemetry,false",
        "scale-1,ward/v1/east/_tick/wardstream-ingest-s-0,false",
        "scale-1,other/topic,false",
        "old-1,ward/v1/east/old-1/telemetry,false",
        "stranger,ward/v1/east/stranger/telemetry,false",
        "wardstream-ingest,ward/v1/east/_tick/wardstream-ingest-s-0,true",
        "wardstream-ingest,ward/v1/east/_tick/scale-1,false",
        "wardstream-ingest,ward/v1/east/scale-1/command,false",
        "wardstream-ingest,ward/v1/east/scale-1/telemetry,false",
        "wardstream-safety,ward/v1/east/scale-1/command,true",
        "wardstream-safety,ward/v1/east/scale-1/telemetry,false",
        "wardstream-safety,ward/v1/east/_tick/wardstream-ingest-s-0,false"
    })
    void letsEachPublishWhereItSpeaksAndNowhereElse(String user, String topic, boolean allowed) {
        assertThat(access.mayPublish(user, topic)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "scale-1,ward/v1/east/scale-1/command,true",
        "scale-1,ward/v1/east/scale-2/command,false",
        "scale-1,ward/v1/west/scale-1/command,false",
        "scale-1,ward/v1/east/+/command,false",
        "scale-1,ward/v1/east/#,false",
        "scale-1,$sys.mqtt.sessions,false",
        "old-1,ward/v1/east/old-1/command,false",
        "wardstream-ingest,ward/v1/east/#,true",
        "wardstream-ingest,#,false",
        "wardstream-safety,ward/v1/east/#,false"
    })
    void letsEachHearWhatIsMeantForIt(String user, String filter, boolean allowed) {
        assertThat(access.mayHear(user, filter)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "scale-1,scale-1,true",
        "scale-1,scale-2,false",
        "scale-1,wardstream-ingest-s-0,false",
        "wardstream-ingest,wardstream-ingest-s-0,true",
        "wardstream-ingest,wardstream-safety-k-0,false",
        "wardstream-ingest,scale-1,false"
    })
    void letsNobodyTakeAnothersName(String user, String clientId, boolean allowed) {
        assertThat(access.mayBeCalled(user, clientId)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "bottle-1,nurse7/feeds/Weight,true",
        "bottle-1,nurse7/feeds/ClampCommand,false",
        "bottle-1,nurse7/feeds/Other,false",
        "bottle-1,nurse7/feeds/+,false",
        "bottle-1,ward/v1/east/bottle-1/telemetry,false",
        "scale-1,nurse7/feeds/Weight,false",
        "wardstream-ingest,nurse7/feeds/_tick/wardstream-ingest-s-1,true",
        "wardstream-ingest,nurse8/feeds/_tick/wardstream-ingest-s-1,false",
        "wardstream-ingest,nurse7/feeds/Weight,false",
        "wardstream-safety,nurse7/feeds/ClampCommand,true",
        "wardstream-safety,nurse7/feeds/Weight,false"
    })
    void letsForeignDevicesSpeakWhereTheirProfileSaysAndNowhereElse(String user, String topic, boolean allowed) {
        assertThat(withForeign().mayPublish(user, topic)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "bottle-1,nurse7/feeds/ClampCommand,true",
        "bottle-1,nurse7/feeds/#,false",
        "bottle-1,ward/v1/east/bottle-1/command,false",
        "scale-1,nurse7/feeds/ClampCommand,false",
        "wardstream-ingest,nurse7/feeds/#,true",
        "wardstream-ingest,nurse8/feeds/#,false",
        "wardstream-safety,nurse7/feeds/ClampCommand,false"
    })
    void letsForeignDevicesHearTheirCommandsOnly(String user, String filter, boolean allowed) {
        assertThat(withForeign().mayHear(user, filter)).isEqualTo(allowed);
    }

    private static BrokerAccess withForeign() {
        BrokerAccess foreign = new BrokerAccess("secret".getBytes(StandardCharsets.UTF_8), List.of("nurse7/feeds/#"));
        foreign.register(entry("scale-1", "east", null));
        foreign.register(new RegistryEntry(
                        "bottle-1",
                        DeviceKind.LOAD_CELL_WITH_CLAMP,
                        "east",
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
                        ProfileKind.ADAFRUIT_IO,
                        "nurse7",
                        null,
                        null,
                        null,
                        List.of(FieldMapping.of("infusion.massG", "Weight", null)),
                        new ClampMapping(null, null, null, "ClampCommand", "CLOSE"))));
        return foreign;
    }
}
