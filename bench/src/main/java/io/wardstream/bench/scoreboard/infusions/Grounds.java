package io.wardstream.bench.scoreboard.infusions;

import static io.wardstream.bench.scoreboard.infusions.PatternNames.BUMP;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.CHANGED;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.CLAMP;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.CRITICAL;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.EMPTY;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.FAULT;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.FREE;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.KVO;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.LOW;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.OFF_ORDER;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.QUIET;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.REMOVED;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.SILENT;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.SKEW;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.SOON;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.STILL_REMOVED;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.STOPPED;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.TARE;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.UNATTENDED;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.UNATTENDED_EMPTY;
import static io.wardstream.bench.scoreboard.infusions.PatternNames.VOLUME;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What an alarm of a bed may rest on, generously: whatever is nearly so, and for some time after it was. An alarm
 * without such a ground is false.
 */
final class Grounds {

    private static final long MIN = 60_000;
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    /** Noise, rounding and a wandering zero at their worst, mL. */
    private static final double SLACK_ML = 6;

    /** Nobody came for so long, less what a tick and a median may take. */
    private static final long NOBODY_MS = 115_000;

    private final Bed bed;
    private final Map<String, Long> couldBeAt = new HashMap<>();
    private final Deque<double[]> hour = new ArrayDeque<>();
    private long heardSince = Long.MIN_VALUE;

    Grounds(Bed bed) {
        this.bed = bed;
    }

    /**
     * Looks at the bed as it is now.
     *
     * @param scaleHeardSince since when the scale is heard without a gap; {@link Long#MAX_VALUE} while it is not
     */
    void look(long at, long scaleHeardSince) {
        heardSince = scaleHeardSince;
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
        mayBe(BUMP, at, !hung || at - bed.scale.disturbedAt() < 10_000 || at - bed.hungAt < 30_000);
        mayBe(TARE, at, Math.abs(bed.scale.zeroG()) > 8);
        mayBe(QUIET, at, bed.scale.muted(at) && at - bed.scale.mutedSince() >= 12_000);
        mayBe(SILENT, at, bed.scale.muted(at) && at - bed.scale.mutedSince() >= 55_000);
        mayBe(SKEW, at, Math.abs(bed.scale.clockOffMs()) >= 25_000);
        boolean unseen = bed.hungUnseen && (bed.scale.muted(at) || at - heardSince < MIN);
        mayBe(CHANGED, at, at - bed.hungAt < MIN || unseen);
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

    private void mayBe(String pattern, long at, boolean so) {
        if (so) {
            couldBeAt.put(pattern, at);
        }
    }

    /** Whether an alarm of this pattern may be said now. */
    boolean justify(String pattern, long at) {
        if (pattern.equals(FAULT)) {
            return bed.stuck || bed.scale.muted(at) || at - bed.scale.mutedSince() < MIN;
        }
        if (pattern.equals(UNATTENDED)) {
            return could(CLAMP, at) && nobodyCame(at);
        }
        if (pattern.equals(UNATTENDED_EMPTY)) {
            return could(EMPTY, at) && nobodyCame(at);
        }
        return could(pattern, at);
    }

    /** Whether the clamp may be told to close now. */
    boolean justifyClosing(long at) {
        return bed.mayClose && could(CLAMP, at) && nobodyCame(at);
    }

    private boolean nobodyCame(long at) {
        return at - bed.nurse.lastCareAt() > NOBODY_MS;
    }

    private boolean could(String pattern, long at) {
        return at - couldBeAt.getOrDefault(pattern, LONG_AGO) <= lagMs(pattern);
    }

    /** Whether the clamp may be left open now for this reason. */
    boolean rightlyWithheld(String reason, long at) {
        return switch (reason) {
            case "POLICY_ALERT_ONLY" -> !bed.mayClose;
            case "READING_TOO_OLD" -> bed.scale.muted(at) || at - heardSince < 15_000;
            case "DISTURBED" -> at - bed.scale.disturbedAt() < MIN || at - bed.hungAt < MIN || !bed.hung;
            case "ACKNOWLEDGED" -> at - bed.nurse.lastCareAt() < 160_000;
            case "MANUAL_OVERRIDE" -> at - bed.openedAt < 10 * MIN;
            case "ALREADY_CLOSED" -> bed.closed;
            case "LEVEL_NOT_LOW" -> bed.levelMl > bed.bag.lowMl() - SLACK_ML;
            default -> false;
        };
    }
}
