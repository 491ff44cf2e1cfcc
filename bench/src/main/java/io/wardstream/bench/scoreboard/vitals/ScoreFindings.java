package io.wardstream.bench.scoreboard.vitals;

import java.util.EnumMap;
import java.util.Map;

/**
 * What has to be found in scores, and by when: a threshold a minute after the score surely reached it; a review that nobody
 * made, 30 min after an emergency was called and 60 after anything less.
 */
final class ScoreFindings {

    private static final long MIN = 60_000;
    private static final int URGENT = 5;
    private static final int EMERGENCY = 7;
    private static final long TWELVE_HOURS_MS = 43_200_000;
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final Patient patient;
    private final Reckoning reckoning;
    private final Witness.Truth truth;
    private final Map<Expected, Long> saidAt = new EnumMap<>(Expected.class);
    private final Map<Expected, Long> surelySince = new EnumMap<>(Expected.class);
    private long reviewedAt = LONG_AGO;
    private long calledAt = LONG_AGO;
    private long maybeCalledAt = LONG_AGO;
    private long sepsisSaidAt = LONG_AGO;
    private long now;

    ScoreFindings(Patient patient, Witness.Truth truth) {
        this.patient = patient;
        this.reckoning = patient.reckoning;
        this.truth = truth;
    }

    void look(long at) {
        now = at;
        // Agreed on for a minute; and a temperature is known when it is told.
        Model model = patient.monitor.model;
        long due = MIN + 30_000 + 2 * model.periodMs() + model.tempMs() + 10_000;
        truth.holds(Expected.RED, reckoning.redSurely, reckoning.redMaybe, at, due);
        truth.holds(Expected.URGENT, reckoning.least >= URGENT, reckoning.most >= URGENT, at, due);
        truth.holds(Expected.EMERGENCY, reckoning.least >= EMERGENCY, reckoning.most >= EMERGENCY, at, due);
        truth.holds(Expected.RISE, false, reckoning.most - reckoning.leastOfFourHours() >= 2, at, 0);
        boolean again = at - sepsisSaidAt >= TWELVE_HOURS_MS;
        truth.holds(
                Expected.SEPSIS,
                again && reckoning.sirsSurely >= 2 && reckoning.least >= URGENT,
                reckoning.qsofaMaybe >= 2 || (reckoning.sirsMaybe >= 2 && reckoning.most >= URGENT),
                at,
                due);
        truth.holds(Expected.TREND, false, trendMaybe(), at, 0);
        incomplete(at);
        overdue(at);
    }

    private boolean trendMaybe() {
        History history = patient.history;
        return history.max(Vital.HR, 40 * 60) - history.min(Vital.HR, 40 * 60) >= 15;
    }

    private void incomplete(long at) {
        boolean worse = reckoning.most >= URGENT || reckoning.redMaybe;
        long toldMs = at - patient.nurse.observedAt();
        boolean old = worse ? toldMs >= 60 * MIN : toldMs >= 6 * 60 * MIN;
        long unseenMs = 0;
        for (Mishap mishap : Mishap.values()) {
            if (patient.monitor.mishaps.has(mishap, at)) {
                unseenMs = Math.max(unseenMs, at - patient.monitor.mishaps.since(mishap));
            }
        }
        truth.holds(Expected.INCOMPLETE, false, old || unseenMs >= 55 * MIN, at, 0);
    }

    // ---- Nobody came ----------------------------------------------------------------------------------------------

    /** The flow said something: an answer is waited for from now on. */
    void said(Expected what, long at) {
        if (what == Expected.RED || what == Expected.URGENT || what == Expected.EMERGENCY) {
            saidAt.putIfAbsent(what, at);
        }
        if (what == Expected.SEPSIS) {
            sepsisSaidAt = at;
        }
    }

    void reviewed() {
        reviewedAt = now;
        saidAt.clear();
        calledAt = LONG_AGO;
        maybeCalledAt = LONG_AGO;
    }

    private void overdue(long at) {
        boolean red = waits(Expected.RED, reckoning.redSurely, 60 * MIN, at);
        boolean urgent = waits(Expected.URGENT, reckoning.least >= URGENT, 60 * MIN, at);
        boolean emergency = waits(Expected.EMERGENCY, reckoning.least >= EMERGENCY, 30 * MIN, at);
        boolean surely = red || urgent || emergency;
        boolean callsMaybe = reckoning.redMaybe || reckoning.most >= URGENT;
        if (callsMaybe) {
            calledAt = calledAt == LONG_AGO ? at : calledAt;
            maybeCalledAt = at;
        } else if (at - maybeCalledAt > 10 * MIN) {
            calledAt = LONG_AGO;
        }
        boolean maybe = calledAt != LONG_AGO && at - Math.max(calledAt, reviewedAt) >= 28 * MIN;
        truth.holds(Expected.OVERDUE, surely, maybe, at, 90_000);
    }

    /** Whether that was said, has surely been so for so long since, and nobody has reviewed the patient. */
    private boolean waits(Expected what, boolean surely, long forMs, long at) {
        if (!surely) {
            surelySince.remove(what);
            return false;
        }
        long since = surelySince.computeIfAbsent(what, w -> at);
        Long said = saidAt.get(what);
        return said != null && at - Math.max(since, said) >= forMs;
    }
}
