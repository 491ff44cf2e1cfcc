package io.wardstream.bench.scoreboard.infusions;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.FreeFlow;
import io.wardstream.cep.UnattendedLowLevel;
import io.wardstream.jobs.safety.SafetyTopology;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.Ids;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.junit.jupiter.api.Test;

/** The scoreboard counts what the flow does, and can fail: each planted defect shows on it. */
class ScoreboardTest {

    /** Some twenty bags of ten lines, among them free flow and bags that run out. */
    private static final Scoreboard.Options SMALL = new Scoreboard.Options(24, 1, 1, null);

    private static Result run(UnaryOperator<SafetyTopology.Outputs> tampered) throws Exception {
        return new Scoreboard(SMALL, words -> {}, tampered).run();
    }

    @Test
    void countsWhatTheFlowDoesAndTheSameEveryTime() throws Exception {
        Result result = run(UnaryOperator.identity());
        assertThat(result.bagHours()).isEqualTo(24);
        assertThat(result.tally().of(FreeFlow.CARD.id()).found()).isPositive();
        assertThat(result.tally().of(FreeFlow.CARD.id()).missed()).isZero();
        assertThat(result.tally().of(UnattendedLowLevel.CARD.id()).found()).isPositive();
        assertThat(result.tally().commanded).isPositive();
        assertThat(result.tally().confirmed).isPositive();
        assertThat(result.tally().withoutCause).isZero();
        assertThat(result.lines()).anyMatch(line -> line.startsWith("free flow"));
        assertThat(run(UnaryOperator.identity()).lines()).isEqualTo(result.lines());
    }

    /** Both defects in one run, which takes seconds: neither hides the other. */
    @Test
    void missesAlarmsThatAreNeverRaisedAndClampsThatAreNeverClosed() throws Exception {
        Result result = run(out -> new SafetyTopology.Outputs(
                out.alarms()
                        .filter(alarm -> !alarm.pattern().equals(FreeFlow.CARD.id()))
                        .uid("planted-alarms"),
                out.clamps().filter(clamp -> clamp.phase() != ClampPhase.ISSUED).uid("planted-clamps"),
                out.signs(),
                out.scores(),
                out.riskRows()));
        assertThat(result.tally().of(FreeFlow.CARD.id()).missed()).isPositive();
        assertThat(result.unmet()).anyMatch(goal -> goal.startsWith("recall of FreeFlow is 0.000"));
        assertThat(result.tally().missedClamps).isPositive();
        assertThat(result.unmet()).anyMatch(goal -> goal.contains("clamps missed"));
    }

    @Test
    void countsClampsThatCloseWithoutCauseAndFalseAlarms() throws Exception {
        Result result = run(out -> new SafetyTopology.Outputs(
                out.alarms()
                        .map(
                                alarm -> alarm.pattern().equals("BagChanged") ? as(alarm, FreeFlow.CARD.id()) : alarm,
                                TypeInformation.of(AlarmEvent.class))
                        .uid("planted-alarms"),
                out.clamps()
                        .union(out.alarms()
                                .filter(alarm -> alarm.phase() == AlarmPhase.RAISED
                                        && alarm.pattern().equals("BagChanged"))
                                .uid("planted-at")
                                .map(ScoreboardTest::closed, TypeInformation.of(ClampEvent.class))
                                .uid("planted-clamps")),
                out.signs(),
                out.scores(),
                out.riskRows()));
        assertThat(result.tally().withoutCause).isPositive();
        assertThat(result.tally().of(FreeFlow.CARD.id()).falseOnes()).isPositive();
        assertThat(result.unmet())
                .anyMatch(goal -> goal.contains("without cause"))
                .anyMatch(goal -> goal.contains("false alarms"));
    }

    private static AlarmEvent as(AlarmEvent alarm, String pattern) {
        return new AlarmEvent(
                alarm.alarmId(),
                alarm.sequence(),
                pattern,
                alarm.patternVersion(),
                alarm.family(),
                alarm.phase(),
                alarm.priority(),
                alarm.kind(),
                alarm.subject(),
                alarm.onset(),
                alarm.at(),
                alarm.evidence(),
                alarm.settingsVersion(),
                alarm.tier(),
                alarm.by(),
                alarm.reason());
    }

    private static ClampEvent closed(AlarmEvent alarm) {
        return new ClampEvent(
                Ids.command("close", alarm.subject().key(), alarm.at()),
                ClampPhase.ISSUED,
                alarm.alarmId(),
                alarm.subject(),
                alarm.subject().deviceId(),
                alarm.onset(),
                alarm.at(),
                alarm.at(),
                alarm.at() + 10_000,
                1L,
                null);
    }
}
