package io.wardstream.jobs.safety;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.Subject;
import io.wardstream.model.Time;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An alarm in the middle of its life. Immutable.
 *
 * @param last its last event; everything that an event says holds until the next one
 * @param about the key of what it is about
 * @param latching whether it waits for an acknowledgement although its condition is gone
 * @param raisedAt when it was raised
 * @param holding the patterns of its family that hold; none when its condition is gone
 * @param calling how it calls
 * @param endedAt when its condition was gone by itself; null while it holds, and when something else ended the alarm
 * @param forgetAt when a closed alarm may be forgotten, or null while it is not closed
 * @param returning what was found again too soon after its end, and still holds
 * @param highEndedAt when it stopped being HIGH about a patient's body; null while it is, if it never was, and when that was
 *     followed up
 */
public record AlarmState(
        AlarmEvent last,
        String about,
        boolean latching,
        @Time long raisedAt,
        List<Holding> holding,
        Calling calling,
        @Time @Nullable Long endedAt,
        @Time @Nullable Long forgetAt,
        List<Finding> returning,
        @Time @Nullable Long highEndedAt) {

    static AlarmState raised(AlarmEvent raised, String about, boolean latching, List<Holding> holding) {
        return new AlarmState(
                raised,
                about,
                latching,
                raised.at(),
                holding,
                Calling.from(raised.at()),
                null,
                null,
                new ArrayList<>(),
                null);
    }

    /** Whether nothing more will come of it. */
    public boolean closed() {
        return forgetAt != null;
    }

    /** Whether something may come of it although it is closed: it must not be forgotten. */
    boolean isAwaited() {
        return !returning.isEmpty() || highEndedAt != null;
    }

    /** Whether its condition holds. */
    public boolean active() {
        return !holding.isEmpty();
    }

    /** The most urgent pattern that holds; only of an active alarm. */
    Holding top() {
        return Collections.max(holding, Holding.BY_URGENCY);
    }

    @Nullable
    Holding holding(String pattern) {
        for (Holding each : holding) {
            if (each.pattern().equals(pattern)) {
                return each;
            }
        }
        return null;
    }

    boolean sameTrouble(Finding finding) {
        return last.family().equals(finding.family()) && about.equals(finding.about());
    }

    /** Whether something that was noticed is about what this alarm is about. */
    boolean concerns(Sign sign) {
        if (about.equals(sign.subject().key())) {
            return true;
        }
        String device = sign.subject().deviceId();
        return device != null && about.equals(Subject.deviceKey(device));
    }

    AlarmState said(AlarmEvent event) {
        Long ended = isDanger(event) ? null : isDanger(last) ? (Long) event.at() : highEndedAt;
        return new AlarmState(event, about, latching, raisedAt, holding, calling, endedAt, forgetAt, returning, ended);
    }

    /** Whether an event leaves a HIGH alarm about a patient's body. */
    private boolean isDanger(AlarmEvent event) {
        String patient = event.subject().patientId();
        return event.priority() == Priority.HIGH
                && event.kind() == AlarmKind.PHYSIOLOGICAL
                && event.phase() != AlarmPhase.CLEARED
                && event.phase() != AlarmPhase.CLOSED
                && patient != null
                && about.equals(Subject.patientKey(patient));
    }

    /** That it is not HIGH any more needs no following up. */
    AlarmState followedUp() {
        return new AlarmState(last, about, latching, raisedAt, holding, calling, endedAt, forgetAt, returning, null);
    }

    AlarmState with(Calling newCalling) {
        return new AlarmState(
                last, about, latching, raisedAt, holding, newCalling, endedAt, forgetAt, returning, highEndedAt);
    }

    /** With a pattern that holds, in place of what was known of it. */
    AlarmState with(Finding finding) {
        List<Holding> more = new ArrayList<>(holding);
        more.removeIf(each -> each.pattern().equals(finding.pattern()));
        more.add(Holding.of(finding));
        return holding(more, latching || finding.latching());
    }

    AlarmState without(Predicate<Holding> over) {
        List<Holding> left = new ArrayList<>(holding);
        left.removeIf(over);
        return holding(left, latching);
    }

    private AlarmState holding(List<Holding> now, boolean nowLatching) {
        return new AlarmState(
                last, about, nowLatching, raisedAt, now, calling, endedAt, forgetAt, returning, highEndedAt);
    }

    AlarmState ended(@Nullable Long at) {
        return new AlarmState(
                last, about, latching, raisedAt, new ArrayList<>(), calling, at, forgetAt, returning, highEndedAt);
    }

    AlarmState closed(long forget) {
        return new AlarmState(
                last, about, latching, raisedAt, new ArrayList<>(), calling, endedAt, forget, returning, highEndedAt);
    }

    AlarmState returning(List<Finding> now) {
        return new AlarmState(last, about, latching, raisedAt, holding, calling, endedAt, forgetAt, now, highEndedAt);
    }
}
