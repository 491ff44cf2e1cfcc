package io.wardstream.bench.scoreboard.infusions;

import io.wardstream.bench.scoreboard.ClosedLoop;
import io.wardstream.bench.scoreboard.Progress;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.jobs.safety.SafetyTopology;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.Sign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A closed loop of simulated beds and the real safety flow, for a number of bag-hours, and what came of it.
 *
 * <p>What it covers: the whole of {@link SafetyTopology}, from a device's message to the alarm and to the clamp's
 * command, in event time; commands and alarms act on the beds. What it does not: MQTT, Kafka and the ingest job
 * (messages have their numbers and times already), checkpoints and restarts, the wall clock (the gate's is that of the
 * events, so a decision is never too old), vital signs ({@code scoreboard.vitals}), and people who do the wrong thing.
 */
public final class Scoreboard {

    /** Midnight of a Monday; any would do. */
    static final long START = 1_795_392_000_000L;

    /** False alarms in a bag-hour that are not too many. */
    static final double FALSE_PER_HOUR = 0.05;

    private static final double LONGEST_H = 8;

    /** A small run has more lines and shorter ones, because its time is that of its steps. */
    private static final double SMALL_H = 100;

    private static final double SHORT_H = 1.5;

    private final Options options;
    private final UnaryOperator<SafetyTopology.Outputs> tampered;
    private final Consumer<String> progress;

    /**
     * What is asked for.
     *
     * @param hours bag-hours
     * @param seed everything follows from it
     * @param wanderG how far a scale's zero wanders (one standard deviation), grams
     * @param line only this line; null for all
     */
    public record Options(
            int hours, long seed, double wanderG, @Nullable Integer line) {

        /** How many lines there are. */
        public int lines() {
            return Math.max(1, (int) Math.ceil(hours / (hours < SMALL_H ? SHORT_H : LONGEST_H)));
        }

        /** How long each is watched. */
        double hoursEach() {
            return hours / (double) lines();
        }
    }

    public Scoreboard(Options options, Consumer<String> progress) {
        this(options, progress, UnaryOperator.identity());
    }

    Scoreboard(Options options, Consumer<String> progress, UnaryOperator<SafetyTopology.Outputs> tampered) {
        this.options = options;
        this.progress = progress;
        this.tampered = tampered;
    }

    /** Runs it. */
    public Result run() throws Exception {
        Tally tally = new Tally();
        List<Bed> beds = new ArrayList<>();
        Map<String, Bed> byLine = new HashMap<>();
        List<RegistryEntry> registry = new ArrayList<>();
        List<Setting> orders = new ArrayList<>();
        for (int number = 0; number < options.lines(); number++) {
            if (options.line() != null && options.line() != number) {
                continue;
            }
            Bed bed = new Bed(number, options.seed(), START, options.wanderG(), tally);
            beds.add(bed);
            byLine.put(bed.lineId, bed);
            registry.add(bed.entry());
            Setting order = bed.order();
            if (order != null) {
                orders.add(order);
            }
        }
        long end = START + (long) (options.hoursEach() * 3_600_000);
        Progress sofar = new Progress(progress, beds.size() * options.hoursEach(), "bag-hours");
        try (ClosedLoop loop = new ClosedLoop(new GivenControl(registry, orders), tampered)) {
            for (long at = START; at < end; at += Bed.STEP_MS) {
                ClosedLoop.Step step = step(loop, beds, byLine, at);
                if (options.line() != null) {
                    tell(step);
                }
                sofar.at((at - START) / (double) (end - START), tally.wrong.size());
            }
        }
        return new Result(options, beds.size() * options.hoursEach(), tally);
    }

    private static ClosedLoop.Step step(ClosedLoop loop, List<Bed> beds, Map<String, Bed> byLine, long at)
            throws InterruptedException {
        List<BedsideEvent> heard = new ArrayList<>();
        for (Bed bed : beds) {
            heard.addAll(bed.step(at));
        }
        heard.sort(Comparator.comparingLong(BedsideEvent::acceptedAt));
        long end = at + Bed.STEP_MS;
        ClosedLoop.Step step = loop.step(heard, end - 1);
        for (Sign sign : step.signs()) {
            Bed bed = bed(byLine, sign.subject().lineId());
            if (bed != null) {
                bed.witness.noticed(sign);
                bed.story.noticed(sign, end);
            }
        }
        for (ClampEvent clamp : step.clamps()) {
            Bed bed = bed(byLine, clamp.subject().lineId());
            if (bed != null) {
                bed.witness.clamps(clamp);
                bed.told(clamp, end);
            }
        }
        for (AlarmEvent alarm : step.alarms()) {
            Bed bed = bed(byLine, alarm.subject().lineId());
            if (bed != null) {
                bed.witness.hears(alarm);
                bed.nurse.hears(alarm);
            }
        }
        return step;
    }

    /** Everything, for who looks at one line. */
    private void tell(ClosedLoop.Step step) {
        step.signs().forEach(sign -> tell(sign.at(), sign.kind() + " " + sign.value() + " " + sign.reason()));
        step.clamps().forEach(clamp -> tell(clamp.at(), "clamp " + clamp.phase() + " " + clamp.reason()));
        step.alarms()
                .forEach(alarm -> tell(
                        alarm.at(),
                        alarm.priority() + " " + alarm.pattern() + " " + alarm.phase() + " tier " + alarm.tier()));
    }

    private void tell(long at, String words) {
        progress.accept(String.format(Locale.ROOT, "minute %.1f, %s", (at - START) / 60_000.0, words));
    }

    private static @Nullable Bed bed(Map<String, Bed> byLine, @Nullable String lineId) {
        return lineId == null ? null : byLine.get(lineId);
    }
}
