package io.wardstream.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.DeviceKind;
import io.wardstream.model.RegistryEntry;
import java.nio.charset.StandardCharsets;
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
}
