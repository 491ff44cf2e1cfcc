package io.wardstream.connectors.mqtt.testing;

import static io.wardstream.connectors.mqtt.testing.Eventually.until;

import io.wardstream.connectors.mqtt.sink.MqttSink;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.MetricsGroupTestUtils;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/**
 * A sink's writer without a cluster: the test's thread is the task, with a mailbox of Flink's own, and says itself what
 * time it is.
 */
public final class WriterHarness implements AutoCloseable {

    /** The time at which a harness starts. */
    public static final long START_MS = 1_000_000;

    private static final SinkWriter.Context CONTEXT = new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public Long timestamp() {
            return null;
        }
    };

    private final MetricListener metrics = new MetricListener();
    private final TestProcessingTimeService time = new TestProcessingTimeService();
    private final TaskMailboxImpl mailbox = new TaskMailboxImpl(Thread.currentThread());
    private final MailboxExecutor executor = new MailboxExecutorImpl(mailbox, 0, StreamTaskActionExecutor.IMMEDIATE);
    private final SinkWriter<String> writer;

    public WriterHarness(MqttSink<String> sink) throws Exception {
        time.setCurrentTime(START_MS);
        writer = sink.createWriter(new Context());
    }

    /** Writes records; waits when the writer does. */
    public void write(String... records) throws Exception {
        for (String element : records) {
            writer.write(element, CONTEXT);
        }
    }

    /** What Flink does before a checkpoint. */
    public void flush() throws Exception {
        writer.flush(false);
    }

    /** Lets the task do what is in its mailbox until a condition holds. */
    public void workUntil(String what, Callable<Boolean> condition) throws Exception {
        until(what, () -> {
            while (executor.tryYield()) {
                // The next mail.
            }
            return condition.call();
        });
    }

    /** Lets time go by; what is due is done. */
    public void pass(long ms) throws Exception {
        time.advance(ms);
    }

    public long nowMs() {
        return time.getCurrentProcessingTime();
    }

    public long counter(String name) {
        return metrics.getCounter("MqttSinkWriter", name).orElseThrow().getCount();
    }

    /** Messages that the broker has not taken yet. Any thread. */
    public int pending() {
        Gauge<Integer> gauge =
                metrics.<Integer>getGauge("MqttSinkWriter", "pendingRecords").orElseThrow();
        return gauge.getValue();
    }

    @Override
    public void close() throws Exception {
        writer.close();
        mailbox.close();
    }

    private final class Context implements WriterInitContext {
        private final SinkWriterMetricGroup group =
                MetricsGroupTestUtils.mockWriterMetricGroup(metrics.getMetricGroup());

        @Override
        public MailboxExecutor getMailboxExecutor() {
            return executor;
        }

        @Override
        public ProcessingTimeService getProcessingTimeService() {
            return time;
        }

        @Override
        public SinkWriterMetricGroup metricGroup() {
            return group;
        }

        @Override
        public TaskInfo getTaskInfo() {
            return new TaskInfoImpl("sink", 4, 2, 4, 0);
        }

        @Override
        public OptionalLong getRestoredCheckpointId() {
            return OptionalLong.empty();
        }

        @Override
        public JobInfo getJobInfo() {
            throw new UnsupportedOperationException();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
            return new SerializationSchema.InitializationContext() {
                @Override
                public MetricGroup getMetricGroup() {
                    return new UnregisteredMetricsGroup();
                }

                @Override
                public UserCodeClassLoader getUserCodeClassLoader() {
                    return SimpleUserCodeClassLoader.create(WriterHarness.class.getClassLoader());
                }
            };
        }

        @Override
        public boolean isObjectReuseEnabled() {
            return false;
        }

        @Override
        public <IN> TypeSerializer<IN> createInputSerializer() {
            throw new UnsupportedOperationException();
        }
    }
}
