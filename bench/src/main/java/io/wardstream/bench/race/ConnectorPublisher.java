package io.wardstream.bench.race;

import io.wardstream.connectors.mqtt.sink.MqttPublication;
import io.wardstream.connectors.mqtt.sink.MqttSink;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The connector's sink behind a sequence of numbers, in one task, with a checkpoint a second. */
final class ConnectorPublisher {

    private ConnectorPublisher() {}

    static void run(Jobs jobs, Ground ground, Stretch stretch, int window, Duration atMost) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment("publish", Duration.ofSeconds(1));
        env.fromSource(new NumberSequenceSource(0, stretch.all() - 1), WatermarkStrategy.noWatermarks(), "numbers")
                .uid("numbers")
                .sinkTo(new Timed(MqttSink.<Long>builder()
                        .connection(ground.connection())
                        .clientIdPrefix("race-publisher")
                        .window(window)
                        .serializer(number -> MqttPublication.to(Load.topic(number), Load.payload(number))
                                .build())
                        .build()))
                .uid("mqtt");
        JobID job = jobs.submit(env);
        jobs.awaitEnd(job, atMost);
    }

    /** Looks at the clock when the stretch begins and when the last flush has returned; all else is the sink's. */
    private record Timed(MqttSink<Long> sink) implements Sink<Long> {

        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public SinkWriter<Long> createWriter(WriterInitContext context) throws IOException {
            return new TimedWriter(sink.createWriter(context), Stretch.present());
        }
    }

    private record TimedWriter(SinkWriter<Long> writer, Stretch stretch) implements SinkWriter<Long> {

        @Override
        public void write(Long number, Context context) throws IOException, InterruptedException {
            stretch.handedOver(number);
            writer.write(number, context);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
            writer.flush(endOfInput);
            if (endOfInput) {
                stretch.acknowledged();
            }
        }

        @Override
        public void close() throws Exception {
            writer.close();
        }
    }
}
