package io.wardstream.jobs.clock;

import io.wardstream.cep.PatternCard;
import io.wardstream.cep.SystemAlarms;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Ids;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the ward clock stands still, and the alarm for it. It lives outside event time, because event time is what it
 * watches. Pure; {@link ClockWatchdogOperator} feeds it.
 *
 * <p>A job that starts finds the clock where it was left, and it moves on only when the ingest job is there, too. Until
 * the clock has once come up with wall time, it may take its time.
 *
 * <p>A stall is an episode: RAISED when the clock has not moved for the limit, CLEARED and CLOSED when it moves again.
 * The alarm is named by the clock's last time before the stall, so two watchdogs of the same clock raise the same
 * alarm.
 */
final class ClockWatchdog {

    /** What the alarm is about. */
    static final String ABOUT = "ward-clock";

    private final long limitMs;
    private final long startGraceMs;

    private long clock = Long.MIN_VALUE;
    private long movedAtMs;
    private boolean upToDate;
    private @Nullable AlarmEvent raised;

    /**
     * @param limitMs how long the clock may stand still, in wall time
     * @param startGraceMs how long it may stand still until it has come up with wall time, in wall time
     * @param nowMs wall time at the start
     */
    ClockWatchdog(long limitMs, long startGraceMs, long nowMs) {
        this.limitMs = limitMs;
        this.startGraceMs = startGraceMs;
        this.movedAtMs = nowMs;
    }

    /** The clock moved. Gives the end of a stall. */
    List<AlarmEvent> moved(long watermark, long nowMs) {
        List<AlarmEvent> events = new ArrayList<>(2);
        if (watermark <= clock) {
            return events;
        }
        AlarmEvent stall = raised;
        if (stall != null) {
            AlarmEvent cleared = follow(stall, AlarmPhase.CLEARED, nowMs);
            events.add(cleared);
            events.add(follow(cleared, AlarmPhase.CLOSED, nowMs));
            raised = null;
        }
        clock = watermark;
        movedAtMs = nowMs;
        upToDate |= nowMs - watermark <= limitMs;
        return events;
    }

    /** Wall time went on. Gives the beginning of a stall, once. */
    List<AlarmEvent> checked(long nowMs) {
        List<AlarmEvent> events = new ArrayList<>(1);
        long limit = upToDate ? limitMs : startGraceMs;
        long stoodMs = nowMs - movedAtMs;
        if (raised != null || clock == Long.MAX_VALUE || stoodMs < limit) {
            return events;
        }
        PatternCard card = SystemAlarms.WARD_CLOCK_STALLED.card();
        long onset = clock == Long.MIN_VALUE ? movedAtMs : clock;
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("CLOCK_STANDS_STILL", stoodMs / 1000.0, limit / 1000.0, "s", nowMs, null));
        AlarmEvent event = new AlarmEvent(
                Ids.alarm(card.family(), ABOUT, onset),
                0,
                card.id(),
                card.version(),
                card.family(),
                AlarmPhase.RAISED,
                card.priority(),
                card.kind(),
                new Subject(ABOUT, "", null, null, null, null),
                onset,
                nowMs,
                evidence,
                0,
                0,
                null,
                clock == Long.MIN_VALUE ? "the clock has not started" : null);
        raised = event;
        events.add(event);
        return events;
    }

    private static AlarmEvent follow(AlarmEvent last, AlarmPhase phase, long nowMs) {
        return new AlarmEvent(
                last.alarmId(),
                last.sequence() + 1,
                last.pattern(),
                last.patternVersion(),
                last.family(),
                phase,
                last.priority(),
                last.kind(),
                last.subject(),
                last.onset(),
                nowMs,
                new ArrayList<>(),
                last.settingsVersion(),
                last.tier(),
                null,
                null);
    }
}
