package io.wardstream.cep;

import static io.wardstream.cep.PatternHarness.LINE;
import static io.wardstream.cep.PatternHarness.PATIENT;
import static io.wardstream.cep.PatternHarness.sign;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Sign;
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
                Arguments.of(new News2SingleRed(), SignKind.NEWS2_RED, PATIENT),
                Arguments.of(new News2Medium(), SignKind.NEWS2_MEDIUM, PATIENT),
                Arguments.of(new News2High(), SignKind.NEWS2_HIGH, PATIENT),
                Arguments.of(new ResponseOverdue(), SignKind.NEWS2_RED, PATIENT),
                Arguments.of(new ResponseOverdue(), SignKind.NEWS2_MEDIUM, PATIENT),
                Arguments.of(new ResponseOverdue(), SignKind.NEWS2_HIGH, PATIENT));
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
        Set<SignKind> reviewed = EnumSet.of(SignKind.REVIEWED, SignKind.DISCHARGED);
        return Stream.of(
                Arguments.of(
                        UnattendedEmpty.UNATTENDED,
                        SignKind.BAG_EMPTY,
                        EnumSet.of(
                                SignKind.ACKNOWLEDGED,
                                SignKind.BAG_CHANGED,
                                SignKind.CLAMP_CLOSED,
                                SignKind.LEVEL_RESTORED)),
                Arguments.of(
                        BagStillRemoved.STILL,
                        SignKind.BAG_REMOVED,
                        EnumSet.of(SignKind.BAG_REHUNG, SignKind.BAG_CHANGED, SignKind.ACKNOWLEDGED)),
                Arguments.of(News2SingleRed.CONFIRMED, SignKind.NEWS2_RED, EnumSet.of(SignKind.NEWS2_NO_RED)),
                Arguments.of(News2SingleRed.RECOVERED, SignKind.NEWS2_NO_RED, EnumSet.of(SignKind.NEWS2_RED)),
                Arguments.of(News2Medium.CONFIRMED, SignKind.NEWS2_MEDIUM, EnumSet.of(SignKind.NEWS2_BELOW_MEDIUM)),
                Arguments.of(News2Medium.RECOVERED, SignKind.NEWS2_BELOW_MEDIUM, EnumSet.of(SignKind.NEWS2_MEDIUM)),
                Arguments.of(News2High.CONFIRMED, SignKind.NEWS2_HIGH, EnumSet.of(SignKind.NEWS2_BELOW_HIGH)),
                Arguments.of(News2High.RECOVERED, SignKind.NEWS2_BELOW_HIGH, EnumSet.of(SignKind.NEWS2_HIGH)),
                Arguments.of(ResponseOverdue.RED, SignKind.NEWS2_RED, with(reviewed, SignKind.NEWS2_NO_RED)),
                Arguments.of(
                        ResponseOverdue.MEDIUM, SignKind.NEWS2_MEDIUM, with(reviewed, SignKind.NEWS2_BELOW_MEDIUM)),
                Arguments.of(ResponseOverdue.HIGH, SignKind.NEWS2_HIGH, with(reviewed, SignKind.NEWS2_BELOW_HIGH)));
    }

    private static Set<SignKind> with(Set<SignKind> kinds, SignKind one) {
        Set<SignKind> all = EnumSet.copyOf(kinds);
        all.add(one);
        return all;
    }

    @ParameterizedTest
    @MethodSource("waits")
    void waitsFromOneSignUntilOneOfThese(Wait wait, SignKind starting, Set<SignKind> cancelling) {
        for (SignKind kind : SignKind.values()) {
            Sign sign = sign(kind, LINE, 10_000);
            assertThat(wait.startsOn().test(sign)).as(kind.name()).isEqualTo(kind == starting);
            assertThat(wait.cancelledBy().test(sign)).as(kind.name()).isEqualTo(cancelling.contains(kind));
        }
    }

    @Test
    void saysForEachAlarmWhatItIs() {
        assertThat(SystemAlarms.ALL).allSatisfy(rule -> {
            assertThat(PatternCatalogue.rule(rule.card().id())).isSameAs(rule);
            assertThat(rule.clearedBy(sign(SignKind.TARE_CORRECTED, LINE, 1))).isFalse();
        });
        assertThat(ALL)
                .allSatisfy(pattern ->
                        assertThat(PatternCatalogue.rule(pattern.card().id())).isSameAs(pattern));
        assertThat(PatternCatalogue.rule("NoSuchPattern")).isNull();
        assertThat(new ClockSkew().clearedBy(sign(SignKind.CLOCK_IN_STEP, LINE, 1)))
                .isTrue();
        assertThat(new ClockSkew().clearedBy(sign(SignKind.CLOCK_SKEWED, LINE, 1)))
                .isFalse();
        assertThat(new BagChanged().momentary()).isTrue();
        assertThat(new BagChanged().clearedBy(sign(SignKind.LEVEL_LOW, LINE, 1)))
                .as("there is nothing to clear")
                .isTrue();
        assertThat(AlarmPolicy.tierName(0)).isNotBlank();
    }

    /** The limits of every pattern can be had from the settings; what is set is what is in force. */
    @ParameterizedTest
    @FieldSource("ALL")
    void takesItsLimitsFromTheSettings(WardPattern pattern) throws Exception {
        for (Class<?> inner : pattern.getClass().getDeclaredClasses()) {
            if (!inner.getSimpleName().equals("Limits")) {
                continue;
            }
            Object defaults = inner.getMethod("from", SettingsView.class).invoke(null, SettingsView.DEFAULTS);
            Object largest = inner.getMethod("from", SettingsView.class).invoke(null, LARGEST);
            assertThat(defaults).isNotNull().isNotEqualTo(largest);
            assertThat(inner.getRecordComponents()).hasSameSizeAs(pattern.settings());
            for (java.lang.reflect.RecordComponent each : inner.getRecordComponents()) {
                double value = ((Number) each.getAccessor().invoke(largest)).doubleValue();
                assertThat(pattern.settings().stream().map(SettingKey::max))
                        .as(each.getName())
                        .contains(value);
            }
        }
    }

    @Test
    void acceptsWhatLiesBetweenItsBoundsAndTheBoundsThemselves() {
        SettingKey key = new SettingKey("A.b", "1", 5, 1, 9, "for the test");
        assertThat(key.accepts(1)).isTrue();
        assertThat(key.accepts(9)).isTrue();
        assertThat(key.accepts(0.999)).isFalse();
        assertThat(key.accepts(9.001)).isFalse();
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
