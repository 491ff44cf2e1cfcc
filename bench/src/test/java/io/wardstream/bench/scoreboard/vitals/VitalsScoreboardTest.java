package io.wardstream.bench.scoreboard.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.PatternCard;
import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.WardPattern;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The scoreboard counts what the flow does, and can fail: each planted defect shows on it. */
class VitalsScoreboardTest {

    /** Eight patients for an hour and a half, each with an episode: among them apnoea and saturations that fall far. */
    private static final VitalsScoreboard.Options SMALL = new VitalsScoreboard.Options(12, 3, null);

    private static VitalsResult run(VitalsScoreboard.Options options, Setting... settings) throws Exception {
        return new VitalsScoreboard(options, words -> {}, List.of(settings), UnaryOperator.identity()).run();
    }

    private static Setting site(String key, double value) {
        return new Setting(SettingScope.SITE, "", key, value, "test", 0, "planted", 1);
    }

    @Test
    void countsWhatTheFlowDoesAndTheSameEveryTime() throws Exception {
        VitalsResult result = run(SMALL);
        assertThat(result.hours()).isEqualTo(12);
        assertThat(result.tally().of("Spo2Critical").found()).isPositive();
        assertThat(result.tally().of("ApnoeaSuspected").found()).isPositive();
        assertThat(result.tally().byPattern)
                .allSatisfy((pattern, row) ->
                        assertThat(row.missed()).describedAs(pattern).isZero());
        assertThat(result.lines()).anyMatch(line -> line.startsWith("mean very low"));
        assertThat(run(SMALL).lines()).isEqualTo(result.lines());
    }

    /** A pattern that is new or has another priority must not pass the board by. */
    @Test
    void knowsEveryAlarmThatVitalSignsAloneRaise() {
        Map<String, Priority> catalogue = new TreeMap<>();
        PatternCatalogue.ALL.forEach(
                pattern -> catalogue.put(pattern.card().id(), pattern.card().priority()));
        for (Expected each : Expected.values()) {
            assertThat(catalogue).containsEntry(each.pattern(), each.priority());
        }
        assertThat(PatternCatalogue.ALL.stream()
                        .map(WardPattern::card)
                        .filter(card -> card.kind() == AlarmKind.PHYSIOLOGICAL && card.priority() == Priority.HIGH)
                        .map(PatternCard::id)
                        .filter(id -> Expected.of(id) == null))
                .describedAs("HIGH alarms of a patient that the board does not know")
                .containsExactlyInAnyOrder(
                        "CriticalLevel",
                        "BagEmpty",
                        "UnattendedLowLevel",
                        "UnattendedEmpty",
                        "FreeFlow",
                        "IvFailureWithShock",
                        "TransfusionReaction");
    }

    /** Both defects in one run, which takes seconds: neither hides the other. */
    @Test
    void missesAlarmsThatAreNotRaisedAndCountsThoseWithoutAGround() throws Exception {
        VitalsResult result = run(
                SMALL,
                site("Spo2Desaturation.lowPct", 60),
                site("Spo2Desaturation.scale2LowPct", 60),
                site("Spo2Desaturation.fallPct", 30),
                site("Spo2Critical.lowPct", 50),
                site("SystolicExtreme.low", 100));
        assertThat(result.tally().of("Spo2Critical").missed()).isPositive();
        assertThat(result.unmet()).anyMatch(goal -> goal.startsWith("recall of Spo2Critical is 0.000"));
        assertThat(result.wrong()).anyMatch(line -> line.contains("MISSED HIGH Spo2Desaturation"));
        assertThat(result.tally().of("SystolicExtreme").falseOnes()).isPositive();
        assertThat(result.tally().madeUpOf(Priority.HIGH)).isPositive();
        assertThat(result.unmet()).anyMatch(goal -> goal.contains("false HIGH alarms a patient-hour"));
    }
}
