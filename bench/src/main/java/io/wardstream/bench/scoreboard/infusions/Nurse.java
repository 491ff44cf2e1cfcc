package io.wardstream.bench.scoreboard.infusions;

import io.wardstream.bench.scoreboard.Chance;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.Priority;

/** Who cares for a line: comes when she is called, if she is one who comes, and hangs the next bag in the end. */
final class Nurse {

    private static final long MIN = 60_000;

    private final Bed bed;
    private final Chance chance;
    private boolean coming;
    private boolean ending;
    private long lastCareAt = Long.MIN_VALUE / 2;

    Nurse(Bed bed, Chance chance) {
        this.bed = bed;
        this.chance = chance;
    }

    long lastCareAt() {
        return lastCareAt;
    }

    /** Somebody comes at the end, whatever happened: acknowledges, opens the clamp, hangs the next bag. */
    void ends(long at) {
        if (ending) {
            return;
        }
        ending = true;
        care(at, CareAction.ACKNOWLEDGE);
        long lifts = at + 15_000;
        bed.later(lifts, () -> swap(lifts, chance.heads(), Double.NaN));
    }

    /**
     * Another bag.
     *
     * @param ml what it holds; NaN for the next one of the story
     */
    void swap(long at, boolean asked, double ml) {
        bed.lift(at);
        long hangsAt = at + (long) chance.between(10_000, 100_000);
        Bag next = Double.isNaN(ml) ? bed.story.hangs(hangsAt, asked) : null;
        bed.later(hangsAt, () -> {
            lastCareAt = hangsAt;
            if (next != null) {
                coming = false;
                ending = false;
                bed.hang(next, hangsAt);
            } else {
                bed.hang(ml, hangsAt);
            }
        });
        if (next != null ? next.said : asked) {
            long says = hangsAt + (long) chance.between(3_000, 30_000);
            bed.later(says, () -> care(says, CareAction.BAG_CHANGED));
        }
    }

    /** At the scale's button, or at the ward's terminal if the scale is not heard. */
    private void care(long at, CareAction action) {
        lastCareAt = at;
        String by = "nurse-" + bed.number;
        if (!bed.scale.muted(at) && chance.heads()) {
            bed.scale.press(at, Care.of(action, by));
        } else {
            bed.scale.typeAtTerminal(at, new Care(action, by, null, bed.lineId, null, null));
        }
    }

    /** An alarm is heard at the bed. */
    void hears(AlarmEvent alarm) {
        boolean calls = alarm.phase() == AlarmPhase.RAISED || alarm.phase() == AlarmPhase.ESCALATED;
        if (!calls || coming || ending || !alarm.priority().above(Priority.ADVISORY)) {
            return;
        }
        boolean level = alarm.family().equals("LEVEL") && alarm.priority().above(Priority.LOW);
        Bag now = bed.bag;
        long at = alarm.at();
        long acks = at + (long) chance.between(20_000, 100_000);
        switch (now.happens) {
            case RUNS_OUT_ATTENDED -> {
                if (level) {
                    coming = true;
                    bed.later(acks, () -> ifStill(now, () -> care(acks, CareAction.ACKNOWLEDGE)));
                    long ends = acks + (long) chance.between(2 * MIN, 6 * MIN);
                    bed.later(ends, () -> ifStill(now, () -> now.until = Math.min(now.until, ends)));
                }
            }
            case RUNS_DRY_ACKNOWLEDGED -> {
                if (level) {
                    coming = true;
                    bed.later(acks, () -> ifStill(now, () -> care(acks, CareAction.ACKNOWLEDGE)));
                }
            }
            case RUNS_OUT, CLAMP_STUCK, SILENCE_LOW, SILENCE_EMPTYING -> {
                // Nobody comes.
            }
            default -> {
                coming = true;
                bed.later(acks, () -> ifStill(now, () -> care(acks, CareAction.ACKNOWLEDGE)));
                boolean mends = alarm.family().equals("FLOW") || alarm.family().equals("FREE_FLOW");
                long done = acks + (long) chance.between(30_000, 120_000);
                bed.later(
                        done,
                        () -> ifStill(now, () -> {
                            coming = false;
                            if (mends) {
                                bed.story.runsAgain(now);
                            }
                        }));
            }
        }
    }

    private void ifStill(Bag now, Runnable what) {
        if (bed.bag == now && !ending) {
            what.run();
        }
    }
}
