package io.wardstream.bench.scoreboard.infusions;

import static io.wardstream.bench.scoreboard.infusions.PatternNames.CHANGED;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.CLAMP;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.CRITICAL;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.EMPTY;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.FAULT;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.FLOOD;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.FREE;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.LOW;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.QUIET;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.REMOVED;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.SILENT;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.SKEW;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.SOON;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.STOPPED;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.UNATTENDED;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.UNATTENDED_EMPTY;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.WITHHELD;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows the truth about a bed and holds what the flow says against it. Two measures for every pattern: what an alarm
 * may rest on, generously ({@link Grounds}), and what must have been found, by when, strictly ({@link Claims}). Between
 * the two lies what a scale of some grams cannot tell.
 */
final class Witness {

    private static final long MIN = 60_000;
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    /** A level so far below its limit is below it for every scale, mL. */
    private static final double SURELY_ML = 4;

    private static final long UNATTENDED_MS = 150_000;

    private final Bed bed;
    private final Tally tally;
    private final Grounds grounds;
    private final Claims claims;
    private final Map<String, String> patternOfAlarm = new HashMap<>();
    private long surelyLowSince = Long.MAX_VALUE;
    private long lowSince = Long.MAX_VALUE;
    private long flowChangedAt = LONG_AGO;
    private double forcedMlPerH = -1;
    private long heardSince = Long.MIN_VALUE;
    private long emptySaidAt = Long.MAX_VALUE;

    Witness(Bed bed, Tally tally) {
        this.bed = bed;
        this.tally = tally;
        this.grounds = new Grounds(bed);
        this.claims = new Claims(bed, tally);
    }

    // ---- The truth, step by step ----------------------------------------------------------------------------------

    /** Looks at the bed as it is now. */
    void look(long at) {
        if (bed.scale.muted(at)) {
            heardSince = Long.MAX_VALUE;
            claims.waitForTheScale();
        } else if (heardSince == Long.MAX_VALUE) {
            heardSince = at;
            claims.scaleIsHeardAgain();
        }
        grounds.look(at, heardSince);
        mustBe(at);
        claims.expire(at);
    }

    private void mustBe(long at) {
        boolean asBefore = forcedMlPerH == bed.forcedMlPerH && bed.hung && !bed.closed;
        flowChangedAt = asBefore ? flowChangedAt : at;
        forcedMlPerH = bed.forcedMlPerH;
        double level = bed.levelMl;
        double rate = bed.rateMlPerH();
        boolean hung = bed.hung;
        boolean heard = !bed.scale.muted(at);
        boolean heardLong = heard && at - heardSince >= 20_000;
        lowSince = hung && level <= bed.bag.lowMl() ? Math.min(lowSince, at) : Long.MAX_VALUE;
        boolean surelyLow = hung && level <= 50 - SURELY_ML;
        surelyLowSince =
                surelyLow && heardLong ? Math.min(surelyLowSince, at) : surelyLow ? surelyLowSince : Long.MAX_VALUE;

        claims.must(LOW, surelyLow && heard, lowSince, at + MIN, true);
        claims.must(CRITICAL, hung && level <= 15 && heard, at, at + MIN, true);
        Long dry = bed.bag.dryAt;
        // Before the ten millilitres that count as empty would have run out.
        long ranMs = (long) (10 / bed.orderMlPerH * 60 * MIN);
        boolean empty = hung && dry != null && level <= 10 - SURELY_ML;
        claims.must(EMPTY, empty && heard, at, at + Math.max(3 * MIN, ranMs) + MIN, true);
        unattended(at, hung);

        double free = bed.freeMlPerH();
        boolean freely = hung && rate > 1.25 * free;
        double excess = Math.max(1, rate - free);
        claims.must(FREE, freely, at, at + (rate >= 600 ? 3 * MIN : 2 * MIN + (long) (25 / excess * 60 * MIN)), true);

        double expected = bed.orderMlPerH;
        long stand = Math.max(3 * MIN, (long) (5 / expected * 60 * MIN));
        claims.must(
                STOPPED,
                hung
                        && bed.bag.happens == Fault.OCCLUSION
                        && bed.forcedMlPerH == 0
                        && level > 60
                        && at > bed.bag.faultAt,
                at,
                at + 2 * stand + 3 * MIN,
                true);
        boolean quiet = !heard && at - bed.scale.mutedSince() >= 20_000;
        claims.must(QUIET, quiet, bed.scale.mutedSince() + 15_000, bed.scale.mutedSince() + 25_000, true);
        boolean silent = !heard && at - bed.scale.mutedSince() >= MIN;
        claims.must(SILENT, silent, bed.scale.mutedSince() + MIN, bed.scale.mutedSince() + MIN + 10_000, true);
        claims.must(SKEW, Math.abs(bed.scale.clockOffMs()) > 40_000, at, at + 20_000, true);
        claims.must(REMOVED, !hung && at - bed.liftedAt >= 66_000 && heardLong, bed.liftedAt + MIN, at + 15_000, true);
        claims.must(
                SOON,
                hung && bed.minutesLeft() <= 24 && bed.forcedMlPerH < 0 && at - bed.hungAt > 20 * MIN,
                at,
                at + 4 * MIN,
                true);
    }

    /** The bag is low and nobody has come, by the truth or by what the flow itself has said. */
    private void unattended(long at, boolean hung) {
        Long said = bed.bag.lowSaidAt;
        boolean bySign = said != null && at - said >= UNATTENDED_MS && bed.nurse.lastCareAt() < said;
        long firstSaid = Math.min(claims.saidAt(LOW), surelyLowSince);
        boolean byTruth = surelyLowSince != Long.MAX_VALUE
                && at - surelyLowSince >= UNATTENDED_MS
                && bed.nurse.lastCareAt() < firstSaid;
        boolean must = hung && !bed.closed && (bySign || byTruth);
        long since = said != null && bySign ? said + UNATTENDED_MS : surelyLowSince + UNATTENDED_MS;
        claims.must(UNATTENDED, must, since, at + 40_000, false);
        // Half a minute after a bump, and until the scale is heard again, no clamp may be closed.
        claims.must(CLAMP, must && bed.mayClose && !bed.scale.muted(at), since, at + MIN, false);
        boolean emptied = hung
                && !bed.closed
                && emptySaidAt != Long.MAX_VALUE
                && at - emptySaidAt >= 120_000
                && bed.nurse.lastCareAt() < emptySaidAt;
        claims.must(UNATTENDED_EMPTY, emptied, emptySaidAt + 120_000, at + 20_000, false);
        claims.must(
                CLAMP + " at empty",
                emptied && bed.mayClose && !bed.scale.muted(at),
                emptySaidAt + 120_000,
                at + MIN,
                false);
    }

    /**
     * A bag hangs.
     *
     * @param before the bag whose story is over; null if it goes on
     */
    void hung(@Nullable Bag before, long at) {
        if (before != null) {
            claims.bagEnds(before);
            emptySaidAt = Long.MAX_VALUE;
            lowSince = Long.MAX_VALUE;
            surelyLowSince = Long.MAX_VALUE;
        }
        // Found within a minute, if it is not what was there before.
        claims.anew(CHANGED, at, at + MIN);
    }

    // ---- What the flow says ---------------------------------------------------------------------------------------

    void noticed(Sign sign) {
        if (sign.kind() == SignKind.LEVEL_RESTORED || sign.kind() == SignKind.BAG_CHANGED) {
            bed.bag.lowSaidAt = null;
            emptySaidAt = Long.MAX_VALUE;
        } else if (sign.kind() == SignKind.BAG_EMPTY) {
            emptySaidAt = Math.min(emptySaidAt, sign.at());
            saidWithin(EMPTY, sign.at());
        } else if (sign.kind() == SignKind.LEVEL_CRITICAL) {
            saidWithin(CRITICAL, sign.at());
        } else if (sign.kind() == SignKind.EMPTY_SOON) {
            Double minutes = sign.value();
            if (minutes != null) {
                told(minutes, sign.at());
            }
            if (claims.isSaid(LOW) || claims.isSaid(CRITICAL)) {
                claims.said(SOON, sign.at());
            }
            saidWithin(SOON, sign.at());
        }
    }

    /** What is said while a more urgent alarm of the family stands changes that alarm's evidence only. */
    private void saidWithin(String pattern, long at) {
        if (claims.isSaid(UNATTENDED) || claims.isSaid(UNATTENDED_EMPTY) || claims.isSaid(EMPTY)) {
            claims.said(pattern, at);
        }
    }

    private void told(double minutes, long at) {
        double truth = bed.minutesLeft();
        if (Double.isInfinite(truth) || at - flowChangedAt < 10 * MIN) {
            return;
        }
        double off = minutes - truth;
        tally.told++;
        tally.toldOffMin.add(Math.abs(off));
        if (Math.abs(off) <= Math.max(2, 0.1 * truth)) {
            tally.toldRight++;
        } else {
            tally.wrong(
                    bed,
                    at,
                    String.format(
                            Locale.ROOT,
                            "TOLD %.1f min to empty, true %.1f; %.0f mL at %.0f mL/h",
                            minutes,
                            truth,
                            bed.levelMl,
                            bed.rateMlPerH()));
        }
    }

    void hears(AlarmEvent alarm) {
        String before = patternOfAlarm.put(alarm.alarmId(), alarm.pattern());
        boolean news = alarm.phase() == AlarmPhase.RAISED
                || (alarm.phase() == AlarmPhase.ESCALATED && !alarm.pattern().equals(before));
        if (!news || alarm.pattern().equals(FLOOD)) {
            return;
        }
        String pattern = alarm.pattern();
        claims.said(pattern, alarm.at());
        boolean justified = pattern.equals(WITHHELD) ? !claims.falseWithheld() : grounds.justify(pattern, alarm.at());
        if (!justified) {
            tally.of(pattern).makeUp();
            tally.of(bed.bag.fault).makeUp();
            tally.wrong(
                    bed,
                    alarm.at(),
                    String.format(
                            Locale.ROOT,
                            "FALSE %s %s%s; %.0f mL at %.0f mL/h (order %.0f%s)",
                            alarm.priority(),
                            pattern,
                            alarm.reason() == null ? "" : " (" + alarm.reason() + ")",
                            bed.levelMl,
                            bed.rateMlPerH(),
                            bed.orderMlPerH,
                            bed.ordered ? "" : ", not known"));
        }
    }

    void clamps(ClampEvent clamp) {
        long at = clamp.at();
        switch (clamp.phase()) {
            case ISSUED -> {
                tally.commanded++;
                claims.said(CLAMP, at);
                claims.said(CLAMP + " at empty", at);
                if (!grounds.justifyClosing(at)) {
                    tally.withoutCause++;
                    tally.wrong(
                            bed,
                            at,
                            String.format(
                                    Locale.ROOT,
                                    "CLAMP commanded without cause; %.0f mL, last care %.0f s ago",
                                    bed.levelMl,
                                    (at - bed.nurse.lastCareAt()) / 1000.0));
                }
                if (bed.stuck) {
                    claims.once(FAULT, at, at + 15_000);
                }
            }
            case CONFIRMED -> tally.confirmed++;
            case WITHHELD -> {
                String reason = String.valueOf(clamp.reason());
                tally.withheld.merge(reason, 1, Integer::sum);
                boolean wrongly = !grounds.rightlyWithheld(reason, at);
                claims.withheld(wrongly);
                if (wrongly) {
                    tally.wrong(bed, at, String.format(Locale.ROOT, "WITHHELD for %s; %.0f mL", reason, bed.levelMl));
                } else {
                    claims.said(CLAMP, at);
                    claims.said(CLAMP + " at empty", at);
                }
                claims.once(WITHHELD, at, at + 10_000);
            }
            default -> {
                // Its alarm is held against the truth.
            }
        }
    }
}
