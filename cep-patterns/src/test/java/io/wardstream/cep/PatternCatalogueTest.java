package io.wardstream.cep;

import static io.wardstream.cep.PatternHarness.LINE;
import static io.wardstream.cep.PatternHarness.PATIENT;
import static io.wardstream.cep.PatternHarness.sign;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What all patterns of the catalogue promise, asked of each. */
class PatternCatalogueTest {

    static final List<WardPattern> ALL = PatternCatalogue.ALL;

    /** Every setting at its largest. */
    private static final SettingsView LARGEST = new SettingsView() {
        @Override
        public double get(SettingKey key) {
            return key.max();
        }

        @Override
        public long version() {
            return 1;
        }
    };

    private static <T> List<T> constants(WardPattern pattern, Class<T> type) throws IllegalAccessException {
        List<T> found = new ArrayList<>();
        for (Field field : pattern.getClass().getDeclaredFields()) {
            if (type == field.getType()) {
                field.setAccessible(true);
                found.add(type.cast(field.get(null)));
            }
        }
        return found;
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void namesItsSettingsAndItsWaits(WardPattern pattern) throws Exception {
        assertThat(pattern.settings()).containsAll(constants(pattern, SettingKey.class));
        assertThat(pattern.waits()).containsExactlyInAnyOrderElementsOf(constants(pattern, Wait.class));
        assertThat(PatternCatalogue.SETTING_KEYS).containsAll(pattern.settings());
        assertThat(PatternCatalogue.WAITS).containsAll(pattern.waits());
    }

    @Test
    void namesItsStagesSoThatTheyReadAsASentence() {
        List<String> stages = ALL.stream()
                .filter(OneSign.class::isInstance)
                .map(pattern -> ((OneSign) pattern).stage())
                .toList();
        assertThat(stages).isNotEmpty().allMatch(stage -> stage.matches("[a-z0-9]+(-[a-z0-9]+)+"));
    }

    static Stream<Arguments> waiting() {
        return Stream.of(
                Arguments.of(new UnattendedLowLevel(), SignKind.LEVEL_LOW, LINE),
                Arguments.of(new UnattendedEmpty(), SignKind.BAG_EMPTY, LINE),
                Arguments.of(new BagStillRemoved(), SignKind.BAG_REMOVED, LINE),
                Arguments.of(new News2High(), SignKind.NEWS2_HIGH, PATIENT));
    }

    /** The bound on a match's length is no part of its meaning, however long it is set to wait. */
    @ParameterizedTest
    @MethodSource("waiting")
    void waitsAsLongAsItCanBeSetTo(WardPattern pattern, SignKind kind, Subject subject) throws Exception {
        try (PatternHarness harness = new PatternHarness(pattern, LARGEST).on(sign(kind, subject, 10_000))) {
            harness.clock(30L * 24 * 3_600_000);
            assertThat(harness.findings()).hasSize(1);
        }
    }

    static Stream<Arguments> waits() {
        return Stream.of(
                Arguments.of(UnattendedEmpty.UNATTENDED, SignKind.BAG_EMPTY),
                Arguments.of(BagStillRemoved.STILL, SignKind.BAG_REMOVED),
                Arguments.of(News2High.CONFIRMED, SignKind.NEWS2_HIGH),
                Arguments.of(News2High.RECOVERED, SignKind.NEWS2_BELOW_HIGH));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void waitsFromOneSignOnly(Wait wait, SignKind starting) {
        for (SignKind kind : SignKind.values()) {
            assertThat(wait.startsOn().test(sign(kind, LINE, 10_000)))
                    .as(kind.name())
                    .isEqualTo(kind == starting);
        }
    }

    static Stream<Arguments> cleared() {
        Set<SignKind> level = EnumSet.of(SignKind.LEVEL_RESTORED, SignKind.BAG_CHANGED);
        return Stream.of(
                Arguments.of(new UnattendedEmpty(), level),
                Arguments.of(new UnattendedLowLevel(), level),
                Arguments.of(new BagStillRemoved(), EnumSet.of(SignKind.BAG_REHUNG, SignKind.BAG_CHANGED)));
    }

    @ParameterizedTest
    @MethodSource("cleared")
    void clearsOnExactlyThese(WardPattern pattern, Set<SignKind> kinds) {
        assertThat(Arrays.stream(SignKind.values()).filter(kind -> pattern.clearedBy(sign(kind, LINE, 10_000))))
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    /** A sign of the instant in which a wait begins ends it; one of before does not; of an unknown wait each does. */
    @Test
    void endsAWaitFromItsFirstInstantOn() {
        Waits.Pending pending = Waits.startedBy(sign(SignKind.BAG_EMPTY, LINE, 10_000), SettingsView.DEFAULTS)
                .get(0);
        assertThat(Waits.cancels(sign(SignKind.ACKNOWLEDGED, LINE, 10_000), pending))
                .isTrue();
        assertThat(Waits.cancels(sign(SignKind.ACKNOWLEDGED, LINE, 9_999), pending))
                .isFalse();
        assertThat(Waits.cancels(sign(SignKind.LEVEL_LOW, LINE, 10_000), pending))
                .isFalse();
        Waits.Pending unknown = new Waits.Pending("Gone.wait", LINE, 10_000, 20_000, 21_000, 10_000, 0);
        assertThat(Waits.cancels(sign(SignKind.LEVEL_LOW, LINE, 10_000), unknown))
                .isTrue();
    }

    @Test
    void drawsTheLinesOfABatteryOneUnitOnEitherSide() {
        BatteryLow.Limits limits = BatteryLow.Limits.from(SettingsView.DEFAULTS);
        assertThat(limits.isLow(20)).isFalse();
        assertThat(limits.isLow(19.9)).isTrue();
        assertThat(limits.isVeryLow(10)).isFalse();
        assertThat(limits.isVeryLow(9.9)).isTrue();
        assertThat(limits.isCharged(25)).isFalse();
        assertThat(limits.isCharged(25.1)).isTrue();
        BatteryLow.Limits odd = new BatteryLow.Limits(20, 40, 25);
        assertThat(odd.isLow(30)).as("very low is low").isTrue();
        assertThat(odd.isCharged(30)).as("what is very low is not charged").isFalse();
    }
}
