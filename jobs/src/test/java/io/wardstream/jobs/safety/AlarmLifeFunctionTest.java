package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.WardPattern;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.ControlledHarness;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Source;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alarms' life on its real operator: order, failures, repeats, and what is left behind. */
class AlarmLifeFunctionTest {

    private static final Subject LINE = new Subject("line:l1", "icu", "b1", "l1", "p1", "scale-1");
    private static final long RETENTION_MS = 3_600_000;
    private static final String ACK = "nurse-7";

    private static RegistryEntry scale(String lineId, long since, boolean retired) {
        return new RegistryEntry(
                "scale-1",
                DeviceKind.LOAD_CELL_WITH_CLAMP,
                "icu",
                "b1",
                lineId,
                "p1",
                since,
                null,
                null,
                null,
                null,
                null,
                retired ? true : null);
    }

    private static final class Life implements AutoCloseable {
        private final ControlledHarness<LifeInput, AlarmEvent> harness;

        Life(OperatorSubtaskState state, RegistryEntry... registry) throws Exception {
            harness = new ControlledHarness<>(
                    new AlarmLifeFunction(new GivenControl(List.of(registry), List.of())), LifeInput::key, state);
        }

        void feed(LifeInput input) throws Exception {
            harness.feed(input, at(input));
        }

        void clock(long through) throws Exception {
            harness.clock(through);
        }

        List<AlarmEvent> events() {
            return harness.output();
        }

        List<Sign> unsaid() {
            return harness.side(AlarmLifeFunction.UNSAID);
        }

        List<String> texts() {
            return events().stream()
                    .map(event -> event.sequence() + " " + event.phase() + " " + event.at())
                    .toList();
        }

        @Override
        public void close() throws Exception {
            harness.close();
        }
    }

    private static Sign sign(SignKind kind, long at) {
        return new Sign(kind, LINE, at, at, 40.0, 50.0, null, null, null, null, null, 0, new Source("d", "b", at, at));
    }

    private static LifeInput noticed(SignKind kind, long at) {
        return LifeInput.of(sign(kind, at));
    }

    private static LifeInput acknowledged(long at) {
        return staff(SignKind.ACKNOWLEDGED, at);
    }

    private static LifeInput staff(SignKind kind, long at) {
        return LifeInput.of(sign(kind, at).doneBy(ACK, null, null));
    }

    private static LifeInput found(String patternId, long onset, long at) {
        WardPattern pattern = PatternCatalogue.pattern(patternId);
        Sign first = sign(SignKind.LEVEL_LOW, onset).since(onset);
        Sign last = sign(SignKind.TIME_IS_UP, at).since(onset);
        return LifeInput.of(pattern.finding(Map.of("a", List.of(first), "b", List.of(last))));
    }

    /** Two episodes with everything that can happen in them; several inputs share an instant. */
    private static List<LifeInput> story() {
        return List.of(
                found("LowLevel", 1_000, 5_000),
                staff(SignKind.SILENCED, 5_000),
                staff(SignKind.SILENCED, 30_000),
                found("UnattendedLowLevel", 1_000, 151_000),
                noticed(SignKind.LEVEL_LOW, 151_000),
                staff(SignKind.DECLINED, 160_000),
                acknowledged(300_000),
                noticed(SignKind.BAG_CHANGED, 700_000),
                found("LowLevel", 710_000, 720_000),
                noticed(SignKind.LEVEL_RESTORED, 720_000),
                found("LowLevel", 725_000, 730_000),
                acknowledged(800_000));
    }

    private static List<AlarmEvent> run(List<LifeInput> inputs) throws Exception {
        try (Life life = new Life(null)) {
            for (LifeInput input : inputs) {
                life.feed(input);
            }
            life.clock(1_800_000);
            return List.copyOf(life.events());
        }
    }

    @Test
    void tellsTheWholeLifeOfAnAlarm() throws Exception {
        try (Life life = new Life(null)) {
            for (LifeInput input : story()) {
                life.feed(input);
            }
            life.clock(1_800_000);
            assertThat(life.texts())
                    .containsExactly(
                            "0 RAISED 5000",
                            "1 SILENCED 5000",
                            "2 SILENCED 30000",
                            "3 SILENCE_EXPIRED 150000",
                            "4 ESCALATED 151000",
                            "5 ESCALATED 160000",
                            "6 ESCALATED 220000",
                            "7 ACKNOWLEDGED 300000",
                            "8 ACK_EXPIRED 600000",
                            "9 CLEARED 700000",
                            "10 CLOSED 760000",
                            "0 RAISED 760000",
                            "1 ACKNOWLEDGED 800000",
                            "2 ACK_EXPIRED 1700000");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void saysTheSameInWhateverOrderTheInputsCome(long seed) throws Exception {
        List<LifeInput> shuffled = new ArrayList<>(story());
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(run(shuffled)).isEqualTo(run(story()));
    }

    @Test
    void saysNothingMoreWhenEveryInputComesTwice() throws Exception {
        List<LifeInput> twice = new ArrayList<>();
        story().forEach(input -> twice.addAll(List.of(input, input)));
        assertThat(run(twice)).isEqualTo(run(story()));
    }

    @Test
    void goesOnAfterAFailureAsIfNothingHadHappened() throws Exception {
        List<AlarmEvent> whole = run(story());
        for (int cut = 0; cut <= story().size(); cut++) {
            List<AlarmEvent> said = new ArrayList<>();
            OperatorSubtaskState state;
            try (Life before = new Life(null)) {
                for (LifeInput input : story().subList(0, cut)) {
                    before.feed(input);
                    // The clock is a little behind: something always waits.
                    before.clock(at(input) - 1);
                }
                state = before.harness.snapshot();
                said.addAll(before.events());
            }
            try (Life after = new Life(state)) {
                for (LifeInput input : story().subList(cut, story().size())) {
                    after.feed(input);
                    after.clock(at(input) - 1);
                }
                after.clock(1_800_000);
                said.addAll(after.events());
            }
            assertThat(said).as("cut behind %d", cut).isEqualTo(whole);
        }
    }

    private static long at(LifeInput input) {
        Finding finding = input.finding();
        return finding != null ? finding.at() : input.sign().at();
    }

    @Test
    void leavesNothingBehindOfAClosedAlarmAfterItsRetention() throws Exception {
        try (Life life = new Life(null)) {
            life.feed(found("LowLevel", 1_000, 5_000));
            life.feed(noticed(SignKind.BAG_CHANGED, 9_000));
            life.clock(9_000 + RETENTION_MS - 1);
            assertThat(life.events()).extracting(AlarmEvent::phase).endsWith(AlarmPhase.CLOSED);
            assertThat(life.harness.stateEntries()).isPositive();
            life.clock(9_000 + RETENTION_MS);
            assertThat(life.harness.stateEntries()).isZero();
            assertThat(life.harness.timers()).isZero();
        }
    }

    @Test
    void keepsNothingOfASubjectThatHasNoAlarm() throws Exception {
        try (Life life = new Life(null)) {
            life.feed(noticed(SignKind.BAG_CHANGED, 9_000));
            life.feed(acknowledged(9_500));
            life.clock(10_000);
            assertThat(life.events()).isEmpty();
            assertThat(life.harness.stateEntries()).isZero();
            assertThat(life.harness.timers()).isZero();
        }
    }

    @Test
    void doesNotRaiseAClosedAlarmAgainWhenItIsFoundAgain() throws Exception {
        try (Life life = new Life(null)) {
            life.feed(found("LowLevel", 1_000, 5_000));
            life.feed(noticed(SignKind.BAG_CHANGED, 9_000));
            life.clock(20_000);
            int said = life.events().size();
            life.feed(found("LowLevel", 1_000, 5_000));
            life.clock(30_000);
            assertThat(life.events()).hasSize(said);
        }
    }

    @Test
    void takesTheLessUrgentOfAnInstantFirst() throws Exception {
        List<LifeInput> inputs = new ArrayList<>(List.of(
                LifeInput.of(LifeScript.finding("ClampFault", 5_000)),
                LifeInput.of(LifeScript.finding("LowLevel", 5_000))));
        List<AlarmEvent> events = run(inputs);
        assertThat(events.subList(0, 2)).extracting(AlarmEvent::pattern).containsExactly("LowLevel", "ClampFault");
        Collections.reverse(inputs);
        assertThat(run(inputs)).isEqualTo(events);
    }

    @Test
    void takesAnInputBehindTheClockAtOnce() throws Exception {
        try (Life life = new Life(null)) {
            life.clock(10_000);
            life.feed(found("LowLevel", 1_000, 5_000));
            assertThat(life.texts()).containsExactly("0 RAISED 5000");
        }
    }

    @Test
    void letsNothingBecomeDueAtTheEndOfARecording() throws Exception {
        try (Life life = new Life(null)) {
            life.feed(found("LowLevel", 1_000, 5_000));
            life.feed(acknowledged(6_000));
            life.feed(found("DeviceSilent", 1_000, 6_500));
            life.clock(7_000);
            life.clock(Long.MAX_VALUE);
            assertThat(life.texts()).containsExactly("0 RAISED 5000", "1 ACKNOWLEDGED 6000", "0 RAISED 6500");
        }
    }

    /** What was due by the newest input happens, though the clock comes to it only with the end. */
    @Test
    void callsWhatWasDueByTheNewestInputOfARecording() throws Exception {
        try (Life life = new Life(null)) {
            life.feed(found("UnattendedLowLevel", 1_000, 5_000));
            life.feed(found("DeviceSilent", 1_000, 130_000));
            life.clock(Long.MAX_VALUE);
            assertThat(life.texts())
                    .containsExactly("0 RAISED 5000", "1 ESCALATED 65000", "2 ESCALATED 125000", "0 RAISED 130000");
        }
    }

    @Test
    void callsTierAfterTierWithItsOwnTimeWhenTheClockLeaps() throws Exception {
        List<String> steps = List.of(
                "0 RAISED 5000", "1 ESCALATED 65000", "2 ESCALATED 125000", "3 ESCALATED 245000", "4 ESCALATED 605000");
        try (Life leaping = new Life(null);
                Life walking = new Life(null)) {
            for (Life life : List.of(leaping, walking)) {
                life.feed(found("UnattendedLowLevel", 1_000, 5_000));
            }
            leaping.clock(9_000_000);
            for (long clock = 0; clock <= 9_000_000; clock += 700) {
                walking.clock(clock);
            }
            assertThat(leaping.texts()).isEqualTo(steps);
            assertThat(walking.events()).isEqualTo(leaping.events());
        }
    }

    @Test
    void leapsOverAnAcknowledgementInItsTurn() throws Exception {
        try (Life life = new Life(null)) {
            life.feed(found("UnattendedLowLevel", 1_000, 5_000));
            life.feed(acknowledged(100_000));
            life.clock(500_000);
            assertThat(life.texts())
                    .containsExactly(
                            "0 RAISED 5000",
                            "1 ESCALATED 65000",
                            "2 ACKNOWLEDGED 100000",
                            "3 ACK_EXPIRED 400000",
                            "4 ESCALATED 460000");
        }
    }

    @Test
    void writesDownWhatItHeldBack() throws Exception {
        try (Life life = new Life(null)) {
            life.feed(found("LowLevel", 1_000, 5_000));
            life.feed(noticed(SignKind.BAG_CHANGED, 20_000));
            life.feed(found("LowLevel", 30_000, 31_000));
            life.feed(noticed(SignKind.BAG_CHANGED, 50_000));
            life.clock(200_000);
            assertThat(life.unsaid()).singleElement().satisfies(sign -> {
                assertThat(sign.kind()).isEqualTo(SignKind.SUPPRESSED);
                assertThat(sign.waitFor()).isEqualTo("LowLevel/re-arm");
                assertThat(sign.at()).isEqualTo(31_000);
                assertThat(sign.since()).isEqualTo(30_000);
                assertThat(sign.subject()).isEqualTo(LINE);
            });
            assertThat(life.events())
                    .extracting(AlarmEvent::phase)
                    .containsExactly(AlarmPhase.RAISED, AlarmPhase.CLEARED, AlarmPhase.CLOSED);
        }
    }

    /** At every moment of a ladder, and of a condition that is held back. */
    @Test
    void goesOnInTheMiddleOfALadder() throws Exception {
        List<LifeInput> inputs = List.of(
                found("LowLevel", 1_000, 5_000),
                noticed(SignKind.BAG_CHANGED, 20_000),
                found("LowLevel", 30_000, 31_000),
                found("UnattendedLowLevel", 30_000, 40_000));
        List<AlarmEvent> whole;
        try (Life life = new Life(null)) {
            for (LifeInput input : inputs) {
                life.feed(input);
            }
            life.clock(2_000_000);
            whole = List.copyOf(life.events());
        }
        assertThat(whole).hasSize(8);
        for (long cut :
                new long[] {4_999, 6_000, 25_000, 35_000, 41_000, 100_500, 101_000, 161_000, 300_000, 641_500}) {
            List<AlarmEvent> said = new ArrayList<>();
            OperatorSubtaskState state;
            try (Life before = new Life(null)) {
                for (LifeInput input : inputs) {
                    before.feed(input);
                }
                before.clock(cut);
                state = before.harness.snapshot();
                said.addAll(before.events());
            }
            try (Life after = new Life(state)) {
                after.clock(2_000_000);
                said.addAll(after.events());
            }
            assertThat(said).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    @Test
    void endsTheAlarmsAboutADeviceThatIsRetired() throws Exception {
        try (Life life = new Life(null, scale("l1", 0, false))) {
            life.feed(found("DeviceSilent", 1_000, 61_000));
            life.feed(found("LowLevel", 1_000, 61_000));
            life.clock(70_000);
            life.harness.tell(ControlFact.of(scale("l1", 65_000, true)));
            assertThat(life.events().stream().filter(event -> event.pattern().equals("DeviceSilent")))
                    .extracting(AlarmEvent::phase)
                    .containsExactly(AlarmPhase.RAISED, AlarmPhase.CLEARED, AlarmPhase.CLOSED);
            AlarmEvent closed = life.events().get(life.events().size() - 1);
            assertThat(closed.reason()).isEqualTo(AlarmLife.RETIRED);
            assertThat(closed.at()).isEqualTo(65_000);
            assertThat(life.events()).as("the line's own alarm goes on").hasSize(4);
            life.harness.tell(ControlFact.of(scale("l1", 65_000, true)));
            assertThat(life.events()).as("told twice").hasSize(4);
        }
    }

    @Test
    void endsTheAlarmsAboutADeviceThatServesSomebodyElse() throws Exception {
        try (Life life = new Life(null, scale("l1", 0, false))) {
            life.feed(found("DeviceSilent", 1_000, 61_000));
            life.clock(70_000);
            life.harness.tell(ControlFact.of(scale("l1", 62_000, false)));
            assertThat(life.events()).as("it still serves this line").hasSize(1);
            life.harness.tell(ControlFact.of(scale("l2", 0, false)));
            assertThat(life.texts()).containsExactly("0 RAISED 61000", "1 CLEARED 61000", "2 CLOSED 61000");
            assertThat(life.events().get(2).reason()).isEqualTo(AlarmLife.MOVED);
            life.clock(RETENTION_MS * 2);
            assertThat(life.harness.stateEntries()).isZero();
            assertThat(life.harness.timers()).isZero();
        }
    }

    /** The entry was read before the finding that was on its way, or while the job was down. */
    @Test
    void endsWhatIsRaisedAboutADeviceThatHasLeftAlready() throws Exception {
        try (Life life = new Life(null, scale("l2", 30_000, false))) {
            life.feed(found("DeviceSilent", 1_000, 61_000));
            life.clock(70_000);
            assertThat(life.texts()).containsExactly("0 RAISED 61000", "1 CLEARED 61000", "2 CLOSED 61000");
        }
    }

    /** That a device is used elsewhere than the registry says may be the very thing that is alarmed on. */
    @Test
    void keepsAnAlarmThatBeganAfterTheEntryWasMade() throws Exception {
        try (Life life = new Life(null, scale("l2", 500, false))) {
            life.feed(found("DeviceSilent", 1_000, 61_000));
            life.clock(70_000);
            life.harness.tell(ControlFact.of(scale("l2", 500, false)));
            assertThat(life.texts()).containsExactly("0 RAISED 61000");
        }
    }

    @Test
    void closesOnlyTheDischargedSubjectsAlarms() throws Exception {
        Subject other = new Subject("line:l2", "icu", "b2", "l2", "p2", "scale-2");
        try (Life life = new Life(null)) {
            life.feed(found("LowLevel", 1_000, 5_000));
            Finding elsewhere = LifeScript.finding(
                    "LowLevel",
                    "LEVEL",
                    Priority.MEDIUM,
                    AlarmKind.PHYSIOLOGICAL,
                    false,
                    other,
                    other.key(),
                    1_000,
                    5_000);
            life.feed(LifeInput.of(elsewhere));
            life.feed(staff(SignKind.DISCHARGED, 9_000));
            life.clock(10_000);
            assertThat(life.events().stream()
                            .filter(event -> event.subject().key().equals("line:l1")))
                    .extracting(AlarmEvent::phase)
                    .containsExactly(AlarmPhase.RAISED, AlarmPhase.CLEARED, AlarmPhase.CLOSED);
            assertThat(life.events().stream()
                            .filter(event -> event.subject().key().equals("line:l2")))
                    .extracting(AlarmEvent::phase)
                    .containsExactly(AlarmPhase.RAISED);
        }
    }

    @Test
    void goesByASettingFromTheMomentInWhichItIsRead() throws Exception {
        try (Life life = new Life(null)) {
            life.feed(found("UnattendedLowLevel", 1_000, 5_000));
            life.clock(10_000);
            life.harness.tell(ControlFact.of(
                    new Setting(SettingScope.LINE, "l1", "AlarmPolicy.highTier1Ms", 90_000.0, "dr-1", 0, "", 7)));
            life.clock(96_500);
            assertThat(life.texts()).containsExactly("0 RAISED 5000", "1 ESCALATED 95000");
            assertThat(life.events().get(1).settingsVersion()).isEqualTo(7);
        }
    }
}
