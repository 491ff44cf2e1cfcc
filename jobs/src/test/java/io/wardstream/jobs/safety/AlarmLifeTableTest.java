package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every transition of an alarm's life, and every refusal, as a table. Times are minutes and seconds. */
class AlarmLifeTableTest {

    private static Arguments row(String name, List<String> story, List<String> said) {
        return Arguments.of(name, story, said);
    }

    static Stream<Arguments> ladders() {
        return Stream.of(
                row(
                        "HIGH calls at 1, 2, 4 and 10 min and then nobody more",
                        List.of("00:00 UnattendedLowLevel", "99:00 time"),
                        List.of(
                                "00:00 RAISED HIGH 0 UnattendedLowLevel",
                                "01:00 ESCALATED HIGH 1 UnattendedLowLevel",
                                "02:00 ESCALATED HIGH 2 UnattendedLowLevel",
                                "04:00 ESCALATED HIGH 3 UnattendedLowLevel",
                                "10:00 ESCALATED HIGH 4 UnattendedLowLevel")),
                row(
                        "HIGH about equipment calls like any HIGH",
                        List.of("00:00 ClampFault", "99:00 time"),
                        List.of(
                                "00:00 RAISED HIGH 0 ClampFault",
                                "01:00 ESCALATED HIGH 1 ClampFault",
                                "02:00 ESCALATED HIGH 2 ClampFault",
                                "04:00 ESCALATED HIGH 3 ClampFault",
                                "10:00 ESCALATED HIGH 4 ClampFault")),
                row(
                        "MEDIUM calls at 3, 6, 15 and 30 min",
                        List.of("00:00 LowLevel", "99:00 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "03:00 ESCALATED MEDIUM 1 LowLevel",
                                "06:00 ESCALATED MEDIUM 2 LowLevel",
                                "15:00 ESCALATED MEDIUM 3 LowLevel",
                                "30:00 ESCALATED MEDIUM 4 LowLevel")),
                row(
                        "MEDIUM about equipment calls the charge nurse at 15 min and the supervisor at 60",
                        List.of("00:00 DeviceSilent", "99:00 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 DeviceSilent",
                                "15:00 ESCALATED MEDIUM 2 DeviceSilent",
                                "60:00 ESCALATED MEDIUM 4 DeviceSilent")),
                row(
                        "LOW calls like equipment",
                        List.of("00:00 LowLevel:LOW", "99:00 time"),
                        List.of(
                                "00:00 RAISED LOW 0 LowLevel",
                                "15:00 ESCALATED LOW 2 LowLevel",
                                "60:00 ESCALATED LOW 4 LowLevel")),
                row(
                        "an advisory calls nobody",
                        List.of("00:00 LowLevel:ADVISORY", "99:00 time"),
                        List.of("00:00 RAISED ADVISORY 0 LowLevel")),
                row(
                        "minutes count from the raising and not from the onset",
                        List.of("10:00 UnattendedLowLevel~01:00", "11:02 time"),
                        List.of("10:00 RAISED HIGH 0 UnattendedLowLevel", "11:00 ESCALATED HIGH 1 UnattendedLowLevel")),
                row(
                        "an acknowledgement within the grace still comes in time",
                        List.of("00:00 UnattendedLowLevel", "01:00.9 ack nurse-7", "02:30 time"),
                        List.of(
                                "00:00 RAISED HIGH 0 UnattendedLowLevel",
                                "01:00 ACKNOWLEDGED HIGH 0 UnattendedLowLevel")),
                row(
                        "nobody is called once it is cleared, though it waits for its acknowledgement",
                        List.of("00:00 UnattendedLowLevel", "01:30 BAG_CHANGED", "30:00 time"),
                        List.of(
                                "00:00 RAISED HIGH 0 UnattendedLowLevel",
                                "01:00 ESCALATED HIGH 1 UnattendedLowLevel",
                                "01:30 CLEARED HIGH 1 UnattendedLowLevel")),
                row(
                        "more urgent: the tier stays and the quicker column goes on from it",
                        List.of("00:00 LowLevel", "07:00 UnattendedLowLevel", "30:00 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "03:00 ESCALATED MEDIUM 1 LowLevel",
                                "06:00 ESCALATED MEDIUM 2 LowLevel",
                                "07:00 ESCALATED HIGH 2 UnattendedLowLevel",
                                "09:00 ESCALATED HIGH 3 UnattendedLowLevel",
                                "15:00 ESCALATED HIGH 4 UnattendedLowLevel")),
                row(
                        "more urgent: no call comes later than it was promised",
                        List.of("00:00 LowLevel", "14:00 UnattendedLowLevel", "30:00 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "03:00 ESCALATED MEDIUM 1 LowLevel",
                                "06:00 ESCALATED MEDIUM 2 LowLevel",
                                "14:00 ESCALATED HIGH 2 UnattendedLowLevel",
                                "15:00 ESCALATED HIGH 3 UnattendedLowLevel",
                                "21:00 ESCALATED HIGH 4 UnattendedLowLevel")),
                row(
                        "less urgent: the tier stays and the slower column counts from the same start",
                        List.of("00:00 LowLevel", "00:01 ClampFault", "02:30 CLAMP_CLOSED", "16:00 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:01 ESCALATED HIGH 0 ClampFault",
                                "01:01 ESCALATED HIGH 1 ClampFault",
                                "02:01 ESCALATED HIGH 2 ClampFault",
                                "02:30 DEESCALATED MEDIUM 2 LowLevel",
                                "15:01 ESCALATED MEDIUM 3 LowLevel")));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                row(
                        "an acknowledgement stops the ladder, expires, and the ladder goes on",
                        List.of("00:00 UnattendedLowLevel", "00:30 ack nurse-7", "07:00 time"),
                        List.of(
                                "00:00 RAISED HIGH 0 UnattendedLowLevel",
                                "00:30 ACKNOWLEDGED HIGH 0 UnattendedLowLevel",
                                "05:30 ACK_EXPIRED HIGH 0 UnattendedLowLevel",
                                "06:30 ESCALATED HIGH 1 UnattendedLowLevel")),
                row(
                        "a MEDIUM acknowledgement holds 15 min, and the ladder goes on from its tier",
                        List.of("00:00 LowLevel", "04:00 ack nurse-7", "23:00 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "03:00 ESCALATED MEDIUM 1 LowLevel",
                                "04:00 ACKNOWLEDGED MEDIUM 1 LowLevel",
                                "19:00 ACK_EXPIRED MEDIUM 1 LowLevel",
                                "22:00 ESCALATED MEDIUM 2 LowLevel")),
                row(
                        "a LOW acknowledgement holds 60 min",
                        List.of("00:00 LowLevel:LOW", "01:00 ack nurse-7", "61:00 time"),
                        List.of(
                                "00:00 RAISED LOW 0 LowLevel",
                                "01:00 ACKNOWLEDGED LOW 0 LowLevel",
                                "61:00 ACK_EXPIRED LOW 0 LowLevel")),
                row(
                        "acknowledging again extends",
                        List.of("00:00 UnattendedLowLevel", "00:30 ack nurse-7", "05:00 ack nurse-8", "10:00 time"),
                        List.of(
                                "00:00 RAISED HIGH 0 UnattendedLowLevel",
                                "00:30 ACKNOWLEDGED HIGH 0 UnattendedLowLevel",
                                "05:00 ACKNOWLEDGED HIGH 0 UnattendedLowLevel",
                                "10:00 ACK_EXPIRED HIGH 0 UnattendedLowLevel")),
                row(
                        "acknowledged, then cleared: a latching alarm closes at once",
                        List.of("00:00 UnattendedLowLevel", "00:30 ack nurse-7", "01:00 BAG_CHANGED"),
                        List.of(
                                "00:00 RAISED HIGH 0 UnattendedLowLevel",
                                "00:30 ACKNOWLEDGED HIGH 0 UnattendedLowLevel",
                                "01:00 CLEARED HIGH 0 UnattendedLowLevel",
                                "01:00 CLOSED HIGH 0 UnattendedLowLevel")),
                row(
                        "cleared, then acknowledged: it closes then",
                        List.of("00:00 UnattendedLowLevel", "00:40 BAG_CHANGED", "00:50 ack nurse-7"),
                        List.of(
                                "00:00 RAISED HIGH 0 UnattendedLowLevel",
                                "00:40 CLEARED HIGH 0 UnattendedLowLevel",
                                "00:50 ACKNOWLEDGED HIGH 0 UnattendedLowLevel",
                                "00:50 CLOSED HIGH 0 UnattendedLowLevel")),
                row(
                        "a more urgent finding breaks through an acknowledgement",
                        List.of("00:00 LowLevel", "00:30 ack nurse-7", "05:00 UnattendedLowLevel", "06:02 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:30 ACKNOWLEDGED MEDIUM 0 LowLevel",
                                "05:00 ESCALATED HIGH 0 UnattendedLowLevel",
                                "06:00 ESCALATED HIGH 1 UnattendedLowLevel")),
                row(
                        "so does a further stage of the same priority",
                        List.of("00:00 LowLevel:HIGH", "00:30 ack nurse-7", "00:40 UnattendedLowLevel", "01:42 time"),
                        List.of(
                                "00:00 RAISED HIGH 0 LowLevel",
                                "00:30 ACKNOWLEDGED HIGH 0 LowLevel",
                                "00:40 ESCALATED HIGH 0 UnattendedLowLevel",
                                "01:40 ESCALATED HIGH 1 UnattendedLowLevel")),
                row(
                        "declining calls the next tier at once, and the ladder goes on from there",
                        List.of("00:00 UnattendedLowLevel", "00:10 decline nurse-7", "01:12 time"),
                        List.of(
                                "00:00 RAISED HIGH 0 UnattendedLowLevel",
                                "00:10 ESCALATED HIGH 1 UnattendedLowLevel",
                                "01:10 ESCALATED HIGH 2 UnattendedLowLevel")),
                row(
                        "a LOW alarm has no tier 1: declining calls tier 2",
                        List.of("00:00 LowLevel:LOW", "00:10 decline nurse-7"),
                        List.of("00:00 RAISED LOW 0 LowLevel", "00:10 ESCALATED LOW 2 LowLevel")),
                row(
                        "whoever acknowledged and declines takes it back",
                        List.of("00:00 LowLevel", "00:10 ack nurse-7", "00:20 decline nurse-7", "03:22 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 ACKNOWLEDGED MEDIUM 0 LowLevel",
                                "00:20 ESCALATED MEDIUM 1 LowLevel",
                                "03:20 ESCALATED MEDIUM 2 LowLevel")),
                row(
                        "at the top it calls everybody again instead",
                        List.of(
                                "00:00 LowLevel:LOW",
                                "00:10 decline nurse-1",
                                "00:20 decline nurse-2",
                                "00:30 ack nurse-3",
                                "00:40 decline nurse-3",
                                "00:50 decline nurse-3"),
                        List.of(
                                "00:00 RAISED LOW 0 LowLevel",
                                "00:10 ESCALATED LOW 2 LowLevel",
                                "00:20 ESCALATED LOW 4 LowLevel",
                                "00:30 ACKNOWLEDGED LOW 4 LowLevel",
                                "00:40 ACK_EXPIRED LOW 4 LowLevel")),
                row(
                        "somebody else's declining changes nothing while an acknowledgement holds",
                        List.of("00:00 LowLevel", "00:10 ack nurse-7", "00:20 decline nurse-8", "05:00 time"),
                        List.of("00:00 RAISED MEDIUM 0 LowLevel", "00:10 ACKNOWLEDGED MEDIUM 0 LowLevel")));
    }

    static Stream<Arguments> pauses() {
        return Stream.of(
                row(
                        "a pause ends, and the ladder of a HIGH alarm does not wait for it",
                        List.of("00:00 UnattendedLowLevel", "00:30 silence nurse-7", "02:35 time"),
                        List.of(
                                "00:00 RAISED HIGH 0 UnattendedLowLevel",
                                "00:30 SILENCED HIGH 0 UnattendedLowLevel",
                                "01:00 ESCALATED HIGH 1 UnattendedLowLevel",
                                "02:00 ESCALATED HIGH 2 UnattendedLowLevel",
                                "02:30 SILENCE_EXPIRED HIGH 2 UnattendedLowLevel")),
                row(
                        "the next call of any other alarm waits until the pause is over, and is not lost",
                        List.of("00:00 LowLevel", "02:00 silence nurse-7", "06:02 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "02:00 SILENCED MEDIUM 0 LowLevel",
                                "04:00 SILENCE_EXPIRED MEDIUM 0 LowLevel",
                                "04:00 ESCALATED MEDIUM 1 LowLevel",
                                "06:00 ESCALATED MEDIUM 2 LowLevel")),
                row(
                        "pausing again begins the pause anew",
                        List.of("00:00 LowLevel", "00:10 silence nurse-7", "01:00 silence nurse-7", "03:00.5 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 SILENCED MEDIUM 0 LowLevel",
                                "01:00 SILENCED MEDIUM 0 LowLevel",
                                "03:00 SILENCE_EXPIRED MEDIUM 0 LowLevel")),
                row(
                        "a more urgent finding breaks through a pause",
                        List.of("00:00 LowLevel", "00:10 silence nurse-7", "00:20 UnattendedLowLevel", "01:00 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 SILENCED MEDIUM 0 LowLevel",
                                "00:20 ESCALATED HIGH 0 UnattendedLowLevel")),
                row(
                        "an acknowledgement takes a pause's place",
                        List.of("00:00 LowLevel", "00:10 silence nurse-7", "00:20 ack nurse-7", "04:00 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 SILENCED MEDIUM 0 LowLevel",
                                "00:20 ACKNOWLEDGED MEDIUM 0 LowLevel")));
    }

    static Stream<Arguments> families() {
        return Stream.of(
                row(
                        "the more urgent pattern is over, the less urgent remains, then that is over too",
                        List.of("00:00 LowLevel", "00:10 ClampFault", "00:20 CLAMP_CLOSED", "00:30 LEVEL_RESTORED"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 ESCALATED HIGH 0 ClampFault",
                                "00:20 DEESCALATED MEDIUM 0 LowLevel",
                                "00:30 CLEARED MEDIUM 0 LowLevel",
                                "00:30 CLOSED MEDIUM 0 LowLevel")),
                row(
                        "the less urgent is found last, and remains",
                        List.of("00:00 ClampFault", "00:10 LowLevel", "00:20 CLAMP_CLOSED"),
                        List.of("00:00 RAISED HIGH 0 ClampFault", "00:20 DEESCALATED MEDIUM 0 LowLevel")),
                row(
                        "the less urgent is over first, and is not said",
                        List.of("00:00 LowLevel", "00:10 ClampFault", "00:20 LEVEL_RESTORED", "00:30 CLAMP_CLOSED"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 ESCALATED HIGH 0 ClampFault",
                                "00:30 CLEARED HIGH 0 ClampFault",
                                "00:30 CLOSED HIGH 0 ClampFault")),
                row(
                        "one sign ends both",
                        List.of("00:00 LowLevel", "00:10 ClampFault", "00:20 BAG_CHANGED"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 ESCALATED HIGH 0 ClampFault",
                                "00:20 CLEARED HIGH 0 ClampFault",
                                "00:20 CLOSED HIGH 0 ClampFault")),
                row(
                        "de-escalated alarms escalate again",
                        List.of("00:00 LowLevel", "00:10 ClampFault", "00:20 CLAMP_CLOSED", "00:30 ClampFault"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 ESCALATED HIGH 0 ClampFault",
                                "00:20 DEESCALATED MEDIUM 0 LowLevel",
                                "00:30 ESCALATED HIGH 0 ClampFault")),
                row(
                        "the same pattern, found less urgent",
                        List.of("00:00 LowLevel:HIGH", "00:10 LowLevel:MEDIUM", "00:20 LowLevel:MEDIUM"),
                        List.of(
                                "00:00 RAISED HIGH 0 LowLevel",
                                "00:10 DEESCALATED MEDIUM 0 LowLevel",
                                "00:20 UPDATED MEDIUM 0 LowLevel")));
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                row(
                        "what comes back too soon is raised when it has lasted",
                        List.of("00:00 LowLevel", "00:10 BAG_CHANGED", "00:30 LowLevel", "04:12 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 CLEARED MEDIUM 0 LowLevel",
                                "00:10 CLOSED MEDIUM 0 LowLevel",
                                "01:10 RAISED MEDIUM 0 LowLevel",
                                "04:10 ESCALATED MEDIUM 1 LowLevel")),
                row(
                        "what flaps gives no string of alarms",
                        List.of(
                                "00:00 LowLevel",
                                "00:10 BAG_CHANGED",
                                "00:20 LowLevel",
                                "00:25 BAG_CHANGED",
                                "00:40 LowLevel",
                                "00:45 BAG_CHANGED",
                                "02:00 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 CLEARED MEDIUM 0 LowLevel",
                                "00:10 CLOSED MEDIUM 0 LowLevel")),
                row(
                        "what comes back later is raised at once",
                        List.of("00:00 LowLevel", "00:10 BAG_CHANGED", "01:10 LowLevel"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 CLEARED MEDIUM 0 LowLevel",
                                "00:10 CLOSED MEDIUM 0 LowLevel",
                                "01:10 RAISED MEDIUM 0 LowLevel")),
                row(
                        "a HIGH finding is never held back, and takes along what was",
                        List.of(
                                "00:00 LowLevel",
                                "00:10 BAG_CHANGED",
                                "00:20 LowLevel",
                                "00:30 ClampFault",
                                "00:40 CLAMP_CLOSED"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 CLEARED MEDIUM 0 LowLevel",
                                "00:10 CLOSED MEDIUM 0 LowLevel",
                                "00:30 RAISED HIGH 0 ClampFault",
                                "00:40 DEESCALATED MEDIUM 0 LowLevel")),
                row(
                        "a waiting alarm stays until what came back has lasted",
                        List.of("00:00 UnattendedLowLevel", "00:10 BAG_CHANGED", "00:20 LowLevel", "01:10 time"),
                        List.of(
                                "00:00 RAISED HIGH 0 UnattendedLowLevel",
                                "00:10 CLEARED HIGH 0 UnattendedLowLevel",
                                "01:10 CLOSED HIGH 0 UnattendedLowLevel",
                                "01:10 RAISED MEDIUM 0 LowLevel")),
                row(
                        "a discharge clears and closes",
                        List.of("00:00 LowLevel", "00:10 discharge nurse-7"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 CLEARED MEDIUM 0 LowLevel",
                                "00:10 CLOSED MEDIUM 0 LowLevel")),
                row(
                        "a discharge closes an alarm that waits for its acknowledgement",
                        List.of("00:00 UnattendedLowLevel", "00:10 BAG_CHANGED", "00:20 discharge nurse-7"),
                        List.of(
                                "00:00 RAISED HIGH 0 UnattendedLowLevel",
                                "00:10 CLEARED HIGH 0 UnattendedLowLevel",
                                "00:20 CLOSED HIGH 0 UnattendedLowLevel")),
                row(
                        "nothing is held back after a discharge",
                        List.of("00:00 LowLevel", "00:10 discharge nurse-7", "00:20 LowLevel"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 CLEARED MEDIUM 0 LowLevel",
                                "00:10 CLOSED MEDIUM 0 LowLevel",
                                "00:20 RAISED MEDIUM 0 LowLevel")),
                row(
                        "what gets worse after a discharge by mistake is raised, though its episode is the old one",
                        List.of(
                                "00:00 LowLevel~00:00",
                                "00:10 discharge nurse-7",
                                "02:30 UnattendedLowLevel~00:00",
                                "03:32 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 CLEARED MEDIUM 0 LowLevel",
                                "00:10 CLOSED MEDIUM 0 LowLevel",
                                "02:30 RAISED HIGH 0 UnattendedLowLevel",
                                "03:30 ESCALATED HIGH 1 UnattendedLowLevel")),
                row(
                        "what was held back does not outlive a discharge",
                        List.of(
                                "00:00 LowLevel",
                                "00:10 BAG_CHANGED",
                                "00:20 LowLevel",
                                "00:30 discharge n",
                                "09:00 time"),
                        List.of(
                                "00:00 RAISED MEDIUM 0 LowLevel",
                                "00:10 CLEARED MEDIUM 0 LowLevel",
                                "00:10 CLOSED MEDIUM 0 LowLevel")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"ladders", "answers", "pauses", "families", "ends"})
    void lives(String name, List<String> story, List<String> said) {
        LifeScript script = new LifeScript().play(story);
        assertThat(script.said()).containsExactlyElementsOf(said);
        assertThat(script.refused).isEmpty();
        for (AlarmEvent event : script.out) {
            assertThat(event.sequence() == 0).isEqualTo(event.phase() == AlarmPhase.RAISED);
        }
        assertThat(script.out.stream().map(event -> event.alarmId() + event.sequence()))
                .as("no event is said twice")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"ladders", "answers", "pauses", "families", "ends"})
    void saysNothingMoreWhenEverythingComesTwice(String name, List<String> story, List<String> said) {
        List<String> twice =
                story.stream().flatMap(line -> Stream.of(line, line)).toList();
        assertThat(new LifeScript().play(twice).said()).containsExactlyElementsOf(said);
    }

    /** What is asked by name of an alarm that is over is refused, counted, and changes nothing. */
    @Test
    void refusesWhatTheTableDoesNotAllow() {
        LifeScript script = new LifeScript().play("00:00 UnattendedLowLevel", "00:10 BAG_CHANGED");
        String waiting = script.out.get(0).alarmId();
        List<AlarmState> before = List.copyOf(script.alarms);
        script.life.on(LifeScript.staff(SignKind.SILENCED, LifeScript.LINE, 20_000, "n", waiting));
        script.life.on(LifeScript.staff(SignKind.DECLINED, LifeScript.LINE, 20_000, "n", waiting));
        assertThat(script.refused).containsExactly(AlarmPhase.SILENCED, AlarmPhase.ESCALATED);
        assertThat(script.alarms).isEqualTo(before);

        script.life.on(LifeScript.staff(SignKind.ACKNOWLEDGED, LifeScript.LINE, 30_000, "n", waiting));
        assertThat(script.phases()).endsWith(AlarmPhase.ACKNOWLEDGED, AlarmPhase.CLOSED);
        int said = script.out.size();
        script.life.on(LifeScript.staff(SignKind.ACKNOWLEDGED, LifeScript.LINE, 40_000, "n", waiting));
        assertThat(script.refused).hasSize(3);
        assertThat(script.out).hasSize(said);
    }

    @Test
    void doesNotCountAsRefusedWhatWasAskedOfEverything() {
        LifeScript script = new LifeScript()
                .play("00:00 UnattendedLowLevel", "00:10 BAG_CHANGED", "00:20 silence n", "00:30 decline n");
        assertThat(script.refused).isEmpty();
        assertThat(script.out).hasSize(2);
    }

    @Test
    void saysWhoAndWhyAndWhichTier() {
        LifeScript script = new LifeScript()
                .play("00:00 UnattendedLowLevel", "00:10 decline nurse-7", "01:12 time", "01:20 silence nurse-8");
        assertThat(script.out.get(1).by()).isEqualTo("nurse-7");
        assertThat(script.out.get(1).reason()).isEqualTo("declined (words): buddy nurse (tier 1) is called");
        assertThat(script.out.get(2).by()).isNull();
        assertThat(script.out.get(2).reason()).isEqualTo("nobody acknowledged: charge nurse (tier 2) is called");
        assertThat(script.out.get(2).evidence()).singleElement().satisfies(evidence -> {
            assertThat(evidence.what()).isEqualTo("NOT_ACKNOWLEDGED");
            assertThat(evidence.limit()).isEqualTo(120.0);
        });
        assertThat(script.out.get(3).by()).isEqualTo("nurse-8");
        script.play("01:30 discharge nurse-9");
        assertThat(script.out.subList(4, 6)).allSatisfy(event -> {
            assertThat(event.by()).isEqualTo("nurse-9");
            assertThat(event.reason()).isEqualTo("words");
        });
    }

    @Test
    void goesByTheSettingsOfTheMoment() {
        LifeScript script = new LifeScript().play("00:00 UnattendedLowLevel");
        script.set.put("AlarmPolicy.highTier1Ms", 20_000.0);
        script.play("00:22 time");
        assertThat(script.said()).endsWith("00:20 ESCALATED HIGH 1 UnattendedLowLevel");
        assertThat(script.out.get(1).settingsVersion()).isEqualTo(1);
    }

    /** A site that wants the physician at once loses no call below. */
    @Test
    void callsALowerTierNoLaterThanAHigherOne() {
        LifeScript script = new LifeScript();
        script.set.put("AlarmPolicy.highTier3Ms", 0.0);
        script.play("00:00 UnattendedLowLevel", "00:02 time");
        assertThat(script.out).extracting(AlarmEvent::tier).containsExactly(0, 1, 2, 3);
        assertThat(script.out).extracting(AlarmEvent::at).containsOnly(0L);
    }

    /** What is held back keeps a closed alarm in mind, so it must not stay. */
    @Test
    void forgetsWhatWasHeldBackWithTheDischarge() {
        LifeScript script = new LifeScript()
                .play("00:00 LowLevel", "00:10 BAG_CHANGED", "00:20 LowLevel", "00:30 discharge n", "99:00 time");
        assertThat(script.alarms).isEmpty();
        assertThat(script.life.nextTime()).isNull();
    }

    @Test
    void countsWhatItHoldsBack() {
        LifeScript script = new LifeScript()
                .play("00:00 LowLevel", "00:10 BAG_CHANGED", "00:20 LowLevel", "00:21 LowLevel", "02:00 time");
        assertThat(script.heldBack).hasSize(2);
        AlarmEvent raised = script.out.get(script.out.size() - 1);
        assertThat(raised.onset()).isEqualTo(21_000);
        assertThat(raised.at()).isEqualTo(70_000);
        assertThat(raised.reason()).contains("11 s after the end of the last alarm");
    }
}
