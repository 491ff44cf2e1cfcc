package io.wardstream.cep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wardstream.cep.AlarmPolicy.Ladder;
import io.wardstream.cep.AlarmPolicy.Limits;
import io.wardstream.cep.AlarmPolicy.Rung;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmPolicyTest {

    private static final Limits DEFAULT = Limits.from(SettingsView.DEFAULTS);

    /** Clinical document, section 6: minutes after the start without acknowledgement. */
    @ParameterizedTest
    @CsvSource({
        "HIGH,     PHYSIOLOGICAL, 1 2 3 4, 1 2 4 10",
        "HIGH,     TECHNICAL,     1 2 3 4, 1 2 4 10",
        "MEDIUM,   PHYSIOLOGICAL, 1 2 3 4, 3 6 15 30",
        "MEDIUM,   TECHNICAL,     2 4,     15 60",
        "LOW,      PHYSIOLOGICAL, 2 4,     15 60",
        "LOW,      TECHNICAL,     2 4,     15 60",
        "ADVISORY, TECHNICAL,     '',      ''",
    })
    void callsWhomThePolicyNamesAndWhen(Priority priority, AlarmKind kind, String tiers, String minutes) {
        List<Rung> rungs = DEFAULT.ladder(priority, kind).rungs();
        assertThat(rungs.stream().map(rung -> String.valueOf(rung.tier()))).isEqualTo(words(tiers));
        assertThat(rungs.stream().map(rung -> String.valueOf(rung.afterMs() / 60_000)))
                .isEqualTo(words(minutes));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"HIGH, 5", "MEDIUM, 15", "LOW, 60", "ADVISORY, 60"})
    void holdsAnAcknowledgementAsLongAsThePriorityAllows(Priority priority, long minutes) {
        assertThat(DEFAULT.holds().ms(priority)).isEqualTo(minutes * 60_000);
    }

    @Test
    void findsItsWayUp() {
        Ladder low = DEFAULT.low();
        assertThat(low.above(0)).isEqualTo(new Rung(2, 900_000));
        assertThat(low.above(1)).isEqualTo(new Rung(2, 900_000));
        assertThat(low.above(2)).isEqualTo(new Rung(4, 3_600_000));
        assertThat(low.above(4)).isNull();
        assertThat(low.reachedAfterMs(0)).isZero();
        assertThat(low.reachedAfterMs(1)).isZero();
        assertThat(low.reachedAfterMs(3)).isEqualTo(900_000);
        assertThat(low.reachedAfterMs(4)).isEqualTo(3_600_000);
    }

    @Test
    void callsALowerTierNoLaterThanAHigherOne() {
        Map<String, Double> set = new HashMap<>(Map.of("AlarmPolicy.highTier3Ms", 90_000.0));
        SettingsView view = new SettingsView() {
            @Override
            public double get(SettingKey key) {
                return set.getOrDefault(key.name(), key.defaultValue());
            }

            @Override
            public long version() {
                return 1;
            }
        };
        assertThat(Limits.from(view).high().rungs())
                .containsExactly(new Rung(1, 60_000), new Rung(2, 90_000), new Rung(3, 90_000), new Rung(4, 600_000));
    }

    @Test
    void refusesALadderThatDoesNotGoUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ladder(List.of(new Rung(2, 1_000), new Rung(1, 2_000))));
    }

    /** What is counted over an hour must be remembered for an hour. */
    @Test
    void remembersClosedAlarmsAtLeastAsLongAsAFloodIsCounted() {
        assertThat(AlarmPolicy.RETENTION_MS.min()).isGreaterThanOrEqualTo(AlarmFlood.HOUR_MS);
        assertThat(AlarmFlood.SELF_CLEARED_WINDOW_MS.max()).isLessThanOrEqualTo(AlarmFlood.HOUR_MS);
        assertThat(AlarmPolicy.REARM_MS.max()).isLessThan(AlarmPolicy.RETENTION_MS.min());
    }

    /** The more urgent of two patterns with one priority is the one that stands later. */
    @Test
    void standsThePatternsOfAFamilyFromTheLeastToTheMostUrgent() {
        Map<String, Priority> last = new HashMap<>();
        for (WardPattern pattern : PatternCatalogue.ALL) {
            PatternCard card = pattern.card();
            Priority before = last.put(card.family(), card.priority());
            assertThat(before == null || !before.above(card.priority()))
                    .as("%s stands behind a more urgent pattern of %s", card.id(), card.family())
                    .isTrue();
        }
        assertThat(PatternCatalogue.stage("UnattendedLowLevel")).isGreaterThan(PatternCatalogue.stage("LowLevel"));
        assertThat(PatternCatalogue.stage("moon")).isEqualTo(-1);
    }

    @Test
    void ownsItsSettings() {
        assertThat(AlarmPolicy.SETTINGS).allMatch(key -> key.name().startsWith("AlarmPolicy."));
        assertThat(AlarmFlood.SETTINGS).allMatch(key -> key.name().startsWith("AlarmFlood."));
        assertThat(PatternCatalogue.SETTING_KEYS)
                .containsAll(AlarmPolicy.SETTINGS)
                .containsAll(AlarmFlood.SETTINGS);
    }
}
