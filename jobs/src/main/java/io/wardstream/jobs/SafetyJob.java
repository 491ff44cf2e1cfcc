package io.wardstream.jobs;

import io.wardstream.cep.WatchmanProbe;
import io.wardstream.connectors.mqtt.sink.MqttSink;
import io.wardstream.connectors.mqtt.sink.OutagePolicy;
import io.wardstream.connectors.mqtt.sink.RefusalPolicy;
import io.wardstream.jobs.clock.TickWatermarks;
import io.wardstream.jobs.config.OptionsFile;
import io.wardstream.jobs.config.SafetyConfig;
import io.wardstream.jobs.control.KafkaControlSnapshot;
import io.wardstream.jobs.kafka.FactWriter;
import io.wardstream.jobs.kafka.Log;
import io.wardstream.jobs.kafka.Topics;
import io.wardstream.jobs.safety.ClampGate;
import io.wardstream.jobs.safety.ClampPublisher;
import io.wardstream.jobs.safety.Prediction;
import io.wardstream.jobs.safety.SafetyTopology;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.Score;
import io.wardstream.model.Sign;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** From bedside events to alarms and clamp commands. */
public final class SafetyJob {

    /** The job's name. */
    public static final String NAME = "wardstream-safety";

    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

    private SafetyJob() {}

    /** Submits the job: {@code --config FILE [-Dkey=value …]}. */
    public static void main(String[] arguments) throws Exception {
        SafetyConfig config = SafetyConfig.from(OptionsFile.fromArguments("safety job", arguments));
        build(config).execute(NAME);
    }

    /** Builds the job with its real ends. */
    public static StreamExecutionEnvironment build(SafetyConfig config) {
        StreamExecutionEnvironment env = JobEnvironment.create(config.flink(), CHECKPOINT_INTERVAL);
        Topics topics = config.kafka().topics();
        Log.checkParallelism(
                NAME, env.getParallelism(), Log.partitions(config.kafka(), topics.events()), topics.events());

        SingleOutputStreamOperator<BedsideEvent> events = OperatorIds.SAFETY_EVENTS.on(env.fromSource(
                Log.events(config.kafka(), NAME), TickWatermarks.strategy(), OperatorIds.SAFETY_EVENTS.title()));
        SafetyTopology.Outputs out = SafetyTopology.build(new SafetyTopology.Inputs(
                events,
                OperatorIds.SAFETY_CONTROL.on(Log.control(
                        env,
                        config.kafka(),
                        NAME,
                        List.of(topics.registry(), topics.settings()),
                        OperatorIds.SAFETY_CONTROL.title())),
                new KafkaControlSnapshot(config.kafka().bootstrapServers(), topics, true),
                config.time(),
                new Prediction(config.riskModel(), false)));

        FactWriter<AlarmEvent> alarmWriter =
                new FactWriter<>(AlarmEvent.class, topics.alarms(), AlarmEvent::alarmId, AlarmEvent::at);
        OperatorIds.SAFETY_ALARMS_SINK.on(OperatorIds.SAFETY_ALARMS
                .on(out.alarms().filter(event -> !WatchmanProbe.isEcho(event)))
                .sinkTo(Log.sink(config.kafka(), alarmWriter)));
        OperatorIds.SAFETY_PROBES_SINK.on(OperatorIds.SAFETY_PROBES
                .on(out.alarms().filter(WatchmanProbe::isEcho))
                .sinkTo(Log.sink(
                        config.kafka(),
                        new FactWriter<>(AlarmEvent.class, topics.probes(), AlarmEvent::alarmId, AlarmEvent::at))));
        OperatorIds.SAFETY_WATCHDOG_SINK.on(SafetyTopology.watch(events, config.time())
                .sinkTo(Log.sink(config.kafka(), alarmWriter))
                .setParallelism(1));
        OperatorIds.SAFETY_COMMANDS_SINK.on(out.clamps()
                .sinkTo(Log.sink(
                        config.kafka(),
                        new FactWriter<>(ClampEvent.class, topics.commands(), ClampEvent::commandId, ClampEvent::at))));
        OperatorIds.SAFETY_CLAMPS_SINK.on(out.clamps().sinkTo(commands(config)));
        OperatorIds.SAFETY_SIGNS_SINK.on(out.signs()
                .sinkTo(Log.sink(
                        config.kafka(),
                        new FactWriter<>(
                                Sign.class,
                                topics.signs(),
                                sign -> sign.subject().key(),
                                Sign::at))));
        OperatorIds.SAFETY_SCORES_SINK.on(out.scores()
                .sinkTo(Log.sink(
                        config.kafka(),
                        new FactWriter<>(
                                Score.class,
                                topics.scores(),
                                score -> score.subject().key(),
                                Score::at))));
        return env;
    }

    /**
     * The way to the clamps. Whatever is wrong with it must not end the job, which has alarms to raise: a command that
     * does not reach its clamp expires, and the gate raises the alarm that the clamp did not answer.
     */
    private static MqttSink<ClampEvent> commands(SafetyConfig config) {
        return MqttSink.<ClampEvent>builder()
                .connection(config.mqtt())
                .clientIdPrefix(config.clientIdPrefix())
                .serializer(new ClampPublisher(config.time()))
                .refusalPolicy(RefusalPolicy.DROP)
                .outagePolicy(OutagePolicy.WAIT)
                .ackTimeout(Duration.ofMillis(Math.max(1, config.time().toWallMs(ClampGate.EXPIRES_MS))))
                .build();
    }
}
