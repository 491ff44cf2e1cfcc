package io.wardstream.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardstream.model.ClampMapping;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.FieldMapping;
import io.wardstream.model.ProfileKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with a profile is said before a device speaks; a clamp without a way to it is never closed. */
class ForeignProfileTest extends ForeignDeviceFixture {

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
}
