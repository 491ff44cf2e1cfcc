package io.wardstream.local.cli;

import io.wardstream.local.Ward;
import io.wardstream.local.console.Installation;
import io.wardstream.local.console.LimitPlan;
import io.wardstream.local.console.PatientLimits;
import io.wardstream.local.console.Scope;
import io.wardstream.local.console.SettingRow;
import io.wardstream.local.console.SettingsLog;
import io.wardstream.local.console.SettingsPen;
import io.wardstream.local.console.SettingsTable;
import io.wardstream.local.console.Text;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.Time;
import io.wardstream.model.wire.WardTopic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./ward limits}. */
@Command(
        name = "limits",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows a patient's limits of vital signs and scores, where each comes from, and which are set so wide that they"
                    + " cannot alarm.",
            "With --auto: sets limits of heart rate, respiration and systolic pressure from what is measured now, by the"
                    + " formula of Mindray's BeneVision monitors for adults, within the bounds of each. Values older than 15"
                    + " min are not used. What it proposes has to be looked at by somebody who may decide: a sick patient's"
                    + " values make sick limits."
        })
public final class LimitsCommand implements Callable<Integer> {

    @Option(names = "--patient", required = true, paramLabel = "ID", description = "The patient, a pseudonym.")
    private String patient = "";

    @Option(names = "--auto", description = "Sets limits from what is measured now.")
    private boolean auto;

    @Option(names = "--dry-run", description = "Only says what --auto would set.")
    private boolean dryRun;

    @Mixin
    private final PersonOptions person = new PersonOptions();

    @Option(names = "--force", description = "Even if the registry does not know this patient.")
    private boolean force;

    @Mixin
    private final InstallationOptions where = new InstallationOptions();

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        if (!WardTopic.isName(patient)) {
            problems.add("--patient is '" + patient + "'; accepted: letters, digits, _ and -");
        }
        if (auto) {
            person.check(false, problems);
        } else if (dryRun || person.isGiven()) {
            problems.add("--dry-run, --by and --reason go with --auto; without it nothing is set");
        }
        WrongArguments.throwIfAny(problems);
        Installation installation = where.find();
        SettingsLog log = SettingsLog.read(installation.kafka());
        Scope scope = new Scope(SettingScope.PATIENT, patient);
        if (!force && !log.whereabouts().knows(scope)) {
            throw new WrongArguments("the registry does not know " + scope.text()
                    + (auto ? "; nothing was set. --force sets it all the same" : ". --force shows what would hold"));
        }
        if (auto) {
            propose(installation, log, scope);
        } else {
            SettingsTable.lines(PatientLimits.inForce(log.table(), scope)).forEach(System.out::println);
        }
        List<String> open = PatientLimits.open(log.table(), scope);
        if (!open.isEmpty()) {
            System.out.println("Open, so that nothing can cross them: " + String.join(", ", open));
        } else if (!auto) {
            System.out.println("None stands open.");
        }
        return Ward.HELD;
    }

    private void propose(Installation installation, SettingsLog log, Scope scope) throws Exception {
        long now = installation.nowMs();
        LimitPlan plan = LimitPlan.of(PatientLimits.measured(installation.kafka(), patient, now), now);
        if (plan.proposals().isEmpty()) {
            throw new IOException(
                    "nothing was measured of " + scope.text() + " in the last 15 min from which limits follow ("
                            + String.join("; ", plan.left()) + "); nothing was set");
        }
        show(plan, log.table(), scope, now);
        if (dryRun) {
            System.out.println("Nothing was set.");
            return;
        }
        List<Setting> written = SettingsPen.write(
                installation.kafka(),
                plan.proposals().stream()
                        .map(proposal -> setting(proposal, scope, now))
                        .toList());
        written.forEach(log.ledger()::take);
        System.out.println("Set for " + scope.text() + " by " + Text.words(person.by()) + ", version "
                + written.get(written.size() - 1).version());
    }

    private Setting setting(LimitPlan.Proposal proposal, Scope scope, @Time long now) {
        String own = person.reason();
        String from = "auto limits, from "
                + Text.number(proposal.input().value(), proposal.key().unit());
        return new Setting(
                scope.kind(),
                scope.id(),
                proposal.key().name(),
                proposal.value(),
                person.by(),
                now,
                own == null ? from : own + " (" + from + ")",
                0);
    }

    private static void show(LimitPlan plan, SettingsTable table, Scope scope, @Time long now) {
        List<List<String>> rows = new ArrayList<>();
        for (LimitPlan.Proposal proposal : plan.proposals()) {
            SettingRow before = table.inForce(proposal.key(), scope);
            String unit = proposal.key().unit();
            rows.add(List.of(
                    proposal.key().name(),
                    Text.number(proposal.input().value(), unit) + ", "
                            + Math.max(0, now - proposal.input().at()) / 1_000 + " s ago",
                    SettingsTable.value(before),
                    Text.words(before.from()),
                    Text.number(proposal.value(), unit),
                    proposal.note()));
        }
        Text.table(List.of("LIMIT", "MEASURED", "BEFORE", "FROM", "NOW", "NOTE"), rows)
                .forEach(System.out::println);
        plan.left().forEach(why -> System.out.println("Left as it is: " + why));
    }
}
