package io.wardstream.bench.scoreboard;

import io.wardstream.jobs.JobEnvironment;
import io.wardstream.jobs.OperatorIds;
import io.wardstream.jobs.clock.IdleWatermarks;
import io.wardstream.jobs.clock.TickWatermarks;
import io.wardstream.jobs.clock.WallClock;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.jobs.safety.SafetyTopology;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.Sign;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The real safety flow on a small cluster in this process, in step with whoever drives it: a step's events go in with a
 * beat of the ward clock behind them, and when that beat has come out at every end, all that follows from the step is
 * known.
 *
 * <p>So it is as deterministic as the flow itself, and as fast as the machine. Parallelism 1, state on the heap, no
 * checkpoints. For one driving thread.
 */
public final class ClosedLoop implements AutoCloseable {

    private static final Map<String, Exchange> EXCHANGES = new ConcurrentHashMap<>();

    private static final String ALARMS = "alarms";
    private static final String CLAMPS = "clamps";
    private static final String SIGNS = "signs";
    private static final long STEP_LIMIT_MS = 120_000;
    private static final long LOOK_MS = 200;

    private final String name = UUID.randomUUID().toString();
    private final Exchange exchange = new Exchange();
    private final JobClient job;

    /** What followed from a step. */
    public record Step(List<AlarmEvent> alarms, List<ClampEvent> clamps, List<Sign> signs) {}

    /**
     * Starts the flow.
     *
     * @param tampered what is done to the flow's ends before they are read: nothing, except in tests of the scoreboard
     */
    public ClosedLoop(GivenControl control, UnaryOperator<SafetyTopology.Outputs> tampered) throws Exception {
        EXCHANGES.put(name, exchange);
        Configuration flink = new Configuration();
        flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        StreamExecutionEnvironment env = JobEnvironment.bounded(flink);
        env.setParallelism(1);
        DataStream<BedsideEvent> events = OperatorIds.BACKTEST_RECORDING.on(env.fromSource(
                new DataGeneratorSource<>(
                        new FromExchange(name),
                        Long.MAX_VALUE,
                        RateLimiterStrategy.noOp(),
                        TypeInformation.of(BedsideEvent.class)),
                TickWatermarks.strategy().withTimestampAssigner((event, t) -> event.acceptedAt()),
                OperatorIds.BACKTEST_RECORDING.title()));
        DataStream<ControlFact> facts = OperatorIds.BACKTEST_CONTROL.on(env.fromSource(
                new DataGeneratorSource<>(
                        index -> new ControlFact(null, null),
                        0,
                        RateLimiterStrategy.noOp(),
                        TypeInformation.of(ControlFact.class)),
                IdleWatermarks.strategy(),
                OperatorIds.BACKTEST_CONTROL.title()));
        SafetyTopology.Outputs out = tampered.apply(
                SafetyTopology.build(new SafetyTopology.Inputs(events, facts, control, WallClock.recorded())));
        OperatorIds.SAFETY_ALARMS_SINK.on(out.alarms().sinkTo(new End<>(name, ALARMS)));
        OperatorIds.SAFETY_COMMANDS_SINK.on(out.clamps().sinkTo(new End<>(name, CLAMPS)));
        OperatorIds.SAFETY_SIGNS_SINK.on(out.signs().sinkTo(new End<>(name, SIGNS)));
        job = env.executeAsync("wardstream-scoreboard");
    }

    /**
     * Goes one step.
     *
     * @param events what is heard, in the order of time
     * @param through how far the ward clock comes
     * @throws IllegalStateException if the flow failed or stands still
     */
    public Step step(List<BedsideEvent> events, long through) throws InterruptedException {
        exchange.give(events, through);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STEP_LIMIT_MS);
        while (true) {
            Step step = exchange.await(through);
            if (step != null) {
                return step;
            }
            failIfEnded();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The flow did not come through a step in " + STEP_LIMIT_MS + " ms");
            }
        }
    }

    private void failIfEnded() throws InterruptedException {
        try {
            job.getJobExecutionResult().get(0, TimeUnit.MILLISECONDS);
            throw new IllegalStateException("The flow has ended");
        } catch (TimeoutException e) {
            // It runs.
        } catch (ExecutionException e) {
            throw new IllegalStateException("The flow failed", e);
        }
    }

    @Override
    public void close() throws Exception {
        EXCHANGES.remove(name);
        try {
            job.cancel().get(30, TimeUnit.SECONDS);
            job.getJobExecutionResult().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // Cancelled, as asked.
        }
    }

    /** Between the driver's thread and those of the flow. */
    private static final class Exchange {

        private final Deque<BedsideEvent> waiting = new ArrayDeque<>();
        private final Map<String, Long> reached = new HashMap<>();
        private List<AlarmEvent> alarms = new ArrayList<>();
        private List<ClampEvent> clamps = new ArrayList<>();
        private List<Sign> signs = new ArrayList<>();

        synchronized void give(List<BedsideEvent> events, long through) {
            waiting.addAll(events);
            waiting.add(BedsideEvent.tick(through));
            notifyAll();
        }

        synchronized BedsideEvent next() throws InterruptedException {
            while (true) {
                BedsideEvent event = waiting.poll();
                if (event != null) {
                    return event;
                }
                wait();
            }
        }

        synchronized void took(Object element) {
            if (element instanceof AlarmEvent alarm) {
                alarms.add(alarm);
            } else if (element instanceof ClampEvent clamp) {
                clamps.add(clamp);
            } else if (element instanceof Sign sign) {
                signs.add(sign);
            }
        }

        synchronized void reached(String end, long time) {
            reached.put(end, time);
            notifyAll();
        }

        synchronized @Nullable Step await(long through) throws InterruptedException {
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_MS);
            while (!allReached(through)) {
                if (System.nanoTime() >= until) {
                    return null;
                }
                wait(LOOK_MS);
            }
            Step step = new Step(alarms, clamps, signs);
            alarms = new ArrayList<>();
            clamps = new ArrayList<>();
            signs = new ArrayList<>();
            return step;
        }

        private boolean allReached(long through) {
            return List.of(ALARMS, CLAMPS, SIGNS).stream()
                    .allMatch(end -> reached.getOrDefault(end, Long.MIN_VALUE) >= through);
        }
    }

    private static Exchange exchange(String name) {
        Exchange exchange = EXCHANGES.get(name);
        if (exchange == null) {
            throw new IllegalStateException("The loop has ended");
        }
        return exchange;
    }

    /** The events of a step, as they are given; between steps it waits. */
    private record FromExchange(String name) implements GeneratorFunction<Long, BedsideEvent> {
        @Override
        public BedsideEvent map(Long index) throws InterruptedException {
            return exchange(name).next();
        }
    }

    /** An end of the flow: hands on what comes, and says how far time has come. */
    private record End<T>(String name, String end) implements Sink<T> {
        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            Exchange exchange = exchange(name);
            return new SinkWriter<>() {
                @Override
                public void write(T element, Context sinkContext) {
                    exchange.took(element);
                }

                @Override
                public void writeWatermark(Watermark watermark) {
                    exchange.reached(end, watermark.getTimestamp());
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }
}
