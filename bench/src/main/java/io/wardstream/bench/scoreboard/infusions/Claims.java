package io.wardstream.bench.scoreboard.infusions;

import static io.wardstream.bench.scoreboard.infusions.PatternNames.CHANGED;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.CLAMP;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.CRITICAL;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.EMPTY;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.FAULT;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.FREE;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.LOW;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.QUIET;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.SILENT;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.SKEW;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.SOON;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.UNATTENDED;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.UNATTENDED_EMPTY;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be found at a bed, and what became of it. A claim is opened when something must be found, and ends as
 * found, as missed at its deadline, or as nothing when its reason goes before. The time for it stands still while the
 * scale is not heard.
 */
final class Claims {

    private static final long MIN = 60_000;

    /** A scale that is heard again is not understood at once. */
    private static final long HEARD_AGAIN_MS = 20_000;

    private final Bed bed;
    private final Tally tally;
    private final Map<String, Claim> claims = new LinkedHashMap<>();
    private final Map<String, Long> saidAt = new HashMap<>();
    private boolean mainCounted;
    private boolean falseWithheld;

    /** Something that must be found. */
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

    Claims(Bed bed, Tally tally) {
        this.bed = bed;
        this.tally = tally;
    }

    // ---- Time -----------------------------------------------------------------------------------------------------

    /** The scale is not heard in this step: what is found through it has a step longer. */
    void waitForTheScale() {
        claims.forEach((pattern, claim) -> {
            if (!pattern.equals(QUIET)
                    && !pattern.equals(SILENT)
                    && !pattern.equals(UNATTENDED)
                    && !pattern.equals(FAULT)) {
                claim.deadline += Bed.STEP_MS;
            }
        });
    }

    void scaleIsHeardAgain() {
        claims.forEach((pattern, claim) ->
                claim.deadline += pattern.equals(SILENT) || pattern.equals(QUIET) ? 0 : HEARD_AGAIN_MS);
    }

    /** What is not found by its deadline is missed. */
    void expire(long at) {
        claims.forEach((pattern, claim) -> {
            if (claim.found == null && at > claim.deadline) {
                claim.found = false;
                missed(pattern, claim, at);
            }
        });
    }

    /** The story of a bag is over: nothing of it must be found any more. */
    void bagEnds(Bag bag) {
        if (!mainCounted && harmless(bag)) {
            tally.of(bag.fault).pass();
        }
        mainCounted = false;
        falseWithheld = false;
        claims.clear();
        saidAt.clear();
    }

    private static boolean harmless(Bag bag) {
        return bag.happens.pattern() == null && bag.fault != Fault.CLOCK_JUMPS;
    }

    // ---- What must be found ---------------------------------------------------------------------------------------

    /**
     * Opens the claim of a pattern when its reason comes, and drops it when the reason goes before anybody could find
     * it.
     *
     * @param again whether what was found is forgotten with its reason
     */
    void must(String pattern, boolean so, long since, long deadline, boolean again) {
        Claim claim = claims.get(pattern);
        if (so && claim == null) {
            Claim opened = new Claim(since, deadline);
            claims.put(pattern, opened);
            Long said = saidAt.get(pattern);
            if (said != null) {
                found(pattern, opened, said);
            }
        } else if (!so && claim != null && (again || claim.found == null) && !isHeldByEpisode(pattern, claim)) {
            claims.remove(pattern);
            saidAt.remove(pattern);
        }
    }

    /** What belongs to a bag is found once a bag. */
    private static boolean isHeldByEpisode(String pattern, Claim claim) {
        return claim.found != null
                && (pattern.equals(LOW)
                        || pattern.equals(CRITICAL)
                        || pattern.equals(EMPTY)
                        || pattern.equals(UNATTENDED)
                        || pattern.equals(UNATTENDED_EMPTY)
                        || pattern.startsWith(CLAMP)
                        || pattern.equals(SOON)
                        || pattern.equals(FREE)
                        || pattern.equals(FAULT));
    }

    /** Something happened once, and must be found, whether the same is still looked for or not. */
    void anew(String pattern, long at, long deadline) {
        saidAt.remove(pattern);
        claims.remove(pattern);
        claims.put(pattern, new Claim(at, deadline));
    }

    /** Something happened once, and must be found if the same is not being looked for. */
    void once(String pattern, long at, long deadline) {
        claims.putIfAbsent(pattern, new Claim(at, deadline));
    }

    // ---- What becomes of it ---------------------------------------------------------------------------------------

    /** The flow says it. */
    void said(String pattern, long at) {
        saidAt.putIfAbsent(pattern, at);
        Claim claim = claims.get(pattern);
        if (claim != null) {
            found(pattern, claim, at);
        }
    }

    boolean isSaid(String pattern) {
        return saidAt.containsKey(pattern);
    }

    /** When the flow said it first, or {@link Long#MAX_VALUE}. */
    long saidAt(String pattern) {
        return saidAt.getOrDefault(pattern, Long.MAX_VALUE);
    }

    /** The clamp was left open, wrongly or rightly. */
    void withheld(boolean wrongly) {
        falseWithheld = wrongly;
    }

    boolean falseWithheld() {
        return falseWithheld;
    }

    private void found(String pattern, Claim claim, long at) {
        if (claim.found != null) {
            return;
        }
        claim.found = true;
        if (pattern.startsWith(CLAMP)) {
            return;
        }
        double delayS = Math.max(0, (at - claim.since) / 1000.0);
        tally.of(pattern).find(delayS);
        if (isMain(pattern, claim)) {
            tally.of(bed.bag.fault).find(delayS);
            mainCounted = true;
        }
    }

    /** Whether this is what the bag's fault stands for on the board; once a bag. */
    private boolean isMain(String pattern, Claim claim) {
        String main = bed.bag.fault == Fault.CLOCK_JUMPS ? SKEW : bed.bag.happens.pattern();
        boolean begun = claim.since >= bed.bag.faultAt || !(pattern.equals(CHANGED) || pattern.equals(SILENT));
        return !mainCounted && begun && pattern.equals(main);
    }

    private void missed(String pattern, Claim claim, long at) {
        if (pattern.startsWith(CLAMP)) {
            tally.missedClamps++;
            tally.wrong(bed, at, "MISSED the clamp's closing" + (falseWithheld ? " (withheld)" : ""));
            return;
        }
        tally.of(pattern).miss();
        if (isMain(pattern, claim)) {
            tally.of(bed.bag.fault).miss();
            mainCounted = true;
        }
        tally.wrong(
                bed,
                at,
                String.format(
                        Locale.ROOT,
                        "MISSED %s, due since %.1f min; %.0f mL at %.0f mL/h (order %.0f%s)",
                        pattern,
                        (at - claim.since) / (double) MIN,
                        bed.levelMl,
                        bed.rateMlPerH(),
                        bed.orderMlPerH,
                        bed.ordered ? "" : ", not known"));
    }
}
