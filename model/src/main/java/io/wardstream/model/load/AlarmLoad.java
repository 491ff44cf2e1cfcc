package io.wardstream.model.load;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Priority;
import io.wardstream.model.Time;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the load that alarms were: how many, how many of them nobody needed to see, how soon they were answered, on whom
 * they fell, and how long before a recorded event they came. It takes the events of alarms' lives in any order of alarms;
 * within one alarm they come in their order. An event that comes again (the same alarm and sequence, after a replay) counts
 * once. An alarm of which RAISED was not seen counts nowhere.
 *
 * <p>An alarm counts under the pattern and the priority with which it was raised: what it escalates to later is not a
 * second alarm. Advisories are counted too, under their priority.
 *
 * <p>Of an alarm that is closed only its id is kept, so that it is known when it comes again, and what the percentiles need:
 * some hundred bytes each. Not for several threads.
 */
public final class AlarmLoad {

    /** Cleared no later than this after it was raised, and before anybody acknowledged: nobody could have answered it, ms. */
    public static final long SELF_CLEARED_MS = 60_000;

    /**
     * How long before an event an alarm may have begun and still be a warning of it, unless somebody has a better reason: 12 h,
     * the longer end of what the project asks of a prediction, in ms.
     */
    public static final long WARNING_MS = 12 * 3_600_000L;

    private static final int HALF = 50;
    private static final int NINE_TENTHS = 90;
    private static final int TENTH = 10;
    private static final double HOURS_PER_DAY = 24;
    private static final double MS_PER_HOUR = 3_600_000;

    private final long horizonMs;
    private final Map<String, Life> open = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Tally all = new Tally();
    private final Map<String, Tally> byPattern = new TreeMap<>();
    private final Map<Priority, Tally> byPriority = new EnumMap<>(Priority.class);
    private final Map<String, Long> byPatient = new HashMap<>();
    private final Map<String, Map<String, Long>> suppressed = new TreeMap<>();
    private final Map<String, List<Urgent>> urgentByPatient = new HashMap<>();
    private final List<Happened> events = new ArrayList<>();
    private long notCleared;

    /**
     * An empty load.
     *
     * @param horizonMs how long before an event an alarm may have begun and still count as a warning of it, above 0
     */
    public AlarmLoad(long horizonMs) {
        if (horizonMs <= 0) {
            throw new IllegalArgumentException("horizonMs is " + horizonMs + "; accepted: above 0");
        }
        this.horizonMs = horizonMs;
    }

    /**
     * What the load needs of an event in an alarm's life.
     *
     * @param alarmId the alarm
     * @param sequence which of its events, from 0
     * @param pattern the pattern that holds
     * @param phase what happened
     * @param priority how soon somebody must act
     * @param kind body or equipment
     * @param patientId the patient, a pseudonym, if it is about one
     * @param onset when the episode began
     * @param at when this became true
     */
    public record Step(
            String alarmId,
            int sequence,
            String pattern,
            AlarmPhase phase,
            Priority priority,
            AlarmKind kind,
            @Nullable String patientId,
            @Time long onset,
            @Time long at) {

        /** Of an event. */
        public static Step of(AlarmEvent event) {
            return new Step(
                    event.alarmId(),
                    event.sequence(),
                    event.pattern(),
                    event.phase(),
                    event.priority(),
                    event.kind(),
                    event.subject().patientId(),
                    event.onset(),
                    event.at());
        }
    }

    /**
     * On what the load lay.
     *
     * @param patients how many patients were watched, those without any alarm among them
     * @param patientHours for how long, summed over the patients, h
     */
    public record Exposure(long patients, double patientHours) {

        /** Of a ward that watched so many patients all of the time between two instants. */
        public static Exposure of(long patients, @Time long from, @Time long until) {
            return new Exposure(patients, patients * (until - from) / MS_PER_HOUR);
        }
    }

    /**
     * The load of some alarms. Shares are of those raised, 0 to 1, and null where none was raised; percentiles are
     * nearest-rank, of those acknowledged.
     *
     * @param raised how many
     * @param perPatientDay how many a patient and 24 h; null without patient-hours
     * @param selfClearedShare share that cleared within {@link #SELF_CLEARED_MS} before anybody acknowledged
     * @param acknowledgedShare share that somebody acknowledged, in time or late
     * @param ackP50Ms half of those were acknowledged so soon after they were raised, ms
     * @param ackP90Ms and 9 of 10, ms
     */
    public record Load(
            long raised,
            @Nullable Double perPatientDay,
            @Nullable Double selfClearedShare,
            @Nullable Double acknowledgedShare,
            @Nullable Long ackP50Ms,
            @Nullable Long ackP90Ms) {}

    /**
     * How alarms foretold recorded events. A warning is the patient's first alarm about the body, of MEDIUM priority or more,
     * that began within the horizon and was raised before the event; the lead is from its onset to the event.
     *
     * @param horizonMs the horizon, ms
     * @param events how many events were recorded
     * @param preceded how many had a warning
     * @param precededShare their share, 0 to 1; null without events
     * @param p50Ms half of the leads were no longer (nearest-rank), ms; null if there was none
     */
    public record Lead(
            long horizonMs,
            long events,
            long preceded,
            @Nullable Double precededShare,
            @Nullable Long p50Ms) {}

    /**
     * Everything added up.
     *
     * @param exposure on what the load lay, if the caller knew
     * @param all all alarms
     * @param byPattern by the pattern that raised them
     * @param byPriority by the priority with which they were raised
     * @param notCleared how many were not over
     * @param patientsWithAlarms how many patients had one
     * @param topTenthShare share of the patients' alarms that fell on the tenth of the patients (rounded up) with most of
     *     them, 0 to 1; of those with alarms where nobody said how many were watched; null without alarms
     * @param suppressed how many alarms a rule kept back, by rule and pattern
     * @param lead how alarms foretold events
     */
    public record Report(
            @Nullable Exposure exposure,
            Load all,
            Map<String, Load> byPattern,
            Map<Priority, Load> byPriority,
            long notCleared,
            long patientsWithAlarms,
            @Nullable Double topTenthShare,
            Map<String, Map<String, Long>> suppressed,
            Lead lead) {

        public Report {
            byPattern = Collections.unmodifiableMap(new LinkedHashMap<>(byPattern));
            byPriority = Collections.unmodifiableMap(new LinkedHashMap<>(byPriority));
            suppressed = Collections.unmodifiableMap(new LinkedHashMap<>(suppressed));
        }
    }

    private record Urgent(long onset, long at) {}

    private record Happened(String patientId, long at) {}

    /** An alarm that is not closed. */
    private static final class Life {
        private final List<Tally> tallies;
        private final long raisedAt;
        private int sequence;
        private boolean acknowledged;
        private boolean cleared;
        private boolean urgent;

        Life(List<Tally> tallies, Step raised) {
            this.tallies = tallies;
            this.raisedAt = raised.at();
            this.sequence = raised.sequence();
        }
    }

    private static final class Tally {
        private final Durations toAcknowledge = new Durations();
        private long raised;
        private long selfCleared;

        Load load(@Nullable Double patientDays) {
            return new Load(
                    raised,
                    patientDays == null ? null : raised / patientDays,
                    share(selfCleared, raised),
                    share(toAcknowledge.size(), raised),
                    toAcknowledge.percentile(HALF),
                    toAcknowledge.percentile(NINE_TENTHS));
        }
    }

    /** Takes an event of an alarm's life. */
    public void alarm(AlarmEvent event) {
        alarm(Step.of(event));
    }

    /** Takes what the load needs of an event. */
    public void alarm(Step step) {
        Life life = open.get(step.alarmId());
        if (life == null && step.phase() == AlarmPhase.RAISED && !closed.contains(step.alarmId())) {
            life = raise(step);
        } else if (life == null || step.sequence() <= life.sequence) {
            return;
        }
        life.sequence = step.sequence();
        warn(life, step);
        switch (step.phase()) {
            case ACKNOWLEDGED -> acknowledge(life, step.at());
            case CLEARED -> clear(life, step.at());
            case CLOSED -> {
                clear(life, step.at());
                open.remove(step.alarmId());
                closed.add(step.alarmId());
            }
            case RAISED, UPDATED, ESCALATED, DEESCALATED, ACK_EXPIRED, SILENCED, SILENCE_EXPIRED -> {}
        }
    }

    private Life raise(Step step) {
        List<Tally> tallies = List.of(
                all,
                byPattern.computeIfAbsent(step.pattern(), pattern -> new Tally()),
                byPriority.computeIfAbsent(step.priority(), priority -> new Tally()));
        Life life = new Life(tallies, step);
        open.put(step.alarmId(), life);
        tallies.forEach(tally -> tally.raised++);
        notCleared++;
        if (step.patientId() != null) {
            byPatient.merge(step.patientId(), 1L, Long::sum);
        }
        return life;
    }

    /** Only what called for prompt action warned anybody; a less urgent alarm begins to warn when it is escalated. */
    private void warn(Life life, Step step) {
        if (life.urgent
                || life.cleared
                || step.patientId() == null
                || step.kind() != AlarmKind.PHYSIOLOGICAL
                || Priority.MEDIUM.above(step.priority())) {
            return;
        }
        life.urgent = true;
        long onset = step.phase() == AlarmPhase.RAISED ? step.onset() : step.at();
        urgentByPatient
                .computeIfAbsent(step.patientId(), patient -> new ArrayList<>())
                .add(new Urgent(onset, step.at()));
    }

    private static void acknowledge(Life life, long at) {
        if (!life.acknowledged) {
            life.acknowledged = true;
            life.tallies.forEach(tally -> tally.toAcknowledge.add(at - life.raisedAt));
        }
    }

    private void clear(Life life, long at) {
        if (!life.cleared) {
            life.cleared = true;
            notCleared--;
            if (!life.acknowledged && at - life.raisedAt <= SELF_CLEARED_MS) {
                life.tallies.forEach(tally -> tally.selfCleared++);
            }
        }
    }

    /**
     * Counts something beyond a limit that was not said.
     *
     * @param by the pattern that held and the rule that kept it back, as {@code pattern/rule}
     */
    public void suppressed(String by) {
        int slash = by.indexOf('/');
        suppressed(by.substring(slash + 1), slash < 0 ? "" : by.substring(0, slash));
    }

    /**
     * Counts an alarm that was not raised.
     *
     * @param rule the rule that kept it back
     * @param pattern the pattern that held
     */
    public void suppressed(String rule, String pattern) {
        suppressed.computeIfAbsent(rule, any -> new TreeMap<>()).merge(pattern, 1L, Long::sum);
    }

    /**
     * Takes something that happened to a patient and that alarms should have foretold. It may come before or after the
     * alarms.
     *
     * @param at when it happened
     */
    public void event(String patientId, @Time long at) {
        events.add(new Happened(patientId, at));
    }

    /**
     * Adds up what has come so far; more may come afterwards.
     *
     * @param exposure on what the load lay; null if nobody knows, and then, as with no hours at all, there are no rates
     */
    public Report report(@Nullable Exposure exposure) {
        Double days = exposure != null && exposure.patientHours() > 0 ? exposure.patientHours() / HOURS_PER_DAY : null;
        Map<String, Load> patterns = new LinkedHashMap<>();
        byPattern.forEach((pattern, tally) -> patterns.put(pattern, tally.load(days)));
        Map<Priority, Load> priorities = new LinkedHashMap<>();
        byPriority.forEach((priority, tally) -> priorities.put(priority, tally.load(days)));
        Map<String, Map<String, Long>> rules = new LinkedHashMap<>();
        suppressed.forEach((rule, counts) -> rules.put(rule, new TreeMap<>(counts)));
        return new Report(
                exposure,
                all.load(days),
                patterns,
                priorities,
                notCleared,
                byPatient.size(),
                topTenth(exposure == null ? 0 : exposure.patients()),
                rules,
                lead());
    }

    private @Nullable Double topTenth(long watched) {
        long patients = Math.max(watched, byPatient.size());
        long ofAll = byPatient.values().stream().mapToLong(Long::longValue).sum();
        long ofTop = byPatient.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit((patients + TENTH - 1) / TENTH)
                .mapToLong(Long::longValue)
                .sum();
        return share(ofTop, ofAll);
    }

    private Lead lead() {
        Durations leads = new Durations();
        for (Happened event : events) {
            urgentByPatient.getOrDefault(event.patientId(), List.of()).stream()
                    .filter(alarm -> alarm.at() <= event.at() && alarm.onset() >= event.at() - horizonMs)
                    .mapToLong(alarm -> event.at() - alarm.onset())
                    .max()
                    .ifPresent(leads::add);
        }
        return new Lead(
                horizonMs, events.size(), leads.size(), share(leads.size(), events.size()), leads.percentile(HALF));
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
