package io.wardstream.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.SettingKey;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told of settings is what the jobs do with them. */
class SettingsTableTest {

    private static final String KEY = "LowLevel.lowMl";
    private static final WireFormat<Setting> FORMAT = WireFormat.of(Setting.class);

    private final SettingsLedger ledger = new SettingsLedger();
    private final Whereabouts whereabouts = new Whereabouts();
    private final SettingsTable table = new SettingsTable(ledger, whereabouts);
    private long offset;

    @BeforeEach
    void registerTwoLines() {
        whereabouts.take(scale("scale-1", "north", "l1", "P1"));
        whereabouts.take(scale("scale-2", "south", "l2", "P2"));
        whereabouts.take(scale("scale-3", "north", "l3", "P1"));
    }

    private static RegistryEntry scale(String device, String ward, String line, String patient) {
        return new RegistryEntry(
                device, DeviceKind.LOAD_CELL, ward, "bed", line, patient, 0, null, null, null, null, null, null);
    }

    private static SettingKey key() {
        SettingKey key = PatternCatalogue.settingKey(KEY);
        assertThat(key).isNotNull();
        return key;
    }

    private void set(String scope, String key, Double value) {
        Scope parsed = Scope.parse(scope).orElseThrow();
        Setting setting = new Setting(parsed.kind(), parsed.id(), key, value, "nurse-7", 1_000, "because", 0);
        ledger.take(offset++, FORMAT.write(setting));
    }

    private SettingRow row(String scope) {
        return table.inForce(key(), Scope.parse(scope).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "line:l1,    90, line:l1,    4",
        "patient:P1, 80, patient:P1, 3",
        "ward:north, 70, ward:north, 2",
        "site,       60, site,       1",
        "line:l3,    80, patient:P1, 3",
        "line:l2,    60, site,       1",
        "line:l9,    60, site,       1"
    })
    void letsTheNarrowestWin(String scope, double value, String from, long version) {
        set("site", KEY, 60.0);
        set("ward:north", KEY, 70.0);
        set("patient:P1", KEY, 80.0);
        set("line:l1", KEY, 90.0);
        SettingRow row = row(scope);
        assertThat(row.value()).isEqualTo(value);
        assertThat(row.from()).isEqualTo(from);
        assertThat(row.version()).isEqualTo(version);
        assertThat(row.by()).isEqualTo("nurse-7");
    }

    @Test
    void saysThatTheDefaultHolds() {
        SettingRow row = row("line:l1");
        assertThat(row.value()).isEqualTo(key().defaultValue());
        assertThat(row.from()).isEqualTo("default");
        assertThat(row.version()).isNull();
        assertThat(table.everywhere(false)).isEmpty();
        assertThat(table.everywhere(true)).hasSameSizeAs(PatternCatalogue.SETTING_KEYS);
    }

    @Test
    void fallsBackToTheNextWiderScope() {
        set("site", KEY, 60.0);
        set("line:l1", KEY, 90.0);
        set("line:l1", KEY, null);
        assertThat(row("line:l1").from()).isEqualTo("site");
        assertThat(table.everywhere(false)).extracting(SettingRow::scope).containsExactly("site");
        assertThat(table.history(KEY, new Scope(SettingScope.LINE, "l1")))
                .extracting(SettingRow::state)
                .containsExactly("replaced", "in force");
    }

    @Test
    void showsWhatTheJobsRefuseAndKeepsWhatWasInForce() {
        set("line:l1", KEY, 90.0);
        set("line:l1", KEY, 9_999.0);
        set("site", "LowLevel.nonsense", 1.0);
        ledger.take(offset++, "{".getBytes(StandardCharsets.UTF_8));
        assertThat(row("line:l1").version()).isEqualTo(1);
        assertThat(table.refused(null)).extracting(SettingRow::version).containsExactly(2L, 3L, 4L);
        assertThat(SettingsTable.pastLines(table.refused(null)))
                .anyMatch(line -> line.contains("refused: LowLevel.lowMl must be between"))
                .anyMatch(line -> line.contains("refused: there is no setting LowLevel.nonsense"))
                .anyMatch(line -> line.contains("refused: it cannot be read"));
        assertThat(table.history(KEY, null)).extracting(SettingRow::state).containsExactly("in force", "refused");
        assertThat(table.refused(new Scope(SettingScope.LINE, "l2")))
                .extracting(SettingRow::version)
                .containsExactly(3L, 4L);
    }

    @Test
    void forgetsARefusalThatWasPutRight() {
        set("line:l1", KEY, 9_999.0);
        set("line:l1", KEY, 80.0);
        assertThat(table.refused(null)).isEmpty();
        assertThat(row("line:l1").value()).isEqualTo(80.0);
    }

    @Test
    void namesNarrowerPlacesThatAreNotReached() {
        set("line:l1", KEY, 90.0);
        set("patient:P2", KEY, 80.0);
        set("site", KEY, 60.0);
        assertThat(table.notReached(key(), Scope.SITE))
                .extracting(SettingRow::scope)
                .containsExactly("patient:P2", "line:l1");
        assertThat(table.notReached(key(), new Scope(SettingScope.WARD, "north")))
                .extracting(SettingRow::scope)
                .containsExactly("line:l1");
        assertThat(table.notReached(key(), new Scope(SettingScope.LINE, "l1"))).isEmpty();
    }

    @Test
    void hidesWhatCouldMoveTheCursor() {
        Setting setting = new Setting(SettingScope.SITE, "", KEY, 60.0, "x\u001b[2J", 0, "a\nb", 0);
        ledger.take(0, FORMAT.write(setting));
        List<String> lines = SettingsTable.lines(table.everywhere(false));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("x?[2J", "a?b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            LowLevel.lowML    | 60   | there is no setting LowLevel.lowML; did you mean LowLevel.lowMl
            lowMl             | 60   | there is no setting lowMl; did you mean LowLevel.lowMl
            Nothing.like.this | 60   | there is no setting Nothing.like.this; ./ward settings --all lists them
            LowLevel.lowMl    | -1   | LowLevel.lowMl must be between
            LowLevel.lowMl    | NaN  | LowLevel.lowMl must be between
            LowLevel.lowMl    | 9999 | mL
            LowLevel.lowMl    | 60   | -
            LowLevel.lowMl    | -    | -
            """)
    void saysBeforehandWhatWouldBeRefused(String key, Double value, String problem) {
        Setting setting = new Setting(SettingScope.SITE, "", key, value, "n", 0, "r", 0);
        if (problem == null) {
            assertThat(SettingsLedger.problem(setting)).isEmpty();
        } else {
            assertThat(SettingsLedger.problem(setting).orElseThrow()).contains(problem);
        }
    }
}
