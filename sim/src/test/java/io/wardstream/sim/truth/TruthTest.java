package io.wardstream.sim.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Priority;
import io.wardstream.model.Subject;
import io.wardstream.sim.truth.Expectation.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TruthTest {
    private static final Set<String> SUBJECTS = Set.of("line:L-e01", "patient:P-e01", "device:scale-e01", "line:L-w02");

    @Test
    void isFaultlessWhenEveryDemandIsMetOnce() {
        Truth truth = truth(
                List.of(must("a", Patterns.LOW_LEVEL, "line:L-e01", 100, 200), clamp("b", "line:L-e01", 300, 400)),
                new ClampClosing("line:L-e01", 350, "c-1"));
        Scorecard card = truth.score(List.of(raised("1", Patterns.LOW_LEVEL, "L-e01", 150)), 1000);
        assertThat(card).isEqualTo(new Scorecard(1, 0, 0, 1, 0, 0, 0, List.of()));
        assertThat(card.faultless()).isTrue();
    }

    @Test
    void countsWhatWasMissedAndSaysWhy() {
        Truth truth = truth(
                List.of(must("a", Patterns.LOW_LEVEL, "line:L-e01", 100, 200), clamp("b", "line:L-e01", 300, 400)));
        Scorecard card = truth.score(List.of(), 1000);
        assertThat(card.expectedAlarms()).isEqualTo(1);
        assertThat(card.missedAlarms()).isEqualTo(1);
        assertThat(card.missedClamps()).isEqualTo(1);
        assertThat(card.faultless()).isFalse();
        assertThat(card.explanations())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("missed: LowLevel about line:L-e01 between 1970-01-01T00:00:00.100Z")
                        .endsWith("because a"));
    }

    @Test
    void acceptsAnAlarmOnItsFirstAndLastMillisecondAndNotBeyond() {
        Truth truth = truth(List.of(must("a", Patterns.LOW_LEVEL, "line:L-e01", 100, 200)));
        for (long at : new long[] {100, 200}) {
            assertThat(truth.score(List.of(raised("1", Patterns.LOW_LEVEL, "L-e01", at)), 1000)
                            .faultless())
                    .isTrue();
        }
        for (long at : new long[] {99, 201}) {
            Scorecard card = truth.score(List.of(raised("1", Patterns.LOW_LEVEL, "L-e01", at)), 1000);
            assertThat(card.falseAlarms()).isEqualTo(1);
            assertThat(card.missedAlarms()).isEqualTo(1);
        }
    }

    @Test
    void callsASecondAlarmWithinTheSameExpectationFalse() {
        Truth truth = truth(List.of(must("a", Patterns.LOW_LEVEL, "line:L-e01", 100, 200)));
        Scorecard card = truth.score(
                List.of(raised("1", Patterns.LOW_LEVEL, "L-e01", 120), raised("2", Patterns.LOW_LEVEL, "L-e01", 130)),
                1000);
        assertThat(card.falseAlarms()).isEqualTo(1);
        assertThat(card.missedAlarms()).isZero();
        assertThat(card.explanations()).singleElement().asString().contains("alarm 2");
    }

    @Test
    void countsARepeatedEventOfOneAlarmOnce() {
        Truth truth = truth(List.of(must("a", Patterns.LOW_LEVEL, "line:L-e01", 100, 200)));
        AlarmEvent alarm = raised("1", Patterns.LOW_LEVEL, "L-e01", 120);
        assertThat(truth.score(List.of(alarm, alarm, alarm), 1000).faultless()).isTrue();
    }

    @Test
    void countsOnlyRaisedEvents() {
        Truth truth = truth(List.of());
        AlarmEvent escalated = alarm("1", Patterns.UNATTENDED_LOW_LEVEL, AlarmPhase.ESCALATED, line("L-e01"), 120);
        assertThat(truth.score(List.of(escalated), 1000).faultless()).isTrue();
        AlarmEvent raisedAgain = alarm("2", Patterns.UNATTENDED_LOW_LEVEL, AlarmPhase.RAISED, line("L-e01"), 120);
        assertThat(truth.score(List.of(raisedAgain), 1000).falseAlarms()).isEqualTo(1);
    }

    @Test
    void countsAPatternThatTookAnAlarmOver() {
        Truth truth = truth(List.of(must("a", Patterns.LOW_LEVEL, "line:L-e01", 100, 200)));
        AlarmEvent soon = alarm("1", "EmptySoon", AlarmPhase.RAISED, line("L-e01"), 50);
        AlarmEvent low = alarm("1", Patterns.LOW_LEVEL, AlarmPhase.ESCALATED, line("L-e01"), 120);
        AlarmEvent tier = alarm("1", Patterns.LOW_LEVEL, AlarmPhase.ESCALATED, line("L-e01"), 180);
        Scorecard card = truth.score(List.of(soon, low, tier), 1000);
        assertThat(card.missedAlarms()).isZero();
        assertThat(card.falseAlarms()).isZero();
        assertThat(truth.score(List.of(soon), 1000).missedAlarms()).isEqualTo(1);
    }

    @Test
    void doesNotMixUpPatternsOrSubjects() {
        Truth truth = truth(List.of(
                must("a", Patterns.LOW_LEVEL, "line:L-e01", 100, 200),
                must("b", Patterns.CLAMP_WITHHELD, "line:L-w02", 100, 200)));
        Scorecard card = truth.score(
                List.of(
                        raised("1", Patterns.LOW_LEVEL, "L-w02", 150),
                        raised("2", Patterns.CLAMP_WITHHELD, "L-e01", 150)),
                1000);
        assertThat(card.falseAlarms()).isEqualTo(2);
        assertThat(card.missedAlarms()).isEqualTo(2);
    }

    @Test
    void forgivesWhatMayHappenWhetherItDoesOrNot() {
        Truth truth = truth(List.of(may("a", Patterns.DEVICE_SILENT, "device:scale-e01", 100, 200)));
        assertThat(truth.score(List.of(), 1000)).isEqualTo(new Scorecard(0, 0, 0, 0, 0, 0, 0, List.of()));
        assertThat(truth.score(List.of(silent("1", 150)), 1000).faultless()).isTrue();
        assertThat(truth.score(List.of(silent("1", 150), silent("2", 160)), 1000)
                        .falseAlarms())
                .isEqualTo(1);
    }

    @Test
    void doesNotDemandWhatIsNotOver() {
        Truth truth = truth(
                List.of(must("a", Patterns.LOW_LEVEL, "line:L-e01", 100, 200), clamp("b", "line:L-e01", 100, 200)));
        assertThat(truth.score(List.of(), 199)).isEqualTo(new Scorecard(0, 0, 0, 0, 0, 0, 0, List.of()));
        assertThat(truth.score(List.of(raised("1", Patterns.LOW_LEVEL, "L-e01", 150)), 199)
                        .faultless())
                .isTrue();
        assertThat(truth.score(List.of(), 200).missedAlarms()).isEqualTo(1);
    }

    @Test
    void ignoresWhatIsLaterThanTheScoring() {
        Truth truth = truth(List.of(), new ClampClosing("line:L-e01", 900, "c-1"));
        assertThat(truth.score(List.of(raised("1", Patterns.LOW_LEVEL, "L-e01", 900)), 500)
                        .faultless())
                .isTrue();
        Scorecard later = truth.score(List.of(raised("1", Patterns.LOW_LEVEL, "L-e01", 900)), 900);
        assertThat(later.falseAlarms()).isEqualTo(1);
        assertThat(later.falseClamps()).isEqualTo(1);
    }

    @Test
    void ignoresSubjectsOfOthers() {
        Truth truth = truth(List.of());
        AlarmEvent replayed = alarm(
                "1",
                Patterns.SPO2_LOW,
                AlarmPhase.RAISED,
                new Subject("patient:bidmc_32", "east", null, null, "bidmc_32", "monitor-bidmc_32"),
                100);
        assertThat(truth.score(List.of(replayed), 1000).faultless()).isTrue();
    }

    @Test
    void namesPatternsThatItCannotJudgeWithoutCountingThem() {
        Scorecard card = truth(List.of()).score(List.of(raised("1", "FlowStopped", "L-e01", 100)), 1000);
        assertThat(card.faultless()).isTrue();
        assertThat(card.unjudgedAlarms()).isEqualTo(1);
        assertThat(card.explanations()).singleElement().asString().startsWith("not judged: FlowStopped");
    }

    @Test
    void findsTheDeviceOfASilenceThatWasFoundUnderItsLine() {
        Truth truth = truth(List.of(must("a", Patterns.DEVICE_SILENT, "device:scale-e01", 100, 200)));
        AlarmEvent underLine = alarm(
                "1",
                Patterns.DEVICE_SILENT,
                AlarmPhase.RAISED,
                new Subject("line:L-e01", "east", "e01", "L-e01", "P-e01", "scale-e01"),
                150);
        assertThat(truth.score(List.of(underLine), 1000).faultless()).isTrue();
    }

    @Test
    void callsAClosingWithoutReasonFalseAndASecondOneToo() {
        Truth truth = truth(
                List.of(clamp("a", "line:L-e01", 100, 200)),
                new ClampClosing("line:L-e01", 150, "c-1"),
                new ClampClosing("line:L-e01", 160, "c-2"),
                new ClampClosing("line:L-w02", 150, "c-3"));
        Scorecard card = truth.score(List.of(), 1000);
        assertThat(card.expectedClamps()).isEqualTo(1);
        assertThat(card.missedClamps()).isZero();
        assertThat(card.falseClamps()).isEqualTo(2);
    }

    @Test
    void gradesAnAlarmByTheDemandThatEndsFirst() {
        List<Expectation> overlapping = List.of(
                must("wide", Patterns.LOW_LEVEL, "line:L-e01", 100, 400),
                must("narrow", Patterns.LOW_LEVEL, "line:L-e01", 100, 200),
                may("any", Patterns.LOW_LEVEL, "line:L-e01", 0, 500));
        Truth truth = truth(overlapping);
        List<AlarmEvent> alarms = new ArrayList<>(List.of(
                raised("1", Patterns.LOW_LEVEL, "L-e01", 150),
                raised("2", Patterns.LOW_LEVEL, "L-e01", 350),
                raised("3", Patterns.LOW_LEVEL, "L-e01", 50)));
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(alarms, random);
            assertThat(truth.score(alarms, 1000)).isEqualTo(new Scorecard(2, 0, 0, 0, 0, 0, 0, List.of()));
        }
    }

    @Test
    void letsTwoAlarmsSatisfyTwoOverlappingDemands() {
        Truth truth = truth(List.of(
                must("a", Patterns.LOW_LEVEL, "line:L-e01", 100, 200),
                must("b", Patterns.LOW_LEVEL, "line:L-e01", 100, 300)));
        Scorecard card = truth.score(
                List.of(raised("1", Patterns.LOW_LEVEL, "L-e01", 150), raised("2", Patterns.LOW_LEVEL, "L-e01", 160)),
                1000);
        assertThat(card).isEqualTo(new Scorecard(2, 0, 0, 0, 0, 0, 0, List.of()));
    }

    private static Truth truth(List<Expectation> expectations, ClampClosing... closings) {
        return new Truth(SUBJECTS, expectations, List.of(closings));
    }

    private static Expectation must(String id, String pattern, String about, long from, long until) {
        return new Expectation(id, pattern, about, Kind.ALARM, true, from, until, "because " + id);
    }

    private static Expectation may(String id, String pattern, String about, long from, long until) {
        return new Expectation(id, pattern, about, Kind.ALARM, false, from, until, "because " + id);
    }

    private static Expectation clamp(String id, String about, long from, long until) {
        return new Expectation(
                id, Patterns.UNATTENDED_LOW_LEVEL, about, Kind.CLAMP, true, from, until, "because " + id);
    }

    private static Subject line(String lineId) {
        return new Subject("line:" + lineId, "east", "e01", lineId, "P-e01", "scale-e01");
    }

    private static AlarmEvent raised(String id, String pattern, String lineId, long at) {
        return alarm(id, pattern, AlarmPhase.RAISED, line(lineId), at);
    }

    private static AlarmEvent silent(String id, long at) {
        return alarm(
                id,
                Patterns.DEVICE_SILENT,
                AlarmPhase.RAISED,
                new Subject("device:scale-e01", "east", "e01", "L-e01", "P-e01", "scale-e01"),
                at);
    }

    private static AlarmEvent alarm(String id, String pattern, AlarmPhase phase, Subject subject, long at) {
        return new AlarmEvent(
                id,
                phase == AlarmPhase.RAISED ? 0 : 1,
                pattern,
                1,
                pattern,
                phase,
                Priority.MEDIUM,
                AlarmKind.PHYSIOLOGICAL,
                subject,
                at,
                at,
                List.of(),
                0,
                0,
                null,
                null);
    }
}
