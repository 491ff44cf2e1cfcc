package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.model.Priority;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be found at a patient, and what became of it. A claim is opened when something is surely so, and ends as found
 * when an alarm of its trouble stands that is urgent enough, as missed at its deadline, or as nothing when it is no longer
 * surely so before, or the monitor is not heard. Found or missed, it is over only when it may no longer be so.
 */
final class Claims {

    private static final long MIN = 60_000;

    /** What ended may come back for so long without being said, unless it is HIGH. */
    private static final long REARM_MS = 60_000;

    private static final long SLACK_MS = 10_000;

    private final Patient patient;
    private final Tally tally;
    private final Map<Expected, Claim> claims = new EnumMap<>(Expected.class);

    private static final class Claim {
        final long since;
        long deadline;

        @Nullable
        Boolean found;

        Claim(long since, long deadline) {
            this.since = since;
            this.deadline = deadline;
        }
    }

    Claims(Patient patient, Tally tally) {
        this.patient = patient;
        this.tally = tally;
    }

    /** What waits to be found has so much longer. */
    void longer(long ms) {
        claims.values().forEach(claim -> claim.deadline += ms);
    }

    /**
     * Something must be found now, or need not.
     *
     * @param surely whether it is surely so
     * @param maybe whether it may be so
     * @param since since when it has been so
     * @param dueMs by when it must be found, from now
     */
    void must(Expected what, boolean surely, boolean maybe, long since, long at, long dueMs) {
        Claim claim = claims.get(what);
        if (claim != null && claim.found == null && !surely) {
            claims.remove(what);
        } else if (claim != null && claim.found != null && !maybe) {
            claims.remove(what);
        } else if (claim == null && surely) {
            long deadline = at + dueMs;
            if (what.priority() != Priority.HIGH) {
                deadline = Math.max(deadline, patient.open.endedAt(what.trouble()) + REARM_MS + SLACK_MS);
            }
            claims.put(what, new Claim(since, deadline));
        }
        look(what);
    }

    private void look(Expected what) {
        Claim claim = claims.get(what);
        Long said = patient.open.since(what);
        if (claim != null && claim.found == null && said != null) {
            claim.found = true;
            double delayS = Math.max(0, (said - claim.since) / 1000.0);
            tally.of(what.pattern()).find(delayS);
            Episode episode = patient.episode;
            if (isMain(what, episode)) {
                episode.counted = true;
                tally.of(episode.label).find(delayS);
            }
        }
    }

    /** An alarm was heard. */
    void heard() {
        for (Expected what : Expected.values()) {
            look(what);
        }
    }

    private static boolean isMain(Expected what, Episode episode) {
        return !episode.counted && episode.label.main() == what;
    }

    /** What is not found by its deadline is missed. */
    void expire(long at) {
        claims.forEach((what, claim) -> {
            if (claim.found == null && at > claim.deadline) {
                claim.found = false;
                tally.of(what.pattern()).miss();
                Episode episode = patient.episode;
                if (isMain(what, episode)) {
                    episode.counted = true;
                    tally.of(episode.label).miss();
                }
                tally.wrong(
                        patient,
                        at,
                        String.format(
                                Locale.ROOT,
                                "MISSED %s %s, so for %.1f min",
                                what.priority(),
                                what.pattern(),
                                (at - claim.since) / (double) MIN));
            }
        });
    }
}
