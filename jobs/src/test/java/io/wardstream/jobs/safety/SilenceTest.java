package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.SettingsView;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.OptionalLong;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

/** A scale may be silent for 60 s. */
class SilenceTest {

    private final SilenceState state = new SilenceState();
    private final Events events = new Events();

    private Sign heard(long at) {
        return Silence.heard(state, events.level(at, 100), 0);
    }

    private long listeningSince = Long.MIN_VALUE;

    private Sign look() {
        return Silence.look(
                state, "scale-1", events.level(0, 1).subject(), Events.SCALE, SettingsView.DEFAULTS, listeningSince);
    }

    private OptionalLong next() {
        return Silence.nextLook(state, Events.SCALE, SettingsView.DEFAULTS, listeningSince);
    }

    private void nextLook(long expected) {
        assertThat(next()).hasValue(expected);
    }

    @Test
    void isSilentAfterTheLimitAndNotBefore() {
        heard(1_000);
        nextLook(61_000);
        Sign sign = look();
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
            assertThat(next()).isEmpty();
        }
        assertThat(look()).isNull();
        nextLook(121_000);
    }

    @Test
    void saysHeardOnceWhenItSpeaksAgain() {
        heard(1_000);
        nextLook(61_000);
        look();
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
        assertThat(look()).isNotNull();
        assertThat(next()).isEmpty();
    }

    @Test
    void doesNotAccuseADeviceOfTheTimeInWhichNobodyListened() {
        heard(1_000);
        nextLook(61_000);
        // The system was down, and is there again just before the look.
        listeningSince = 60_500;
        assertThat(look()).isNull();
        nextLook(120_500);
        Sign sign = look();
        assertThat(sign.at()).isEqualTo(120_500);
        assertThat(sign.since()).as("when it was heard last").isEqualTo(1_000);
    }

    @Test
    void tellsAGapFromTheBeatsOfTheClock() {
        Listening listening = new Listening(Long.MIN_VALUE, Long.MIN_VALUE);
        listening.moves(1_000_000);
        assertThat(listening.since()).as("the first beat is no leap").isEqualTo(Long.MIN_VALUE);
        listening.moves(1_000_100);
        listening.moves(1_002_100);
        assertThat(listening.since()).isEqualTo(Long.MIN_VALUE);
        listening.moves(1_004_101);
        assertThat(listening.since()).isEqualTo(1_004_101);
        listening.moves(1_004_200);
        listening.moves(1_000_000);
        assertThat(listening.clock()).isEqualTo(1_004_200);
        listening.moves(Long.MAX_VALUE);
        assertThat(listening.since()).as("the end of the input is none either").isEqualTo(1_004_101);
    }

    @Test
    void letsATerminalBeSilentForEver() {
        RegistryEntry terminal = new RegistryEntry(
                "t", DeviceKind.STAFF_TERMINAL, "icu", null, null, null, 0, null, null, null, null, null, null);
        heard(1_000);
        assertThat(Silence.nextLook(state, terminal, SettingsView.DEFAULTS, listeningSince))
                .isEmpty();
        assertThat(Silence.nextLook(state, null, SettingsView.DEFAULTS, listeningSince))
                .isEmpty();
    }

    @Test
    void isAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(SilenceState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(DeviceState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(SubjectState.class);
    }
}
