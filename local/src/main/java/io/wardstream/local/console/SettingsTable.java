package io.wardstream.local.console;

import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.SettingKey;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in force, and who wanted it so. */
public final class SettingsTable {

    private static final String IN_FORCE = "in force";
    private static final String REPLACED = "replaced";
    private static final String REFUSED = "refused";

    private final SettingsLedger ledger;
    private final Whereabouts whereabouts;

    public SettingsTable(SettingsLedger ledger, Whereabouts whereabouts) {
        this.ledger = ledger;
        this.whereabouts = whereabouts;
    }

    /** What holds for a scope. */
    public SettingRow inForce(SettingKey key, Scope scope) {
        return row(key, scope, ledger.inForce(key, whereabouts.subject(scope)));
    }

    /**
     * What holds for one scope.
     *
     * @param all whether defaults are among it
     */
    public List<SettingRow> of(Scope scope, boolean all) {
        return PatternCatalogue.SETTING_KEYS.stream()
                .map(key -> inForce(key, scope))
                .filter(row -> all || row.version() != null)
                .toList();
    }

    /**
     * What was set anywhere, each at its own place.
     *
     * @param all whether the defaults are among it, for the site
     */
    public List<SettingRow> everywhere(boolean all) {
        List<SettingRow> rows = new ArrayList<>();
        for (SettingKey key : PatternCatalogue.SETTING_KEYS) {
            SettingRow site = inForce(key, Scope.SITE);
            if (all || site.version() != null) {
                rows.add(site);
            }
            ownOf(key).stream()
                    .filter(setting -> setting.scope() != SettingScope.SITE)
                    .map(setting -> row(key, Scope.of(setting), setting))
                    .forEach(rows::add);
        }
        return rows;
    }

    /** Narrower places that a setting for a scope does not reach, because they have their own. */
    public List<SettingRow> notReached(SettingKey key, Scope scope) {
        return ownOf(key).stream()
                .filter(own -> own.scope().compareTo(scope.kind()) > 0)
                .filter(own -> whereabouts.reaches(scope, Scope.of(own)))
                .map(own -> row(key, Scope.of(own), own))
                .toList();
    }

    private List<Setting> ownOf(SettingKey key) {
        List<Setting> own = new ArrayList<>();
        for (SettingsLedger.Entry entry : ledger.entries()) {
            Setting setting = entry.setting();
            if (setting != null && setting.value() != null && setting.key().equals(key.name()) && ledger.holds(entry)) {
                own.add(setting);
            }
        }
        own.sort(Comparator.comparing(Setting::scope).thenComparing(Setting::scopeId));
        return own;
    }

    /**
     * What the jobs refused and nobody has put right since.
     *
     * @param scope whom it would concern, or null for all
     */
    public List<SettingRow> refused(@Nullable Scope scope) {
        List<SettingRow> rows = new ArrayList<>();
        for (SettingsLedger.Entry entry : ledger.entries()) {
            Setting setting = entry.setting();
            boolean concerned = scope == null || setting == null || whereabouts.reaches(Scope.of(setting), scope);
            if (entry.refusal() != null && ledger.isNewest(entry) && concerned) {
                rows.add(past(entry));
            }
        }
        return rows;
    }

    /**
     * Everything that was said about a setting, oldest first.
     *
     * @param scope where, or null for everywhere
     */
    public List<SettingRow> history(String key, @Nullable Scope scope) {
        List<SettingRow> rows = new ArrayList<>();
        for (SettingsLedger.Entry entry : ledger.entries()) {
            Setting setting = entry.setting();
            if (setting != null
                    && setting.key().equals(key)
                    && (scope == null || Scope.of(setting).equals(scope))) {
                rows.add(past(entry));
            }
        }
        return rows;
    }

    private SettingRow past(SettingsLedger.Entry entry) {
        String state = entry.refusal() != null ? REFUSED : ledger.holds(entry) ? IN_FORCE : REPLACED;
        Setting setting = entry.setting();
        if (setting == null) {
            return new SettingRow(
                    "?",
                    "?",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    entry.version(),
                    null,
                    null,
                    null,
                    state,
                    entry.refusal());
        }
        SettingKey key = PatternCatalogue.settingKey(setting.key());
        return new SettingRow(
                setting.key(),
                Scope.of(setting).text(),
                setting.value(),
                null,
                key == null ? null : key.unit(),
                key == null ? null : key.defaultValue(),
                key == null ? null : key.min(),
                key == null ? null : key.max(),
                entry.version(),
                setting.by(),
                setting.at(),
                setting.reason(),
                state,
                entry.refusal());
    }

    private static SettingRow row(SettingKey key, Scope scope, @Nullable Setting setting) {
        Double value = setting == null ? null : setting.value();
        return new SettingRow(
                key.name(),
                scope.text(),
                value == null ? Double.valueOf(key.defaultValue()) : value,
                setting == null ? "default" : Scope.of(setting).text(),
                key.unit(),
                key.defaultValue(),
                key.min(),
                key.max(),
                setting == null ? null : setting.version(),
                setting == null ? null : setting.by(),
                setting == null ? null : setting.at(),
                setting == null ? null : setting.reason(),
                null,
                null);
    }

    /** What is in force, for people. */
    public static List<String> lines(List<SettingRow> rows) {
        return Text.table(
                List.of("SETTING", "FOR", "VALUE", "FROM", "DEFAULT", "BOUNDS", "VERSION", "BY", "AT", "REASON"),
                rows.stream()
                        .map(row -> List.of(
                                Text.words(row.key()),
                                row.scope(),
                                value(row),
                                Text.words(row.from()),
                                number(row.defaultValue()),
                                number(row.min()) + " to " + number(row.max()),
                                row.version() == null ? "" : String.valueOf(row.version()),
                                Text.words(row.by()),
                                at(row),
                                Text.words(row.reason())))
                        .toList());
    }

    /** What was set, for people. */
    public static List<String> pastLines(List<SettingRow> rows) {
        return Text.table(
                List.of("VERSION", "SETTING", "FOR", "VALUE", "STATE", "BY", "AT", "REASON"),
                rows.stream()
                        .map(row -> List.of(
                                String.valueOf(row.version()),
                                Text.words(row.key()),
                                Text.words(row.scope()),
                                row.value() == null ? "default" : value(row),
                                row.refused() == null
                                        ? Text.words(row.state())
                                        : REFUSED + ": " + Text.words(row.refused()),
                                Text.words(row.by()),
                                at(row),
                                Text.words(row.reason())))
                        .toList());
    }

    /** A value with its unit. */
    public static String value(SettingRow row) {
        Double value = row.value();
        String unit = row.unit();
        return value == null ? "default" : unit == null ? Text.number(value) : Text.number(value, unit);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : Text.number(value);
    }

    private static String at(SettingRow row) {
        Long at = row.at();
        return at == null ? "" : Text.time(at);
    }
}
