package io.wardstream.connectors.mqtt.source.reader;

/**
 * Concludes from connections that are closed soon after they were made, again and again, that another client has the
 * same client id: MQTT 3.1.1 does not say so, and not every broker of MQTT 5 does each time. The two take the session
 * from each other in turn, each at the speed at which it reconnects. Used by the fetcher's thread only.
 */
final class FlapWatch {

    /** So many short connections in a row are no accident. */
    static final int LIMIT = 4;

    /** A connection that lives for less than this is a short one. */
    static final long SHORT_NANOS = 10_000_000_000L;

    private long liveSince;
    private int shortOnes;

    void live(long nowNanos) {
        liveSince = nowNanos;
    }

    /** A live connection was lost; whether it now looks as if another client takes the session. */
    boolean lost(long nowNanos) {
        shortOnes = nowNanos - liveSince < SHORT_NANOS ? shortOnes + 1 : 0;
        return shortOnes >= LIMIT;
    }
}
