package io.wardstream.jobs;

import io.wardstream.connectors.storage.Migrations;
import io.wardstream.jobs.archive.ArchiveTopology;
import io.wardstream.jobs.archive.LogEntryReader;
import io.wardstream.jobs.config.ArchiveConfig;
import io.wardstream.jobs.config.OptionsFile;
import io.wardstream.jobs.kafka.FactReader;
import io.wardstream.jobs.kafka.Log;
import io.wardstream.jobs.kafka.Topics;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.Delivery;
import io.wardstream.model.Rejection;
import io.wardstream.model.Score;
import io.wardstream.model.Sign;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** From the log to the Parquet lake and the warehouse. */
public final class ArchiveJob {

    /** The job's name. */
    public static final String NAME = "wardstream-archive";

    /** Files are finished with checkpoints: longer means fewer and larger files, shorter means fresher ones. */
    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(60);

    private ArchiveJob() {}

    /** Submits the job: {@code --config FILE [-Dkey=value …]}. */
    public static void main(String[] arguments) throws Exception {
        ArchiveConfig config = ArchiveConfig.from(OptionsFile.fromArguments("archive job", arguments));
        build(config).execute(NAME);
    }

    /** Brings the database's tables up to date, and builds the job with its real ends. */
    public static StreamExecutionEnvironment build(ArchiveConfig config) {
        int unused = Migrations.migrate(config.warehouse());
        StreamExecutionEnvironment env = JobEnvironment.create(config.flink(), CHECKPOINT_INTERVAL);
        Topics topics = config.kafka().topics();
        ArchiveTopology.build(
                new ArchiveTopology.Inputs(
                        read(env, config, topics.events(), new LogEntryReader()),
                        read(env, config, topics.alarms(), new FactReader<>(AlarmEvent.class)),
                        read(env, config, topics.commands(), new FactReader<>(ClampEvent.class)),
                        read(env, config, topics.signs(), new FactReader<>(Sign.class)),
                        read(env, config, topics.scores(), new FactReader<>(Score.class)),
                        read(env, config, topics.rejected(), new FactReader<>(Rejection.class)),
                        read(env, config, topics.deliveries(), new FactReader<>(Delivery.class)),
                        OperatorIds.ARCHIVE_SOURCE.on(
                                Log.control(
                                        env,
                                        config.kafka(),
                                        NAME,
                                        List.of(topics.registry(), topics.settings()),
                                        OperatorIds.ARCHIVE_SOURCE.title()),
                                "control")),
                new ArchiveTopology.Ends(config.lake(), config.warehouse()));
        return env;
    }

    private static <T> DataStream<T> read(
            StreamExecutionEnvironment env,
            ArchiveConfig config,
            String topic,
            KafkaRecordDeserializationSchema<T> reader) {
        String part = topic.substring(config.kafka().topics().prefix().length());
        return OperatorIds.ARCHIVE_SOURCE.on(
                env.fromSource(
                        Log.source(config.kafka(), NAME + "-" + part, List.of(topic), reader),
                        WatermarkStrategy.noWatermarks(),
                        OperatorIds.ARCHIVE_SOURCE.title()),
                part);
    }
}
