package io.wardstream.jobs.safety;

import io.wardstream.cep.SameLimbCuff;

/**
 * How long a blood pressure cuff hides what it causes on its own limb: of an infusion line that nothing flows; of a
 * sensor, once there is an alarm for it, that it measures nothing. Mutable state of one key; a POJO to Flink. Times are
 * ms on the ward clock, 0 for never.
 *
 * <p>It hides from its start until it is over, and for no longer than the limits say, however often the monitor repeats
 * that it runs. After that nothing is hidden for a pause, and then only by another start: a cuff that measures for five
 * minutes on end, or a monitor that never takes back that it runs, must not hide an occlusion. With the default limits
 * a third of any three minutes is hidden at the most.
 *
 * <p>Said once more, whatever was said changes nothing: a repeat comes within the run or within the pause.
 */
public final class CuffMask {

    /**
     * Without a word for so long the next is of another start: monitors speak every 30 s or more often (clinical
     * document, section 8, and T1 of its catalogue).
     */
    static final long ANEW_MS = 60_000;

    /** Whether it runs, by the monitor's last word. */
    public boolean running;

    /** When the monitor last said so. */
    public long runningAt;

    /** When it began to hide. */
    public long since;

    /** When it no longer hides, as far as is known. */
    public long until;

    /** Whether it was said that it hides, and not yet that it no longer does. */
    public boolean said;

    /** Whether it hid something; until that is judged without it. */
    public boolean hid;

    public CuffMask() {}

    /**
     * The monitor says whether it runs.
     *
     * @return whether it begins to hide with this word
     */
    public boolean runs(long at, SameLimbCuff.Limits limits) {
        boolean starts = !running || at - runningAt >= ANEW_MS;
        running = true;
        runningAt = at;
        if (!starts || (until != 0 && at < until + limits.pauseMs())) {
            return false;
        }
        since = at;
        until = at + limits.maskMs();
        said = true;
        return true;
    }

    /** The monitor says that it is over, or it is in doubt whose monitor it is. */
    public void over(long at) {
        running = false;
        until = Math.min(until, at);
    }

    /** Whether it hides something at a time. */
    public boolean hides(long at) {
        return at >= since && at < until;
    }

    /** For how much of a time it hid something, ms. */
    public long hidMs(long from, long to) {
        return Math.max(0, Math.min(to, until) - Math.max(from, since));
    }

    /** Whether there is nothing to remember: another start would hide, whatever was before. */
    public boolean isAtRest(long at, SameLimbCuff.Limits limits) {
        return !said && !hid && at >= until + limits.pauseMs() && (!running || at - runningAt >= ANEW_MS);
    }
}
