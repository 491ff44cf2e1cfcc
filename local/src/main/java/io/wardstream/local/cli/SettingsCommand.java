package io.wardstream.local.cli;

import io.wardstream.local.Ward;
import io.wardstream.local.console.Scope;
import io.wardstream.local.console.SettingNames;
import io.wardstream.local.console.SettingRow;
import io.wardstream.local.console.SettingsLog;
import io.wardstream.local.console.SettingsTable;
import io.wardstream.model.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./ward settings}. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows which limits and times are in force, where each comes from, who set it and why. Without a SCOPE:"
                    + " everything that was set anywhere. With one: what holds there.",
            "Records that the jobs refuse, and which nobody has put right since, are shown below with the reason."
        })
public final class SettingsCommand implements Callable<Integer> {

    private static final WireFormat<SettingRow> FORMAT = WireFormat.of(SettingRow.class);

    @Parameters(index = "0", arity = "0..1", paramLabel = "SCOPE", description = Scope.ACCEPTED + ".")
    private @Nullable String scopeText;

    @Option(names = "--all", description = "Those as well that nobody has set.")
    private boolean all;

    @Option(
            names = "--history",
            paramLabel = "KEY",
            description = "Instead: every record of one setting that the log still has, oldest first.")
    private @Nullable String history;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final InstallationOptions where = new InstallationOptions();

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        Scope scope = scopeText == null ? null : Scope.parse(scopeText).orElse(null);
        if (scopeText != null && scope == null) {
            problems.add("SCOPE is '" + scopeText + "'; accepted: " + Scope.ACCEPTED);
        }
        if (history != null && !SettingNames.all().contains(history)) {
            problems.add("there is no setting " + history + SettingNames.meant(history));
        }
        if (history != null && all) {
            problems.add("--all and --history do not go together");
        }
        WrongArguments.throwIfAny(problems);
        SettingsLog log = SettingsLog.read(where.find().kafka());
        if (scope != null && !log.whereabouts().knows(scope)) {
            System.err.println(
                    "ward settings: the registry does not know " + scope.text() + "; this is what would hold there");
        }
        SettingsTable table = log.table();
        if (history != null) {
            show(table.history(history, scope), List.of());
        } else {
            show(scope == null ? table.everywhere(all) : table.of(scope, all), table.refused(scope));
        }
        return Ward.HELD;
    }

    private void show(List<SettingRow> rows, List<SettingRow> refused) {
        if (json.isGiven()) {
            JsonOption.print(FORMAT, rows);
            JsonOption.print(FORMAT, refused);
            return;
        }
        if (rows.isEmpty()) {
            System.out.println(
                    history != null
                            ? "Nobody has set it."
                            : "Nobody has set anything: every default holds. --all shows them.");
        } else {
            (history != null ? SettingsTable.pastLines(rows) : SettingsTable.lines(rows)).forEach(System.out::println);
        }
        if (!refused.isEmpty()) {
            System.out.println();
            System.out.println("Refused by the jobs, and not in force:");
            SettingsTable.pastLines(refused).forEach(System.out::println);
        }
    }
}
