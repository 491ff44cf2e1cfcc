package io.wardstream.jobs.safety;

import io.wardstream.cep.BothStreams;
import io.wardstream.cep.OneSign;
import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.PatternStreams;
import io.wardstream.cep.WardPattern;
import io.wardstream.jobs.OperatorIds;
import io.wardstream.jobs.clock.ClockWatchdogOperator;
import io.wardstream.jobs.clock.WallClock;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.ControlSnapshot;
import io.wardstream.jobs.control.Controlled;
import io.wardstream.jobs.safety.vitals.RiskRow;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.Finding;
import io.wardstream.model.Score;
import io.wardstream.model.Sign;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From bedside events to alarms and clamp commands: assess, match, carry, decide.
 *
 * <pre>
 * events ─► assess ─► signs ─► patterns ─► findings ─────────────► the alarms' life ─► alarms
 *              │        │                     │                        ▲
 *              │        └─────────────────────┼───► (clears, acks) ────┤
 *              ├─► scores                     ▼                        │
 *              └─► low lines ──────────► clamp gate ─► clamps          │
 *                                             └─► withheld, faults ────┘
 * </pre>
 *
 * <p>Assessor and patterns have the same key, so between them nothing is exchanged: one task does both.
 */
public final class SafetyTopology {

    private static final TypeInformation<LifeInput> LIFE_INPUT = TypeInformation.of(LifeInput.class);

    private SafetyTopology() {}

    /**
     * Where it begins.
     *
     * @param events bedside events with the ward clock's watermarks
     * @param control registry and settings as they change, idle in event time
     * @param snapshot registry and settings as they are
     * @param wallClock wall time, for the clamp gate
     * @param prediction whether risks are predicted
     */
    public record Inputs(
            DataStream<BedsideEvent> events,
            DataStream<ControlFact> control,
            ControlSnapshot snapshot,
            WallClock wallClock,
            Prediction prediction) {

        /** Where it begins if nothing is predicted. */
        public Inputs(
                DataStream<BedsideEvent> events,
                DataStream<ControlFact> control,
                ControlSnapshot snapshot,
                WallClock wallClock) {
            this(events, control, snapshot, wallClock, Prediction.NONE);
        }
    }

    /**
     * What comes out of it.
     *
     * @param alarms the events in the alarms' lives
     * @param clamps what became of each request to close a clamp
     * @param signs what was noticed
     * @param scores every evaluation
     * @param riskRows what a model of the risk is given; nothing unless {@link Prediction#tellsFeatures}
     */
    public record Outputs(
            DataStream<AlarmEvent> alarms,
            DataStream<ClampEvent> clamps,
            DataStream<Sign> signs,
            DataStream<Score> scores,
            DataStream<RiskRow> riskRows) {}

    /** Builds the flow. */
    public static Outputs build(Inputs in) {
        // As many as there are readers of the log: any other number would deal a device's messages out in turn, and
        // their order would be lost.
        DataStream<BedsideEvent> readings = OperatorIds.SAFETY_READINGS
                .on(in.events().flatMap(new Readings()))
                .setParallelism(in.events().getParallelism());
        SingleOutputStreamOperator<Sign> signs = OperatorIds.SAFETY_ASSESSOR.on(Controlled.process(
                readings.keyBy(event -> event.subject().key(), Types.STRING),
                in.control(),
                new BedsideAssessor(in.snapshot(), in.prediction()),
                TypeInformation.of(Sign.class)));

        DataStream<Finding> findings = findings(signs);

        SingleOutputStreamOperator<ClampEvent> clamps = OperatorIds.SAFETY_CLAMP_GATE.on(Controlled.process(
                clampInputs(findings, signs).keyBy(GateInput::key, Types.STRING),
                in.control(),
                new ClampGate(in.snapshot(), in.wallClock()),
                TypeInformation.of(ClampEvent.class)));

        DataStream<Finding> allFindings = findings.union(clamps.getSideOutput(ClampGate.FINDINGS));
        SingleOutputStreamOperator<AlarmEvent> alarms = OperatorIds.SAFETY_ALARM_LIFE.on(Controlled.process(
                OperatorIds.SAFETY_LIFE_FINDINGS
                        .on(allFindings.map(LifeInput::of, LIFE_INPUT))
                        .union(OperatorIds.SAFETY_LIFE_SIGNS.on(signs.map(LifeInput::of, LIFE_INPUT)))
                        .keyBy(LifeInput::key, Types.STRING),
                in.control(),
                new AlarmLifeFunction(in.snapshot()),
                TypeInformation.of(AlarmEvent.class)));

        return new Outputs(
                alarms,
                clamps,
                signs.union(alarms.getSideOutput(AlarmLifeFunction.UNSAID)),
                signs.getSideOutput(BedsideAssessor.SCORES),
                signs.getSideOutput(BedsideAssessor.RISK_ROWS));
    }

    /**
     * One CEP operator for each pattern of the catalogue that is a sequence, and one operator for all others; a sign
     * that comes too late for a sequence is a finding too.
     */
    private static DataStream<Finding> findings(SingleOutputStreamOperator<Sign> signs) {
        KeyedStream<Sign, String> bySubject = DataStreamUtils.reinterpretAsKeyedStream(
                signs, sign -> sign.subject().key(), Types.STRING);
        KeyedStream<Sign, String> ofPatients = signs.union(signs.getSideOutput(BedsideAssessor.FOR_PATIENTS))
                .keyBy(sign -> sign.subject().key(), Types.STRING);
        List<DataStream<Finding>> found = new ArrayList<>();
        found.add(OperatorIds.SAFETY_ONE_SIGN.on(PatternStreams.findings(signs)));
        List<DataStream<Sign>> late = new ArrayList<>();
        for (WardPattern pattern : PatternCatalogue.ALL) {
            if (pattern instanceof OneSign) {
                continue;
            }
            SingleOutputStreamOperator<Finding> matches =
                    PatternStreams.findings(pattern instanceof BothStreams ? ofPatients : bySubject, pattern);
            found.add(OperatorIds.forPattern(pattern.card().id()).on(matches));
            late.add(matches.getSideOutput(PatternStreams.LATE));
        }
        found.add(OperatorIds.SAFETY_LATE_SIGNS.on(union(late).map(LateSigns::finding)));
        return union(found);
    }

    private static DataStream<GateInput> clampInputs(
            DataStream<Finding> findings, SingleOutputStreamOperator<Sign> signs) {
        TypeInformation<GateInput> type = TypeInformation.of(GateInput.class);
        return union(List.of(
                OperatorIds.SAFETY_CLAMP_REQUESTS.on(findings.flatMap(ClampInputs::requests, type)),
                OperatorIds.SAFETY_CLAMP_SIGNS.on(signs.flatMap(ClampInputs::signs, type)),
                OperatorIds.SAFETY_CLAMP_ACKNOWLEDGEMENTS.on(
                        signs.getSideOutput(BedsideAssessor.ACKNOWLEDGEMENTS).map(GateInput::of, type)),
                OperatorIds.SAFETY_CLAMP_FOR_LINES.on(
                        signs.getSideOutput(BedsideAssessor.FOR_LINES).map(GateInput::of, type)),
                OperatorIds.SAFETY_CLAMP_READINGS.on(
                        signs.getSideOutput(BedsideAssessor.LOW_LINES).map(GateInput::of, type))));
    }

    /** The watchdog over the clock of the events; for jobs that run in real time. */
    public static DataStream<AlarmEvent> watch(DataStream<BedsideEvent> events, WallClock wallClock) {
        return OperatorIds.SAFETY_WATCHDOG.on(OperatorIds.SAFETY_CLOCK
                .on(events.filter(event -> false))
                .transform(
                        OperatorIds.SAFETY_WATCHDOG.title(),
                        TypeInformation.of(AlarmEvent.class),
                        new ClockWatchdogOperator(
                                wallClock,
                                wallClock.spanMs(ClockWatchdogOperator.LIMIT_MS),
                                wallClock.spanMs(ClockWatchdogOperator.START_GRACE_MS)))
                .setParallelism(1)
                .setMaxParallelism(1));
    }

    private static <T> DataStream<T> union(List<? extends DataStream<T>> streams) {
        DataStream<T> all = streams.get(0);
        for (DataStream<T> more : streams.subList(1, streams.size())) {
            all = all.union(more);
        }
        return all;
    }
}
