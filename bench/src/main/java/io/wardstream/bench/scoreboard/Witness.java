package io.wardstream.bench.scoreboard;

import io.wardstream.cep.AlarmFlood;
import io.wardstream.cep.BagChanged;
import io.wardstream.cep.BagEmpty;
import io.wardstream.cep.BagRemoved;
import io.wardstream.cep.BagStillRemoved;
import io.wardstream.cep.BelowKvo;
import io.wardstream.cep.BumpSwing;
import io.wardstream.cep.ClockSkew;
import io.wardstream.cep.CriticalLevel;
import io.wardstream.cep.DeviceQuiet;
import io.wardstream.cep.DeviceSilent;
import io.wardstream.cep.EmptySoon;
import io.wardstream.cep.FlowDeviation;
import io.wardstream.cep.FreeFlow;
import io.wardstream.cep.LowLevel;
import io.wardstream.cep.NoFlow;
import io.wardstream.cep.SystemAlarms;
import io.wardstream.cep.TareDrift;
import io.wardstream.cep.UnattendedEmpty;
import io.wardstream.cep.UnattendedLowLevel;
import io.wardstream.cep.VolumeOver;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows the truth about a bed and holds what the flow says against it. Two measures for every pattern: what an alarm may
 * rest on, generously, and what must have been found, by when, strictly. Between the two lies what a scale of some grams
 * cannot tell.
 *
 * <p>A claim is opened when something must be found, and ends as found, as missed at its deadline, or as nothing when its
 * reason goes before. The time for it stands still while the scale is not heard.
 */
final class Witness {

    private static final String CLAMP = "clamp";
    private static final String LOW = LowLevel.CARD.id();
    private static final String SOON = EmptySoon.CARD.id();
    private static final String CRITICAL = CriticalLevel.CARD.id();
    private static final String EMPTY = BagEmpty.CARD.id();
    private static final String UNATTENDED = UnattendedLowLevel.CARD.id();
    private static final String UNATTENDED_EMPTY = UnattendedEmpty.CARD.id();
    private static final String FREE = FreeFlow.CARD.id();
    private static final String STOPPED = NoFlow.CARD.id();
    private static final String OFF_ORDER = FlowDeviation.CARD.id();
    private static final String KVO = BelowKvo.CARD.id();
    private static final String VOLUME = VolumeOver.CARD.id();
    private static final String CHANGED = BagChanged.CARD.id();
    private static final String REMOVED = BagRemoved.CARD.id();
    private static final String STILL_REMOVED = BagStillRemoved.CARD.id();
    private static final String BUMP = BumpSwing.CARD.id();
    private static final String TARE = TareDrift.CARD.id();
    private static final String QUIET = DeviceQuiet.CARD.id();
    private static final String SILENT = DeviceSilent.CARD.id();
    private static final String SKEW = ClockSkew.CARD.id();
    private static final String WITHHELD = SystemAlarms.CLAMP_WITHHELD.card().id();
    private static final String FAULT = SystemAlarms.CLAMP_FAULT.card().id();
    private static final String FLOOD = AlarmFlood.CARD.id();

    private static final long MIN = 60_000;
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    /** Noise, rounding and a wandering zero at their worst, mL. */
    private static final double SLACK_ML = 6;

    /** A level so far below its limit is below it for every scale, mL. */
    private static final double SURELY_ML = 4;

    /** Nobody came for so long, less what a tick and a median may take. */
    private static final long NOBODY_MS = 115_000;

    private static final long UNATTENDED_MS = 150_000;

    private final Bed bed;
    private final Tally tally;
    private final Map<String, Long> couldBeAt = new HashMap<>();
    private final Map<String, Claim> claims = new LinkedHashMap<>();
    private final Map<String, Long> saidAt = new HashMap<>();
    private final Map<String, String> patternOfAlarm = new HashMap<>();
    private final Deque<double[]> hour = new ArrayDeque<>();
    private long start = Long.MIN_VALUE;
    private long surelyLowSince = Long.MAX_VALUE;
    private long lowSince = Long.MAX_VALUE;
    private long flowChangedAt = LONG_AGO;
    private double forcedMlPerH = -1;
    private long heardSince = Long.MIN_VALUE;
    private long hungAt = LONG_AGO;
    private long emptySaidAt = Long.MAX_VALUE;
    private boolean falseWithheld;
    private boolean mainCounted;
    private boolean hungUnseen;

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

    Witness(Bed bed, Tally tally) {
        this.bed = bed;
        this.tally = tally;
    }

    // ---- The truth, step by step ----------------------------------------------------------------------------------

    /** Looks at the bed as it is now. */
    void look(long at) {
        if (start == Long.MIN_VALUE) {
            start = at;
        }
        if (bed.muted(at)) {
            heardSince = Long.MAX_VALUE;
            claims.forEach((pattern, claim) -> {
                if (!pattern.equals(QUIET)
                        && !pattern.equals(SILENT)
                        && !pattern.equals(UNATTENDED)
                        && !pattern.equals(FAULT)) {
                    claim.deadline += Bed.STEP_MS;
                }
            });
        } else if (heardSince == Long.MAX_VALUE) {
            heardSince = at;
            claims.forEach(
                    (pattern, claim) -> claim.deadline += pattern.equals(SILENT) || pattern.equals(QUIET) ? 0 : 20_000);
        }
        couldBe(at);
        mustBe(at);
        claims.forEach((pattern, claim) -> {
            if (claim.found == null && at > claim.deadline) {
                claim.found = false;
                missed(pattern, claim, at);
            }
        });
    }

    private void mayBe(String pattern, long at, boolean so) {
        if (so) {
            couldBeAt.put(pattern, at);
        }
    }

    private void couldBe(long at) {
        double level = bed.levelMl;
        double rate = bed.rateMlPerH();
        double left = bed.minutesLeft();
        boolean hung = bed.hung;
        mayBe(SOON, at, hung && left <= 35);
        mayBe(LOW, at, hung && (level <= bed.bag.lowMl() + SLACK_ML || left <= 18.5));
        mayBe(CRITICAL, at, hung && (level <= 20 + SLACK_ML || left <= 7.5));
        mayBe(EMPTY, at, hung && level <= 10 + SLACK_ML);
        mayBe(CLAMP, at, hung && level <= bed.bag.lowMl() + SLACK_ML);
        mayBe(FREE, at, rate > 0.9 * bed.freeMlPerH());
        mayBe(STOPPED, at, rate < 0.5 * bed.orderMlPerH);
        mayBe(OFF_ORDER, at, bed.ordered && Math.abs(rate / bed.orderMlPerH - 1) > 0.2);
        mayBe(KVO, at, rate < 12);
        mayBe(VOLUME, at, overHour(at));
        mayBe(REMOVED, at, !hung && at - bed.liftedAt >= 45_000);
        mayBe(STILL_REMOVED, at, !hung && at - bed.liftedAt >= 9 * MIN);
        mayBe(BUMP, at, !hung || at - bed.disturbedAt() < 10_000 || at - hungAt < 30_000);
        mayBe(TARE, at, Math.abs(bed.zeroG()) > 8);
        mayBe(QUIET, at, bed.muted(at) && at - bed.mutedSince >= 12_000);
        mayBe(SILENT, at, bed.muted(at) && at - bed.mutedSince >= 55_000);
        mayBe(SKEW, at, Math.abs(bed.clockOffMs()) >= 25_000);
        boolean unseen = hungUnseen && (bed.muted(at) || at - heardSince < MIN);
        mayBe(CHANGED, at, at - hungAt < MIN || unseen);
    }

    /** How long after its reason an alarm may come. */
    private static long lagMs(String pattern) {
        if (pattern.equals(OFF_ORDER) || pattern.equals(KVO)) {
            return 25 * MIN;
        }
        if (pattern.equals(VOLUME)) {
            return 65 * MIN;
        }
        if (pattern.equals(STOPPED)) {
            return 10 * MIN;
        }
        if (pattern.equals(SOON) || pattern.equals(LOW) || pattern.equals(CRITICAL)) {
            return 5 * MIN;
        }
        return 2 * MIN;
    }

    private boolean overHour(long at) {
        if (hour.isEmpty() || at - hour.getLast()[0] >= MIN) {
            hour.add(new double[] {at, bed.infusedMl});
            if (hour.size() > 61) {
                hour.poll();
            }
        }
        return bed.ordered && bed.infusedMl - hour.getFirst()[1] > 1.1 * bed.orderMlPerH;
    }

    private void mustBe(long at) {
        boolean asBefore = forcedMlPerH == bed.forcedMlPerH && bed.hung && !bed.closed;
        flowChangedAt = asBefore ? flowChangedAt : at;
        forcedMlPerH = bed.forcedMlPerH;
        double level = bed.levelMl;
        double rate = bed.rateMlPerH();
        boolean hung = bed.hung;
        boolean heard = !bed.muted(at);
        boolean heardLong = heard && at - heardSince >= 20_000;
        lowSince = hung && level <= bed.bag.lowMl() ? Math.min(lowSince, at) : Long.MAX_VALUE;
        boolean surelyLow = hung && level <= 50 - SURELY_ML;
        surelyLowSince =
                surelyLow && heardLong ? Math.min(surelyLowSince, at) : surelyLow ? surelyLowSince : Long.MAX_VALUE;

        must(LOW, surelyLow && heard, lowSince, at + MIN, true);
        must(CRITICAL, hung && level <= 15 && heard, at, at + MIN, true);
        Long dry = bed.bag.dryAt;
        // Before the ten millilitres that count as empty would have run out.
        long ranMs = (long) (10 / bed.orderMlPerH * 60 * MIN);
        boolean empty = hung && dry != null && level <= 10 - SURELY_ML;
        must(EMPTY, empty && heard, at, at + Math.max(3 * MIN, ranMs) + MIN, true);
        unattended(at, hung);

        double free = bed.freeMlPerH();
        boolean freely = hung && rate > 1.25 * free;
        double excess = Math.max(1, rate - free);
        must(FREE, freely, at, at + (rate >= 600 ? 3 * MIN : 2 * MIN + (long) (25 / excess * 60 * MIN)), true);

        double expected = bed.orderMlPerH;
        long stand = Math.max(3 * MIN, (long) (5 / expected * 60 * MIN));
        must(
                STOPPED,
                hung
                        && bed.bag.happens == Fault.OCCLUSION
                        && bed.forcedMlPerH == 0
                        && level > 60
                        && at > bed.bag.faultAt,
                at,
                at + 2 * stand + 3 * MIN,
                true);
        boolean quiet = !heard && at - bed.mutedSince >= 20_000;
        must(QUIET, quiet, bed.mutedSince + 15_000, bed.mutedSince + 25_000, true);
        boolean silent = !heard && at - bed.mutedSince >= MIN;
        must(SILENT, silent, bed.mutedSince + MIN, bed.mutedSince + MIN + 10_000, true);
        must(SKEW, Math.abs(bed.clockOffMs()) > 40_000, at, at + 20_000, true);
        must(REMOVED, !hung && at - bed.liftedAt >= 66_000 && heardLong, bed.liftedAt + MIN, at + 15_000, true);
        must(
                SOON,
                hung && bed.minutesLeft() <= 24 && bed.forcedMlPerH < 0 && at - hungAt > 20 * MIN,
                at,
                at + 4 * MIN,
                true);
    }

    /** The bag is low and nobody has come, by the truth or by what the flow itself has said. */
    private void unattended(long at, boolean hung) {
        Long said = bed.bag.lowSaidAt;
        boolean bySign = said != null && at - said >= UNATTENDED_MS && bed.lastCareAt < said;
        long firstSaid = Math.min(saidAt.getOrDefault(LOW, Long.MAX_VALUE), surelyLowSince);
        boolean byTruth =
                surelyLowSince != Long.MAX_VALUE && at - surelyLowSince >= UNATTENDED_MS && bed.lastCareAt < firstSaid;
        boolean must = hung && !bed.closed && (bySign || byTruth);
        long since = said != null && bySign ? said + UNATTENDED_MS : surelyLowSince + UNATTENDED_MS;
        must(UNATTENDED, must, since, at + 40_000, false);
        // Half a minute after a bump, and until the scale is heard again, no clamp may be closed.
        must(CLAMP, must && bed.mayClose && !bed.muted(at), since, at + MIN, false);
        boolean emptied = hung
                && !bed.closed
                && emptySaidAt != Long.MAX_VALUE
                && at - emptySaidAt >= 120_000
                && bed.lastCareAt < emptySaidAt;
        must(UNATTENDED_EMPTY, emptied, emptySaidAt + 120_000, at + 20_000, false);
        must(CLAMP + " at empty", emptied && bed.mayClose && !bed.muted(at), emptySaidAt + 120_000, at + MIN, false);
    }

    /**
     * Opens the claim of a pattern when its reason comes, and drops it when the reason goes before anybody could find it.
     *
     * @param again whether what was found is forgotten with its reason
     */
    private void must(String pattern, boolean so, long since, long deadline, boolean again) {
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

    private void found(String pattern, Claim claim, long at) {
        if (claim.found != null) {
            return;
        }
        claim.found = true;
        if (pattern.startsWith(CLAMP)) {
            return;
        }
        double delayS = Math.max(0, (at - claim.since) / 1000.0);
        Tally.Row row = tally.of(pattern);
        row.found++;
        row.delaysS.add(delayS);
        if (isMain(pattern, claim)) {
            Tally.Row main = tally.of(bed.bag.fault);
            main.found++;
            main.delaysS.add(delayS);
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
            tally.wrong(bed, at, start, "MISSED the clamp's closing" + (falseWithheld ? " (withheld)" : ""));
            return;
        }
        tally.of(pattern).missed++;
        if (isMain(pattern, claim)) {
            tally.of(bed.bag.fault).missed++;
            mainCounted = true;
        }
        tally.wrong(
                bed,
                at,
                start,
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

    /**
     * A bag hangs.
     *
     * @param before the bag whose story is over; null if it goes on
     */
    void hung(@Nullable Bag before, long at) {
        hungAt = at;
        hungUnseen = bed.muted(at);
        if (before != null) {
            if (!mainCounted && harmless(before)) {
                tally.of(before.fault).harmless++;
            }
            mainCounted = false;
            anotherBag();
        }
        // Found within a minute, if it is not what was there before.
        claims.remove(CHANGED);
        saidAt.remove(CHANGED);
        claims.put(CHANGED, new Claim(at, at + MIN));
    }

    private static boolean harmless(Bag bag) {
        return bag.happens.pattern() == null && bag.fault != Fault.CLOCK_JUMPS;
    }

    private void anotherBag() {
        claims.clear();
        saidAt.clear();
        emptySaidAt = Long.MAX_VALUE;
        lowSince = Long.MAX_VALUE;
        surelyLowSince = Long.MAX_VALUE;
        falseWithheld = false;
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
            if (saidAt.containsKey(LOW) || saidAt.containsKey(CRITICAL)) {
                said(SOON, sign.at());
            }
            saidWithin(SOON, sign.at());
        }
    }

    /** What is said while a more urgent alarm of the family stands changes that alarm's evidence only. */
    private void saidWithin(String pattern, long at) {
        if (saidAt.containsKey(UNATTENDED) || saidAt.containsKey(UNATTENDED_EMPTY) || saidAt.containsKey(EMPTY)) {
            said(pattern, at);
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
                    start,
                    String.format(
                            Locale.ROOT,
                            "TOLD %.1f min to empty, true %.1f; %.0f mL at %.0f mL/h",
                            minutes,
                            truth,
                            bed.levelMl,
                            bed.rateMlPerH()));
        }
    }

    private void said(String pattern, long at) {
        saidAt.putIfAbsent(pattern, at);
        Claim claim = claims.get(pattern);
        if (claim != null) {
            found(pattern, claim, at);
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
        said(pattern, alarm.at());
        if (!justified(pattern, alarm)) {
            tally.of(pattern).falseOnes++;
            tally.of(bed.bag.fault).falseOnes++;
            tally.wrong(
                    bed,
                    alarm.at(),
                    start,
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

    private boolean justified(String pattern, AlarmEvent alarm) {
        long at = alarm.at();
        if (pattern.equals(WITHHELD)) {
            return !falseWithheld;
        }
        if (pattern.equals(FAULT)) {
            return bed.stuck || bed.muted(at) || at - bed.mutedSince < MIN;
        }
        if (pattern.equals(UNATTENDED)) {
            return could(CLAMP, at) && at - bed.lastCareAt > NOBODY_MS;
        }
        if (pattern.equals(UNATTENDED_EMPTY)) {
            return could(EMPTY, at) && at - bed.lastCareAt > NOBODY_MS;
        }
        return could(pattern, at);
    }

    private boolean could(String pattern, long at) {
        return at - couldBeAt.getOrDefault(pattern, LONG_AGO) <= lagMs(pattern);
    }

    void clamps(ClampEvent clamp) {
        long at = clamp.at();
        switch (clamp.phase()) {
            case ISSUED -> {
                tally.commanded++;
                said(CLAMP, at);
                said(CLAMP + " at empty", at);
                boolean cause = bed.mayClose && could(CLAMP, at) && at - bed.lastCareAt > NOBODY_MS;
                if (!cause) {
                    tally.withoutCause++;
                    tally.wrong(
                            bed,
                            at,
                            start,
                            String.format(
                                    Locale.ROOT,
                                    "CLAMP commanded without cause; %.0f mL, last care %.0f s ago",
                                    bed.levelMl,
                                    (at - bed.lastCareAt) / 1000.0));
                }
                if (bed.stuck) {
                    claims.putIfAbsent(FAULT, new Claim(at, at + 15_000));
                }
            }
            case CONFIRMED -> tally.confirmed++;
            case WITHHELD -> {
                String reason = String.valueOf(clamp.reason());
                tally.withheld.merge(reason, 1, Integer::sum);
                falseWithheld = !rightlyWithheld(reason, at);
                if (falseWithheld) {
                    tally.wrong(
                            bed,
                            at,
                            start,
                            String.format(Locale.ROOT, "WITHHELD for %s; %.0f mL", reason, bed.levelMl));
                } else {
                    said(CLAMP, at);
                    said(CLAMP + " at empty", at);
                }
                claims.putIfAbsent(WITHHELD, new Claim(at, at + 10_000));
            }
            default -> {
                // Its alarm is held against the truth.
            }
        }
    }

    private boolean rightlyWithheld(String reason, long at) {
        return switch (reason) {
            case "POLICY_ALERT_ONLY" -> !bed.mayClose;
            case "READING_TOO_OLD" -> bed.muted(at) || at - heardSince < 15_000;
            case "DISTURBED" -> at - bed.disturbedAt() < MIN || at - hungAt < MIN || !bed.hung;
            case "ACKNOWLEDGED" -> at - bed.lastCareAt < 160_000;
            case "MANUAL_OVERRIDE" -> at - bed.openedAt < 10 * MIN;
            case "ALREADY_CLOSED" -> bed.closed;
            case "LEVEL_NOT_LOW" -> bed.levelMl > bed.bag.lowMl() - SLACK_ML;
            default -> false;
        };
    }
}
