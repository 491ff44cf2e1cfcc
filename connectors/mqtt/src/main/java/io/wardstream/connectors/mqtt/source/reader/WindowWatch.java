package io.wardstream.connectors.mqtt.source.reader;

import org.jspecify.annotations.Nullable;

/**
 * Watches one session's window: how long it was full, and whether the broker stops earlier than it was allowed to.
 *
 * <p>Some brokers cap the messages that they deliver without acknowledgement and do not say so. Seen from here: a
 * number N of messages waits, far below the receive maximum, and nothing comes; as soon as they are acknowledged,
 * messages come at once, until N wait again. A broker with nothing to deliver looks the same for a while, but not again
 * and again with the same N. After {@value #PROOFS} times in a row N is held for the cap; a single message more
 * disproves it.
 *
 * <p>Used by the fetcher's thread, which calls {@link #look} every few tens of milliseconds; the
 * {@link #effectiveWindow} may be read by any.
 */
final class WindowWatch {

    /** So often the same number must be seen. */
    static final int PROOFS = 5;

    /** So long nothing may come before it is a standstill. */
    static final long STANDSTILL_NANOS = 150_000_000L;

    /** So soon after the acknowledgement messages must come for the standstill to have been the broker's doing. */
    static final long AT_ONCE_NANOS = 150_000_000L;

    /** So long a full window is waiting for a checkpoint as usual. */
    static final long NO_CHECKPOINT_NANOS = 30_000_000_000L;

    private final int window;

    private long lookedAt;
    private long lastDelivered;
    private int lastOutstanding;
    private long movedAt;
    private int stoodAt;
    private long releasedAt;
    private boolean released;
    private int candidate;
    private int proofs;
    private volatile int cap;
    private long fullSince;
    private boolean full;
    private boolean saidFull;
    private long fullNanos;

    WindowWatch(int window, long nowNanos) {
        this.window = window;
        this.lookedAt = nowNanos;
        this.movedAt = nowNanos;
    }

    /** A new connection has an empty window. */
    void reconnected(long nowNanos) {
        lastDelivered = 0;
        lastOutstanding = 0;
        movedAt = nowNanos;
        stoodAt = 0;
        released = false;
        full = false;
    }

    /**
     * Looks at the session.
     *
     * @param delivered messages that came over this connection, in all
     * @param outstanding those that wait for their acknowledgement
     * @return what somebody should read, or null
     */
    @Nullable
    String look(long nowNanos, long delivered, int outstanding) {
        String finding = measureFull(nowNanos, outstanding);
        if (outstanding > cap && cap > 0) {
            cap = 0;
            candidate = 0;
            proofs = 0;
        }
        boolean came = delivered > lastDelivered;
        boolean acknowledged = outstanding - lastOutstanding < delivered - lastDelivered;
        if (!came && !acknowledged && outstanding > 0 && nowNanos - movedAt >= STANDSTILL_NANOS) {
            stoodAt = outstanding;
        }
        if (acknowledged && stoodAt > 0) {
            released = true;
            releasedAt = nowNanos;
        }
        if (came && released) {
            if (nowNanos - releasedAt <= AT_ONCE_NANOS && proven(stoodAt)) {
                finding = "delivers at most " + cap + " messages without acknowledgement, although " + window
                        + " were allowed: this is probably a limit of the broker's own. The session carries no more than "
                        + cap + " messages per checkpoint interval. Raise the broker's limit for messages in flight, or"
                        + " take checkpoints more often.";
            }
            released = false;
            stoodAt = 0;
        }
        if (came || acknowledged) {
            movedAt = nowNanos;
        }
        lastDelivered = delivered;
        lastOutstanding = outstanding;
        lookedAt = nowNanos;
        return finding;
    }

    /** Another proof for a cap; whether it is the one that convinces. */
    private boolean proven(int stood) {
        if (stood >= window) {
            return false;
        }
        proofs = stood == candidate ? proofs + 1 : 1;
        candidate = stood;
        if (proofs >= PROOFS && cap != stood) {
            cap = stood;
            return true;
        }
        return false;
    }

    private @Nullable String measureFull(long nowNanos, int outstanding) {
        if (outstanding < effectiveWindow()) {
            full = false;
            saidFull = false;
            return null;
        }
        if (!full) {
            full = true;
            fullSince = nowNanos;
        } else {
            fullNanos += nowNanos - lookedAt;
        }
        if (!saidFull && nowNanos - fullSince >= NO_CHECKPOINT_NANOS) {
            saidFull = true;
            return "has had its window of " + effectiveWindow() + " messages full for "
                    + (nowNanos - fullSince) / 1_000_000_000L
                    + " s, and nothing more is delivered: no checkpoint has completed meanwhile. Is checkpointing on, and"
                    + " do the checkpoints succeed?";
        }
        return null;
    }

    /** How long the window was full since this was last asked, in milliseconds. */
    long takeFullMs() {
        long ms = fullNanos / 1_000_000L;
        fullNanos -= ms * 1_000_000L;
        return ms;
    }

    /** What the broker delivers without acknowledgement: its cap, if one was found, or the receive maximum. */
    int effectiveWindow() {
        return cap > 0 ? cap : window;
    }
}
