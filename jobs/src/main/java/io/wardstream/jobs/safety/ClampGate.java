package io.wardstream.jobs.safety;

import io.wardstream.cep.ClampRules;
import io.wardstream.cep.SystemAlarms;
import io.wardstream.jobs.clock.WallClock;
import io.wardstream.jobs.control.ControlBook;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.ControlSnapshot;
import io.wardstream.model.ClampAction;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.Finding;
import io.wardstream.model.Ids;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import io.wardstream.model.WithholdReason;
import io.wardstream.model.wire.ForeignDevice;
import java.io.Serial;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
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
 * answered by the clamp within {@link #ANSWER_MS}: CONFIRMED, or REFUSED or UNANSWERED with a HIGH alarm. The command's
 * id is made from its episode, so after a failure the same request gives the same command, and a clamp that has carried
 * it out ignores the repeat. It carries an epoch that is larger at every start of the job: a clamp that has seen a
 * larger one ignores what a zombie says. A clamp that has closed must stop the flow, or that is a fault too; so is a
 * clamp that moves although nobody had it move ({@link ClampMoves}). Where a line is in shadow
 * mode, what would have been sent is published as WOULD_CLOSE and nothing is sent. It never opens a clamp by itself.
 *
 * <p>What was withheld for a reason that passes ({@link #TRANSIENT}) is judged again every {@link #AGAIN_MS}, or
 * {@link #SOON_AGAIN_MS} where it passes soon, by all interlocks, until it is issued, or a reason holds that does not
 * pass: somebody acknowledged, the bag is no longer low. It is said to be withheld once.
 *
 * <p>Staff may have a clamp closed or opened by name; that is written down with the name, and the interlocks of the
 * system's own decisions are not asked. After an opening the system keeps away for the time that the settings say, and
 * during resuscitation until somebody says that it has ended, or its time is over.
 *
 * <p>Inputs are taken in the order of event time, when the ward clock has passed them, like everything that must come
 * out the same on a replay; only an acknowledgement counts from the moment in which it is read.
 *
 * <p>Restore: the line's state and the epoch are in Flink's state. What was decided before a failure and is replayed
 * long after it is withheld, because the wall clock has gone on.
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

    /**
     * So long after a command was withheld for a reason that passes it is judged again: the time that nobody may have
     * come in before the first (the default of the pattern), because in an outage nobody could.
     */
    static final long AGAIN_MS = 120_000;

    /** A scale that has not come back until then is nobody's any more. Our own number. */
    private static final long NO_MORE_MS = 12 * 3_600_000L;

    /**
     * A scale that was heard so long ago is not called silent yet, clinical catalogue T1: what staff did there is on
     * its way.
     */
    private static final long GAP_MS = 60_000;

    /** After a gap of the scale, and while the bag is bumped, it is judged again as soon as that. */
    static final long SOON_AGAIN_MS = 10_000;

    /**
     * Reasons that pass: the job or the scale was not there, somebody was just at the bag, what the bag lost does not
     * yet fit what is left in it, the registry contradicted itself, or the patient's pressure was low.
     */
    private static final Set<WithholdReason> TRANSIENT = EnumSet.of(
            WithholdReason.READING_TOO_OLD,
            WithholdReason.DECISION_TOO_OLD,
            WithholdReason.DISTURBED,
            WithholdReason.LEVEL_UNCERTAIN,
            WithholdReason.ASSOCIATION_CONFLICT,
            WithholdReason.HYPOTENSION);

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
            look(state, status);
        } else if (sign != null) {
            noticed(state, sign, context, out);
        } else if (finding != null) {
            decide(state, finding, finding.at(), at, context, out);
        }
    }

    /**
     * @param asked when the clamp was asked for
     * @param at now, by the ward clock
     */
    private void decide(
            GateState state, Finding finding, long asked, long at, ReadOnlyContext context, Collector<ClampEvent> out) {
        Finding before = state.again;
        noMore(state);
        if (state.closed || state.unanswered != null) {
            // It is closed, or about to be: that was asked for before.
            return;
        }
        RegistryEntry clamp = clampOf(finding.subject());
        ClampRules rules = ClampRules.from(book.settingsFor(finding.subject()));
        long now = wallClock.nowMs(at);
        String line = finding.subject().lineId();
        WithholdReason reason = line != null && book.conflictOf(line) != null
                ? WithholdReason.ASSOCIATION_CONFLICT
                : Interlocks.check(finding, at, now, state, clamp, rules);
        String commandId = Ids.command("close", finding.about(), finding.onset());
        ClampEvent decision = new ClampEvent(
                commandId,
                reason != null ? ClampPhase.WITHHELD : rules.shadow() ? ClampPhase.WOULD_CLOSE : ClampPhase.ISSUED,
                finding.alarmId(),
                finding.subject(),
                clamp == null ? null : clamp.deviceId(),
                finding.onset(),
                asked,
                null,
                null,
                null,
                reason == null ? null : reason.name());
        if (reason != null) {
            boolean said = before != null && before.onset() == finding.onset();
            if (!said) {
                out.collect(decision);
                context.output(FINDINGS, GateFindings.withheld(finding, state.newest, reason.name()));
            }
            if (TRANSIENT.contains(reason) && at - finding.at() < NO_MORE_MS) {
                long due = at + againMs(state, reason, now);
                state.again = finding;
                state.againDue = due;
                context.timerService().registerEventTimeTimer(due);
            }
        } else if (rules.shadow()) {
            out.collect(decision);
        } else {
            issue(state, decision, clamp, now, at, context, out);
        }
    }

    /**
     * A scale that misses a few readings is soon there again, and so is a bag that was bumped; meanwhile whoever wanted
     * to acknowledge could.
     */
    private static long againMs(GateState state, WithholdReason reason, long now) {
        LineStatus newest = state.newest;
        boolean heard = newest != null && now - newest.at() <= GAP_MS;
        boolean soon = reason == WithholdReason.DISTURBED || (reason == WithholdReason.READING_TOO_OLD && heard);
        return soon ? SOON_AGAIN_MS : AGAIN_MS;
    }

    /**
     * What was withheld for a reason that passes is judged again: the bag may be low still, and nobody may have come.
     */
    private void judgeAgain(GateState state, long timestamp, OnTimerContext context, Collector<ClampEvent> out) {
        Finding withheld = state.again;
        Long due = state.againDue;
        if (withheld != null && due != null && due <= timestamp) {
            decide(state, withheld, due, timestamp, context, out);
        }
    }

    private static void noMore(GateState state) {
        state.again = null;
        state.againDue = null;
    }

    private @Nullable RegistryEntry clampOf(Subject subject) {
        String line = subject.lineId();
        return line == null ? null : book.clampOf(line);
    }

    private void issue(
            GateState state,
            ClampEvent decision,
            @Nullable RegistryEntry clamp,
            long now,
            long at,
            ReadOnlyContext context,
            Collector<ClampEvent> out) {
        ClampEvent issued = new ClampEvent(
                        decision.commandId(),
                        ClampPhase.ISSUED,
                        decision.alarmId(),
                        decision.subject(),
                        decision.deviceId(),
                        decision.onset(),
                        decision.at(),
                        now,
                        now + EXPIRES_MS,
                        epoch,
                        decision.reason())
                .inWordsOf(
                        clamp == null || decision.action() != ClampAction.CLOSE
                                ? null
                                : ForeignDevice.closeCommand(clamp, decision.commandId()))
                .askedBy(decision.by(), decision.action());
        LOG.info(
                "Command {}: {} the clamp of {}",
                issued.commandId(),
                issued.action(),
                issued.subject().lineId());
        out.collect(issued);
        state.unanswered = issued;
        ClampMoves.handled(state, at);
        long due = Math.max(now, at) + ANSWER_MS + ANSWER_GRACE_MS;
        state.answerDue = due;
        context.timerService().registerEventTimeTimer(due);
    }

    /**
     * Somebody asks for the clamp by name, at the bedside or at a console: no interlock of the system's own decision is
     * asked, but the wish must be fresh and there must be a clamp that can be told.
     */
    private void asked(
            GateState state, Sign sign, ClampAction action, ReadOnlyContext context, Collector<ClampEvent> out) {
        RegistryEntry clamp = clampOf(sign.subject());
        long at = sign.at();
        long now = wallClock.nowMs(at);
        WithholdReason reason = Interlocks.checkWish(action, at, now, clamp);
        String name = action.name().toLowerCase(Locale.ROOT);
        ClampEvent wish = new ClampEvent(
                        Ids.command(name + " by " + sign.by(), sign.subject().key(), at),
                        ClampPhase.WITHHELD,
                        Ids.alarm(
                                SystemAlarms.CLAMP_WITHHELD.card().family(),
                                sign.subject().key(),
                                at),
                        sign.subject(),
                        clamp == null ? null : clamp.deviceId(),
                        at,
                        at,
                        null,
                        null,
                        null,
                        reason != null ? reason.name() : sign.reason())
                .askedBy(sign.by(), action);
        if (reason != null) {
            out.collect(wish);
            context.output(FINDINGS, GateFindings.notMoved(wish));
        } else {
            state.watched = null;
            issue(state, wish, clamp, now, at, context, out);
        }
    }

    private void noticed(GateState state, Sign sign, ReadOnlyContext context, Collector<ClampEvent> out) {
        OptionalLong explainedBy = ClampMoves.noticed(state, sign);
        if (explainedBy.isPresent()) {
            context.timerService().registerEventTimeTimer(explainedBy.getAsLong());
        }
        switch (sign.kind()) {
            case ACKNOWLEDGED ->
                state.acknowledgedAt =
                        Math.max(sign.at(), state.acknowledgedAt == null ? Long.MIN_VALUE : state.acknowledgedAt);
            case BAG_CHANGED, LEVEL_RESTORED -> {
                state.newest = null;
                state.acknowledgedAt = null;
                state.watched = null;
                noMore(state);
            }
            case DISCHARGED -> noMore(state);
            case CLAMP_CLOSED -> {
                state.closed = true;
                answer(state, sign, ClampAction.CLOSE, context, out);
            }
            case CLAMP_OPENED -> {
                boolean moved = state.closed || sign.by() != null;
                state.closed = false;
                state.watched = null;
                if (moved) {
                    // Whoever opened it, the system did not; it keeps away for a while.
                    state.openedAt = sign.at();
                }
                answer(state, sign, ClampAction.OPEN, context, out);
            }
            case CLAMP_FAULTED -> answer(state, sign, null, context, out);
            case CLAMP_CLOSE_ASKED -> asked(state, sign, ClampAction.CLOSE, context, out);
            case CLAMP_OPEN_ASKED -> asked(state, sign, ClampAction.OPEN, context, out);
            case RESUSCITATION_BEGAN -> state.resuscitationSince = sign.at();
            case RESUSCITATION_ENDED -> state.resuscitationSince = null;
            case HYPOTENSION -> {
                state.hypotensiveAt = sign.at();
                state.hypotensivePatient = sign.subject().patientId();
            }
            case HYPOTENSION_OVER -> {
                state.hypotensiveAt = null;
                state.hypotensivePatient = null;
            }
            default -> {
                // The gate asked for no other signs.
            }
        }
    }

    /**
     * The clamp says where it stands.
     *
     * @param position where it was told to be if it stands there; null if it does not move
     */
    private void answer(
            GateState state,
            Sign sign,
            @Nullable ClampAction position,
            ReadOnlyContext context,
            Collector<ClampEvent> out) {
        ClampEvent command = state.unanswered;
        if (command == null || !ClampAnswers.isAnswer(command, sign, position)) {
            return;
        }
        state.unanswered = null;
        state.answerDue = null;
        ClampMoves.handled(state, sign.at());
        boolean obeyed = position == command.action();
        out.collect(became(command, obeyed ? ClampPhase.CONFIRMED : ClampPhase.REFUSED, sign.at(), sign.reason()));
        if (!obeyed) {
            context.output(FINDINGS, GateFindings.fault(command, sign.at(), sign.reason()));
        } else if (position == ClampAction.CLOSE) {
            watchFlow(state, command, sign.at(), context);
        }
    }

    private void watchFlow(GateState state, ClampEvent command, long at, ReadOnlyContext context) {
        if (state.newest == null) {
            return;
        }
        long fallsMs = ClampRules.from(book.settingsFor(command.subject())).flowFallsMs();
        FlowWatch watch = FlowWatch.since(command, at, fallsMs);
        state.watched = watch;
        context.timerService().registerEventTimeTimer(watch.until);
    }

    private static void look(GateState state, LineStatus status) {
        state.newest = status;
        FlowWatch watch = state.watched;
        if (watch != null) {
            watch.look(status);
        }
    }

    private static void expectNoFlow(GateState state, long timestamp, OnTimerContext context) {
        FlowWatch watch = state.watched;
        if (watch == null || watch.until > timestamp) {
            return;
        }
        state.watched = null;
        ClampEvent command = watch.command;
        double ranMl = watch.ranMl();
        if (command != null && ranMl > FlowWatch.LEAKS_ML) {
            context.output(
                    FINDINGS,
                    GateFindings.fault(
                            command,
                            watch.until,
                            String.format(Locale.ROOT, "it says that it is closed, and %.0f mL ran since", ranMl)));
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
            expectNoFlow(state, timestamp, context);
            expectWord(state, timestamp, clock, context);
            judgeAgain(state, timestamp, context, out);
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
            context.output(FINDINGS, GateFindings.fault(command, due, reason));
        }
    }

    private void expectWord(GateState state, long timestamp, long clock, OnTimerContext context) {
        Long due = state.movedDue;
        if (due != null && due <= timestamp && clock - due > LEAP_MS) {
            // Nobody listened when staff may have said what they did.
            long later = clock + ClampMoves.WORD_MS;
            state.movedDue = later;
            context.timerService().registerEventTimeTimer(later);
            return;
        }
        Finding moved = ClampMoves.unexplained(state, timestamp);
        if (moved != null) {
            context.output(FINDINGS, moved);
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
                        reason)
                .askedBy(command.by(), command.action());
    }
}
