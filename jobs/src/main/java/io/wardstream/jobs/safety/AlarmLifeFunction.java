package io.wardstream.jobs.safety;

import io.wardstream.jobs.control.ControlBook;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.ControlSnapshot;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Carries the alarms of each subject through their life ({@link AlarmLife}).
 *
 * <p>Order: inputs of an instant wait until the ward clock has passed it, and are then taken in a fixed order (what was
 * found before what was noticed, by time within that, and the less urgent before the more urgent), after everything
 * that was due before that instant and before what is due in it. So a replay gives the same events with the same
 * numbers, and when the clock leaps, what was due meanwhile comes in its order and with its own times. Inputs are few:
 * an alarm's life, not readings. One that comes behind the ward clock is taken at once: late is better than never, and
 * the guard against late signs has its own alarm for it.
 *
 * <p>Settings are asked for in the moment in which they are needed. One that makes a time longer holds for what is
 * pending; one that makes it shorter, from the alarm's next event or the time that was booked before.
 *
 * <p>Registry: an entry that takes a device away ends the alarms about it, in the moment in which it is read: the
 * registry has no place in event time. The events carry the entry's time, or that of the alarm's last event if it is
 * later, and the next sequence numbers, so a replay in which the entry comes sooner or later says the same or leaves a
 * step of the ladder out. Entries are held against an alarm whenever it is touched, too: a finding may have been on its
 * way when the device left.
 *
 * <p>End of input: when the watermark jumps to its last value nothing happens that was not due by the newest input.
 *
 * <p>Restore: all of it is keyed state and event-time timers; settings and registry are read again at the start. A
 * subject without alarms has no state.
 *
 * <p>Metrics: {@code lateAlarmInputs}; {@code illegalTransitions}, what was asked of an alarm that it cannot do;
 * {@code heldBackFindings}, what came too soon after the end of the last alarm.
 */
public final class AlarmLifeFunction extends KeyedBroadcastProcessFunction<String, LifeInput, ControlFact, AlarmEvent> {

    @Serial
    private static final long serialVersionUID = 1;

    /** What was found and not said, because it came too soon after the end of the last alarm: {@link SignKind#SUPPRESSED}. */
    public static final OutputTag<Sign> UNSAID = new OutputTag<>("unsaid", TypeInformation.of(Sign.class));

    private static final Comparator<LifeInput> ORDER = Comparator.<LifeInput>comparingInt(
                    input -> input.finding() != null ? 0 : 1)
            .thenComparingLong(AlarmLifeFunction::at)
            .thenComparing(AlarmLifeFunction::priority)
            // What else comes in one millisecond: any order will do, if it is always the same.
            .thenComparing(LifeInput::toString);

    private final ControlSnapshot snapshot;

    private transient ControlBook book;
    private transient ListState<AlarmState> alarms;
    private transient InOrder<LifeInput> inOrder;
    private transient Counter lateInputs;
    private transient Counter illegalTransitions;
    private transient Counter heldBack;

    public AlarmLifeFunction(ControlSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    private static ListStateDescriptor<AlarmState> descriptor() {
        return new ListStateDescriptor<>("alarms", TypeInformation.of(AlarmState.class));
    }

    @Override
    public void open(OpenContext context) throws Exception {
        book = new ControlBook();
        for (ControlFact fact : snapshot.load()) {
            book.take(fact);
        }
        alarms = getRuntimeContext().getListState(descriptor());
        inOrder = new InOrder<>(
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>(
                                "waiting", Types.LONG, Types.LIST(TypeInformation.of(LifeInput.class)))),
                ORDER);
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("wardstream");
        lateInputs = group.counter("lateAlarmInputs");
        illegalTransitions = group.counter("illegalTransitions");
        heldBack = group.counter("heldBackFindings");
    }

    @Override
    public void processBroadcastElement(ControlFact fact, Context context, Collector<AlarmEvent> out) throws Exception {
        RegistryEntry entry = fact.entry();
        RegistryEntry before = entry == null ? null : book.entry(entry.deviceId());
        book.take(fact);
        if (entry == null) {
            return;
        }
        context.applyToKeyedState(descriptor(), (key, state) -> {
            List<AlarmState> present = present(state);
            int known = present.size();
            boolean servedHere = before == null || before.homeKey().equals(key);
            life(present, out, sign -> {}).onRegistry(key, book::entry, servedHere ? entry.deviceId() : null);
            if (present.size() < known) {
                keep(present, state);
            }
        });
    }

    @Override
    public void processElement(LifeInput input, ReadOnlyContext context, Collector<AlarmEvent> out) throws Exception {
        long at = context.timestamp();
        if (at > context.timerService().currentWatermark()) {
            inOrder.hold(at, input);
            context.timerService().registerEventTimeTimer(at);
            return;
        }
        lateInputs.inc();
        List<AlarmState> present = present(alarms);
        AlarmLife life = life(present, out, sign -> context.output(UNSAID, sign));
        take(List.of(input), life);
        finish(present, life, context.getCurrentKey(), context);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlarmEvent> out) throws Exception {
        List<LifeInput> inputs = inOrder.release(timestamp);
        boolean endOfInput = context.timerService().currentWatermark() == Long.MAX_VALUE;
        List<AlarmState> present = present(alarms);
        AlarmLife life = life(present, out, sign -> context.output(UNSAID, sign));
        if (!inputs.isEmpty()) {
            life.onTime(timestamp - 1);
            take(inputs, life);
        }
        if (endOfInput) {
            life.forget(timestamp);
        } else {
            life.onTime(timestamp);
        }
        finish(present, life, context.getCurrentKey(), context);
    }

    private AlarmLife life(List<AlarmState> present, Collector<AlarmEvent> out, Consumer<Sign> unsaid) {
        return new AlarmLife(book::settingsFor, present, new AlarmBook.Outlet() {
            @Override
            public void say(AlarmEvent event) {
                out.collect(event);
            }

            @Override
            public void refused(AlarmEvent last, AlarmPhase asked) {
                illegalTransitions.inc();
            }

            @Override
            public void heldBack(Finding finding) {
                heldBack.inc();
                unsaid.accept(Sign.suppressed(
                        finding.subject(),
                        finding.at(),
                        finding.onset(),
                        finding.pattern(),
                        "re-arm",
                        finding.settingsVersion()));
            }
        });
    }

    private static void take(List<LifeInput> inputs, AlarmLife life) {
        for (LifeInput input : inputs) {
            Finding finding = input.finding();
            Sign sign = input.sign();
            if (finding != null) {
                life.on(finding);
            } else if (sign != null) {
                life.on(sign);
            }
        }
    }

    private void finish(List<AlarmState> present, AlarmLife life, String key, ReadOnlyContext context)
            throws Exception {
        life.onRegistry(key, book::entry, null);
        keep(present, alarms);
        Long next = life.nextTime();
        // At the end of the input nothing becomes due, and its timer would come again and again. Otherwise a clock
        // that has leapt past the time calls it at once, in its turn.
        if (next != null && context.timerService().currentWatermark() != Long.MAX_VALUE) {
            context.timerService().registerEventTimeTimer(next);
        }
    }

    private static List<AlarmState> present(ListState<AlarmState> state) throws Exception {
        List<AlarmState> present = new ArrayList<>();
        state.get().forEach(present::add);
        return present;
    }

    private static void keep(List<AlarmState> present, ListState<AlarmState> state) throws Exception {
        if (present.isEmpty()) {
            state.clear();
        } else {
            state.update(present);
        }
    }

    private static long at(LifeInput input) {
        Finding finding = input.finding();
        Sign sign = input.sign();
        return finding != null ? finding.at() : sign != null ? sign.at() : 0;
    }

    private static Priority priority(LifeInput input) {
        Finding finding = input.finding();
        return finding != null ? finding.priority() : Priority.ADVISORY;
    }
}
