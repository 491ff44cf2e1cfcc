package io.wardstream.jobs.safety;

import io.wardstream.cep.AlarmFlood;
import io.wardstream.cep.PatternCard;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts the alarms of one subject, over what is remembered of them: the open ones and those that were closed within
 * the retention, which is never shorter than what is counted over. Advisories are not counted: they call nobody, and a
 * bag that is bumped all day is no flood. Pure.
 */
final class Flood {

    private final List<AlarmState> counted;
    private final AlarmFlood.Limits limits;

    Flood(List<AlarmState> alarms, AlarmFlood.Limits limits) {
        this.counted = alarms.stream()
                .filter(alarm -> alarm.last().priority() != Priority.ADVISORY)
                .toList();
        this.limits = limits;
    }

    /** Whether an alarm is itself about too many alarms; it is not counted. */
    static boolean isFlood(AlarmEvent event) {
        return event.family().equals(AlarmFlood.CARD.family());
    }

    /** Until when there are too many alarms, if no more come; {@link Long#MIN_VALUE} if there never were. */
    long until() {
        List<Long> raised = counted.stream().map(AlarmState::raisedAt).toList();
        long until = until(raised, limits.perHour(), AlarmFlood.HOUR_MS);
        Map<String, List<Long>> ended = new TreeMap<>();
        for (AlarmState alarm : counted) {
            Long endedAt = alarm.endedAt();
            if (endedAt != null && endedByItself(alarm)) {
                ended.computeIfAbsent(alarm.last().pattern(), pattern -> new ArrayList<>())
                        .add(endedAt);
            }
        }
        for (List<Long> times : ended.values()) {
            until = Math.max(until, until(times, limits.selfCleared(), limits.selfClearedWindowMs()));
        }
        return until;
    }

    /** While the newest {@code limit + 1} of these times lie within the window, there are too many. */
    private static long until(List<Long> times, int limit, long windowMs) {
        return times.size() <= limit
                ? Long.MIN_VALUE
                : times.stream().sorted(Comparator.reverseOrder()).toList().get(limit) + windowMs;
    }

    private boolean endedByItself(AlarmState alarm) {
        Long endedAt = alarm.endedAt();
        return endedAt != null
                && alarm.calling().acknowledgedBy() == null
                && endedAt - alarm.raisedAt() <= limits.selfClearedWithinMs();
    }

    /**
     * What is said: how many alarms of which patterns there were in the hour before, and how many ended by themselves.
     */
    Finding finding(Subject subject, long at, long settingsVersion) {
        Map<String, Integer> byPattern = new TreeMap<>();
        int byThemselves = 0;
        for (AlarmState alarm : counted) {
            if (alarm.raisedAt() > at - AlarmFlood.HOUR_MS) {
                byPattern.merge(alarm.last().pattern(), 1, Integer::sum);
                byThemselves += endedByItself(alarm) ? 1 : 0;
            }
        }
        int all = byPattern.values().stream().mapToInt(Integer::intValue).sum();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("ALARMS_IN_AN_HOUR", (double) all, (double) limits.perHour(), "1", at, null));
        evidence.add(new Evidence("ENDED_BY_THEMSELVES", (double) byThemselves, null, "1", at, null));
        byPattern.forEach((pattern, count) -> evidence.add(new Evidence(pattern, (double) count, null, "1", at, null)));
        String reason = byPattern.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(
                        ", ", all + " alarms in an hour: ", "; " + byThemselves + " ended by themselves"));
        PatternCard card = AlarmFlood.CARD;
        return new Finding(
                card.id(),
                card.version(),
                card.family(),
                card.priority(),
                card.kind(),
                card.latching(),
                subject,
                subject.key(),
                at,
                at,
                evidence,
                settingsVersion,
                reason);
    }
}
