package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.SettingsBook;
import io.wardstream.cep.SettingsView;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.OptionalLong;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

/** A scale is warned of after 15 s of silence, and missed after 60 s. */
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
    void isQuietFirstAndSilentLaterAndNeitherBefore() {
        heard(1_000);
        nextLook(16_000);
        Sign quiet = look();
        assertThat(quiet.kind()).isEqualTo(SignKind.DEVICE_QUIET);
        assertThat(quiet.at()).isEqualTo(16_000);
        assertThat(quiet.since()).isEqualTo(1_000);
        assertThat(quiet.value()).isEqualTo(15);
        nextLook(61_000);
        Sign silent = look();
        assertThat(silent.kind()).isEqualTo(SignKind.DEVICE_SILENT);
        assertThat(silent.at()).isEqualTo(61_000);
        assertThat(silent.since()).as("one episode").isEqualTo(1_000);
        assertThat(silent.value()).isEqualTo(60);
        assertThat(silent.subject().deviceId()).isEqualTo("scale-1");
        assertThat(silent.subject().key()).isEqualTo("line:l1");
    }

    @Test
    void aMonitorMayBeSilentForLonger() {
        BedsideEvent reading = events.spo2(1_000, 97);
        Silence.heard(state, reading, 0);
        for (long expected : new long[] {91_000, 151_000}) {
            assertThat(Silence.nextLook(state, Events.MONITOR, SettingsView.DEFAULTS, listeningSince))
                    .hasValue(expected);
            Sign sign = Silence.look(
                    state, "monitor-1", reading.subject(), Events.MONITOR, SettingsView.DEFAULTS, listeningSince);
            assertThat(sign.kind()).isEqualTo(expected == 91_000 ? SignKind.DEVICE_QUIET : SignKind.DEVICE_SILENT);
        }
    }

    @Test
    void bookesOneLookALimitHoweverOftenTheDeviceSpeaks() {
        heard(1_000);
        nextLook(16_000);
        for (long at = 3_000; at <= 16_000; at += 1_000) {
            heard(at);
            assertThat(next()).isEmpty();
        }
        assertThat(look()).isNull();
        nextLook(31_000);
    }

    @Test
    void saysHeardOnceWhenItSpeaksAgain() {
        heard(1_000);
        nextLook(16_000);
        look();
        nextLook(61_000);
        look();
        Sign again = heard(90_000);
        assertThat(again.kind()).isEqualTo(SignKind.DEVICE_HEARD);
        assertThat(again.since()).isEqualTo(1_000);
        assertThat(again.value()).isEqualTo(89);
        assertThat(heard(91_000)).isNull();
        nextLook(106_000);
    }

    @Test
    void isQuietInTimeAgainWhenItWasHeardAfterTheWarning() {
        heard(1_000);
        nextLook(16_000);
        look();
        nextLook(61_000);
        assertThat(heard(20_000).kind()).isEqualTo(SignKind.DEVICE_HEARD);
        nextLook(35_000);
        assertThat(look()).satisfies(sign -> {
            assertThat(sign.kind()).isEqualTo(SignKind.DEVICE_QUIET);
            assertThat(sign.since()).isEqualTo(20_000);
        });
    }

    @Test
    void saysSilentOnceUntilItIsHeard() {
        heard(1_000);
        nextLook(16_000);
        assertThat(look()).isNotNull();
        nextLook(61_000);
        assertThat(look()).isNotNull();
        assertThat(next()).isEmpty();
    }

    @Test
    void isSilentWithoutAWarningWhereThatWouldComeNoSooner() {
        SettingsBook book = new SettingsBook();
        assertThat(book.apply(new Setting(
                        SettingScope.SITE, "", "DeviceSilent.scaleSilentMs", 10_000.0, "ops", 0, "test", 1)))
                .isNull();
        SettingsView settings = book.viewFor(events.level(0, 1).subject());
        heard(1_000);
        assertThat(Silence.nextLook(state, Events.SCALE, settings, listeningSince))
                .hasValue(11_000);
        assertThat(Silence.look(state, "scale-1", events.level(0, 1).subject(), Events.SCALE, settings, listeningSince))
                .extracting(Sign::kind)
                .isEqualTo(SignKind.DEVICE_SILENT);
    }

    @Test
    void goesOnFromAStateThatKnewNoWarnings() {
        heard(1_000);
        state.lookAt = 61_000L;
        assertThat(look().kind()).isEqualTo(SignKind.DEVICE_SILENT);
    }

    @Test
    void doesNotAccuseADeviceOfTheTimeInWhichNobodyListened() {
        heard(1_000);
        nextLook(16_000);
        // The system was down, and is there again just before the look.
        listeningSince = 15_500;
        assertThat(look()).isNull();
        nextLook(30_500);
        Sign sign = look();
        assertThat(sign.at()).isEqualTo(30_500);
        assertThat(sign.since()).as("when it was heard last").isEqualTo(1_000);
        // And down once more while it is quiet.
        nextLook(75_500);
        listeningSince = 75_000;
        assertThat(look()).isNull();
        nextLook(135_000);
        assertThat(look().kind()).isEqualTo(SignKind.DEVICE_SILENT);
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
