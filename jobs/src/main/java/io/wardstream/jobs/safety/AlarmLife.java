package io.wardstream.jobs.safety;

import io.wardstream.cep.AlarmFlood;
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
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The life of the alarms of one subject: what a finding, a sign, a time or the registry makes of them. Pure; time is what
 * it is told, and every event's time is computed from what made it.
 *
 * <ol>
 *   <li><b>One trouble, one alarm.</b> One alarm of a family is open about one thing. It remembers which patterns of its
 *       family hold. A more urgent one (by priority, then by its place in the catalogue) escalates it; when the most urgent
 *       is over and another still holds, it is de-escalated to that; when none holds, it is cleared. New evidence of the most
 *       urgent pattern updates it. The rest is remembered and not said.
 *   <li><b>The ladder.</b> From the time it was raised, tier after tier is called until somebody acknowledges, with the times
 *       of {@link AlarmPolicy}. A step is taken when its grace is over, and says the time at which it was due. The tier never
 *       falls. When the alarm becomes more urgent, its ladder goes on from the tier that it has reached, in the quicker
 *       column, as if it had just come there; but no call comes later than it would have come without that. When it becomes
 *       less urgent, the tier stays and the slower column counts from the same start. Once cleared, nobody more is called.
 *   <li><b>Acknowledging</b> stops the ladder for a hold time and never clears. Acknowledging again extends. When the time is
 *       over and the condition still holds, the alarm calls again (ACK_EXPIRED) and its ladder goes on from its tier. A more
 *       urgent finding breaks through.
 *   <li><b>Pausing the sound</b> (SILENCED) never stops the ladder of a HIGH alarm, of the body or of equipment. For the
 *       others the next call waits until the pause is over (SILENCE_EXPIRED); it is not lost. A more urgent finding breaks
 *       through, an acknowledgement takes the pause's place, and pausing again begins it anew.
 *   <li><b>Declining</b> calls the next tier at once, and the ladder goes on from there. Whoever acknowledged and then
 *       declines takes the acknowledgement back; somebody else's declining changes nothing while it holds. At the top of the
 *       ladder there is nobody left to call.
 *   <li><b>Latching.</b> A latching alarm that is cleared waits for its acknowledgement. If its condition comes back, the old
 *       alarm is closed and a new one raised.
 *   <li><b>Re-arming.</b> What is found again too soon after its end is held back; if it still holds when the re-arm time is
 *       over it is raised then, with its own onset, and if it is gone by then nothing is raised: a condition that flaps gives
 *       one alarm and not a string of them. A HIGH finding is never held back, and takes what was held back along. What is
 *       held back is counted, and its signs are in the log.
 *   <li><b>Discharge</b> clears and closes every alarm of the subject, latching ones too, and nothing is held back after it.
 *       So does the registry with alarms about a device that has left; those are forgotten at once.
 *   <li><b>Names.</b> An alarm is named by the onset of its episode, and a finding that a replay makes again raises no second
 *       one. What is found later in an episode whose alarm was closed, after a discharge by mistake, is a new alarm, whose
 *       onset is the time at which it was found.
 *   <li><b>Flood.</b> Too many alarms of the subject are said as an advisory ({@link Flood}); nothing is suppressed.
 * </ol>
 *
 * <p>{@link AlarmPhase#mayFollow} is the one table of transitions. What it does not allow, such as pausing an alarm that is
 * cleared, is refused and counted and changes nothing.
 */
final class AlarmLife {

    /** The reason given when a waiting alarm is closed because its condition has come back as a new episode. */
    static final String RETURNED = "the condition has come back: a new alarm goes on";

    /** The reason given for a discharge if the person gave none. */
    static final String DISCHARGED = "discharged";

    static final String RETIRED = "the device no longer belongs to the ward";
    static final String MOVED = "the device no longer serves this line or patient";

    /** Where it says what it does. */
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

    /**
     * @param settings what is in force for a subject at the moment
     * @param alarms the subject's alarms; changed in place
     * @param out takes the events, in order
     */
    AlarmLife(Function<Subject, SettingsView> settings, List<AlarmState> alarms, Outlet out) {
        this.settings = settings;
        this.alarms = alarms;
        this.out = out;
    }

    // --- what is found -------------------------------------------------------------------------

    /** A pattern holds. */
    void on(Finding finding) {
        int ended = -1;
        long endedAt = Long.MIN_VALUE;
        for (int i = 0; i < alarms.size(); i++) {
            AlarmState alarm = alarms.get(i);
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
        boolean tooSoon =
                ended >= 0 && finding.at() < endedAt + policy(finding.subject()).rearmMs();
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
        AlarmState alarm = alarms.get(index);
        Holding known = alarm.holding(finding.pattern());
        if (known != null && !isNews(finding, known.at(), known.priority())) {
            return;
        }
        AlarmState now = alarm.with(finding);
        int moreUrgent = Holding.BY_URGENCY.compare(now.top(), alarm.top());
        if (moreUrgent > 0) {
            long ladderFrom = LifeStep.ladderFrom(alarm, now.top().priority(), finding.at(), policy(alarm));
            found(index, now.with(alarm.calling().again(ladderFrom)), AlarmPhase.ESCALATED, finding);
        } else if (moreUrgent < 0) {
            found(index, now, AlarmPhase.DEESCALATED, finding);
        } else if (finding.pattern().equals(alarm.top().pattern())) {
            found(index, now, AlarmPhase.UPDATED, finding);
        } else {
            alarms.set(index, now);
        }
    }

    /** Whether a pattern is not found a second time by a replay: found later, or in the same instant more urgent. */
    private static boolean isNews(Finding finding, long knownAt, Priority known) {
        return finding.at() > knownAt
                || (finding.at() == knownAt && finding.priority().above(known));
    }

    private void found(int index, AlarmState now, AlarmPhase phase, Finding finding) {
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

    private void holdBack(int index, Finding finding) {
        AlarmState alarm = alarms.get(index);
        List<Finding> returning = new ArrayList<>(alarm.returning());
        for (Finding known : returning) {
            if (known.pattern().equals(finding.pattern()) && !isNews(finding, known.at(), known.priority())) {
                return;
            }
        }
        returning.removeIf(known -> known.pattern().equals(finding.pattern()));
        returning.add(finding);
        alarms.set(index, alarm.returning(returning));
        out.heldBack(finding);
    }

    private void raise(Finding finding, long at, @Nullable String reason) {
        List<Holding> holding = new ArrayList<>();
        boolean latching = finding.latching();
        long onset = finding.onset();
        for (int i = 0; i < alarms.size(); i++) {
            if (!alarms.get(i).sameTrouble(finding)) {
                continue;
            }
            for (Finding heldBack : alarms.get(i).returning()) {
                if (!heldBack.pattern().equals(finding.pattern())) {
                    holding.add(Holding.of(heldBack));
                    latching |= heldBack.latching();
                }
            }
            alarms.set(i, alarms.get(i).returning(new ArrayList<>()));
            if (!alarms.get(i).closed()) {
                close(i, at, null, RETURNED);
            }
            if (alarms.get(i).last().alarmId().equals(finding.alarmId())) {
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
        int index = alarms.size();
        alarms.add(AlarmState.raised(raised, finding.about(), latching, holding));
        out.say(raised);
        AlarmRule rule = PatternCatalogue.rule(finding.pattern());
        if (rule != null && rule.momentary()) {
            clear(index, at, null);
        }
        lookForFlood(subject, at);
    }

    private void lookForFlood(Subject subject, long at) {
        SettingsView view = settings.apply(subject);
        for (AlarmState alarm : alarms) {
            Long endedAt = alarm.endedAt();
            boolean again = endedAt != null
                    && at < endedAt + AlarmPolicy.Limits.from(view).rearmMs();
            if (Flood.isFlood(alarm.last()) && (alarm.active() || again)) {
                return;
            }
        }
        Flood flood = new Flood(alarms, AlarmFlood.Limits.from(view));
        if (flood.until() > at) {
            Finding finding = flood.finding(subject, at, view.version());
            raise(finding, at, finding.reason());
        }
    }

    // --- what is noticed, and what staff do ----------------------------------------------------

    /** Something was noticed about the subject, or staff acted. */
    void on(Sign sign) {
        // An alarm that is raised meanwhile was not there yet.
        int known = alarms.size();
        for (int i = 0; i < known; i++) {
            switch (sign.kind()) {
                case ACKNOWLEDGED -> {
                    if (isMeant(sign, i, AlarmPhase.ACKNOWLEDGED)) {
                        acknowledge(i, sign);
                    }
                }
                case SILENCED -> {
                    if (isMeant(sign, i, AlarmPhase.SILENCED)) {
                        silence(i, sign);
                    }
                }
                case DECLINED -> {
                    if (isMeant(sign, i, AlarmPhase.ESCALATED)) {
                        decline(i, sign);
                    }
                }
                case DISCHARGED -> discharge(i, sign);
                default -> noticed(i, sign);
            }
        }
    }

    /**
     * Whether staff's action is for this alarm: by name, or it was there when they acted on everything. What is asked by
     * name of an alarm that cannot take it is refused aloud.
     */
    private boolean isMeant(Sign sign, int index, AlarmPhase phase) {
        AlarmState alarm = alarms.get(index);
        boolean takes = phase.mayFollow(alarm.last().phase());
        if (sign.alarmId() == null) {
            return takes && sign.at() >= alarm.raisedAt();
        }
        if (!sign.alarmId().equals(alarm.last().alarmId())) {
            return false;
        }
        if (!takes) {
            out.refused(alarm.last(), phase);
        }
        return takes;
    }

    private void acknowledge(int index, Sign sign) {
        AlarmState alarm = alarms.get(index);
        Long before = alarm.calling().acknowledgedUntil();
        long until = sign.at() + policy(alarm).holds().ms(alarm.last().priority());
        if (alarm.active() && before != null && until <= before) {
            return;
        }
        AlarmState now = alarm.with(alarm.calling().acknowledged(until, sign.by()));
        if (say(index, now, done(now, AlarmPhase.ACKNOWLEDGED, sign)) && !now.active()) {
            close(index, sign.at(), null, null);
        }
    }

    private void silence(int index, Sign sign) {
        AlarmState alarm = alarms.get(index);
        Long before = alarm.calling().silencedUntil();
        long until = sign.at() + policy(alarm).silenceMs();
        if (before != null && until <= before) {
            return;
        }
        AlarmState now = alarm.with(alarm.calling().silenced(until));
        say(index, now, done(now, AlarmPhase.SILENCED, sign));
    }

    private void decline(int index, Sign sign) {
        AlarmState alarm = alarms.get(index);
        AlarmEvent last = alarm.last();
        Calling calling = alarm.calling();
        boolean takenBack = calling.acknowledged() && Objects.equals(sign.by(), calling.acknowledgedBy());
        boolean saidTwice = last.phase() == AlarmPhase.ESCALATED
                && last.at() == sign.at()
                && last.by() != null
                && last.by().equals(sign.by());
        if (!alarm.active() || saidTwice || (calling.acknowledged() && !takenBack)) {
            return;
        }
        Ladder ladder = policy(alarm).ladder(last.priority(), last.kind());
        Rung next = ladder.above(last.tier());
        if (next != null) {
            long from = sign.at() - next.afterMs();
            AlarmState now = alarm.with(calling.onwards(takenBack ? from : Math.min(from, calling.ladderFrom())));
            String words = "declined" + (sign.reason() == null ? "" : " (" + sign.reason() + ")");
            say(
                    index,
                    now,
                    event(
                            now,
                            AlarmPhase.ESCALATED,
                            sign.at(),
                            evidence(sign),
                            version(now),
                            next.tier(),
                            sign.by(),
                            words + ": " + called(next.tier())));
        } else if (takenBack) {
            AlarmState now = alarm.with(calling.onwards(sign.at() - ladder.reachedAfterMs(last.tier())));
            say(index, now, done(now, AlarmPhase.ACK_EXPIRED, sign));
        }
    }

    private void discharge(int index, Sign sign) {
        AlarmState alarm = alarms.get(index);
        String one = sign.alarmId();
        if (one == null
                ? sign.at() < alarm.raisedAt()
                : !one.equals(alarm.last().alarmId())) {
            return;
        }
        end(index, sign.at(), sign.by(), sign.reason() != null ? sign.reason() : DISCHARGED);
    }

    /** Ends an alarm from outside: nothing of it is left to return. */
    private void end(int index, long at, @Nullable String by, String reason) {
        AlarmState now = alarms.get(index).returning(new ArrayList<>());
        if (now.active()) {
            now = now.ended(null);
            say(
                    index,
                    now,
                    event(
                            now,
                            AlarmPhase.CLEARED,
                            at,
                            none(),
                            version(now),
                            now.last().tier(),
                            by,
                            reason));
        } else {
            alarms.set(index, now.ended(null));
        }
        if (!alarms.get(index).closed()) {
            close(index, at, by, reason);
        }
    }

    private void noticed(int index, Sign sign) {
        AlarmState alarm = alarms.get(index);
        if (!alarm.concerns(sign)) {
            return;
        }
        if (!alarm.returning().isEmpty()) {
            List<Finding> left = new ArrayList<>(alarm.returning());
            left.removeIf(each -> isOver(each.pattern(), each.onset(), sign));
            alarms.set(index, alarm.returning(left));
        }
        if (!alarm.active()) {
            return;
        }
        AlarmState now = alarm.without(each -> isOver(each.pattern(), each.onset(), sign));
        if (!now.active()) {
            clear(index, sign.at(), sign);
            lookForFlood(sign.subject(), sign.at());
        } else if (now.top().equals(alarm.top())) {
            alarms.set(index, now);
        } else {
            say(
                    index,
                    now,
                    event(
                            now,
                            AlarmPhase.DEESCALATED,
                            sign.at(),
                            evidence(sign),
                            sign.settingsVersion(),
                            now.last().tier(),
                            sign.by(),
                            sign.reason()));
        }
    }

    private static boolean isOver(String pattern, long onset, Sign sign) {
        AlarmRule rule = PatternCatalogue.rule(pattern);
        return rule != null && sign.at() >= onset && rule.clearedBy(sign);
    }

    private void clear(int index, long at, @Nullable Sign sign) {
        AlarmState now = alarms.get(index).ended(at);
        AlarmEvent cleared = event(
                now,
                AlarmPhase.CLEARED,
                at,
                sign != null ? evidence(sign) : none(),
                sign != null ? sign.settingsVersion() : now.last().settingsVersion(),
                now.last().tier(),
                sign != null ? sign.by() : null,
                sign != null ? sign.reason() : null);
        if (say(index, now, cleared) && (!now.latching() || now.calling().acknowledged())) {
            close(index, at, null, null);
        }
    }

    private void close(int index, long at, @Nullable String by, @Nullable String reason) {
        AlarmState alarm = alarms.get(index);
        AlarmState now = alarm.closed(at + policy(alarm).retentionMs());
        say(
                index,
                now,
                event(
                        now,
                        AlarmPhase.CLOSED,
                        at,
                        none(),
                        version(now),
                        now.last().tier(),
                        by,
                        reason));
    }

    // --- what the registry says ----------------------------------------------------------------

    /**
     * Ends the alarms about devices that, as the registry has it, have left the ward or serve somebody else. An alarm that
     * began after the entry was made, about a device that serves somebody else, stays: it may say just that. What is ended
     * here is forgotten at once, because nobody could book a time for it.
     *
     * @param key the subject under whose key the alarms live
     * @param registry the newest entry of a device, or null
     * @param moved a device that has just moved from here, or null
     */
    void onRegistry(String key, Function<String, @Nullable RegistryEntry> registry, @Nullable String moved) {
        for (int i = alarms.size() - 1; i >= 0; i--) {
            AlarmState alarm = alarms.get(i);
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
                end(i, Math.max(entry.since(), alarm.last().at()), null, entry.active() ? MOVED : RETIRED);
                alarms.remove(i);
            }
        }
    }

    // --- what time brings ----------------------------------------------------------------------

    /** The ward clock has come this far: what is due by then happens, in its order, and closed alarms are forgotten. */
    void onTime(long now) {
        LifeStep step = nextStep();
        while (step != null && step.fireAt() <= now) {
            take(step);
            step = nextStep();
        }
        forget(now);
    }

    /** Closed alarms are forgotten, and nothing else: at the end of a recorded input nothing happens that was not due. */
    void forget(long now) {
        alarms.removeIf(alarm -> {
            Long forgetAt = alarm.forgetAt();
            return forgetAt != null && forgetAt <= now && alarm.returning().isEmpty();
        });
    }

    /** When {@link #onTime} must be called next, or null. */
    @Nullable
    Long nextTime() {
        LifeStep step = nextStep();
        Long next = step == null ? null : (Long) step.fireAt();
        for (AlarmState alarm : alarms) {
            Long forgetAt = alarm.forgetAt();
            if (forgetAt != null && alarm.returning().isEmpty() && (next == null || forgetAt < next)) {
                next = forgetAt;
            }
        }
        return next;
    }

    private void take(LifeStep step) {
        int index = step.index();
        AlarmState alarm = alarms.get(index);
        // An event may have come between the time that is due and now.
        long at = Math.max(step.due(), alarm.last().at());
        switch (step.kind()) {
            case ACKNOWLEDGEMENT_OVER -> {
                AlarmEvent last = alarm.last();
                Ladder ladder = policy(alarm).ladder(last.priority(), last.kind());
                AlarmState now = alarm.with(alarm.calling().onwards(at - ladder.reachedAfterMs(last.tier())));
                say(index, now, due(now, AlarmPhase.ACK_EXPIRED, at));
            }
            case SILENCE_OVER -> {
                AlarmState now = alarm.with(alarm.calling().silenced(null));
                say(index, now, due(now, AlarmPhase.SILENCE_EXPIRED, at));
            }
            case CALL -> callNext(index, at);
            case FLOOD_OVER -> clear(index, at, null);
            case RAISE_AGAIN -> raiseAgain(alarm.returning(), step.due());
        }
    }

    private void callNext(int index, long at) {
        AlarmState alarm = alarms.get(index);
        AlarmEvent last = alarm.last();
        Rung rung = policy(alarm).ladder(last.priority(), last.kind()).above(last.tier());
        if (rung == null) {
            throw new IllegalStateException("Alarm " + last.alarmId() + " has nobody left to call");
        }
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                "NOT_ACKNOWLEDGED",
                (at - alarm.calling().ladderFrom()) / 1000.0,
                rung.afterMs() / 1000.0,
                "s",
                at,
                null));
        say(
                index,
                alarm,
                event(
                        alarm,
                        AlarmPhase.ESCALATED,
                        at,
                        evidence,
                        version(alarm),
                        rung.tier(),
                        null,
                        "nobody acknowledged: " + called(rung.tier())));
    }

    private void raiseAgain(List<Finding> returning, long at) {
        Finding first = returning.get(0);
        for (Finding each : returning) {
            if (Holding.BY_URGENCY.compare(Holding.of(each), Holding.of(first)) > 0) {
                first = each;
            }
        }
        String heldBack =
                "it came back " + (first.at() - at + policy(first.subject()).rearmMs()) / 1000
                        + " s after the end of the last alarm, and still holds";
        raise(first, at, first.reason() == null ? heldBack : first.reason() + "; " + heldBack);
    }

    private @Nullable LifeStep nextStep() {
        return LifeStep.next(alarms, settings);
    }

    // --- how it is said ------------------------------------------------------------------------

    /** Says an event, if the table allows it; else refuses and changes nothing. */
    private boolean say(int index, AlarmState now, AlarmEvent event) {
        AlarmEvent last = alarms.get(index).last();
        if (!event.phase().mayFollow(last.phase())) {
            out.refused(last, event.phase());
            return false;
        }
        alarms.set(index, now.said(event));
        out.say(event);
        return true;
    }

    /** What staff did to an alarm. */
    private AlarmEvent done(AlarmState now, AlarmPhase phase, Sign sign) {
        return event(now, phase, sign.at(), none(), version(now), now.last().tier(), sign.by(), sign.reason());
    }

    /** What time did to an alarm. */
    private AlarmEvent due(AlarmState now, AlarmPhase phase, long at) {
        return event(now, phase, at, none(), version(now), now.last().tier(), null, null);
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

    private static List<Evidence> none() {
        return new ArrayList<>();
    }

    private static List<Evidence> evidence(Sign sign) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(sign.evidence());
        return evidence;
    }

    private static String called(int tier) {
        return AlarmPolicy.tierName(tier) + " (tier " + tier + ") is called";
    }

    private AlarmPolicy.Limits policy(AlarmState alarm) {
        return policy(alarm.last().subject());
    }

    private AlarmPolicy.Limits policy(Subject subject) {
        return AlarmPolicy.Limits.from(settings.apply(subject));
    }

    private long version(AlarmState alarm) {
        return settings.apply(alarm.last().subject()).version();
    }
}
