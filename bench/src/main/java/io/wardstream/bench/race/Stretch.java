package io.wardstream.bench.race;

/**
 * Times the publishing of {@code messages} messages behind a run-up that is not timed: from the moment at which the first of
 * them is handed over until the broker has acknowledged all. A job's operators find the present one by {@link #present}.
 */
final class Stretch {

    private static volatile Stretch present = new Stretch(0, 0);

    private final long runUp;
    private final long messages;
    private volatile long beganNanos;
    private volatile long endedNanos;

    private Stretch(long runUp, long messages) {
        this.runUp = runUp;
        this.messages = messages;
    }

    static Stretch begin(long runUp, long messages) {
        Stretch fresh = new Stretch(runUp, messages);
        present = fresh;
        return fresh;
    }

    static Stretch present() {
        return present;
    }

    /** Everything that is to be published, the run-up and the stretch. */
    long all() {
        return runUp + messages;
    }

    long messages() {
        return messages;
    }

    /** The {@code index}-th message, counted from 0, is handed over now. */
    void handedOver(long index) {
        if (index == runUp) {
            beganNanos = System.nanoTime();
        }
    }

    /** The broker has acknowledged everything. */
    void acknowledged() {
        endedNanos = System.nanoTime();
    }

    boolean hasBegun() {
        return beganNanos != 0;
    }

    boolean isDone() {
        return endedNanos != 0;
    }

    long elapsedNanos() {
        return endedNanos - beganNanos;
    }
}
