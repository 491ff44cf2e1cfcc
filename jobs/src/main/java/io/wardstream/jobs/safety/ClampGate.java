package io.wardstream.jobs.safety;

import io.wardstream.cep.PatternCard;
import io.wardstream.cep.SystemAlarms;
import io.wardstream.jobs.clock.WallClock;
import io.wardstream.jobs.control.ControlBook;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.ControlSnapshot;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.Ids;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import io.wardstream.model.WithholdReason;
import io.wardstream.model.wire.ForeignDevice;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last thing between a decision and a clamp (design D5). A pattern asks; the gate looks once more, on the newest
 * reading and the wall clock, and either issues a command or withholds it and says why.
 *
 * <p>Life of a request: asked → {@link Interlocks} → ISSUED, or WITHHELD with a HIGH alarm. An issued command must be
 * answered by the clamp within {@link #ANSWER_MS}: CONFIRMED, or REFUSED or UNANSWERED with a HIGH alarm. The command's id
 * is made from its episode, so after a failure the same request gives the same command, and a clamp that has carried it out
 * ignores the repeat. It carries an epoch that is larger at every start of the job: a clamp that has seen a larger one
 * ignores what a zombie says. It never opens a clamp.
 *
 * <p>Inputs are taken in the order of event time, when the ward clock has passed them, like everything that must come out
 * the same on a replay; only an acknowledgement counts from the moment in which it is read.
 *
 * <p>Restore: the line's state and the epoch are in Flink's state. What was decided before a failure and is replayed long
 * after it is withheld, because the wall clock has gone on.
 */
public final class ClampGate extends KeyedBroadcastProcessFunction<String, GateInput, ControlFact, ClampEvent>
        implements CheckpointedFunction {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(ClampGate.class);

    /** How long a command may take on its way: the device ignores it after that. */
    public static final long EXPIRES_MS = 10_000;

    /** How long the device may take to answer: the project's clamp rules, interlock 6. */
    static final long ANSWER_MS = 5_000;

    /** The answer travels the same way as everything else, and the clock beats ten times a second. */
    static final long ANSWER_GRACE_MS = 1_000;

    /** A clock that leaps further than this past the time was not read meanwhile, and neither was the answer. */
    static final long LEAP_MS = 2_000;

    /** The gate's own findings, for the alarms' life. */
    public static final OutputTag<Finding> FINDINGS =
            new OutputTag<>("gate-findings", TypeInformation.of(Finding.class));

    /** What was read and noticed at an instant is known when a request of that instant is judged. */
    private static final Comparator<GateInput> REQUESTS_LAST = Comparator.<GateInput>comparingInt(
                    input -> input.finding() != null ? 1 : 0)
            .thenComparingInt(input -> input.sign() != null ? 1 : 0);

    private final ControlSnapshot snapshot;
    private final WallClock wallClock;

    private transient ControlBook book;
    private transient ValueState<GateState> gate;
    private transient InOrder<GateInput> inOrder;
    private transient @Nullable ListState<Long> epochs;
    private transient long epoch;

    public ClampGate(ControlSnapshot snapshot, WallClock wallClock) {
        this.snapshot = snapshot;
        this.wallClock = wallClock;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<Long> state = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("clamp-epochs", Types.LONG));
        epochs = state;
        long highest = 0;
        for (Long before : state.get()) {
            highest = Math.max(highest, before);
        }
        epoch = Math.max(highest + 1, wallClock.nowMs());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        ListState<Long> state = Objects.requireNonNull(epochs, "initializeState comes before snapshotState");
        state.update(List.of(epoch));
    }

    @Override
    public void open(OpenContext context) throws Exception {
        book = new ControlBook();
        for (ControlFact fact : snapshot.load()) {
            book.take(fact);
        }
        gate = getRuntimeContext().getState(new ValueStateDescriptor<>("gate", TypeInformation.of(GateState.class)));
        inOrder = new InOrder<>(
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>(
                                "waiting", Types.LONG, Types.LIST(TypeInformation.of(GateInput.class)))),
                REQUESTS_LAST);
    }

    @Override
    public void processBroadcastElement(ControlFact fact, Context context, Collector<ClampEvent> out) {
        book.take(fact);
    }

    @Override
    public void processElement(GateInput input, ReadOnlyContext context, Collector<ClampEvent> out) throws Exception {
        Sign sign = input.sign();
        if (sign != null && sign.kind() == SignKind.ACKNOWLEDGED) {
            // Known before its turn comes: whoever has acknowledged by now has acknowledged.
            GateState state = state();
            state.acknowledgedAt =
                    Math.max(sign.at(), state.acknowledgedAt == null ? Long.MIN_VALUE : state.acknowledgedAt);
            gate.update(state);
        }
        long at = context.timestamp();
        if (at <= context.timerService().currentWatermark()) {
            GateState state = state();
            take(state, input, at, context, out);
            gate.update(state);
        } else {
            inOrder.hold(at, input);
            context.timerService().registerEventTimeTimer(at);
        }
    }

    private GateState state() throws Exception {
        GateState state = gate.value();
        return state != null ? state : new GateState();
    }

    private void take(GateState state, GateInput input, long at, ReadOnlyContext context, Collector<ClampEvent> out) {
        Finding finding = input.finding();
        Sign sign = input.sign();
        LineStatus status = input.status();
        if (status != null) {
            state.newest = status;
        } else if (sign != null) {
            noticed(state, sign, context, out);
        } else if (finding != null) {
            decide(state, finding, at, context, out);
        }
    }

    private void decide(GateState state, Finding finding, long at, ReadOnlyContext context, Collector<ClampEvent> out) {
        String line = finding.subject().lineId();
        RegistryEntry clamp = line == null ? null : book.clampOf(line);
        long now = wallClock.nowMs(at);
        WithholdReason reason = Interlocks.check(finding, at, now, state, clamp);
        String commandId = Ids.command("close", finding.about(), finding.onset());
        String device = clamp == null ? null : clamp.deviceId();
        if (reason != null) {
            out.collect(new ClampEvent(
                    commandId,
                    ClampPhase.WITHHELD,
                    finding.alarmId(),
                    finding.subject(),
                    device,
                    finding.onset(),
                    finding.at(),
                    null,
                    null,
                    null,
                    reason.name()));
            context.output(
                    FINDINGS,
                    finding(SystemAlarms.CLAMP_WITHHELD.card(), finding, finding.at(), state.newest, reason.name()));
            return;
        }
        ClampEvent issued = new ClampEvent(
                        commandId,
                        ClampPhase.ISSUED,
                        finding.alarmId(),
                        finding.subject(),
                        device,
                        finding.onset(),
                        finding.at(),
                        now,
                        now + EXPIRES_MS,
                        epoch,
                        null)
                .inWordsOf(clamp == null ? null : ForeignDevice.closeCommand(clamp, commandId));
        LOG.info("Command {} closes the clamp of {}", commandId, line);
        out.collect(issued);
        state.unanswered = issued;
        long due = Math.max(now, at) + ANSWER_MS + ANSWER_GRACE_MS;
        state.answerDue = due;
        context.timerService().registerEventTimeTimer(due);
    }

    private void noticed(GateState state, Sign sign, ReadOnlyContext context, Collector<ClampEvent> out) {
        switch (sign.kind()) {
            case ACKNOWLEDGED ->
                state.acknowledgedAt =
                        Math.max(sign.at(), state.acknowledgedAt == null ? Long.MIN_VALUE : state.acknowledgedAt);
            case BAG_CHANGED, LEVEL_RESTORED -> {
                state.newest = null;
                state.acknowledgedAt = null;
            }
            case CLAMP_CLOSED -> {
                state.closed = true;
                answer(state, sign, ClampPhase.CONFIRMED, context, out);
            }
            case CLAMP_OPENED -> state.closed = false;
            case CLAMP_FAULTED -> answer(state, sign, ClampPhase.REFUSED, context, out);
            default -> {
                // The gate asked for no other signs.
            }
        }
    }

    private void answer(
            GateState state, Sign sign, ClampPhase phase, ReadOnlyContext context, Collector<ClampEvent> out) {
        ClampEvent command = state.unanswered;
        if (command == null || !ClampAnswers.isAnswer(command, sign)) {
            return;
        }
        state.unanswered = null;
        state.answerDue = null;
        out.collect(became(command, phase, sign.at(), sign.reason()));
        if (phase == ClampPhase.REFUSED) {
            context.output(FINDINGS, fault(command, sign.at(), sign.reason()));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ClampEvent> out) throws Exception {
        GateState state = state();
        for (GateInput input : inOrder.release(timestamp)) {
            take(state, input, timestamp, context, out);
        }
        long clock = context.timerService().currentWatermark();
        if (clock != Long.MAX_VALUE) {
            expectAnswer(state, timestamp, clock, context, out);
        }
        gate.update(state);
    }

    private void expectAnswer(
            GateState state, long timestamp, long clock, OnTimerContext context, Collector<ClampEvent> out) {
        ClampEvent command = state.unanswered;
        Long due = state.answerDue;
        if (command == null || due == null || due > timestamp) {
            return;
        }
        if (clock - due > LEAP_MS) {
            // Nobody listened when the answer may have come: it is still on its way to us.
            state.answerDue = clock + ANSWER_MS;
            context.timerService().registerEventTimeTimer(clock + ANSWER_MS);
        } else {
            state.unanswered = null;
            state.answerDue = null;
            String reason = "no answer within " + ANSWER_MS + " ms";
            out.collect(became(command, ClampPhase.UNANSWERED, due, reason));
            context.output(FINDINGS, fault(command, due, reason));
        }
    }

    private static ClampEvent became(ClampEvent command, ClampPhase phase, long at, @Nullable String reason) {
        return new ClampEvent(
                command.commandId(),
                phase,
                command.alarmId(),
                command.subject(),
                command.deviceId(),
                command.onset(),
                at,
                command.issuedAt(),
                command.expiresAt(),
                command.epoch(),
                reason);
    }

    private static Finding fault(ClampEvent command, long at, @Nullable String reason) {
        PatternCard card = SystemAlarms.CLAMP_FAULT.card();
        Subject subject = command.subject();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("CLAMP_" + ClampPhase.ISSUED, null, null, "", command.at(), null));
        return new Finding(
                card.id(),
                card.version(),
                card.family(),
                card.priority(),
                card.kind(),
                card.latching(),
                subject,
                subject.key(),
                command.onset(),
                at,
                evidence,
                0,
                reason);
    }

    private static Finding finding(
            PatternCard card, Finding request, long at, @Nullable LineStatus newest, String reason) {
        List<Evidence> evidence = new ArrayList<>(request.evidence());
        if (newest != null) {
            evidence.add(new Evidence(
                    "NEWEST_READING", newest.levelMl(), null, SignKind.LEVEL_LOW.unit(), newest.at(), null));
        }
        return new Finding(
                card.id(),
                card.version(),
                card.family(),
                card.priority(),
                card.kind(),
                card.latching(),
                request.subject(),
                request.subject().key(),
                request.onset(),
                at,
                evidence,
                request.settingsVersion(),
                reason);
    }
}
