package io.wardstream.jobs.safety;

/**
 * Since when the ward has been listened to without a gap. A clock that is read continuously moves by its beats; when it
 * leaps, the system was down, or a session was held up, and what was not heard in between says nothing. Not
 * thread-safe.
 *
 * <p>It must survive a restart: a job that comes back in the middle of a silence goes on counting where it was, as long
 * as the clock went on.
 */
final class Listening {

    /** Many beats of the ward clock; an interruption shorter than this may be counted as silence. */
    static final long LEAP_MS = 2_000;

    private long clock;
    private long since;

    /**
     * @param clock how far the ward clock had come, {@link Long#MIN_VALUE} if it has not begun
     * @param since since when it had been listened to, {@link Long#MIN_VALUE} for from the beginning
     */
    Listening(long clock, long since) {
        this.clock = clock;
        this.since = since;
    }

    /** The clock comes further. */
    void moves(long through) {
        if (through == Long.MAX_VALUE || through <= clock) {
            return;
        }
        if (clock != Long.MIN_VALUE && through - clock > LEAP_MS) {
            since = through;
        }
        clock = through;
    }

    /** How far the clock has come. */
    long clock() {
        return clock;
    }

    /** Since when there was no gap. */
    long since() {
        return since;
    }
}
