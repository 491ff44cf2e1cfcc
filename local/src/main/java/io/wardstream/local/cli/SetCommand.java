package io.wardstream.local.cli;

import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.SettingKey;
import io.wardstream.local.Ward;
import io.wardstream.local.console.Installation;
import io.wardstream.local.console.Scope;
import io.wardstream.local.console.SettingRow;
import io.wardstream.local.console.SettingsLedger;
import io.wardstream.local.console.SettingsLog;
import io.wardstream.local.console.SettingsPen;
import io.wardstream.local.console.SettingsTable;
import io.wardstream.local.console.Text;
import io.wardstream.model.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./ward set}. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sets a limit or a time for the site, a ward, a patient or a line. The narrowest scope that has a value wins:"
                    + " line, patient, ward, site, default. It holds from the next reading on; no job is restarted.",
            "What is not valid is refused before anything is written."
        })
public final class SetCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SCOPE", description = Scope.ACCEPTED + ".")
    private String scopeText = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "The setting; ./ward settings --all lists them.")
    private String key = "";

    @Parameters(
            index = "2",
            paramLabel = "VALUE",
            description = "A number in the setting's unit, or 'default' for what the next wider scope says.")
    private String valueText = "";

    @Mixin
    private final PersonOptions person = new PersonOptions();

    @Option(names = "--force", description = "Even if the registry does not know this ward, patient or line.")
    private boolean force;

    @Mixin
    private final InstallationOptions where = new InstallationOptions();

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        Optional<Scope> named = Scope.parse(scopeText);
        if (named.isEmpty()) {
            problems.add("SCOPE is '" + scopeText + "'; accepted: " + Scope.ACCEPTED);
        }
        Scope scope = named.orElse(Scope.SITE);
        Double value = value(problems);
        person.check(true, problems);
        Setting wanted =
                new Setting(scope.kind(), scope.id(), key, value, person.by(), 0, String.valueOf(person.reason()), 0);
        SettingsLedger.problem(wanted).ifPresent(problems::add);
        WrongArguments.throwIfAny(problems);
        SettingKey known = PatternCatalogue.settingKey(key);
        if (known == null) {
            throw new IllegalStateException("A setting that is not there was not refused: " + key);
        }

        Installation installation = where.find();
        SettingsLog log = SettingsLog.read(installation.kafka());
        if (!force && !log.whereabouts().knows(scope)) {
            throw new WrongArguments("the registry does not know " + scope.text()
                    + "; nothing was written. --force sets it all the same, for when it comes");
        }
        SettingRow before = log.table().inForce(known, scope);
        Setting written = SettingsPen.write(
                installation.kafka(),
                new Setting(
                        scope.kind(),
                        scope.id(),
                        key,
                        value,
                        person.by(),
                        installation.nowMs(),
                        String.valueOf(person.reason()),
                        0));
        log.ledger().take(written);
        SettingsTable table = log.table();
        System.out.println(key + " for " + scope.text() + ", version " + written.version());
        tell("before", before);
        tell("now", table.inForce(known, scope));
        for (SettingRow own : table.notReached(known, scope)) {
            tell("not for", own);
        }
        return Ward.HELD;
    }

    private @Nullable Double value(List<String> problems) {
        if (valueText.equals("default")) {
            return null;
        }
        try {
            return Double.valueOf(valueText);
        } catch (NumberFormatException e) {
            problems.add("VALUE is '" + valueText + "'; accepted: a number, or 'default'");
            return null;
        }
    }

    private static void tell(String when, SettingRow row) {
        Long version = row.version();
        System.out.printf(
                "  %-8s %s, %s%s%n",
                when,
                SettingsTable.value(row),
                when.equals("not for") ? row.scope() + " has its own" : "from " + row.from(),
                version == null
                        ? ""
                        : ", version " + version + ", by " + Text.words(row.by()) + ": " + Text.words(row.reason()));
    }
}
