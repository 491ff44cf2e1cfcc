package io.wardstream.cep;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In which order signs are taken, and what a finding makes of them. */
class SignsTest {

    private static final Subject LINE = PatternHarness.LINE;

    private static Sign sign(SignKind kind, long at) {
        return PatternHarness.sign(kind, LINE, at);
    }

    @Test
    void takesWhatPeopleDidBeforeWhatWasWaitedFor() {
        List<Sign> signs = new ArrayList<>(List.of(
                sign(SignKind.TIME_IS_UP, 5),
                sign(SignKind.CLAMP_CLOSED, 5),
                sign(SignKind.ACKNOWLEDGED, 5),
                sign(SignKind.LEVEL_LOW, 7),
                sign(SignKind.TIME_IS_UP, 4)));
        signs.sort(Signs.order());
        assertThat(signs)
                .extracting(sign -> sign.kind() + " " + sign.at())
                .containsExactly("ACKNOWLEDGED 5", "CLAMP_CLOSED 5", "LEVEL_LOW 7", "TIME_IS_UP 4", "TIME_IS_UP 5");
    }

    @Test
    void knowsTheSignsThatAStageAsksFor() throws Exception {
        var condition = Signs.are(SignKind.BAG_EMPTY, SignKind.LEVEL_LOW, SignKind.FREE_FLOW);
        for (SignKind kind : SignKind.values()) {
            assertThat(condition.filter(sign(kind, 1)))
                    .as(kind.name())
                    .isEqualTo(kind == SignKind.BAG_EMPTY || kind == SignKind.LEVEL_LOW || kind == SignKind.FREE_FLOW);
        }
    }

    /** Whatever the stages are called: from the first sign's episode to the last sign. */
    @Test
    void putsTheEvidenceOfAFindingInTheOrderOfTime() {
        Map<String, List<Sign>> match = new LinkedHashMap<>();
        match.put("z", List.of(sign(SignKind.TIME_IS_UP, 90).because("last")));
        match.put(
                "a",
                List.of(
                        sign(SignKind.LEVEL_CRITICAL, 60),
                        sign(SignKind.LEVEL_LOW, 30).since(10)));
        Finding finding = new UnattendedLowLevel().finding(match);
        assertThat(finding.evidence()).extracting(Evidence::at).containsExactly(30L, 60L, 90L);
        assertThat(finding.onset()).isEqualTo(10);
        assertThat(finding.at()).isEqualTo(90);
        assertThat(finding.reason()).isEqualTo("last");
    }

    /** A bag that is off is meant when it is back, or somebody knows. */
    @ParameterizedTest
    @EnumSource(
            value = SignKind.class,
            names = {"BAG_REHUNG", "BAG_CHANGED", "ACKNOWLEDGED", "LEVEL_LOW"})
    void waitsForABagThatIsOffUntilItIsBackOrSomebodyKnows(SignKind kind) throws Exception {
        boolean ends = kind != SignKind.LEVEL_LOW;
        try (PatternHarness pattern = new PatternHarness(new BagStillRemoved())) {
            pattern.on(SignKind.BAG_REMOVED, LINE, 1_000)
                    .on(kind, LINE, 300_000)
                    .clock(2_000_000);
            assertThat(pattern.findings()).as(kind.name()).hasSize(ends ? 0 : 1);
        }
        assertThat(Waits.cancels(
                        sign(kind, 5),
                        Waits.startedBy(sign(SignKind.BAG_REMOVED, 1), SettingsView.DEFAULTS)
                                .get(0)))
                .isEqualTo(ends);
    }

    /** A topic that is read twice says the same record twice; the later one of two with one version counts. */
    @Test
    void takesASettingOfTheSameVersionAgain() {
        SettingsBook book = new SettingsBook();
        book.apply(new Setting(SettingScope.LINE, "l1", "LowLevel.lowMl", 90.0, "dr-1", 0, "test", 7));
        book.apply(new Setting(SettingScope.LINE, "l1", "LowLevel.lowMl", 80.0, "dr-1", 0, "test", 7));
        assertThat(LowLevel.Limits.from(book.viewFor(LINE)).lowMl()).isEqualTo(80);
        book.apply(new Setting(SettingScope.LINE, "l1", "LowLevel.lowMl", 70.0, "dr-1", 0, "test", 6));
        assertThat(LowLevel.Limits.from(book.viewFor(LINE)).lowMl()).as("older").isEqualTo(80);
    }
}
