package io.wardstream.bench.scoreboard.infusions;

import io.wardstream.bench.scoreboard.Chance;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What befalls the bags of a line, one after the other: each gets its fault, and each fault comes before one comes
 * again.
 */
final class BagStory {

    /** Slower ones take a shift for a bag; none that runs out is hung there. */
    private static final double SLOW_ML_PER_H = 60;

    /** A new bag that is not heavier by so much is nothing that a scale must recognise: then staff say so. */
    private static final double RECOGNISED_ML = 160;

    private static final double MS_PER_H = 3_600_000;
    private static final long MIN = 60_000;

    private final Bed bed;
    private final Chance chance;
    private final Deque<Fault> deck = new ArrayDeque<>();

    BagStory(Bed bed, Chance chance) {
        this.bed = bed;
        this.chance = chance;
    }

    /**
     * Plans the next bag.
     *
     * @param at when it hangs
     * @param said whether staff say so in any case
     */
    Bag hangs(long at, boolean said) {
        boolean slow = bed.orderMlPerH < SLOW_ML_PER_H;
        if (deck.isEmpty()) {
            List<Fault> shuffled = new ArrayList<>(List.of(Fault.values()));
            if (slow) {
                shuffled.removeIf(fault -> runsOut(fault));
            }
            chance.shuffle(shuffled);
            deck.addAll(shuffled);
        }
        Fault fault = deck.poll();
        Fault happens = fault;
        if (fault.onTheWay()) {
            happens = List.of(Fault.FREE_FLOW, Fault.OCCLUSION, Fault.QUIET, Fault.RUNS_OUT)
                    .get(chance.below(slow ? 3 : 4));
        }
        long faultAt = at + (long) chance.between(20 * MIN, 30 * MIN);
        long until = at + 60 * MIN;
        double runsMl = bed.fullMlPerH * chance.between(0.6, 0.75);
        double ml = switch (happens) {
            case RUNS_OUT, RUNS_OUT_ATTENDED, RUNS_DRY_ACKNOWLEDGED, CLAMP_STUCK, SILENCE_LOW, SILENCE_EMPTYING -> {
                until = at + 240 * MIN;
                yield said ? 50 + runsMl : Math.max(50 + runsMl, runsMl / 0.85);
            }
            case FREE_FLOW, SILENCE_FREE_FLOW -> bed.fullMlPerH * 0.5 + 550;
            case TOO_FAST -> bed.fullMlPerH * 0.5 + 0.55 * tooFast() + 150;
            default -> bed.fullMlPerH * 1.3 + 250;
        };
        boolean told = said || ml < bed.levelMl + RECOGNISED_ML;
        Bag next = new Bag(fault, happens, ml, at, faultAt, until, told);
        bed.later(faultAt, () -> begins(next, faultAt));
        return next;
    }

    private static boolean runsOut(Fault fault) {
        return switch (fault) {
            case RUNS_OUT, RUNS_OUT_ATTENDED, RUNS_DRY_ACKNOWLEDGED, CLAMP_STUCK, SILENCE_LOW, SILENCE_EMPTYING -> true;
            default -> false;
        };
    }

    private double tooFast() {
        return 2 * bed.freeMlPerH();
    }

    /** The fault begins. Those of bags that run out begin by themselves. */
    private void begins(Bag now, long at) {
        if (bed.bag != now) {
            return;
        }
        Scale scale = bed.scale;
        switch (now.fault) {
            case CLOCK_JUMPS -> {
                scale.setClockOffMs((chance.heads() ? 1 : -1) * (long) chance.between(45_000, 60 * MIN));
                bed.later(at + (long) chance.between(3 * MIN, 15 * MIN), () -> scale.setClockOffMs(0));
            }
            default -> {
                // What happens on the way does so all the time, and the rest follows.
            }
        }
        switch (now.happens) {
            case OCCLUSION -> {
                bed.forcedMlPerH = 0;
                bed.later(now.until - 5 * MIN, () -> runsAgain(now));
            }
            case FREE_FLOW -> {
                bed.forcedMlPerH = chance.between(650, 1_500);
                bed.later(at + 15 * MIN, () -> runsAgain(now));
            }
            case SILENCE_FREE_FLOW -> {
                bed.forcedMlPerH = chance.between(650, 1_500);
                bed.later(at + 15 * MIN, () -> runsAgain(now));
                long falls = at + (long) chance.between(0, MIN);
                bed.later(falls, () -> scale.mute(falls, (long) chance.between(75_000, 120_000)));
            }
            case TOO_FAST -> {
                bed.forcedMlPerH = bed.freeMlPerH() * chance.between(1.5, 2.5);
                bed.later(at + 30 * MIN, () -> runsAgain(now));
            }
            case SWAP -> bed.nurse.swap(at, chance.below(3) == 0, bed.levelMl + chance.between(160, 400));
            case SILENCE_SWAP -> {
                scale.mute(at, 4 * MIN);
                bed.later(
                        at + 30_000, () -> bed.nurse.swap(at + 30_000, false, bed.levelMl + chance.between(160, 400)));
            }
            case BUMP -> again(at, 12, 100_000, scale::spike);
            case SWING -> again(at, 8, 150_000, null);
            case TUG -> again(at, 8, 150_000, null);
            case DRIFT -> scale.drift(3);
            case SILENCE -> scale.mute(at, (long) chance.between(75_000, 300_000));
            case SHORT_SILENCE -> again(at, 6, 180_000, null);
            default -> {
                // It runs out, or nothing happens.
            }
        }
    }

    private void again(long at, int times, double everyMs, @Nullable Runnable what) {
        Scale scale = bed.scale;
        long next = at;
        Fault kind = bed.bag.happens;
        for (int i = 0; i < times; i++) {
            long then = next;
            bed.later(
                    then,
                    what != null
                            ? what
                            : switch (kind) {
                                case SWING -> () -> scale.swing(then);
                                case TUG -> () -> scale.tug(then);
                                default -> () -> scale.mute(then, (long) chance.between(10_000, 55_000));
                            });
            next += (long) chance.between(0.5 * everyMs, 1.5 * everyMs);
        }
    }

    /** What the bag's level brings about: a silence before it is low, and its end. */
    void goesOn(long at) {
        Bag now = bed.bag;
        if (now.happens == Fault.SILENCE_EMPTYING
                && bed.hung
                && !bed.scale.muted(at)
                && bed.levelMl <= now.lowMl() + 15
                && bed.levelMl > now.lowMl() + 10) {
            // Until it is 15 mL below the limit.
            bed.scale.mute(at, (long) (30 / Math.max(1, bed.rateMlPerH()) * MS_PER_H));
        }
        Long said = now.lowSaidAt;
        Long dry = now.dryAt;
        boolean runsOut = now.until - now.hungAt > 100 * MIN;
        if (runsOut && said != null && !runsDry(now)) {
            now.until = Math.min(now.until, said + (long) chance.between(12 * MIN, 14 * MIN));
        }
        if (runsOut && dry != null) {
            now.until = Math.min(now.until, dry + 15 * MIN);
        }
        if (at >= now.until) {
            bed.nurse.ends(at);
        }
    }

    private boolean runsDry(Bag now) {
        return switch (now.happens) {
            case RUNS_DRY_ACKNOWLEDGED -> true;
            case RUNS_OUT -> !bed.mayClose;
            case SILENCE_LOW -> true;
            default -> false;
        };
    }

    /** The line runs as it was set, if the bag is still there. */
    void runsAgain(Bag now) {
        if (bed.bag == now) {
            bed.forcedMlPerH = -1;
        }
    }

    /** A sign of this line. */
    void noticed(Sign sign, long now) {
        if (sign.kind() == SignKind.LEVEL_LOW && sign.reason() == null && bed.bag.lowSaidAt == null && bed.hung) {
            bed.bag.lowSaidAt = sign.since();
            if (bed.bag.happens == Fault.SILENCE_LOW) {
                long at = now + (long) chance.between(0, 150_000);
                bed.later(at, () -> bed.scale.mute(at, 6 * MIN));
            }
        }
    }
}
