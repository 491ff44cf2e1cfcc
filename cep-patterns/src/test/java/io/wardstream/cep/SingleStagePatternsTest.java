package io.wardstream.cep;

import static io.wardstream.cep.PatternHarness.LINE;
import static io.wardstream.cep.PatternHarness.PATIENT;
import static io.wardstream.cep.PatternHarness.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The patterns whose work is done by their assessor: each sign of theirs is one finding. */
class SingleStagePatternsTest {

    private static void raisesOnExactly(WardPattern pattern, Subject subject, Set<SignKind> kinds) throws Exception {
        try (PatternHarness harness = new PatternHarness(pattern)) {
            for (SignKind kind : SignKind.values()) {
                harness.on(kind, subject, at(kind));
            }
            harness.clock(10_000_000);
            assertThat(harness.findings())
                    .extracting(Finding::at)
                    .containsExactlyElementsOf(kinds.stream()
                            .map(SingleStagePatternsTest::at)
                            .sorted()
                            .toList());
            assertThat(harness.stateEntries()).isZero();
        }
    }

    /** Each kind at its own time. */
    private static long at(SignKind kind) {
        return 5_000 + 1_000L * List.of(SignKind.values()).indexOf(kind);
    }

    private static void clearsOnExactly(WardPattern pattern, Subject subject, Set<SignKind> kinds) {
        for (SignKind kind : SignKind.values()) {
            assertThat(pattern.clearedBy(sign(kind, subject, 1)))
                    .as(kind.name())
                    .isEqualTo(kinds.contains(kind));
        }
    }

    @Nested
    class DeviceSilentTest {
        private final DeviceSilent pattern = new DeviceSilent();

        @Test
        void raisesForTheDeviceThatFellSilent() throws Exception {
            raisesOnExactly(pattern, LINE, EnumSet.of(SignKind.DEVICE_SILENT));
            try (PatternHarness harness = new PatternHarness(pattern)) {
                harness.on(SignKind.DEVICE_SILENT, LINE, 5_000).clock(6_000);
                assertThat(harness.findings()).singleElement().satisfies(finding -> {
                    assertThat(finding.about()).isEqualTo("device:scale-1");
                    assertThat(finding.subject().key()).isEqualTo("line:l1");
                    assertThat(finding.kind()).isEqualTo(AlarmKind.TECHNICAL);
                });
            }
        }

        @Test
        void isHighWhereWhatWasHeardLastWasBad() {
            Sign silent = sign(SignKind.DEVICE_SILENT, LINE, 5_000);
            assertThat(pattern.finding(silent).priority()).isEqualTo(Priority.MEDIUM);
            assertThat(pattern.finding(silent.because("12 min left")).priority())
                    .isEqualTo(Priority.HIGH);
        }

        @Test
        void clearsWhenTheDeviceIsHeard() {
            clearsOnExactly(pattern, LINE, EnumSet.of(SignKind.DEVICE_HEARD));
        }

        @Test
        void waitsAsLongAsTheKindOfDeviceDeserves() {
            DeviceSilent.Limits limits = DeviceSilent.Limits.from(SettingsView.DEFAULTS);
            assertThat(limits.forKind(DeviceKind.LOAD_CELL)).hasValue(60_000);
            assertThat(limits.forKind(DeviceKind.LOAD_CELL_WITH_CLAMP)).hasValue(60_000);
            assertThat(limits.forKind(DeviceKind.CLAMP)).hasValue(60_000);
            assertThat(limits.forKind(DeviceKind.MONITOR)).hasValue(150_000);
            assertThat(limits.forKind(DeviceKind.STAFF_TERMINAL)).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> new DeviceSilent.Limits(0, 1, 15, 5));
        }
    }

    @Nested
    class DeviceQuietTest {
        private final DeviceQuiet pattern = new DeviceQuiet();

        @Test
        void warnsOfTheDeviceThatIsNotHeard() throws Exception {
            raisesOnExactly(pattern, LINE, EnumSet.of(SignKind.DEVICE_QUIET));
            clearsOnExactly(pattern, LINE, EnumSet.of(SignKind.DEVICE_HEARD));
            assertThat(pattern.finding(sign(SignKind.DEVICE_QUIET, LINE, 5_000)))
                    .satisfies(finding -> {
                        assertThat(finding.priority()).isEqualTo(Priority.LOW);
                        assertThat(finding.about()).isEqualTo("device:scale-1");
                    });
        }

        @Test
        void isAStageOfTheSameAlarm() {
            Sign quiet = sign(SignKind.DEVICE_QUIET, LINE, 16_000).since(1_000);
            Sign silent = sign(SignKind.DEVICE_SILENT, LINE, 61_000).since(1_000);
            assertThat(pattern.finding(quiet).alarmId())
                    .isEqualTo(new DeviceSilent().finding(silent).alarmId());
            assertThat(PatternCatalogue.stage("DeviceQuiet")).isLessThan(PatternCatalogue.stage("DeviceSilent"));
        }

        @Test
        void waitsAsLongAsTheKindOfDeviceDeserves() {
            DeviceQuiet.Limits limits = DeviceQuiet.Limits.from(SettingsView.DEFAULTS);
            assertThat(limits.forKind(DeviceKind.LOAD_CELL)).hasValue(15_000);
            assertThat(limits.forKind(DeviceKind.CLAMP)).hasValue(15_000);
            assertThat(limits.forKind(DeviceKind.MONITOR)).hasValue(90_000);
            assertThat(limits.forKind(DeviceKind.STAFF_TERMINAL)).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> new DeviceQuiet.Limits(1, 0));
        }
    }

    @Nested
    class Spo2LowTest {
        private final Spo2Low pattern = new Spo2Low();

        @Test
        void raisesWhenSaturationIsLow() throws Exception {
            raisesOnExactly(pattern, PATIENT, EnumSet.of(SignKind.SPO2_LOW));
        }

        @Test
        void clearsWhenSaturationIsBack() {
            clearsOnExactly(pattern, PATIENT, EnumSet.of(SignKind.SPO2_RECOVERED));
        }

        @Test
        void drawsTheLineOneUnitOnEitherSide() {
            Spo2Low.Limits limits = Spo2Low.Limits.from(SettingsView.DEFAULTS);
            Range range = limits.range(false);
            assertThat(range.isOut(89)).isTrue();
            assertThat(range.isOut(90)).isFalse();
            assertThat(range.isIn(91)).isFalse();
            assertThat(range.isIn(92)).isTrue();
            Range prescribed = limits.range(true);
            assertThat(prescribed.isOut(87)).isTrue();
            assertThat(prescribed.isOut(88)).isFalse();
            assertThatIllegalArgumentException().isThrownBy(() -> new Spo2Low.Limits(0, 1, 1, 1, 0));
        }
    }

    @Nested
    class HeartRateOutOfRangeTest {
        private final HeartRateOutOfRange pattern = new HeartRateOutOfRange();

        @Test
        void raisesWhenTheHeartIsTooFastOrTooSlow() throws Exception {
            raisesOnExactly(pattern, PATIENT, EnumSet.of(SignKind.HR_HIGH, SignKind.HR_LOW));
        }

        @Test
        void clearsWhenTheHeartIsBackInRange() {
            clearsOnExactly(pattern, PATIENT, EnumSet.of(SignKind.HR_RECOVERED));
        }

        @Test
        void drawsTheLinesOneUnitOnEitherSide() {
            HeartRateOutOfRange.Limits limits = HeartRateOutOfRange.Limits.from(SettingsView.DEFAULTS);
            Range range = limits.range();
            assertThat(range.isAbove(120)).isFalse();
            assertThat(range.isAbove(121)).isTrue();
            assertThat(range.isBelow(50)).isFalse();
            assertThat(range.isBelow(49)).isTrue();
            assertThat(range.isIn(116)).isFalse();
            assertThat(range.isIn(115)).isTrue();
            assertThat(range.isIn(54)).isFalse();
            assertThat(range.isIn(55)).isTrue();
            assertThatIllegalArgumentException().isThrownBy(() -> new HeartRateOutOfRange.Limits(50, 50, 1, 1, 0));
        }
    }

    @Nested
    class SystemAlarmsTest {
        @Test
        void clampAlarmsClearWhenTheLineNoLongerNeedsTheClamp() {
            Sign changed = sign(SignKind.BAG_CHANGED, LINE, 1);
            assertThat(SystemAlarms.CLAMP_WITHHELD.clearedBy(changed)).isTrue();
            assertThat(SystemAlarms.CLAMP_FAULT.clearedBy(changed)).isTrue();
            Sign acknowledged = sign(SignKind.ACKNOWLEDGED, LINE, 1);
            assertThat(SystemAlarms.ALL).noneMatch(rule -> rule.clearedBy(acknowledged));
        }

        @Test
        void aClampThatMovedIsTrustedAgainOnSomebodysWordOnly() {
            Sign opened = sign(SignKind.CLAMP_OPENED, LINE, 1);
            Sign closed = sign(SignKind.CLAMP_CLOSED, LINE, 1);
            for (Sign sign : new Sign[] {opened, closed}) {
                assertThat(SystemAlarms.CLAMP_MOVED.clearedBy(sign)).isFalse();
                assertThat(SystemAlarms.CLAMP_MOVED.clearedBy(sign.doneBy("nurse-7", null, null)))
                        .isTrue();
                assertThat(SystemAlarms.CLAMP_MOVED.clearedBy(sign.answering("c-1", null)))
                        .isTrue();
            }
            assertThat(SystemAlarms.CLAMP_MOVED.clearedBy(sign(SignKind.BAG_CHANGED, LINE, 1)))
                    .isTrue();
        }

        @Test
        void aLateSignIsOverInTheMomentInWhichItIsFound() {
            assertThat(SystemAlarms.ALL)
                    .filteredOn(AlarmRule::momentary)
                    .containsExactly(SystemAlarms.SIGN_TOO_LATE, SystemAlarms.RECOVERED);
        }
    }
}
