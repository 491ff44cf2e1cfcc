package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.source.MqttSourceMetric;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.runtime.metrics.MetricNames;

/** What the sessions of one reader count, and which of them the broker knows. Thread-safe. */
final class SourceMetrics {

    private final SourceReaderMetricGroup readerGroup;
    private final MetricGroup group;
    private final Counter reconnects;
    private final Counter sessionsLost;
    private final Counter ticksSkipped;
    private final Counter windowFullMs;
    private final Counter malformed;
    private final Counter bytesIn;
    private final Counter recordsInErrors;
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private volatile long fetchEventTimeLagMs;

    SourceMetrics(SourceReaderMetricGroup readerGroup) {
        this.readerGroup = readerGroup;
        this.group = readerGroup.addGroup(MqttSourceMetric.GROUP);
        this.reconnects = counter(MqttSourceMetric.RECONNECTS);
        this.sessionsLost = counter(MqttSourceMetric.SESSION_LOST);
        this.ticksSkipped = counter(MqttSourceMetric.TICKS_SKIPPED);
        this.windowFullMs = counter(MqttSourceMetric.WINDOW_FULL_TIME);
        this.malformed = counter(MqttSourceMetric.MALFORMED);
        this.bytesIn = readerGroup.getIOMetricGroup().getNumBytesInCounter();
        this.recordsInErrors = readerGroup.getNumRecordsInErrorsCounter();
    }

    private Counter counter(MqttSourceMetric metric) {
        return group.counter(metric.metricName());
    }

    /** Figures that are asked for when somebody looks. */
    void gauges(IntSupplier unacked, LongSupplier ackLatencyMs, DoubleSupplier utilisation, LongSupplier pending) {
        group.gauge(MqttSourceMetric.UNACKED_RECORDS.metricName(), unacked::getAsInt);
        group.gauge(MqttSourceMetric.ACK_LATENCY.metricName(), ackLatencyMs::getAsLong);
        group.gauge(MqttSourceMetric.WINDOW_UTILISATION.metricName(), utilisation::getAsDouble);
        readerGroup.setPendingRecordsGauge(pending::getAsLong);
    }

    /** Offers Flink's gauge of how old a message was when it came; only broker time can tell. */
    void fetchLagGauge() {
        readerGroup.gauge(MetricNames.CURRENT_FETCH_EVENT_TIME_LAG, () -> fetchEventTimeLagMs);
    }

    void fetchLag(long lagMs) {
        fetchEventTimeLagMs = lagMs;
    }

    void received(int bytes) {
        bytesIn.inc(bytes);
    }

    void malformed() {
        malformed.inc();
        recordsInErrors.inc();
    }

    void reconnected() {
        reconnects.inc();
    }

    void sessionLost() {
        sessionsLost.inc();
    }

    /** A tick was not published because the one before was not taken yet. */
    void tickSkipped() {
        ticksSkipped.inc();
    }

    void windowFull(long ms) {
        windowFullMs.inc(ms);
    }

    /** The broker has this split's session. */
    void started(String splitId) {
        started.add(splitId);
    }

    boolean isStarted(String splitId) {
        return started.contains(splitId);
    }
}
