package io.wardstream.jobs.safety;

import io.wardstream.cep.AlarmPolicy;
import io.wardstream.cep.AlarmPolicy.Ladder;
import io.wardstream.cep.AlarmPolicy.Rung;
import io.wardstream.cep.AlarmRule;
import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.SettingsView;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.Ids;
import io.wardstream.model.Priority;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The life of the alarms of one subject: what a finding, a sign, a time or the registry makes of them. Pure; time is
 * what it is told, and every event's time is computed from what made it.
 *
 * <ol>
 *   <li><b>One trouble, one alarm.</b> One alarm of a family is open about one thing. It remembers which patterns of
 *       its family hold. A more urgent one (by priority, then by its place in the catalogue) escalates it; when the
 *       most urgent is over and another still holds, it is de-escalated to that; when none holds, it is cleared. New
 *       evidence of the most urgent pattern updates it. The rest is remembered and not said.
 *   <li><b>The ladder.</b> From the time it was raised, tier after tier is called until somebody acknowledges, with the
 *       times of {@link AlarmPolicy}. A step is taken when its grace is over, and says the time at which it was due.
 *       The tier never falls. When the alarm becomes more urgent, its ladder goes on from the tier that it has reached,
 *       in the quicker column, as if it had just come there; but no call comes later than it would have come without
 *       that. When it becomes less urgent, the tier stays and the slower column counts from the same start. Once
 *       cleared, nobody more is called.
 *   <li><b>Acknowledging</b> stops the ladder for a hold time and never clears. Acknowledging again extends. When the
 *       time is over and the condition still holds, the alarm calls again (ACK_EXPIRED) and its ladder goes on from its
 *       tier. A more urgent finding breaks through.
 *   <li><b>Pausing the sound</b> (SILENCED) never stops the ladder of a HIGH alarm, of the body or of equipment. For
 *       the others the next call waits until the pause is over (SILENCE_EXPIRED); it is not lost. A more urgent finding
 *       breaks through, an acknowledgement takes the pause's place, and pausing again begins it anew.
 *   <li><b>Declining</b> calls the next tier at once, and the ladder goes on from there. Whoever acknowledged and then
 *       declines takes the acknowledgement back; somebody else's declining changes nothing while it holds. At the top
 *       of the ladder there is nobody left to call.
 *   <li><b>Latching.</b> A latching alarm that is cleared waits for its acknowledgement. If its condition comes back,
 *       the old alarm is closed and a new one raised.
 *   <li><b>Re-arming.</b> What is found again too soon after its end is held back; if it still holds when the re-arm
 *       time is over it is raised then, with its own onset, and if it is gone by then nothing is raised: a condition
 *       that flaps gives one alarm and not a string of them. A HIGH finding is never held back, and takes what was held
 *       back along. What is held back is counted, and its signs are in the log.
 *   <li><b>Discharge</b> clears and closes every alarm of the subject, latching ones too, and nothing is held back
 *       after it. So does the registry with alarms about a device that has left; those are forgotten at once.
 *   <li><b>Names.</b> An alarm is named by the onset of its episode, and a finding that a replay makes again raises no
 *       second one. What is found later in an episode whose alarm was closed, after a discharge by mistake, is a new
 *       alarm, whose onset is the time at which it was found.
 *   <li><b>Flood.</b> Too many alarms of the subject are said as an advisory ({@link Flood}); nothing is suppressed.
 *   <li><b>Recovery.</b> A patient who was in danger and has been quiet for half an hour since is said, once
 *       ({@link Recovery}); not after a discharge.
 * </ol>
 *
 * <p>{@link AlarmPhase#mayFollow} is the one table of transitions. What it does not allow, such as pausing an alarm
 * that is cleared, is refused and counted and changes nothing. {@link AlarmBook} asks it, and says the events; what
 * staff may do is in {@link StaffActions}.
 */
final class AlarmLife {

    /** The reason given when a waiting alarm is closed because its condition has come back as a new episode. */
    static final String RETURNED = "the condition has come back: a new alarm goes on";

    static final String RETIRED = "the device no longer belongs to the ward";
    static final String MOVED = "the device no longer serves this line or patient";

    private final AlarmBook book;
    private final StaffActions staff;

    /**
     * @param settings what is in force for a subject at the moment
     * @param alarms the subject's alarms; changed in place
     * @param out takes the events, in order
     */
    AlarmLife(Function<Subject, SettingsView> settings, List<AlarmState> alarms, AlarmBook.Outlet out) {
        book = new AlarmBook(settings, alarms, out);
        staff = new StaffActions(book);
    }

    // --- what is found -------------------------------------------------------------------------

    /** A pattern holds. */
    void on(Finding finding) {
        int ended = -1;
        long endedAt = Long.MIN_VALUE;
        for (int i = 0; i < book.size(); i++) {
            AlarmState alarm = book.get(i);
            if (!alarm.sameTrouble(finding)) {
                continue;
            }
            if (alarm.active()) {
                changed(i, finding);
                return;
            }
            if (finding.at() <= alarm.last().at() && isNamedBy(finding, alarm.last())) {
                // Found again by a replay, after its end.
                return;
            }
            Long end = alarm.endedAt();
            if (end != null && end >= endedAt) {
                ended = i;
                endedAt = end;
            }
        }
        boolean tooSoon = ended >= 0
                && finding.at() < endedAt + book.policy(finding.subject()).rearmMs();
        if (tooSoon && finding.priority() != Priority.HIGH) {
            holdBack(ended, finding);
        } else {
            raise(finding, finding.at(), finding.reason());
        }
    }

    private static boolean isNamedBy(Finding finding, AlarmEvent event) {
        return event.alarmId().equals(finding.alarmId())
                || event.alarmId().equals(Ids.alarm(finding.family(), finding.about(), finding.at()));
    }

    private void changed(int index, Finding finding) {
        AlarmState alarm = book.get(index);
        Holding known = alarm.holding(finding.pattern());
        if (known != null && !isNews(finding, known.at(), known.priority())) {
            return;
        }
        AlarmState now = alarm.with(finding);
        int moreUrgent = Holding.BY_URGENCY.compare(now.top(), alarm.top());
        if (moreUrgent > 0) {
            long ladderFrom = LifeStep.ladderFrom(alarm, now.top().priority(), finding.at(), book.policy(alarm));
            book.found(index, now.with(alarm.calling().again(ladderFrom)), AlarmPhase.ESCALATED, finding);
        } else if (moreUrgent < 0) {
            book.found(index, now, AlarmPhase.DEESCALATED, finding);
        } else if (finding.pattern().equals(alarm.top().pattern())) {
            book.found(index, now, AlarmPhase.UPDATED, finding);
        } else {
            book.set(index, now);
        }
    }

    /** Whether a pattern is not found a second time by a replay: found later, or in the same instant more urgent. */
    private static boolean isNews(Finding finding, long knownAt, Priority known) {
        return finding.at() > knownAt
                || (finding.at() == knownAt && finding.priority().above(known));
    }

    private void holdBack(int index, Finding finding) {
        AlarmState alarm = book.get(index);
        List<Finding> returning = new ArrayList<>(alarm.returning());
        for (Finding known : returning) {
            if (known.pattern().equals(finding.pattern()) && !isNews(finding, known.at(), known.priority())) {
                return;
            }
        }
        returning.removeIf(known -> known.pattern().equals(finding.pattern()));
        returning.add(finding);
        book.holdBack(index, returning, finding);
    }

    private void raise(Finding finding, long at, @Nullable String reason) {
        List<Holding> holding = new ArrayList<>();
        boolean latching = finding.latching();
        long onset = finding.onset();
        for (int i = 0; i < book.size(); i++) {
            if (!book.get(i).sameTrouble(finding)) {
                continue;
            }
            for (Finding heldBack : book.get(i).returning()) {
                if (!heldBack.pattern().equals(finding.pattern())) {
                    holding.add(Holding.of(heldBack));
                    latching |= heldBack.latching();
                }
            }
            book.set(i, book.get(i).returning(new ArrayList<>()));
            if (!book.get(i).closed()) {
                book.close(i, at, null, RETURNED);
            }
            if (book.get(i).last().alarmId().equals(finding.alarmId())) {
                // The episode's own name is used: what is left of it is named by when it was found.
                onset = finding.at();
            }
        }
        holding.add(Holding.of(finding));
        Subject subject = finding.subject();
        AlarmEvent raised = new AlarmEvent(
                Ids.alarm(finding.family(), finding.about(), onset),
                0,
                finding.pattern(),
                finding.patternVersion(),
                finding.family(),
                AlarmPhase.RAISED,
                finding.priority(),
                finding.kind(),
                new Subject(
                        finding.about(),
                        subject.ward(),
                        subject.bed(),
                        subject.lineId(),
                        subject.patientId(),
                        subject.deviceId()),
                onset,
                at,
                finding.evidence(),
                finding.settingsVersion(),
                0,
                null,
                reason);
        int index = book.raise(raised, finding.about(), latching, holding);
        AlarmRule rule = PatternCatalogue.rule(finding.pattern());
        if (rule != null && rule.momentary()) {
            book.clear(index, at);
        }
        lookForFlood(subject, at);
    }

    private void lookForFlood(Subject subject, long at) {
        SettingsView view = book.settings(subject);
        for (int i = 0; i < book.size(); i++) {
            AlarmState alarm = book.get(i);
            Long endedAt = alarm.endedAt();
            boolean again = endedAt != null
                    && at < endedAt + AlarmPolicy.Limits.from(view).rearmMs();
            if (Flood.isFlood(alarm.last()) && (alarm.active() || again)) {
                return;
            }
        }
        Flood flood = book.flood(view);
        if (flood.until() > at) {
            Finding finding = flood.finding(subject, at, view.version());
            raise(finding, at, finding.reason());
        }
    }

    // --- what is noticed, and what staff do ----------------------------------------------------

    /** Something was noticed about the subject, or staff acted. */
    void on(Sign sign) {
        // An alarm that is raised meanwhile was not there yet.
        int known = book.size();
        for (int i = 0; i < known; i++) {
            switch (sign.kind()) {
                case ACKNOWLEDGED -> staff.acknowledge(i, sign);
                case SILENCED -> staff.silence(i, sign);
                case DECLINED -> staff.decline(i, sign);
                case DISCHARGED -> staff.discharge(i, sign);
                default -> noticed(i, sign);
            }
        }
        if (sign.kind() == SignKind.DISCHARGED && sign.alarmId() == null) {
            book.followedUp(-1);
        }
    }

    private void noticed(int index, Sign sign) {
        AlarmState alarm = book.get(index);
        if (!alarm.concerns(sign)) {
            return;
        }
        if (!alarm.returning().isEmpty()) {
            List<Finding> left = new ArrayList<>(alarm.returning());
            left.removeIf(each -> isOver(each.pattern(), each.onset(), sign));
            book.set(index, alarm.returning(left));
        }
        if (!alarm.active()) {
            return;
        }
        AlarmState now = alarm.without(each -> isOver(each.pattern(), each.onset(), sign));
        if (!now.active()) {
            book.clear(index, sign);
            lookForFlood(sign.subject(), sign.at());
        } else if (now.top().equals(alarm.top())) {
            book.set(index, now);
        } else {
            book.noticed(index, now, AlarmPhase.DEESCALATED, sign);
        }
    }

    private static boolean isOver(String pattern, long onset, Sign sign) {
        AlarmRule rule = PatternCatalogue.rule(pattern);
        return rule != null && sign.at() >= onset && rule.clearedBy(sign);
    }

    // --- what the registry says ----------------------------------------------------------------

    /**
     * Ends the alarms about devices that, as the registry has it, have left the ward or serve somebody else. An alarm
     * that began after the entry was made, about a device that serves somebody else, stays: it may say just that. What
     * is ended here is forgotten at once, because nobody could book a time for it.
     *
     * @param key the subject under whose key the alarms live
     * @param registry the newest entry of a device, or null
     * @param moved a device that has just moved from here, or null
     */
    void onRegistry(String key, Function<String, @Nullable RegistryEntry> registry, @Nullable String moved) {
        for (int i = book.size() - 1; i >= 0; i--) {
            AlarmState alarm = book.get(i);
            String device = alarm.last().subject().deviceId();
            if (alarm.closed() || device == null || !alarm.about().equals(Subject.deviceKey(device))) {
                continue;
            }
            RegistryEntry entry = registry.apply(device);
            if (entry == null) {
                continue;
            }
            boolean elsewhere = !entry.homeKey().equals(key)
                    && (device.equals(moved) || entry.since() >= alarm.last().onset());
            if (!entry.active() || elsewhere) {
                book.end(i, Math.max(entry.since(), alarm.last().at()), null, entry.active() ? MOVED : RETIRED);
                book.forget(i);
            }
        }
    }

    // --- what time brings ----------------------------------------------------------------------

    /** The ward clock has come this far: what is due by then happens, in its order, and closed alarms are forgotten. */
    void onTime(long now) {
        LifeStep step = book.nextStep();
        while (step != null && step.fireAt() <= now) {
            take(step);
            step = book.nextStep();
        }
        forget(now);
    }

    /**
     * Closed alarms are forgotten, and nothing else: at the end of a recorded input nothing happens that was not due.
     */
    void forget(long now) {
        book.forgetUntil(now);
    }

    /** When {@link #onTime} must be called next, or null. */
    @Nullable
    Long nextTime() {
        LifeStep step = book.nextStep();
        Long forgetAt = book.nextForgotten();
        return step == null || (forgetAt != null && forgetAt < step.fireAt()) ? forgetAt : (Long) step.fireAt();
    }

    private void take(LifeStep step) {
        int index = step.index();
        AlarmState alarm = book.get(index);
        // An event may have come between the time that is due and now.
        long at = Math.max(step.due(), alarm.last().at());
        switch (step.kind()) {
            case ACKNOWLEDGEMENT_OVER -> {
                AlarmEvent last = alarm.last();
                Ladder ladder = book.policy(alarm).ladder(last.priority(), last.kind());
                AlarmState now = alarm.with(alarm.calling().onwards(at - ladder.reachedAfterMs(last.tier())));
                book.done(index, now, AlarmPhase.ACK_EXPIRED, at, null, null);
            }
            case SILENCE_OVER -> {
                AlarmState now = alarm.with(alarm.calling().silenced(null));
                book.done(index, now, AlarmPhase.SILENCE_EXPIRED, at, null, null);
            }
            case CALL -> callNext(index, at);
            case FLOOD_OVER -> book.clear(index, at);
            case RAISE_AGAIN -> raiseAgain(alarm.returning(), step.due());
            case RECOVERED -> {
                Finding finding = Recovery.finding(
                        alarm, at, book.settings(alarm.last().subject()).version());
                book.followedUp(-1);
                raise(finding, at, finding.reason());
            }
        }
    }

    private void callNext(int index, long at) {
        AlarmState alarm = book.get(index);
        AlarmEvent last = alarm.last();
        Rung rung = book.policy(alarm).ladder(last.priority(), last.kind()).above(last.tier());
        if (rung == null) {
            throw new IllegalStateException("Alarm " + last.alarmId() + " has nobody left to call");
        }
        Evidence evidence = new Evidence(
                "NOT_ACKNOWLEDGED",
                (at - alarm.calling().ladderFrom()) / 1000.0,
                rung.afterMs() / 1000.0,
                "s",
                at,
                null);
        book.called(index, alarm, at, rung.tier(), evidence, null, "nobody acknowledged");
    }

    private void raiseAgain(List<Finding> returning, long at) {
        Finding first = returning.get(0);
        for (Finding each : returning) {
            if (Holding.BY_URGENCY.compare(Holding.of(each), Holding.of(first)) > 0) {
                first = each;
            }
        }
        String heldBack = "it came back "
                + (first.at() - at + book.policy(first.subject()).rearmMs()) / 1000
                + " s after the end of the last alarm, and still holds";
        raise(first, at, first.reason() == null ? heldBack : first.reason() + "; " + heldBack);
    }
}
