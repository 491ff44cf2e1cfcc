package io.wardstream.local.reckoning;

import io.wardstream.jobs.order.Verdict;
import io.wardstream.local.inbox.Inbox;
import io.wardstream.local.live.WardView;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.Time;
import io.wardstream.model.load.AlarmLoad;
import io.wardstream.model.wire.WireFormat;
import io.wardstream.sim.truth.Scorecard;
import io.wardstream.sim.truth.Truth;
import java.nio.file.Path;
import java.util.List;

/**
 * Counts what came of a run, at every place where it can be counted, and holds it against the simulation's truth.
 *
 * @param figures the figures
 * @param load what the alarms were for the staff, over the whole stay of the ward in its folder
 * @param explanations a sentence for everything that was missed or false
 */
public record Reckoning(Figures figures, AlarmLoad.Report load, List<String> explanations) {

    private static final WireFormat<Figures> FORMAT = WireFormat.showingAbsent(Figures.class);

    public Reckoning {
        explanations = List.copyOf(explanations);
    }

    /**
     * Counts.
     *
     * @param kafka Kafka's address
     * @param lake the folder of the Parquet files
     * @param jdbcUrl the database
     * @param inbox the receiver of notices
     * @param truth what had to happen
     * @param until the ward time at which the simulation ended
     * @param last the last view of the ward, for the latencies
     */
    public static Reckoning of(
            String kafka, Path lake, String jdbcUrl, Inbox inbox, Truth truth, @Time long until, WardView last)
            throws Exception {
        LogTotals log = LogTotals.read(kafka);
        List<AlarmEvent> raised = log.raised();
        Scorecard score = truth.score(log.alarms(), until);
        long accepted = log.count(Verdict.NEW);
        long inLake = Archives.inLake(lake);
        long inWarehouse = Archives.inWarehouse(jdbcUrl);
        Figures figures = new Figures(
                accepted,
                log.rejected(),
                log.count(Verdict.STALE),
                log.count(Verdict.DUPLICATE),
                inLake,
                inWarehouse,
                raised.size(),
                raised.stream()
                        .filter(alarm -> inbox.has(alarm.alarmId() + ".0"))
                        .count(),
                log.clamps(ClampPhase.CONFIRMED),
                log.clamps(ClampPhase.WITHHELD),
                log.prevented(),
                score.expectedAlarms(),
                score.missedAlarms(),
                score.falseAlarms(),
                score.expectedClamps(),
                score.missedClamps(),
                score.falseClamps(),
                // More than were accepted would be as wrong as fewer.
                Math.max(Math.abs(accepted - inLake), Math.abs(accepted - inWarehouse)),
                last.p50Ms(),
                last.p99Ms());
        return new Reckoning(figures, log.load(), score.explanations());
    }

    /** The figures as the last line. */
    public String line() {
        return FORMAT.writeText(figures);
    }
}
