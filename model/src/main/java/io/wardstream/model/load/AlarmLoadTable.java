package io.wardstream.model.load;

import io.wardstream.model.Priority;
import io.wardstream.model.load.AlarmLoad.Exposure;
import io.wardstream.model.load.AlarmLoad.Lead;
import io.wardstream.model.load.AlarmLoad.Load;
import io.wardstream.model.load.AlarmLoad.Report;
import io.wardstream.model.load.AlarmLoadComparison.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Loads as text of fixed width, one string a line, at most 100 characters wide. A dash stands for what is not known. */
public final class AlarmLoadTable {

    static final List<Priority> MOST_URGENT_FIRST =
            List.of(Priority.HIGH, Priority.MEDIUM, Priority.LOW, Priority.ADVISORY);

    private static final int NAME_WIDTH = 28;
    private static final double HUNDRED = 100;
    private static final long S = 1_000;
    private static final long MIN = 60 * S;
    private static final long H = 60 * MIN;

    private AlarmLoadTable() {}

    /** One load. */
    public static List<String> of(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(row("alarm load", "raised", "/pat.day", "self-clrd", "acked", "ack p50", "ack p90"));
        lines.add(row("all", report.all()));
        for (Priority priority : MOST_URGENT_FIRST) {
            Load load = report.byPriority().get(priority);
            if (load != null) {
                lines.add(row(priority.name(), load));
            }
        }
        report.byPattern().forEach((pattern, load) -> lines.add(row("  " + pattern, load)));
        Exposure exposure = report.exposure();
        if (exposure != null) {
            lines.add(String.format(
                    Locale.ROOT, "%d patients, %.1f patient-hours", exposure.patients(), exposure.patientHours()));
        }
        if (report.topTenthShare() != null) {
            lines.add("the tenth of the patients with most alarms has " + share(report.topTenthShare()) + " of them");
        }
        if (report.notCleared() > 0) {
            lines.add(report.notCleared() + " were not over");
        }
        report.suppressed()
                .forEach((rule, counts) -> counts.forEach(
                        (pattern, count) -> lines.add("kept back by " + rule + ": " + count + " of " + pattern)));
        if (report.lead().events() > 0) {
            lines.add(told(report.lead()));
        }
        return lines;
    }

    /** Two loads side by side, and by how much the second differs. */
    public static List<String> compare(String nameA, Report a, String nameB, Report b) {
        return of(AlarmLoadComparison.of(nameA, a, nameB, b));
    }

    /** A comparison. */
    public static List<String> of(AlarmLoadComparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("A: " + comparison.nameA());
        lines.add("B: " + comparison.nameB());
        lines.add(row("alarm load", "raised A", "raised B", "A /pat.day", "B /pat.day", "B against A"));
        lines.add(row("all", comparison.all()));
        comparison.byPriority().forEach((priority, change) -> lines.add(row(priority.name(), change)));
        comparison.byPattern().forEach((pattern, change) -> lines.add(row("  " + pattern, change)));
        if (comparison.leadA().events() > 0 || comparison.leadB().events() > 0) {
            lines.add("A: " + told(comparison.leadA()));
            lines.add("B: " + told(comparison.leadB()));
        }
        return lines;
    }

    private static String row(String name, Load load) {
        return row(
                name,
                Long.toString(load.raised()),
                rate(load.perPatientDay()),
                share(load.selfClearedShare()),
                share(load.acknowledgedShare()),
                time(load.ackP50Ms()),
                time(load.ackP90Ms()));
    }

    private static String row(String name, Change change) {
        Double pct = change.changePct();
        String difference =
                pct != null ? String.format(Locale.ROOT, "%+.1f %%", pct) : change.raisedB() > 0 ? "new" : "-";
        return row(
                name,
                Long.toString(change.raisedA()),
                Long.toString(change.raisedB()),
                rate(change.perPatientDayA()),
                rate(change.perPatientDayB()),
                difference);
    }

    private static String row(String name, String... cells) {
        StringBuilder row = new StringBuilder();
        row.append(String.format(
                Locale.ROOT, "%-" + NAME_WIDTH + "s", name.length() > NAME_WIDTH ? cut(name, NAME_WIDTH) : name));
        for (String cell : cells) {
            row.append(String.format(Locale.ROOT, " %11s", cell));
        }
        return row.toString();
    }

    private static String cut(String text, int width) {
        return text.substring(0, width - 1) + "~";
    }

    private static String told(Lead lead) {
        return String.format(
                Locale.ROOT,
                "%d recorded events, %d (%s) with an alarm in the %s before; median lead %s",
                lead.events(),
                lead.preceded(),
                share(lead.precededShare()),
                time(lead.horizonMs()),
                time(lead.p50Ms()));
    }

    private static String rate(@Nullable Double perDay) {
        return perDay == null ? "-" : String.format(Locale.ROOT, "%.2f", perDay);
    }

    private static String share(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.0f %%", share * HUNDRED);
    }

    private static String time(@Nullable Long ms) {
        if (ms == null) {
            return "-";
        }
        if (ms < 2 * MIN) {
            return ms / S + " s";
        }
        return ms < 2 * H
                ? String.format(Locale.ROOT, "%.1f min", (double) ms / MIN)
                : String.format(Locale.ROOT, "%.1f h", (double) ms / H);
    }
}
