package io.wardstream.local.live;

import io.wardstream.cep.AlarmRule;
import io.wardstream.cep.PatternCatalogue;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.ClampState;
import io.wardstream.model.Priority;
import io.wardstream.model.VitalsReading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The ward as a table of text, with colours for a terminal or without. Pure. */
public final class LiveTable {

    private static final String RED = "\u001b[1;31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String CYAN = "\u001b[36m";
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    static final String PLAIN = "\u001b[0m";

    private static final Comparator<WardView.Bed> MOST_URGENT_FIRST = Comparator.comparing(
                    LiveTable::urgency, Comparator.nullsFirst(Comparator.<Priority>naturalOrder()))
            .reversed();

    private LiveTable() {}

    /**
     * The lines.
     *
     * @param title what stands above the table
     * @param mostBeds more beds than these are not shown; those with the most urgent alarms are
     * @param places where everything is
     * @param colours whether the terminal understands colours
     */
    public static List<String> lines(String title, WardView ward, int mostBeds, Places places, boolean colours) {
        List<String> lines = new ArrayList<>();
        lines.add(paint(BOLD, title, colours));
        lines.add("");
        lines.add(paint(
                DIM,
                String.format(
                        Locale.ROOT,
                        "%-10s %7s %11s  %4s %5s %4s %9s %5s %6s  %-7s %s",
                        "bed",
                        "level",
                        "empty in",
                        "HR",
                        "SpO2",
                        "RR",
                        "BP",
                        "temp",
                        "NEWS2",
                        "clamp",
                        "open alarms"),
                colours));
        for (WardView.Bed bed : shown(ward.beds(), mostBeds)) {
            lines.add(row(bed, colours));
        }
        if (ward.beds().size() > mostBeds) {
            lines.add(paint(DIM, "and " + (ward.beds().size() - mostBeds) + " more beds", colours));
        }
        lines.add("");
        lines.add(figures(ward));
        places.byName().forEach((name, place) -> lines.add(paint(DIM, pad(name, 10), colours) + " " + place));
        return lines;
    }

    /** Everything in one line, for who reads no tables. */
    public static String line(String elapsed, WardView ward) {
        return String.format(
                Locale.ROOT,
                "%s: %d beds; open alarms: %d HIGH, %d MEDIUM, %d LOW; %s",
                elapsed,
                ward.beds().size(),
                count(ward, Priority.HIGH),
                count(ward, Priority.MEDIUM),
                count(ward, Priority.LOW) + count(ward, Priority.ADVISORY),
                figures(ward));
    }

    private static long count(WardView ward, Priority priority) {
        return ward.openAlarms().stream()
                .filter(alarm -> alarm.priority() == priority)
                .count();
    }

    private static String figures(WardView ward) {
        return String.format(
                Locale.ROOT,
                "%.0f events/s, %d in all, %d rejected; publish to alarm p50 %s, p99 %s; clamps: %d closed, %d withheld",
                ward.eventsPerSecond(),
                ward.events(),
                ward.rejected(),
                ms(ward.p50Ms()),
                ms(ward.p99Ms()),
                ward.clampsClosed(),
                ward.clampsWithheld());
    }

    private static String ms(@Nullable Long ms) {
        return ms == null ? "-" : ms + " ms";
    }

    private static List<WardView.Bed> shown(List<WardView.Bed> beds, int most) {
        if (beds.size() <= most) {
            return beds;
        }
        return beds.stream()
                .sorted(MOST_URGENT_FIRST)
                .limit(most)
                .sorted(Comparator.comparing(WardView.Bed::name))
                .toList();
    }

    private static @Nullable Priority urgency(WardView.Bed bed) {
        return bed.alarms().isEmpty() ? null : bed.alarms().get(0).priority();
    }

    private static String row(WardView.Bed bed, boolean colours) {
        VitalsReading vitals = bed.vitals();
        Double systolic = vitals.sysMmHg();
        Long emptyIn = bed.emptyInMs();
        Double level = bed.levelMl();
        StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT,
                "%-10s %7s %11s  %4s %5s %4s %9s %5s %6s  ",
                bed.name(),
                level == null ? "" : String.format(Locale.ROOT, "%.0f mL", level),
                emptyIn == null ? "" : Durations.text(emptyIn),
                whole(vitals.hrBpm() != null ? vitals.hrBpm() : vitals.pulseBpm(), ""),
                whole(vitals.spo2Pct(), "%"),
                whole(vitals.rrPerMin(), ""),
                systolic == null ? "" : whole(systolic, "") + "/" + whole(vitals.diaMmHg(), ""),
                tenths(vitals.tempC()),
                bed.news2()));
        ClampState clamp = bed.clamp();
        String state = clamp == null ? "" : clamp.name().toLowerCase(Locale.ROOT);
        row.append(clamp == ClampState.CLOSED ? paint(YELLOW, pad(state, 7), colours) : pad(state, 7));
        for (AlarmEvent alarm : bed.alarms()) {
            row.append(' ').append(paint(colour(alarm.priority()), words(alarm), colours));
        }
        return row.toString();
    }

    private static String words(AlarmEvent alarm) {
        AlarmRule rule = PatternCatalogue.rule(alarm.pattern());
        String title = rule == null ? alarm.pattern() : rule.card().id();
        String tier = alarm.tier() > 0 ? ", tier " + alarm.tier() : "";
        String answered = alarm.phase() == AlarmPhase.ACKNOWLEDGED ? ", acknowledged" : "";
        return "[" + alarm.priority() + " " + title + tier + answered + "]";
    }

    private static String colour(Priority priority) {
        return switch (priority) {
            case HIGH -> RED;
            case MEDIUM -> YELLOW;
            case LOW, ADVISORY -> CYAN;
        };
    }

    private static String whole(@Nullable Double value, String unit) {
        return value == null ? "" : Math.round(value) + unit;
    }

    private static String tenths(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String paint(String colour, String text, boolean colours) {
        return colours ? colour + text + PLAIN : text;
    }
}
