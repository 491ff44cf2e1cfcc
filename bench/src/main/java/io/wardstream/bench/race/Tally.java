package io.wardstream.bench.race;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what a reader hands on. One thread hands on; others look. A job's operators are copies in the same process:
 * they find the present one by {@link #present}.
 */
final class Tally {

    private static volatile Tally present = new Tally(Long.MAX_VALUE, 0);

    private final long target;
    private final AtomicLong received = new AtomicLong();
    private final long[] sincePublish;
    private final long[] sinceReceipt;
    private final AtomicInteger samples = new AtomicInteger();
    private volatile boolean sampling;
    private volatile long firstNanos;
    private volatile long doneNanos;

    /**
     * @param target how many messages are all
     * @param samples how many latencies are kept
     */
    private Tally(long target, int samples) {
        this.target = target;
        this.sincePublish = new long[samples];
        this.sinceReceipt = new long[samples];
    }

    /** Begins a new one, for whoever reads next. */
    static Tally begin(long target, int samples) {
        Tally fresh = new Tally(target, samples);
        present = fresh;
        return fresh;
    }

    static Tally present() {
        return present;
    }

    /**
     * A message is handed on. Always the same thread.
     *
     * @param publishedNanos the publisher's clock, which all processes of a machine share
     * @param receivedAtMs wall time at which it came from the network
     */
    void handedOn(long publishedNanos, long receivedAtMs) {
        long count = received.get() + 1;
        if (count == 1) {
            firstNanos = System.nanoTime() - 1_000_000L * (System.currentTimeMillis() - receivedAtMs);
        }
        received.lazySet(count);
        if (count == target) {
            doneNanos = System.nanoTime();
        }
        if (sampling) {
            sample(publishedNanos, receivedAtMs);
        }
    }

    private void sample(long publishedNanos, long receivedAtMs) {
        int next = samples.get();
        if (next < sincePublish.length) {
            java.time.Instant now = java.time.Instant.now();
            sincePublish[next] = System.nanoTime() - publishedNanos;
            sinceReceipt[next] = now.getEpochSecond() * 1_000_000_000L + now.getNano() - receivedAtMs * 1_000_000L;
            samples.lazySet(next + 1);
        }
    }

    /** Latencies are kept from now on. */
    void sample(boolean value) {
        sampling = value;
    }

    long received() {
        return received.get();
    }

    boolean isDone() {
        return doneNanos != 0;
    }

    /** From the first message's arrival until the last was handed on. */
    long elapsedNanos() {
        return doneNanos - firstNanos;
    }

    /** From publishing to handing on, sorted, in nanoseconds. */
    long[] sincePublish() {
        return sorted(sincePublish);
    }

    /**
     * From arrival to handing on, sorted, in nanoseconds; up to a millisecond too long, as arrival is in milliseconds.
     */
    long[] sinceReceipt() {
        return sorted(sinceReceipt);
    }

    private long[] sorted(long[] values) {
        long[] kept = Arrays.copyOf(values, samples.get());
        Arrays.sort(kept);
        return kept;
    }
}
