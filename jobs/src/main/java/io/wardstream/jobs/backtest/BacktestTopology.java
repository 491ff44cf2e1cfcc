package io.wardstream.jobs.backtest;

import io.wardstream.jobs.OperatorIds;
import io.wardstream.jobs.clock.IdleWatermarks;
import io.wardstream.jobs.clock.TickWatermarks;
import io.wardstream.jobs.clock.WallClock;
import io.wardstream.jobs.config.BacktestConfig;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.jobs.safety.Prediction;
import io.wardstream.jobs.safety.SafetyTopology;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.wire.WireFormat;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The safety topology between a recording and files.
 *
 * <p>Of a registry there is only what the recording's load cells need to be understood; nothing could fall silent or
 * close.
 */
final class BacktestTopology {

    private BacktestTopology() {}

    /**
     * Builds the flow.
     *
     * @param given the devices, and what is set otherwise than by default
     * @param size how many events the recording gives
     * @param parts the folder for the parts of the result
     */
    static void build(
            StreamExecutionEnvironment env, BacktestConfig config, GivenControl given, long size, Path parts) {
        SingleOutputStreamOperator<BedsideEvent> recording = OperatorIds.BACKTEST_RECORDING.on(env.fromSource(
                        new DataGeneratorSource<>(
                                new RecordedEvents(config),
                                size,
                                RateLimiterStrategy.noOp(),
                                TypeInformation.of(BedsideEvent.class)),
                        TickWatermarks.strategy().withTimestampAssigner((event, t) -> event.acceptedAt()),
                        OperatorIds.BACKTEST_RECORDING.title())
                .setParallelism(1));
        SingleOutputStreamOperator<BedsideEvent> events =
                OperatorIds.BACKTEST_PROGRESS.on(recording.map(new Progress()).setParallelism(1));
        // Everything that is set is in the snapshot; on the stream nothing ever changes.
        DataStream<ControlFact> control = OperatorIds.BACKTEST_CONTROL.on(env.fromSource(
                        new DataGeneratorSource<>(
                                index -> new ControlFact(null, null),
                                0,
                                RateLimiterStrategy.noOp(),
                                TypeInformation.of(ControlFact.class)),
                        IdleWatermarks.strategy(),
                        OperatorIds.BACKTEST_CONTROL.title())
                .setParallelism(1));
        SafetyTopology.Outputs out = SafetyTopology.build(new SafetyTopology.Inputs(
                events,
                control,
                given,
                WallClock.recorded(),
                new Prediction(config.model(), config.features() != null)));
        write(out.alarms(), "alarms", parts, event -> {
            AlarmLine line = AlarmLine.of(event);
            return SortedLines.placed(line.at(), line.patientId(), line.seq(), Lines.ALARMS.writeText(line));
        });
        write(out.signs(), "signs", parts, sign -> {
            SignLine line = SignLine.of(sign);
            return SortedLines.placed(line.at(), line.patientId(), 0, Lines.SIGNS.writeText(line));
        });
        write(out.scores(), "scores", parts, score -> {
            ScoreLine line = ScoreLine.of(score);
            return SortedLines.placed(line.at(), line.patientId(), 0, Lines.SCORES.writeText(line));
        });
        if (config.features() != null) {
            write(
                    out.riskRows(),
                    "features",
                    parts,
                    row -> SortedLines.placed(row.at(), row.subject().patientId(), 0, RiskLine.of(row)));
        }
    }

    private static <T> void write(DataStream<T> facts, String name, Path parts, MapFunction<T, String> lines) {
        OperatorIds.BACKTEST_FILES.on(
                OperatorIds.BACKTEST_LINES
                        .on(facts.map(lines).returns(Types.STRING), name)
                        .sinkTo(FileSink.forRowFormat(
                                        new org.apache.flink.core.fs.Path(
                                                parts.resolve(name).toUri()),
                                        new SimpleStringEncoder<String>())
                                .build()),
                name);
    }

    /** The formats of the lines; apart, so that the functions above carry nothing. */
    static final class Lines {
        static final WireFormat<AlarmLine> ALARMS = WireFormat.showingAbsent(AlarmLine.class);
        static final WireFormat<SignLine> SIGNS = WireFormat.showingAbsent(SignLine.class);
        static final WireFormat<ScoreLine> SCORES = WireFormat.showingAbsent(ScoreLine.class);

        private Lines() {}
    }
}
