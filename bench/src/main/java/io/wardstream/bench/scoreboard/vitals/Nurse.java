package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.bench.scoreboard.Chance;
import io.wardstream.model.Acvpu;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.Priority;

/**
 * Who cares for a patient: observes in time, comes when she is called, treats what can be treated, puts sensors right, and
 * has somebody review the patient where a score asks for it. Now and then nobody reviews.
 */
final class Nurse {

    private static final long MIN = 60_000;
    private static final long S = 1_000;
    private static final double REVIEWS = 0.6;

    private final Patient patient;
    private final Chance chance;
    private boolean coming;
    private boolean reviewing;
    private long seq;
    private long observedAt = Long.MIN_VALUE / 2;
    private long nextRound;

    Nurse(Patient patient, Chance chance) {
        this.patient = patient;
        this.chance = chance;
    }

    /** The patient comes in. */
    void begins(long start) {
        round(start + (long) chance.between(20 * S, 2 * MIN));
    }

    /** When she last told how conscious the patient is, and of oxygen. */
    long observedAt() {
        return observedAt;
    }

    private void round(long at) {
        nextRound = at;
        patient.agenda.later(at, () -> {
            if (at == nextRound) {
                observe(at);
            }
        });
    }

    private void observe(long at) {
        observedAt = at;
        Body body = patient.body;
        say(
                at,
                new Care(
                        CareAction.OBSERVE,
                        by(),
                        null,
                        null,
                        Monitor.patientId(patient.number),
                        null,
                        body.drowsy ? Acvpu.VOICE : Acvpu.ALERT,
                        body.onOxygen));
        // By the chart, and a little before it is due.
        int score = patient.reckoning.score;
        double due = score >= 5 || patient.reckoning.redMaybe ? 50 : score > 0 ? 300 : 600;
        round(at + (long) (due * MIN * chance.between(0.85, 1)));
    }

    private String by() {
        return "nurse-" + patient.number;
    }

    private void act(long at, CareAction action) {
        say(at, new Care(action, by(), null, null, Monitor.patientId(patient.number), null));
    }

    private void say(long at, Care care) {
        patient.wire.send(
                at,
                new BedsideEvent(
                        "terminal-" + patient.number,
                        "1",
                        seq++,
                        at,
                        null,
                        "sim",
                        "bed-" + patient.number,
                        null,
                        null,
                        null,
                        null,
                        care,
                        null,
                        null,
                        null));
    }

    /** An alarm is heard at the bed. */
    void hears(AlarmEvent alarm, long now) {
        boolean calls = alarm.phase() == AlarmPhase.RAISED || alarm.phase() == AlarmPhase.ESCALATED;
        if (!calls || !alarm.priority().above(Priority.ADVISORY)) {
            return;
        }
        Expected what = Expected.of(alarm.pattern());
        if (what == Expected.OVERDUE && !reviewing) {
            review(now + (long) chance.between(3 * MIN, 10 * MIN));
        }
        boolean score = what != null && what.trouble() == Expected.Trouble.SCORE;
        if (score && !reviewing && alarm.phase() == AlarmPhase.RAISED && chance.in(REVIEWS)) {
            review(now + (long) chance.between(8 * MIN, 22 * MIN));
        }
        if (coming) {
            return;
        }
        coming = true;
        double delay = switch (alarm.priority()) {
            case HIGH -> chance.between(40 * S, 2 * MIN);
            case MEDIUM -> chance.between(2 * MIN, 6 * MIN);
            default -> chance.between(4 * MIN, 12 * MIN);
        };
        long comes = now + (long) delay;
        Episode episode = patient.episode;
        patient.agenda.later(comes, () -> {
            act(comes, CareAction.ACKNOWLEDGE);
            if (score || patient.body.drowsy) {
                observe(comes);
            }
            long done = comes + (long) chance.between(30 * S, 3 * MIN);
            patient.agenda.later(done, () -> {
                coming = false;
                rights(done);
                if (!reviewed(episode.label)) {
                    episode.treated(done);
                }
            });
        });
    }

    /** Whether nothing is done about it before somebody who may decide has come. */
    private static boolean reviewed(Label label) {
        return label == Label.SEPSIS || label == Label.DECLINE || label == Label.DECLINE_MILD;
    }

    private void rights(long at) {
        for (Mishap mishap : new Mishap[] {Mishap.PROBE_OFF, Mishap.LEAD_OFF, Mishap.TEMP_OUT, Mishap.CUFF_ON_SENSOR}) {
            if (patient.episode.label.artefact() && chance.in(0.7)) {
                patient.monitor.mishaps.end(mishap, at);
            }
        }
    }

    private void review(long at) {
        reviewing = true;
        Episode episode = patient.episode;
        patient.agenda.later(at, () -> {
            reviewing = false;
            act(at, CareAction.REVIEW);
            observe(at);
            patient.witness.reviewed();
            episode.treated(at);
        });
    }
}
