package io.wardstream.jobs;

import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.source.MqttSource;
import io.wardstream.jobs.config.IngestConfig;
import io.wardstream.jobs.config.OptionsFile;
import io.wardstream.jobs.control.KafkaControlSnapshot;
import io.wardstream.jobs.ingest.IngestTopology;
import io.wardstream.jobs.ingest.LogRecord;
import io.wardstream.jobs.ingest.LogWriter;
import io.wardstream.jobs.ingest.RawMessage;
import io.wardstream.jobs.ingest.RawMessageSchema;
import io.wardstream.jobs.ingest.WardTickClock;
import io.wardstream.jobs.kafka.FactWriter;
import io.wardstream.jobs.kafka.Log;
import io.wardstream.jobs.kafka.Topics;
import io.wardstream.model.Rejection;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** From MQTT to the log of bedside events. */
public final class IngestJob {

    /** The job's name. */
    public static final String NAME = "wardstream-ingest";

    /** With a checkpoint a second a session of 16,384 carries as many messages a second. */
    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    private IngestJob() {}

    /** Submits the job: {@code --config FILE [-Dkey=value …]}. */
    public static void main(String[] arguments) throws Exception {
        IngestConfig config = IngestConfig.from(OptionsFile.fromArguments("ingest job", arguments));
        build(config).execute(NAME);
    }

    /** Builds the job with its real ends. */
    public static StreamExecutionEnvironment build(IngestConfig config) {
        StreamExecutionEnvironment env = JobEnvironment.create(config.flink(), CHECKPOINT_INTERVAL);
        Topics topics = config.kafka().topics();
        int partitions = Log.partitions(config.kafka(), topics.events());
        int sessions = Math.min(env.getParallelism(), config.topicFilters().size());

        SingleOutputStreamOperator<RawMessage> messages = OperatorIds.INGEST_MQTT
                .on(env.fromSource(source(config), WatermarkStrategy.noWatermarks(), OperatorIds.INGEST_MQTT.title()))
                .setParallelism(sessions);
        IngestTopology.Outputs out = IngestTopology.build(new IngestTopology.Inputs(
                messages,
                OperatorIds.INGEST_CONTROL.on(Log.control(
                        env, config.kafka(), NAME, List.of(topics.registry()), OperatorIds.INGEST_CONTROL.title())),
                new KafkaControlSnapshot(config.kafka().bootstrapServers(), topics, false),
                partitions));

        OperatorIds.INGEST_EVENTS_SINK.on(
                out.log().sinkTo(Log.<LogRecord>sink(config.kafka(), new LogWriter(topics.events()))));
        OperatorIds.INGEST_REJECTED_SINK.on(out.rejected()
                .sinkTo(Log.sink(
                        config.kafka(),
                        new FactWriter<>(
                                Rejection.class,
                                topics.rejected(),
                                rejection -> String.valueOf(rejection.deviceId()),
                                Rejection::at))));
        return env;
    }

    private static MqttSource<RawMessage> source(IngestConfig config) {
        BrokerTime time = BrokerTime.every(Duration.ofMillis(
                        Math.max(1, config.time().toWallMs(config.tickInterval().toMillis()))))
                .withClock(new WardTickClock(config.time()));
        return MqttSource.<RawMessage>builder()
                .connection(config.mqtt())
                .clientIdPrefix(config.clientIdPrefix())
                .topicFilters(config.topicFilters())
                .deserializer(new RawMessageSchema())
                .receiveMaximum(config.receiveMaximum())
                .sessionExpiry(config.sessionExpiry())
                .sessionLostPolicy(config.sessionLostPolicy())
                .brokerVersionCheck(config.brokerVersionCheck())
                .brokerTime(time)
                .build();
    }
}
