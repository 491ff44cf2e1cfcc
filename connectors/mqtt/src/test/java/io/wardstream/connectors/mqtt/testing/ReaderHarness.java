package io.wardstream.connectors.mqtt.testing;

import static io.wardstream.connectors.mqtt.testing.Eventually.until;

import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.source.MqttSource;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import io.wardstream.connectors.mqtt.testing.Packets.Publish;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.testutils.source.reader.TestingReaderContext;
import org.apache.flink.connector.testutils.source.reader.TestingReaderOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;

/**
 * A source's reader without a cluster: the test's thread is the task, and says itself when a checkpoint is taken,
 * complete, or aborted.
 */
public final class ReaderHarness implements AutoCloseable {

    private final MetricListener metrics = new MetricListener();
    private final SourceReaderMetricGroup group = InternalSourceReaderMetricGroup.mock(metrics.getMetricGroup());
    private final TestingReaderOutput<String> output = new TestingReaderOutput<>();
    private final SourceReader<String, MqttSplit> reader;

    public ReaderHarness(MqttSource<String> source, MqttSplit... splits) throws Exception {
        reader = source.createReader(new TestingReaderContext(new Configuration(), group));
        reader.start();
        reader.addSplits(List.of(splits));
    }

    /** Takes all there is; returns everything that was handed on until now. */
    public List<String> records() throws Exception {
        while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {
            // The next one.
        }
        return List.copyOf(output.getEmittedRecords());
    }

    /** Takes what comes until so many were handed on. */
    public List<String> records(int atLeast) throws Exception {
        until(atLeast + " records", () -> records().size() >= atLeast);
        return records();
    }

    /** Lets the reader work until a condition holds. */
    public void workUntil(String what, Callable<Boolean> condition) throws Exception {
        until(what, () -> {
            records();
            return condition.call();
        });
    }

    /** Lets the reader work until it fails. */
    public Exception failure() throws Exception {
        Exception[] failure = new Exception[1];
        until("the reader fails", () -> {
            try {
                records();
            } catch (Exception e) {
                failure[0] = e;
            }
            return failure[0] != null;
        });
        return failure[0];
    }

    public List<MqttSplit> snapshot(long checkpoint) {
        return reader.snapshotState(checkpoint);
    }

    public void complete(long checkpoint) throws Exception {
        reader.notifyCheckpointComplete(checkpoint);
    }

    public void abort(long checkpoint) throws Exception {
        reader.notifyCheckpointAborted(checkpoint);
    }

    /** A checkpoint that succeeds. */
    public void checkpoint(long checkpoint) throws Exception {
        snapshot(checkpoint);
        complete(checkpoint);
    }

    public long counter(String name) {
        return metrics.getCounter("MqttSourceReader", name).orElseThrow().getCount();
    }

    /** Records that could not be read, by Flink's own counter. */
    public long recordsInErrors() {
        return group.getNumRecordsInErrorsCounter().getCount();
    }

    /** A figure of Flink's own. */
    public Object flinkGauge(String name) {
        Gauge<Object> gauge = metrics.<Object>getGauge(name).orElseThrow();
        return gauge.getValue();
    }

    public Object gauge(String name) {
        Gauge<Object> gauge = metrics.getGauge("MqttSourceReader", name).orElseThrow();
        return gauge.getValue();
    }

    /**
     * Waits until whatever the client was going to send on a connection has arrived. Needs a source with
     * {@link BrokerTime}: its ticks are publishes of the same client, so what was said before one of them was sent
     * before it. Two, because one may be under way.
     */
    public static void fence(ScriptedBroker.Connection connection) throws Exception {
        int before = ticks(connection);
        until("two ticks", () -> ticks(connection) >= before + 2);
    }

    private static int ticks(ScriptedBroker.Connection connection) {
        return (int) connection.received(Publish.class).stream()
                .filter(publish -> BrokerTime.isTick(publish.topic()))
                .count();
    }

    @Override
    public void close() throws Exception {
        reader.close();
    }
}
