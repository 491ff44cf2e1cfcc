package io.wardstream.jobs;

import io.wardstream.jobs.config.NotifyConfig;
import io.wardstream.jobs.config.OptionsFile;
import io.wardstream.jobs.kafka.FactReader;
import io.wardstream.jobs.kafka.FactWriter;
import io.wardstream.jobs.kafka.Log;
import io.wardstream.jobs.kafka.Topics;
import io.wardstream.jobs.notify.NotifyTopology;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.Delivery;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** From alarms to the people on duty. */
public final class NotifyJob {

    /** The job's name. */
    public static final String NAME = "wardstream-notify";

    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

    private NotifyJob() {}

    /** Submits the job: {@code --config FILE [-Dkey=value …]}. */
    public static void main(String[] arguments) throws Exception {
        NotifyConfig config = NotifyConfig.from(OptionsFile.fromArguments("notify job", arguments));
        build(config).execute(NAME);
    }

    /** Builds the job with its real ends. */
    public static StreamExecutionEnvironment build(NotifyConfig config) {
        StreamExecutionEnvironment env = JobEnvironment.create(config.flink(), CHECKPOINT_INTERVAL);
        Topics topics = config.kafka().topics();
        DataStream<AlarmEvent> alarms = OperatorIds.NOTIFY_ALARMS.on(env.fromSource(
                Log.source(config.kafka(), NAME, List.of(topics.alarms()), new FactReader<>(AlarmEvent.class)),
                WatermarkStrategy.noWatermarks(),
                OperatorIds.NOTIFY_ALARMS.title()));
        OperatorIds.NOTIFY_REPORTS_SINK.on(NotifyTopology.build(alarms, config.endpoint())
                .sinkTo(Log.sink(
                        config.kafka(),
                        new FactWriter<>(Delivery.class, topics.deliveries(), Delivery::deliveryId, Delivery::at))));
        return env;
    }
}
