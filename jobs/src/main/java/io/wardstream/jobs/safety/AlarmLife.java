package io.wardstream.jobs.safety;

import io.wardstream.cep.AlarmRule;
import io.wardstream.cep.PatternCatalogue;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The life of the alarms of one subject: what a finding, a sign or a time makes of them. Pure; time is what it is told.
 *
 * <p>One alarm of a family can be open about one thing. A finding of an open family escalates it if it is more urgent,
 * updates it if it is news, and is otherwise ignored: it never raises a second alarm. Acknowledging stops the calling until
 * the hold time ends; it never clears. A condition that is gone clears; a latching alarm then still waits for its
 * acknowledgement. If the condition of such a waiting alarm comes back, that is a new episode: the old alarm is closed and
 * a new one raised.
 */
final class AlarmLife {

    /** The reason given when a waiting alarm is closed because its condition has come back as a new episode. */
    static final String RETURNED = "the condition has come back: a new alarm goes on";

    private final AlarmLifeTimes times;
    private final List<AlarmState> alarms;
    private final Consumer<AlarmEvent> out;

    /**
     * @param alarms the subject's alarms; changed in place
     * @param out takes the events, in order
     */
    AlarmLife(AlarmLifeTimes times, List<AlarmState> alarms, Consumer<AlarmEvent> out) {
        this.times = times;
        this.alarms = alarms;
        this.out = out;
    }

    /** A pattern holds. */
    void on(Finding finding) {
        String id = finding.alarmId();
        for (int i = 0; i < alarms.size(); i++) {
            AlarmState alarm = alarms.get(i);
            boolean sameFamily = alarm.last().family().equals(finding.family())
                    && alarm.about().equals(finding.about());
            if (!sameFamily) {
                continue;
            }
            if (alarm.closed()) {
                if (alarm.last().alarmId().equals(id)) {
                    // Found again by a replay, after its end.
                    return;
                }
                continue;
            }
            if (alarm.active()) {
                changed(i, finding);
                return;
            }
            if (alarm.last().alarmId().equals(id)) {
                return;
            }
            close(i, finding.at(), null, RETURNED);
        }
        raise(finding, id);
    }

    private void changed(int index, Finding finding) {
        AlarmState alarm = alarms.get(index);
        AlarmEvent last = alarm.last();
        if (finding.priority().above(last.priority())) {
            // More urgent: it breaks through an acknowledgement.
            AlarmEvent event = next(
                    last,
                    AlarmPhase.ESCALATED,
                    finding.at(),
                    finding.pattern(),
                    finding.patternVersion(),
                    finding.priority(),
                    finding.evidence(),
                    finding.settingsVersion(),
                    null,
                    finding.reason());
            put(index, new AlarmState(event, alarm.about(), alarm.latching() || finding.latching(), true, null, null));
        } else if (finding.pattern().equals(last.pattern())
                && !finding.evidence().equals(last.evidence())) {
            AlarmEvent event = next(
                    last,
                    AlarmPhase.UPDATED,
                    finding.at(),
                    last.pattern(),
                    finding.patternVersion(),
                    last.priority(),
                    finding.evidence(),
                    finding.settingsVersion(),
                    null,
                    finding.reason());
            put(index, new AlarmState(event, alarm.about(), alarm.latching(), true, alarm.acknowledgedUntil(), null));
        }
    }

    private void raise(Finding finding, String id) {
        Subject subject = finding.subject();
        Subject about = new Subject(
                finding.about(),
                subject.ward(),
                subject.bed(),
                subject.lineId(),
                subject.patientId(),
                subject.deviceId());
        AlarmEvent raised = new AlarmEvent(
                id,
                0,
                finding.pattern(),
                finding.patternVersion(),
                finding.family(),
                AlarmPhase.RAISED,
                finding.priority(),
                finding.kind(),
                about,
                finding.onset(),
                finding.at(),
                finding.evidence(),
                finding.settingsVersion(),
                0,
                null,
                finding.reason());
        out.accept(raised);
        alarms.add(new AlarmState(raised, finding.about(), finding.latching(), true, null, null));
        AlarmRule rule = PatternCatalogue.rule(finding.pattern());
        if (rule != null && rule.momentary()) {
            clear(alarms.size() - 1, finding.at(), null);
        }
    }

    /** Something was noticed about the subject, or staff acted. */
    void on(Sign sign) {
        for (int i = 0; i < alarms.size(); i++) {
            if (alarms.get(i).closed() || !concerns(sign, alarms.get(i))) {
                continue;
            }
            if (sign.kind() == SignKind.ACKNOWLEDGED) {
                acknowledge(i, sign);
            } else if (alarms.get(i).active()
                    && sign.at() >= alarms.get(i).last().onset()) {
                AlarmRule rule = PatternCatalogue.rule(alarms.get(i).last().pattern());
                if (rule != null && rule.clearedBy(sign)) {
                    clear(i, sign.at(), sign);
                }
            }
        }
    }

    private static boolean concerns(Sign sign, AlarmState alarm) {
        if (sign.kind() == SignKind.ACKNOWLEDGED) {
            return sign.alarmId() == null || sign.alarmId().equals(alarm.last().alarmId());
        }
        if (alarm.about().equals(sign.subject().key())) {
            return true;
        }
        String device = sign.subject().deviceId();
        return device != null && alarm.about().equals(Subject.deviceKey(device));
    }

    private void acknowledge(int index, Sign sign) {
        AlarmState alarm = alarms.get(index);
        if (alarm.acknowledgedUntil() != null) {
            return;
        }
        AlarmEvent event = follow(alarm.last(), AlarmPhase.ACKNOWLEDGED, sign.at(), sign.by(), sign.reason());
        long until = sign.at() + times.holdMs(event.priority());
        put(index, new AlarmState(event, alarm.about(), alarm.latching(), alarm.active(), until, null));
        if (!alarm.active()) {
            close(index, sign.at(), null, null);
        }
    }

    private void clear(int index, long at, @Nullable Sign sign) {
        AlarmState alarm = alarms.get(index);
        List<Evidence> evidence = new ArrayList<>();
        if (sign != null) {
            evidence.add(sign.evidence());
        }
        AlarmEvent last = alarm.last();
        AlarmEvent event = next(
                last,
                AlarmPhase.CLEARED,
                at,
                last.pattern(),
                last.patternVersion(),
                last.priority(),
                evidence,
                sign != null ? sign.settingsVersion() : last.settingsVersion(),
                sign != null ? sign.by() : null,
                sign != null ? sign.reason() : null);
        put(index, new AlarmState(event, alarm.about(), alarm.latching(), false, alarm.acknowledgedUntil(), null));
        if (!alarm.latching() || alarm.acknowledgedUntil() != null) {
            close(index, at, null, null);
        }
    }

    private void close(int index, long at, @Nullable String by, @Nullable String reason) {
        AlarmState alarm = alarms.get(index);
        AlarmEvent event = follow(alarm.last(), AlarmPhase.CLOSED, at, by, reason);
        put(index, new AlarmState(event, alarm.about(), alarm.latching(), false, null, at + times.retentionMs()));
    }

    /**
     * The ward clock has come this far: acknowledgements end, and closed alarms are forgotten.
     *
     * @param endOfInput at the end of a recorded input nothing ends that was not due
     */
    void onTime(long now, boolean endOfInput) {
        for (int i = 0; i < alarms.size(); i++) {
            AlarmState alarm = alarms.get(i);
            Long until = alarm.acknowledgedUntil();
            if (!endOfInput && !alarm.closed() && alarm.active() && until != null && until <= now) {
                AlarmEvent event = follow(alarm.last(), AlarmPhase.ACK_EXPIRED, until, null, null);
                put(i, new AlarmState(event, alarm.about(), alarm.latching(), true, null, null));
            }
        }
        alarms.removeIf(alarm -> {
            Long forgetAt = alarm.forgetAt();
            return forgetAt != null && forgetAt <= now;
        });
    }

    /** When {@link #onTime} must be called next, or null. */
    @Nullable
    Long nextTime() {
        Long next = null;
        for (AlarmState alarm : alarms) {
            Long time = alarm.closed() ? alarm.forgetAt() : alarm.active() ? alarm.acknowledgedUntil() : null;
            if (time != null && (next == null || time < next)) {
                next = time;
            }
        }
        return next;
    }

    /** The same alarm in its next phase, otherwise as before. */
    private static AlarmEvent follow(
            AlarmEvent last, AlarmPhase phase, long at, @Nullable String by, @Nullable String reason) {
        return next(
                last,
                phase,
                at,
                last.pattern(),
                last.patternVersion(),
                last.priority(),
                new ArrayList<>(),
                last.settingsVersion(),
                by,
                reason);
    }

    private static AlarmEvent next(
            AlarmEvent last,
            AlarmPhase phase,
            long at,
            String pattern,
            int patternVersion,
            Priority priority,
            List<Evidence> evidence,
            long settingsVersion,
            @Nullable String by,
            @Nullable String reason) {
        if (!phase.mayFollow(last.phase())) {
            throw new IllegalStateException(
                    "Alarm " + last.alarmId() + " cannot go from " + last.phase() + " to " + phase);
        }
        return new AlarmEvent(
                last.alarmId(),
                last.sequence() + 1,
                pattern,
                patternVersion,
                last.family(),
                phase,
                priority,
                last.kind(),
                last.subject(),
                last.onset(),
                at,
                evidence,
                settingsVersion,
                last.tier(),
                by,
                reason);
    }

    private void put(int index, AlarmState changed) {
        AlarmState before = alarms.set(index, changed);
        if (!Objects.equals(before.last(), changed.last())) {
            out.accept(changed.last());
        }
    }
}
