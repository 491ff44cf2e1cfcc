package io.wardstream.bench.race;

import io.wardstream.connectors.mqtt.MqttDeserializationSchema;
import io.wardstream.connectors.mqtt.MqttMessage;
import io.wardstream.connectors.mqtt.source.MqttSource;
import java.io.Serial;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** The connector's source and a sink that only counts, in one task; it acknowledges with its checkpoints. */
final class ConnectorReader implements Reader {

    private final Jobs jobs;
    private final JobID job;

    private ConnectorReader(Jobs jobs, JobID job) {
        this.jobs = jobs;
        this.job = job;
    }

    /** Submits the job. It connects when it runs. */
    static ConnectorReader start(Jobs jobs, Ground ground, String prefix, int receiveMaximum, Duration checkpoints)
            throws Exception {
        StreamExecutionEnvironment env = Jobs.environment("read", checkpoints);
        env.fromSource(
                        MqttSource.<Long>builder()
                                .connection(ground.connection())
                                .clientIdPrefix(prefix)
                                .topicFilters(Load.FILTER)
                                .receiveMaximum(receiveMaximum)
                                .brokerVersionCheck(false)
                                .deserializer(new Numbers())
                                .build(),
                        WatermarkStrategy.noWatermarks(),
                        "mqtt")
                .uid("mqtt")
                .sinkTo(new Count())
                .uid("count");
        return new ConnectorReader(jobs, jobs.submit(env));
    }

    @Override
    public void close() throws Exception {
        jobs.check(job);
        jobs.cancel(job);
    }

    /** The same work that the bare client's reader does. */
    private static final class Numbers implements MqttDeserializationSchema<Long> {

        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public void deserialize(MqttMessage message, Collector<Long> out) {
            out.collect(Load.number(message.payload()));
        }

        @Override
        public TypeInformation<Long> getProducedType() {
            return Types.LONG;
        }
    }

    private static final class Count implements Sink<Long> {

        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public SinkWriter<Long> createWriter(WriterInitContext context) {
            return new Writer(Tally.present());
        }
    }

    private record Writer(Tally tally) implements SinkWriter<Long> {

        @Override
        public void write(Long publishedNanos, Context context) {
            // Without broker time, a record's timestamp is when it was received.
            Long receivedAtMs = context.timestamp();
            tally.handedOn(publishedNanos, receivedAtMs == null ? 0 : receivedAtMs);
        }

        @Override
        public void flush(boolean endOfInput) {
            // It holds nothing.
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
