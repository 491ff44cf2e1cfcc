package io.wardstream.jobs.safety.vitals;

import io.wardstream.cep.Range;
import io.wardstream.jobs.safety.Band;
import io.wardstream.model.SignKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds values against ranges and says when one was left, and when it is back. Each side of a range is counted by itself.
 * Where several monitors measure a patient, each is judged by itself: what one says counts, and it is over when none says so.
 */
final class Watches {

    private Watches() {}

    /**
     * Judges a measurement.
     *
     * @param mine the bands of the monitor, or of the patient
     * @param all the bands of all monitors of the patient, {@code mine} among them
     */
    static void judge(
            Watch watch,
            Map<String, Band> mine,
            Collection<Map<String, Band>> all,
            Moment now,
            double value,
            Range range) {
        boolean in = range.isIn(value);
        Band.Change low = side(watch, true, mine, now, range.isBelow(value), in, range);
        Band.Change high = side(watch, false, mine, now, range.isAbove(value), in, range);
        if (low == Band.Change.LEFT) {
            left(watch, true, mine, now, value, range.low());
        }
        if (high == Band.Change.LEFT) {
            left(watch, false, mine, now, value, range.high());
        }
        if (low == Band.Change.RETURNED || high == Band.Change.RETURNED) {
            back(watch, all, now, value, low == Band.Change.RETURNED ? range.low() : range.high());
        }
    }

    /**
     * Judges a measurement of whose truth there is a doubt: those that agree must span a time. One that is neither beyond the limit
     * nor back inside says nothing, so that a value at the limit does not begin the wait anew.
     *
     * @param spanMs how long, ms
     */
    static void judgeInDoubt(
            Watch watch,
            Map<String, Band> mine,
            Collection<Map<String, Band>> all,
            Moment now,
            double value,
            Range range,
            long spanMs) {
        boolean waits = !isOutside(watch, List.of(mine));
        if (!waits || range.isOut(value) || range.isIn(value)) {
            judge(watch, mine, all, now, value, range.inDoubt(spanMs));
        }
    }

    private static Band.Change side(
            Watch watch, boolean low, Map<String, Band> mine, Moment now, boolean out, boolean in, Range range) {
        String side = watch.side(low);
        Band band = mine.get(side);
        if (band == null) {
            if (!out) {
                return Band.Change.NONE;
            }
            band = new Band();
            mine.put(side, band);
        }
        boolean waited = !band.outside && band.against > 0;
        Band.Change change =
                band.take(now.at(), out, in, range.needed(), range.of(), range.neededBack(), range.spanMs());
        if (band.isIdle()) {
            mine.remove(side);
            if (waited) {
                now.suppressed(watch.pattern(), "persistence", low ? range.low() : range.high(), band.againstSince);
            }
        }
        return change;
    }

    private static void left(Watch watch, boolean low, Map<String, Band> mine, Moment now, double value, double limit) {
        Band band = mine.get(watch.side(low));
        long since = band == null ? now.at() : band.outsideSince;
        now.say(now.sign(watch.left(low)).measured(value, limit).since(since));
    }

    private static void back(
            Watch watch, Collection<Map<String, Band>> all, Moment now, double value, @Nullable Double limit) {
        if (!isOutside(watch, all)) {
            SignKind kind = watch.back();
            now.say(now.sign(kind).measured(value, limit));
        }
    }

    /** Whether any of the bands is outside. */
    static boolean isOutside(Watch watch, Collection<Map<String, Band>> all) {
        for (Map<String, Band> bands : all) {
            for (boolean low : new boolean[] {true, false}) {
                Band band = bands.get(watch.side(low));
                if (band != null && band.outside) {
                    return true;
                }
            }
        }
        return false;
    }

    /** When a single measurement stands for itself because nobody has repeated it; {@link Long#MAX_VALUE} if none is. */
    static long standsAt(List<Watch> watches, Map<String, Band> mine, long repeatMs) {
        long due = Long.MAX_VALUE;
        for (Watch watch : watches) {
            for (boolean low : new boolean[] {true, false}) {
                Band band = mine.get(watch.side(low));
                if (band != null && !band.outside && band.against > 0) {
                    due = Math.min(due, band.againstSince + repeatMs);
                }
            }
        }
        return due;
    }

    /**
     * A single measurement that nobody has repeated in time stands for itself; one that was followed by another is not said.
     *
     * @param value the newest measurement
     */
    static void stands(Watch watch, Map<String, Band> mine, Moment now, double value, Range range, long repeatMs) {
        for (boolean low : new boolean[] {true, false}) {
            Band band = mine.get(watch.side(low));
            if (band == null || band.outside || band.against == 0 || band.againstSince + repeatMs > now.at()) {
                continue;
            }
            double limit = low ? range.low() : range.high();
            if (low ? range.isBelow(value) : range.isAbove(value)) {
                band.leave();
                left(watch, low, mine, now, value, limit);
            } else {
                mine.remove(watch.side(low));
                now.suppressed(watch.pattern(), "persistence", limit, band.againstSince);
            }
        }
    }

    /** What waits for another measurement waits no longer, by a rule; that is written down. */
    static void drop(List<Watch> watches, Map<String, Band> mine, String rule, Moment now) {
        for (Watch watch : watches) {
            for (boolean low : new boolean[] {true, false}) {
                Band band = mine.get(watch.side(low));
                if (band != null && !band.outside) {
                    mine.remove(watch.side(low));
                    now.say(now.sign(SignKind.SUPPRESSED)
                            .since(band.againstSince)
                            .waitingFor(watch.pattern() + "/" + rule));
                }
            }
        }
    }

    /** What a monitor said and counted no longer counts. Says what is over by that, and why. */
    static void forget(
            Set<Watch> which, Map<String, Band> gone, Collection<Map<String, Band>> others, String why, Moment now) {
        for (Watch watch : which) {
            if (isOutside(watch, List.of(gone)) && !isOutside(watch, others)) {
                now.say(now.sign(watch.back()).because(why));
            }
            gone.remove(watch.side(true));
            gone.remove(watch.side(false));
        }
    }
}
