package io.wardstream.local.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardstream.local.servers.EmbeddedFlink;
import io.wardstream.local.servers.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that start and jobs that do not, on the ward's own cluster. */
class JobStartIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String FIRST = "first";
    private static final String SECOND = "second";

    private static EmbeddedFlink flink;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        flink = EmbeddedFlink.start(folder.resolve("flink"), new Ports().free(), 8, folder.resolve("log"));
    }

    @AfterAll
    static void stop() throws Exception {
        flink.close();
    }

    /** Remembers the last of each key, as a type that may change from version to version. */
    private static final class Remember extends RichMapFunction<Long, Long> {

        private final TypeInformation<?> type;
        private transient ValueState<Object> last;

        Remember(TypeInformation<?> type) {
            this.type = type;
        }

        @Override
        @SuppressWarnings("unchecked")
        public void open(OpenContext context) {
            last = (ValueState<Object>) getRuntimeContext().getState(new ValueStateDescriptor<>("last", type));
        }

        @Override
        public Long map(Long number) throws Exception {
            last.update(type.equals(Types.LONG) ? number : String.valueOf(number));
            return number;
        }
    }

    private static final class Fails extends RichMapFunction<Long, Long> {
        @Override
        public void open(OpenContext context) {
            throw new IllegalStateException("outer", new IOException("there is no broker\nat this address"));
        }

        @Override
        public Long map(Long number) {
            return number;
        }
    }

    private static StreamExecutionEnvironment job(
            String restart, String operator, RichMapFunction<Long, Long> function) {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, restart);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        env.fromSource(
                        new DataGeneratorSource<>(
                                number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(200), Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .uid("numbers")
                .keyBy(number -> number % 3)
                .map(function)
                .uid(operator)
                .sinkTo(new DiscardingSink<>())
                .uid("end");
        return env;
    }

    private static void run(String name, StreamExecutionEnvironment env, Duration limit) throws Exception {
        JobStart start = new JobStart(flink, limit);
        var unused = flink.submit(name, env);
        start.awaitAccepted(name);
        start.awaitRunning(name);
    }

    private static void savedBy(String name, StreamExecutionEnvironment env) throws Exception {
        run(name, env, LONG);
        flink.stop(name);
    }

    private static void assertRefused(String name, StreamExecutionEnvironment env, String... causes) {
        long began = System.nanoTime();
        assertThatThrownBy(() -> run(name, env, LONG))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the job " + name + " cannot go on from its state")
                .hasMessageContainingAll(
                        "another version of Wardstream", "another --data", "still open", "acknowledgements")
                .hasMessageContainingAll(causes)
                .hasMessageNotContainingAny("\n", "allowNonRestoredState");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void goesOnFromAStateThatFits() throws Exception {
        savedBy("fits", job("none", FIRST, new Remember(Types.LONG)));
        run("fits", job("none", FIRST, new Remember(Types.LONG)), LONG);
        assertThat(flink.runs("fits")).isTrue();
    }

    @Test
    void saysAtOnceThatTheStateHasAnOperatorThatTheJobLacks() throws Exception {
        savedBy("lacks", job("none", FIRST, new Remember(Types.LONG)));
        assertRefused(
                "lacks",
                job("exponential-delay", SECOND, new Remember(Types.LONG)),
                "the operator is not available in the new program");
    }

    @Test
    void saysAtOnceThatTheStateHasAnotherForm() throws Exception {
        savedBy("form", job("none", FIRST, new Remember(Types.LONG)));
        assertRefused("form", job("exponential-delay", FIRST, new Remember(Types.STRING)), "serializer");
    }

    @Test
    void saysAtOnceWhyAJobHasFailedForGood() {
        long began = System.nanoTime();
        assertThatThrownBy(() -> run("fails", job("none", FIRST, new Fails()), LONG))
                .isInstanceOf(IOException.class)
                .hasMessage("the job fails is FAILED: there is no broker at this address");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void saysAtTheEndWhyAJobFailsAgainAndAgain() {
        assertThatThrownBy(() -> run("again", job("exponential-delay", FIRST, new Fails()), Duration.ofSeconds(2)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the job again does not run after 2 s, it is R")
                .hasMessageEndingWith(" and failed last because of: there is no broker at this address");
    }
}
