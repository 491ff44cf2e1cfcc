package io.wardstream.jobs.safety;

import io.wardstream.cep.AlarmFlood;
import io.wardstream.cep.AlarmPolicy;
import io.wardstream.cep.AlarmPolicy.Ladder;
import io.wardstream.cep.AlarmPolicy.Rung;
import io.wardstream.cep.Recovered;
import io.wardstream.cep.SettingsView;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.Priority;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What time will do to an alarm next, if nothing else happens to it. Pure; all times are ward milliseconds.
 *
 * @param kind what
 * @param index which of the subject's alarms
 * @param due the time that it says
 * @param fireAt the time at which it is said: later than it is due by the grace, if an answer would still count
 */
record LifeStep(Kind kind, int index, long due, long fireAt) {

    enum Kind {
        ACKNOWLEDGEMENT_OVER,
        SILENCE_OVER,
        CALL,
        FLOOD_OVER,
        RAISE_AGAIN,
        RECOVERED
    }

    private static final Comparator<LifeStep> ORDER = Comparator.comparingLong(LifeStep::fireAt)
            .thenComparingInt(LifeStep::index)
            .thenComparing(LifeStep::kind);

    /** The first of all alarms' next steps, or null if nothing is pending. */
    static @Nullable LifeStep next(List<AlarmState> alarms, Function<Subject, SettingsView> settings) {
        LifeStep next = null;
        for (int i = 0; i < alarms.size(); i++) {
            for (LifeStep step : of(i, alarms, settings)) {
                if (next == null || ORDER.compare(step, next) < 0) {
                    next = step;
                }
            }
        }
        LifeStep recovered = recovered(alarms, settings);
        return recovered != null && (next == null || ORDER.compare(recovered, next) < 0) ? recovered : next;
    }

    private static @Nullable LifeStep recovered(List<AlarmState> alarms, Function<Subject, SettingsView> settings) {
        int index = Recovery.pending(alarms);
        if (index < 0) {
            return null;
        }
        AlarmState alarm = alarms.get(index);
        long quietMs =
                Recovered.Limits.from(settings.apply(alarm.last().subject())).quietMs();
        Long due = Recovery.dueAt(alarm, alarms, quietMs);
        return due == null ? null : new LifeStep(Kind.RECOVERED, index, due, due);
    }

    private static List<LifeStep> of(int index, List<AlarmState> alarms, Function<Subject, SettingsView> settings) {
        AlarmState alarm = alarms.get(index);
        SettingsView view = settings.apply(alarm.last().subject());
        AlarmPolicy.Limits policy = AlarmPolicy.Limits.from(view);
        List<LifeStep> steps = new ArrayList<>(3);
        if (!alarm.active()) {
            Long endedAt = alarm.endedAt();
            if (endedAt != null && !alarm.returning().isEmpty()) {
                long due = endedAt + policy.rearmMs();
                steps.add(new LifeStep(Kind.RAISE_AGAIN, index, due, due));
            }
            return steps;
        }
        Long acknowledgedUntil = alarm.calling().acknowledgedUntil();
        if (acknowledgedUntil != null) {
            steps.add(new LifeStep(Kind.ACKNOWLEDGEMENT_OVER, index, acknowledgedUntil, acknowledgedUntil));
        }
        Long silencedUntil = alarm.calling().silencedUntil();
        if (silencedUntil != null) {
            steps.add(new LifeStep(Kind.SILENCE_OVER, index, silencedUntil, silencedUntil));
        }
        Long call = nextCall(alarm, policy);
        if (call != null) {
            boolean waits = alarm.last().priority() != Priority.HIGH;
            long notBefore = waits && silencedUntil != null ? silencedUntil : Long.MIN_VALUE;
            steps.add(new LifeStep(
                    Kind.CALL, index, Math.max(call, notBefore), Math.max(call + policy.graceMs(), notBefore)));
        }
        if (Flood.isFlood(alarm.last())) {
            long until = new Flood(alarms, AlarmFlood.Limits.from(view)).until();
            long due = Math.max(until, alarm.last().at());
            steps.add(new LifeStep(Kind.FLOOD_OVER, index, due, due));
        }
        return steps;
    }

    /** When the next tier is to be called if nobody acknowledges, whatever is silenced; null if nobody is. */
    private static @Nullable Long nextCall(AlarmState alarm, AlarmPolicy.Limits policy) {
        AlarmEvent last = alarm.last();
        Rung rung = policy.ladder(last.priority(), last.kind()).above(last.tier());
        return rung == null || alarm.calling().acknowledged()
                ? null
                : (Long) (alarm.calling().ladderFrom() + rung.afterMs());
    }

    /**
     * From when the ladder counts once an alarm has become more urgent: it goes on from its tier in the new column as
     * if it had just come there, and keeps the call that was promised if that comes sooner.
     *
     * <p>Raised MEDIUM at 08:00 and at tier 2 since 08:06, it becomes HIGH at 08:14. Tier 3 was promised for 08:15, and
     * the HIGH column would call it 2 min after tier 2, at 08:16: it is called at 08:15, and tier 4 six minutes later.
     */
    static long ladderFrom(AlarmState alarm, Priority priority, long at, AlarmPolicy.Limits policy) {
        AlarmEvent last = alarm.last();
        Ladder ladder = policy.ladder(priority, last.kind());
        long from = at - ladder.reachedAfterMs(last.tier());
        Rung next = ladder.above(last.tier());
        Long promised = nextCall(alarm, policy);
        return next == null || promised == null ? from : Math.min(from, promised - next.afterMs());
    }
}
