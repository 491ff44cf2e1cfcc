package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.Priority;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Knows the truth about a patient and holds what the flow says against it. Two measures for every alarm: what it may rest on,
 * generously ({@link Grounds}), and what must have been found, by when, strictly ({@link Claims}). Between the two lies what
 * a monitor cannot tell.
 */
final class Witness {

    private final Patient patient;
    private final Tally tally;
    private final Grounds grounds;
    private final Claims claims;
    private final Findings findings;
    private final ScoreFindings scores;
    private final Map<Expected, Long> soSince = new EnumMap<>(Expected.class);

    Witness(Patient patient, Tally tally) {
        this.patient = patient;
        this.tally = tally;
        this.grounds = new Grounds(patient.monitor.model.periodMs());
        this.claims = new Claims(patient, tally);
        this.findings = new Findings(patient, this::holds);
        this.scores = new ScoreFindings(patient, this::holds);
    }

    /** Takes what is so of an alarm now. */
    @FunctionalInterface
    interface Truth {
        /**
         * @param surely whether it is so for every monitor that works
         * @param maybe whether it may be so for one
         * @param at now
         * @param dueMs by when it must be said if it surely is so, from now
         */
        void holds(Expected what, boolean surely, boolean maybe, long at, long dueMs);
    }

    private void holds(Expected what, boolean surely, boolean maybe, long at, long dueMs) {
        if (maybe || surely) {
            grounds.mayBe(what, at);
            soSince.putIfAbsent(what, at);
        } else {
            soSince.remove(what);
        }
        boolean heard = !patient.monitor.muted(at);
        claims.must(what, surely && heard, maybe || surely, soSince.getOrDefault(what, at), at, dueMs);
    }

    /** A second has gone by. */
    void look(long at) {
        if (patient.monitor.wasMuted(at, 1_000) && !patient.monitor.muted(at)) {
            // The next report is a period away.
            claims.longer(2 * patient.monitor.model.periodMs());
        }
        findings.look(at);
        if (at % Reckoning.EVERY_MS == 0) {
            patient.reckoning.work(at);
            scores.look(at);
        }
    }

    /** The patient's cuff has measured. */
    void cuff(CuffCycle.Measured measured) {
        if (measured.truly()) {
            patient.history.cuff(measured.at(), patient.body);
        }
        findings.cuff(measured);
    }

    /** Everything that was said before {@code at} is known. */
    void knownUntil(long at) {
        claims.expire(at);
    }

    /** An episode is over. */
    void ends(Episode episode) {
        if (!episode.counted) {
            tally.of(episode.label).pass();
        }
    }

    void reviewed() {
        scores.reviewed();
    }

    void hears(AlarmEvent alarm) {
        boolean news = patient.open.hears(alarm);
        claims.heard();
        if (!news || alarm.priority() == Priority.ADVISORY) {
            return;
        }
        Expected what = Expected.of(alarm.pattern());
        if (what != null) {
            scores.said(what, alarm.at());
        }
        tally.said(alarm.priority());
        if (what != null && grounds.justify(what, alarm.at())) {
            if (what == Expected.OVERDUE) {
                // The flow may count from sooner than the board is sure: then this is what had to be found.
                claims.must(what, true, true, alarm.at(), alarm.at(), 0);
            }
            return;
        }
        tally.of(alarm.pattern()).makeUp();
        tally.of(patient.blamed(alarm.at())).makeUp();
        tally.madeUp(alarm.priority());
        tally.wrong(
                patient,
                alarm.at(),
                String.format(
                        Locale.ROOT,
                        "FALSE %s %s%s",
                        alarm.priority(),
                        alarm.pattern(),
                        alarm.reason() == null ? "" : " (" + alarm.reason() + ")"));
    }
}
