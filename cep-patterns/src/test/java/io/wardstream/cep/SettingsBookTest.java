package io.wardstream.cep;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsBookTest {

    private static final Subject LINE = new Subject("line:l1", "icu", "b1", "l1", "p1", "d1");
    private static final String KEY = "LowLevel.lowMl";

    private final SettingsBook book = new SettingsBook();

    private static Setting set(SettingScope scope, String id, @Nullable Double value, long version) {
        return new Setting(scope, id, KEY, value, "dr-1", 0, "test", version);
    }

    private double lowMl(Subject subject) {
        return LowLevel.Limits.from(book.viewFor(subject)).lowMl();
    }

    @Test
    void answersWithTheDefaultUntilSomebodySetsSomething() {
        assertThat(lowMl(LINE)).isEqualTo(50);
        assertThat(book.viewFor(LINE).version()).isZero();
    }

    @Test
    void letsTheNarrowestScopeWin() {
        book.apply(set(SettingScope.LINE, "l1", 91.0, 1));
        book.apply(set(SettingScope.SITE, "", 94.0, 2));
        book.apply(set(SettingScope.PATIENT, "p1", 92.0, 3));
        book.apply(set(SettingScope.WARD, "icu", 93.0, 4));
        assertThat(lowMl(LINE)).isEqualTo(91);
        assertThat(lowMl(new Subject("line:l2", "icu", null, "l2", "p1", null))).isEqualTo(92);
        assertThat(lowMl(new Subject("line:l2", "icu", null, "l2", "p2", null))).isEqualTo(93);
        assertThat(lowMl(new Subject("line:l2", "east", null, "l2", "p2", null)))
                .isEqualTo(94);
    }

    @Test
    void takesEffectOnTheNextQuestion() {
        assertThat(lowMl(LINE)).isEqualTo(50);
        book.apply(set(SettingScope.SITE, "", 80.0, 1));
        assertThat(lowMl(LINE)).isEqualTo(80);
        book.apply(set(SettingScope.LINE, "l1", 70.0, 2));
        assertThat(lowMl(LINE)).isEqualTo(70);
        assertThat(book.viewFor(LINE).version()).isEqualTo(2);
        book.apply(set(SettingScope.LINE, "l1", 60.0, 3));
        assertThat(lowMl(LINE)).as("asked for before").isEqualTo(60);
    }

    @Test
    void saysWhichSettingHolds() {
        SettingKey key = PatternCatalogue.settingKey(KEY);
        assertThat(book.inForce(key, LINE)).isNull();
        Setting low = set(SettingScope.WARD, "icu", 90.0, 1);
        book.apply(low);
        assertThat(book.inForce(key, LINE)).isEqualTo(low);
    }

    @Test
    void fallsBackToTheWiderScopeWhenTheNarrowOneIsTakenBack() {
        book.apply(set(SettingScope.SITE, "", 80.0, 1));
        book.apply(set(SettingScope.LINE, "l1", 70.0, 2));
        book.apply(set(SettingScope.LINE, "l1", null, 3));
        assertThat(lowMl(LINE)).isEqualTo(80);
        assertThat(book.viewFor(LINE).version()).isEqualTo(1);
    }

    @Test
    void ignoresAnOlderVersionThatIsReadAgain() {
        assertThat(book.apply(set(SettingScope.SITE, "", 80.0, 5))).isNull();
        assertThat(book.apply(set(SettingScope.SITE, "", 60.0, 4)))
                .as("old, and not refused")
                .isNull();
        assertThat(lowMl(LINE)).isEqualTo(80);
    }

    @Test
    void refusesWhatCannotBeSetAndSaysWhy() {
        assertThat(book.apply(new Setting(SettingScope.SITE, "", "LowLevel.moon", 1.0, "dr-1", 0, "test", 1)))
                .isEqualTo("there is no setting LowLevel.moon");
        assertThat(book.apply(set(SettingScope.SITE, "", 4.0, 1)))
                .isEqualTo("LowLevel.lowMl must be between 5.0 and 1000.0 mL");
        assertThat(book.apply(set(SettingScope.SITE, "", Double.NaN, 1))).contains("must be between");
        assertThat(book.apply(set(SettingScope.LINE, "", 60.0, 1))).contains("scope id");
        assertThat(book.apply(set(SettingScope.SITE, "icu", 60.0, 1))).contains("scope id");
        assertThat(lowMl(LINE)).isEqualTo(50);
    }

    @Test
    void namesEverySettingOnceAndWithItsPattern() {
        for (WardPattern pattern : PatternCatalogue.ALL) {
            assertThat(pattern.settings())
                    .allMatch(key -> key.name().startsWith(pattern.card().id() + "."));
        }
        assertThat(PatternCatalogue.SETTING_KEYS).extracting(SettingKey::name).doesNotHaveDuplicates();
    }
}
