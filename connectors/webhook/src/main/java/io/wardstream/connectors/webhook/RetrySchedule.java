package io.wardstream.connectors.webhook;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a failed delivery is tried again, and when it is given up. Times are milliseconds.
 *
 * <p>After the n-th failed attempt the wait is the n-th of {@code firstDelaysMs}; when those are used up it is
 * {@code thenDelayMs}, doubled with every further failure up to {@code maxDelayMs}. Every wait is spread by
 * {@code jitter}: with 0.2 a wait of 10 s becomes 8 to 12 s, so that deliveries that failed together do not come back
 * together.
 *
 * <p>A message is given up when {@code maxAttempts} attempts have failed (0: no such limit) or when its next attempt
 * would start more than {@code maxAgeMs} after the message arrived. No message is given up without an attempt.
 */
public record RetrySchedule(
        List<Long> firstDelaysMs, long thenDelayMs, long maxDelayMs, double jitter, int maxAttempts, long maxAgeMs)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long MAX_DAYS = 365;

    public RetrySchedule {
        firstDelaysMs = List.copyOf(firstDelaysMs);
    }

    /** 1, 2, 4, 8 and 15 s, then 30 s doubling to 15 min, each give or take a fifth, for 24 hours. */
    public static RetrySchedule standard() {
        return new RetrySchedule(
                List.of(1_000L, 2_000L, 4_000L, 8_000L, 15_000L),
                30_000,
                Duration.ofMinutes(15).toMillis(),
                0.2,
                0,
                Duration.ofHours(24).toMillis());
    }

    /** The same with another limit on attempts; 0 for none. */
    public RetrySchedule withMaxAttempts(int attempts) {
        return new RetrySchedule(firstDelaysMs, thenDelayMs, maxDelayMs, jitter, attempts, maxAgeMs);
    }

    /** The same with another limit on age. */
    public RetrySchedule withMaxAge(Duration age) {
        return new RetrySchedule(firstDelaysMs, thenDelayMs, maxDelayMs, jitter, maxAttempts, age.toMillis());
    }

    /** The same with another spread, 0 (none) up to but not 1. */
    public RetrySchedule withJitter(double spread) {
        return new RetrySchedule(firstDelaysMs, thenDelayMs, maxDelayMs, spread, maxAttempts, maxAgeMs);
    }

    /** The same with other waits. */
    public RetrySchedule withDelays(List<Duration> first, Duration then, Duration max) {
        return new RetrySchedule(
                first.stream().map(Duration::toMillis).toList(),
                then.toMillis(),
                max.toMillis(),
                jitter,
                maxAttempts,
                maxAgeMs);
    }

    /**
     * The wait after a failed attempt.
     *
     * @param failedAttempts how many attempts have failed, at least 1
     * @param random a number in [0, 1); 0.5 means no spread
     */
    public long delayMs(int failedAttempts, double random) {
        long base;
        if (failedAttempts <= firstDelaysMs.size()) {
            base = firstDelaysMs.get(failedAttempts - 1);
        } else {
            int doublings = Math.min(failedAttempts - firstDelaysMs.size() - 1, 40);
            // In floating point, because forty doublings of a long may overflow.
            base = (long) Math.min(thenDelayMs * Math.pow(2, doublings), (double) maxDelayMs);
        }
        return Math.round(base * (1 + jitter * (2 * random - 1)));
    }

    /** What is wrong, each saying what is accepted; empty if nothing is. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        long limit = Duration.ofDays(MAX_DAYS).toMillis();
        for (long delay : firstDelaysMs) {
            if (delay < 1 || delay > limit) {
                problems.add("every retry delay must be 1 ms to " + MAX_DAYS + " days, one is " + delay + " ms");
            }
        }
        if (thenDelayMs < 1 || thenDelayMs > limit) {
            problems.add(
                    "the doubling retry delay must be 1 ms to " + MAX_DAYS + " days, it is " + thenDelayMs + " ms");
        }
        if (maxDelayMs < thenDelayMs || maxDelayMs > limit) {
            problems.add("the longest retry delay must be " + thenDelayMs + " ms (where doubling starts) to " + MAX_DAYS
                    + " days, it is " + maxDelayMs + " ms");
        }
        if (!(jitter >= 0 && jitter < 1)) {
            problems.add("jitter must be at least 0 and less than 1, it is " + jitter);
        }
        if (maxAttempts < 0) {
            problems.add("the limit on attempts must be at least 1, or 0 for none, it is " + maxAttempts);
        }
        if (maxAgeMs < 1 || maxAgeMs > limit) {
            problems.add("the limit on age must be 1 ms to " + MAX_DAYS + " days, it is " + maxAgeMs + " ms");
        }
        return problems;
    }
}
