package io.wardstream.connectors.webhook.internal;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The figures of one endpoint in one subtask, in the operator's metric group under {@code endpoint.<name>}. Counters
 * start at 0 with every restart of the job; {@code pending} is right from the first moment. Times are milliseconds.
 */
final class DeliveryMetrics {

    private static final int HISTORY = 1_000;

    private final Counter attempts = new SimpleCounter();
    private final Counter failedAttempts = new SimpleCounter();
    private final Counter delivered = new SimpleCounter();
    private final Counter retries = new SimpleCounter();
    private final Counter dead = new SimpleCounter();
    private final Counter superseded = new SimpleCounter();
    private final Counter duplicates = new SimpleCounter();
    private final Histogram latencyMs = new DescriptiveStatisticsHistogram(HISTORY);
    // Written by the task thread and read by reporters.
    private volatile long lastAttemptMs;
    private volatile int inFlight;
    private volatile long pending;

    DeliveryMetrics(MetricGroup operator, String endpoint) {
        MetricGroup group = operator.addGroup("endpoint", endpoint);
        // The first three are FLIP-33's names for a sink that sends.
        group.counter("numRecordsSend", attempts);
        group.counter("numRecordsSendErrors", failedAttempts);
        group.gauge("currentSendTime", () -> lastAttemptMs);
        group.counter("delivered", delivered);
        group.counter("retries", retries);
        group.counter("dead", dead);
        group.counter("superseded", superseded);
        group.counter("duplicates", duplicates);
        group.histogram("latency", latencyMs);
        group.gauge("inFlight", () -> inFlight);
        group.gauge("pending", () -> pending);
    }

    void attempted(long tookMs, boolean failed) {
        attempts.inc();
        lastAttemptMs = tookMs;
        if (failed) {
            failedAttempts.inc();
        }
    }

    /** @param afterMs from the message's arrival to the endpoint's 2xx */
    void delivered(long afterMs) {
        delivered.inc();
        latencyMs.update(afterMs);
    }

    void retried() {
        retries.inc();
    }

    void died() {
        dead.inc();
    }

    void superseded() {
        superseded.inc();
    }

    void duplicate() {
        duplicates.inc();
    }

    void inFlight(int now) {
        inFlight = now;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the task thread writes.
    void pendingChanged(long by) {
        pending += by;
    }
}
