package io.wardstream.jobs.safety;

import io.wardstream.cep.AlarmFlood;
import io.wardstream.cep.AlarmPolicy;
import io.wardstream.cep.SettingsView;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.Sign;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of one subject, and how what becomes of one is written down and said: no event that
 * {@link AlarmPhase#mayFollow} does not allow, each with the next number, with the most urgent pattern that holds, and
 * in the order in which it was said. It also ends alarms. What makes an alarm change is decided by {@link AlarmLife}
 * and {@link StaffActions}.
 *
 * <p>An alarm is named by its index, which stays the same until an alarm before it is forgotten. All times are ward
 * milliseconds. For one thread.
 */
final class AlarmBook {

    /** Where it says what becomes of the alarms. */
    interface Outlet {

        /** An event in an alarm's life. */
        void say(AlarmEvent event);

        /** Something was asked of an alarm that {@link AlarmPhase#mayFollow} does not allow. */
        void refused(AlarmEvent last, AlarmPhase asked);

        /** A finding came too soon after the end of the last alarm. */
        void heldBack(Finding finding);
    }

    private final Function<Subject, SettingsView> settings;
    private final List<AlarmState> alarms;
    private final Outlet out;

    AlarmBook(Function<Subject, SettingsView> settings, List<AlarmState> alarms, Outlet out) {
        this.settings = settings;
        this.alarms = alarms;
        this.out = out;
    }

    // --- what it holds -------------------------------------------------------------------------

    int size() {
        return alarms.size();
    }

    AlarmState get(int index) {
        return alarms.get(index);
    }

    /** What has changed in an alarm and is not said. */
    void set(int index, AlarmState now) {
        alarms.set(index, now);
    }

    SettingsView settings(Subject subject) {
        return settings.apply(subject);
    }

    AlarmPolicy.Limits policy(Subject subject) {
        return AlarmPolicy.Limits.from(settings(subject));
    }

    AlarmPolicy.Limits policy(AlarmState alarm) {
        return policy(alarm.last().subject());
    }

    /** What time will do next, or null. */
    @Nullable
    LifeStep nextStep() {
        return LifeStep.next(alarms, settings);
    }

    /** How often the subject's alarms came. */
    Flood flood(SettingsView view) {
        return new Flood(alarms, AlarmFlood.Limits.from(view));
    }

    void forget(int index) {
        alarms.remove(index);
    }

    /** When the next alarm may be forgotten, or null. */
    @Nullable
    Long nextForgotten() {
        Long next = null;
        for (AlarmState alarm : alarms) {
            Long forgetAt = alarm.forgetAt();
            if (forgetAt != null && !alarm.isAwaited() && (next == null || forgetAt < next)) {
                next = forgetAt;
            }
        }
        return next;
    }

    /** Forgets what may be forgotten by now. */
    void forgetUntil(long now) {
        alarms.removeIf(alarm -> {
            Long forgetAt = alarm.forgetAt();
            return forgetAt != null && forgetAt <= now && !alarm.isAwaited();
        });
    }

    /** No danger that has passed is to be followed up any more, but that of one alarm; -1 for none. */
    void followedUp(int but) {
        for (int i = 0; i < alarms.size(); i++) {
            if (i != but && alarms.get(i).highEndedAt() != null) {
                alarms.set(i, alarms.get(i).followedUp());
            }
        }
    }

    // --- how it is said ------------------------------------------------------------------------

    /**
     * A new alarm is said.
     *
     * @return its index
     */
    int raise(AlarmEvent raised, String about, boolean latching, List<Holding> holding) {
        alarms.add(AlarmState.raised(raised, about, latching, holding));
        out.say(raised);
        return alarms.size() - 1;
    }

    /** A finding waits for the end of the re-arm time, as the last of these. */
    void holdBack(int index, List<Finding> returning, Finding finding) {
        alarms.set(index, alarms.get(index).returning(returning));
        out.heldBack(finding);
    }

    /** Says an event, if the table allows it; else refuses and changes nothing. */
    boolean say(int index, AlarmState now, AlarmEvent event) {
        if (!event.phase().mayFollow(alarms.get(index).last().phase())) {
            refuse(index, event.phase());
            return false;
        }
        alarms.set(index, now.said(event));
        if (alarms.get(index).highEndedAt() != null) {
            // One danger that has passed is followed up: the newest.
            followedUp(index);
        }
        out.say(event);
        return true;
    }

    void refuse(int index, AlarmPhase asked) {
        out.refused(alarms.get(index).last(), asked);
    }

    /** What a finding did to an alarm. */
    void found(int index, AlarmState now, AlarmPhase phase, Finding finding) {
        say(
                index,
                now,
                event(
                        now,
                        phase,
                        finding.at(),
                        finding.evidence(),
                        finding.settingsVersion(),
                        now.last().tier(),
                        null,
                        finding.reason()));
    }

    /** What a sign did to an alarm. */
    boolean noticed(int index, AlarmState now, AlarmPhase phase, Sign sign) {
        return say(
                index,
                now,
                event(
                        now,
                        phase,
                        sign.at(),
                        listOf(sign.evidence()),
                        sign.settingsVersion(),
                        now.last().tier(),
                        sign.by(),
                        sign.reason()));
    }

    /** What staff, the registry or time did to an alarm: nothing was measured. */
    boolean done(int index, AlarmState now, AlarmPhase phase, long at, @Nullable String by, @Nullable String reason) {
        return say(
                index,
                now,
                event(
                        now,
                        phase,
                        at,
                        new ArrayList<>(),
                        version(now),
                        now.last().tier(),
                        by,
                        reason));
    }

    /** The next tier is called. */
    void called(int index, AlarmState now, long at, int tier, Evidence evidence, @Nullable String by, String why) {
        String reason = why + ": " + AlarmPolicy.tierName(tier) + " (tier " + tier + ") is called";
        say(index, now, event(now, AlarmPhase.ESCALATED, at, listOf(evidence), version(now), tier, by, reason));
    }

    private static AlarmEvent event(
            AlarmState now,
            AlarmPhase phase,
            long at,
            List<Evidence> evidence,
            long settingsVersion,
            int tier,
            @Nullable String by,
            @Nullable String reason) {
        AlarmEvent last = now.last();
        Holding top = now.active() ? now.top() : null;
        return new AlarmEvent(
                last.alarmId(),
                last.sequence() + 1,
                top != null ? top.pattern() : last.pattern(),
                top != null ? top.patternVersion() : last.patternVersion(),
                last.family(),
                phase,
                top != null ? top.priority() : last.priority(),
                last.kind(),
                last.subject(),
                last.onset(),
                at,
                evidence,
                settingsVersion,
                tier,
                by,
                reason);
    }

    private static List<Evidence> listOf(Evidence one) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(one);
        return evidence;
    }

    private long version(AlarmState alarm) {
        return settings(alarm.last().subject()).version();
    }

    // --- how it ends ---------------------------------------------------------------------------

    /** Its condition is gone, and a sign shows it. A latching alarm waits for its acknowledgement. */
    void clear(int index, Sign sign) {
        AlarmState now = alarms.get(index).ended(sign.at());
        if (noticed(index, now, AlarmPhase.CLEARED, sign)) {
            closeIfAnswered(index, now, sign.at());
        }
    }

    /** Its condition is gone, with nothing new to be said of it. A latching alarm waits for its acknowledgement. */
    void clear(int index, long at) {
        AlarmState now = alarms.get(index).ended(at);
        AlarmEvent last = now.last();
        AlarmEvent cleared =
                event(now, AlarmPhase.CLEARED, at, new ArrayList<>(), last.settingsVersion(), last.tier(), null, null);
        if (say(index, now, cleared)) {
            closeIfAnswered(index, now, at);
        }
    }

    private void closeIfAnswered(int index, AlarmState now, long at) {
        if (!now.latching() || now.calling().acknowledged()) {
            close(index, at, null, null);
        }
    }

    /** Ends an alarm from outside: nothing of it is left to return. */
    void end(int index, long at, @Nullable String by, String reason) {
        AlarmState before = alarms.get(index);
        AlarmState now = before.returning(new ArrayList<>()).ended(null);
        if (before.active()) {
            done(index, now, AlarmPhase.CLEARED, at, by, reason);
        } else {
            alarms.set(index, now);
        }
        if (!alarms.get(index).closed()) {
            close(index, at, by, reason);
        }
    }

    void close(int index, long at, @Nullable String by, @Nullable String reason) {
        AlarmState alarm = alarms.get(index);
        AlarmState now = alarm.closed(at + policy(alarm).retentionMs());
        done(index, now, AlarmPhase.CLOSED, at, by, reason);
    }
}
