package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.SettingsView;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

/** A scale may be silent for 60 s. */
class SilenceTest {

    private final SilenceState state = new SilenceState();
    private final Events events = new Events();

    private Sign heard(long at) {
        return Silence.heard(state, events.level(at, 100), 0);
    }

    private Sign look(long clock) {
        return Silence.look(state, "scale-1", events.level(0, 1).subject(), Events.SCALE, SettingsView.DEFAULTS, clock);
    }

    private void nextLook(long expected) {
        assertThat(Silence.nextLook(state, Events.SCALE, SettingsView.DEFAULTS)).hasValue(expected);
    }

    @Test
    void isSilentAfterTheLimitAndNotBefore() {
        heard(1_000);
        nextLook(61_000);
        Sign sign = look(61_099);
        assertThat(sign.kind()).isEqualTo(SignKind.DEVICE_SILENT);
        assertThat(sign.at()).isEqualTo(61_000);
        assertThat(sign.since()).isEqualTo(1_000);
        assertThat(sign.value()).isEqualTo(60);
        assertThat(sign.subject().deviceId()).isEqualTo("scale-1");
        assertThat(sign.subject().key()).isEqualTo("line:l1");
    }

    @Test
    void bookesOneLookALimitHoweverOftenTheDeviceSpeaks() {
        heard(1_000);
        nextLook(61_000);
        for (long at = 3_000; at <= 61_000; at += 2_000) {
            heard(at);
            assertThat(Silence.nextLook(state, Events.SCALE, SettingsView.DEFAULTS))
                    .isEmpty();
        }
        assertThat(look(61_050)).isNull();
        nextLook(121_000);
    }

    @Test
    void saysHeardOnceWhenItSpeaksAgain() {
        heard(1_000);
        nextLook(61_000);
        look(61_000);
        Sign again = heard(90_000);
        assertThat(again.kind()).isEqualTo(SignKind.DEVICE_HEARD);
        assertThat(again.since()).isEqualTo(1_000);
        assertThat(again.value()).isEqualTo(89);
        assertThat(heard(91_000)).isNull();
        nextLook(151_000);
    }

    @Test
    void saysSilentOnceUntilItIsHeard() {
        heard(1_000);
        nextLook(61_000);
        assertThat(look(61_000)).isNotNull();
        assertThat(Silence.nextLook(state, Events.SCALE, SettingsView.DEFAULTS)).isEmpty();
    }

    @Test
    void doesNotAccuseADeviceOfTheTimeInWhichNobodyListened() {
        heard(1_000);
        nextLook(61_000);
        // The system was down for an hour: the clock leaps.
        assertThat(look(3_600_000)).isNull();
        nextLook(3_660_000);
        Sign sign = look(3_660_050);
        assertThat(sign.since()).isEqualTo(3_600_000);
    }

    @Test
    void letsATerminalBeSilentForEver() {
        RegistryEntry terminal = new RegistryEntry(
                "t", DeviceKind.STAFF_TERMINAL, "icu", null, null, null, 0, null, null, null, null, null, null);
        heard(1_000);
        assertThat(Silence.nextLook(state, terminal, SettingsView.DEFAULTS)).isEmpty();
        assertThat(Silence.nextLook(state, null, SettingsView.DEFAULTS)).isEmpty();
    }

    @Test
    void isAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(SilenceState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(DeviceState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(SubjectState.class);
    }
}
