package io.wardstream.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.JobEnvironment;
import io.wardstream.jobs.OperatorIds;
import io.wardstream.jobs.clock.IdleWatermarks;
import io.wardstream.jobs.clock.TickWatermarks;
import io.wardstream.jobs.clock.WallClock;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.jobs.safety.SafetyTopology;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.SharedData;
import io.wardstream.model.recorded.RecordingFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The whole safety flow raises the same alarms, event by event, in whatever order messages of different devices arrive. */
class ArrivalOrderIT {

    private static final Map<String, List<BedsideEvent>> LOGS = new ConcurrentHashMap<>();
    private static final Map<String, Queue<AlarmEvent>> ALARMS = new ConcurrentHashMap<>();

    private record FromLog(String name) implements GeneratorFunction<Long, BedsideEvent> {
        @Override
        public BedsideEvent map(Long index) {
            return LOGS.get(name).get(index.intValue());
        }
    }

    private record Nothing() implements GeneratorFunction<Long, ControlFact> {
        @Override
        public ControlFact map(Long index) {
            return new ControlFact(null, null);
        }
    }

    private record Collect(String name) implements Sink<AlarmEvent> {
        @Override
        public SinkWriter<AlarmEvent> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(AlarmEvent element, Context at) {
                    ALARMS.get(name).add(element);
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }

    private static List<AlarmEvent> run(ArrivalOrder order, List<BedsideEvent> log, int parallelism) throws Exception {
        String name = UUID.randomUUID().toString();
        LOGS.put(name, log);
        ALARMS.put(name, new ConcurrentLinkedQueue<>());
        Configuration flink = new Configuration();
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment env = JobEnvironment.create(flink, Duration.ofMillis(200));
        env.setParallelism(parallelism);
        var events = OperatorIds.BACKTEST_RECORDING.on(env.fromSource(
                        new DataGeneratorSource<>(
                                new FromLog(name),
                                log.size(),
                                RateLimiterStrategy.noOp(),
                                TypeInformation.of(BedsideEvent.class)),
                        TickWatermarks.strategy().withTimestampAssigner((event, t) -> event.acceptedAt()),
                        "log")
                .setParallelism(1));
        var control = OperatorIds.BACKTEST_CONTROL.on(env.fromSource(
                        new DataGeneratorSource<>(
                                new Nothing(), 0, RateLimiterStrategy.noOp(), TypeInformation.of(ControlFact.class)),
                        IdleWatermarks.strategy(),
                        "control")
                .setParallelism(1));
        SafetyTopology.Outputs out = SafetyTopology.build(new SafetyTopology.Inputs(
                events, control, new GivenControl(List.of(), order.settings()), WallClock.recorded()));
        OperatorIds.SAFETY_ALARMS_SINK.on(out.alarms().sinkTo(new Collect(name)));
        env.execute();
        LOGS.remove(name);
        List<AlarmEvent> alarms = new ArrayList<>(ALARMS.remove(name));
        alarms.sort(Comparator.comparing(AlarmEvent::alarmId).thenComparing(AlarmEvent::sequence));
        return alarms;
    }

    @Test
    void raisesTheSameAlarmsInWhateverOrderMessagesArrive() throws Exception {
        Path demo = SharedData.require("bidmc_numerics/demo");
        ArrivalOrder order = ArrivalOrder.of(
                RecordingFormat.BIDMC,
                List.of(demo.resolve("bidmc_13_Numerics.csv"), demo.resolve("bidmc_32_Numerics.csv")));
        List<AlarmEvent> inOrder = run(order, order.inOrder(), 1);
        assertThat(inOrder)
                .extracting(AlarmEvent::phase)
                .contains(AlarmPhase.RAISED, AlarmPhase.ACKNOWLEDGED, AlarmPhase.CLEARED);
        assertThat(run(order, order.shuffled(1), 2)).isEqualTo(inOrder);
        assertThat(run(order, order.shuffled(2), 2)).isEqualTo(inOrder);
    }
}
