package io.wardstream.jobs.safety;

import io.wardstream.cep.AlarmPolicy.Ladder;
import io.wardstream.cep.AlarmPolicy.Rung;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Sign;
import java.util.Objects;

/**
 * What staff do to the alarms of a subject: acknowledge, pause the sound, decline, discharge. The rules are those of
 * {@link AlarmLife}. What is done twice, by a replay or by two hands, changes nothing the second time.
 */
final class StaffActions {

    /** The reason given for a discharge if the person gave none. */
    static final String DISCHARGED = "discharged";

    private final AlarmBook book;

    StaffActions(AlarmBook book) {
        this.book = book;
    }

    void acknowledge(int index, Sign sign) {
        if (!isMeant(sign, index, AlarmPhase.ACKNOWLEDGED)) {
            return;
        }
        AlarmState alarm = book.get(index);
        Long before = alarm.calling().acknowledgedUntil();
        long until = sign.at() + book.policy(alarm).holds().ms(alarm.last().priority());
        if (alarm.active() && before != null && until <= before) {
            return;
        }
        AlarmState now = alarm.with(alarm.calling().acknowledged(until, sign.by()));
        if (done(index, now, AlarmPhase.ACKNOWLEDGED, sign) && !now.active()) {
            book.close(index, sign.at(), null, null);
        }
    }

    void silence(int index, Sign sign) {
        if (!isMeant(sign, index, AlarmPhase.SILENCED)) {
            return;
        }
        AlarmState alarm = book.get(index);
        Long before = alarm.calling().silencedUntil();
        long until = sign.at() + book.policy(alarm).silenceMs();
        if (before != null && until <= before) {
            return;
        }
        done(index, alarm.with(alarm.calling().silenced(until)), AlarmPhase.SILENCED, sign);
    }

    void decline(int index, Sign sign) {
        if (!isMeant(sign, index, AlarmPhase.ESCALATED)) {
            return;
        }
        AlarmState alarm = book.get(index);
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
        Ladder ladder = book.policy(alarm).ladder(last.priority(), last.kind());
        Rung next = ladder.above(last.tier());
        if (next != null) {
            long from = sign.at() - next.afterMs();
            AlarmState now = alarm.with(calling.onwards(takenBack ? from : Math.min(from, calling.ladderFrom())));
            String why = "declined" + (sign.reason() == null ? "" : " (" + sign.reason() + ")");
            book.called(index, now, sign.at(), next.tier(), sign.evidence(), sign.by(), why);
        } else if (takenBack) {
            AlarmState now = alarm.with(calling.onwards(sign.at() - ladder.reachedAfterMs(last.tier())));
            done(index, now, AlarmPhase.ACK_EXPIRED, sign);
        }
    }

    void discharge(int index, Sign sign) {
        AlarmState alarm = book.get(index);
        String one = sign.alarmId();
        if (one == null
                ? sign.at() < alarm.raisedAt()
                : !one.equals(alarm.last().alarmId())) {
            return;
        }
        book.end(index, sign.at(), sign.by(), sign.reason() != null ? sign.reason() : DISCHARGED);
    }

    /**
     * Whether staff's action is for this alarm: by name, or it was there when they acted on everything. What is asked
     * by name of an alarm that cannot take it is refused aloud.
     */
    private boolean isMeant(Sign sign, int index, AlarmPhase phase) {
        AlarmState alarm = book.get(index);
        boolean takes = phase.mayFollow(alarm.last().phase());
        if (sign.alarmId() == null) {
            return takes && sign.at() >= alarm.raisedAt();
        }
        if (!sign.alarmId().equals(alarm.last().alarmId())) {
            return false;
        }
        if (!takes) {
            book.refuse(index, phase);
        }
        return takes;
    }

    private boolean done(int index, AlarmState now, AlarmPhase phase, Sign sign) {
        return book.done(index, now, phase, sign.at(), sign.by(), sign.reason());
    }
}
