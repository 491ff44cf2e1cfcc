package io.wardstream.jobs.safety;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Carries the alarms of each subject through their life.
 *
 * <p>Inputs of an instant wait until the ward clock has passed it, and are then taken in a fixed order (what was found
 * before what was noticed, by time within that, and the less urgent before the more urgent), so that a replay gives the
 * same events with the same numbers. They are few: an alarm's life, not readings.
 *
 * <p>State of a subject without alarms is empty. An input that comes behind the ward clock is taken at once: late is
 * better than never, and the guard against late signs has its own alarm for it.
 */
public final class AlarmLifeFunction extends KeyedProcessFunction<String, LifeInput, AlarmEvent> {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Comparator<LifeInput> ORDER = Comparator.<LifeInput>comparingInt(
                    input -> input.finding() != null ? 0 : 1)
            .thenComparingLong(AlarmLifeFunction::at)
            .thenComparing(AlarmLifeFunction::priority)
            .thenComparing(AlarmLifeFunction::name);

    private final AlarmLifeTimes times;

    private transient ListState<AlarmState> alarms;
    private transient InOrder<LifeInput> inOrder;
    private transient Counter lateInputs;

    public AlarmLifeFunction(AlarmLifeTimes times) {
        this.times = times;
    }

    @Override
    public void open(OpenContext context) {
        alarms = getRuntimeContext()
                .getListState(new ListStateDescriptor<>("alarms", TypeInformation.of(AlarmState.class)));
        inOrder = new InOrder<>(
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>(
                                "waiting", Types.LONG, Types.LIST(TypeInformation.of(LifeInput.class)))),
                ORDER);
        lateInputs = getRuntimeContext().getMetricGroup().addGroup("wardstream").counter("lateAlarmInputs");
    }

    @Override
    public void processElement(LifeInput input, Context context, Collector<AlarmEvent> out) throws Exception {
        long at = context.timestamp();
        if (at <= context.timerService().currentWatermark()) {
            lateInputs.inc();
            take(List.of(input), context, out);
            return;
        }
        inOrder.hold(at, input);
        context.timerService().registerEventTimeTimer(at);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlarmEvent> out) throws Exception {
        List<AlarmState> present = present();
        AlarmLife life = new AlarmLife(times, present, out::collect);
        life.onTime(timestamp, context.timerService().currentWatermark() == Long.MAX_VALUE);
        take(inOrder.release(timestamp), life);
        keep(present, life, context);
    }

    private void take(List<LifeInput> inputs, Context context, Collector<AlarmEvent> out) throws Exception {
        List<AlarmState> present = present();
        AlarmLife life = new AlarmLife(times, present, out::collect);
        take(inputs, life);
        keep(present, life, context);
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

    private List<AlarmState> present() throws Exception {
        List<AlarmState> present = new ArrayList<>();
        alarms.get().forEach(present::add);
        return present;
    }

    private void keep(List<AlarmState> present, AlarmLife life, Context context) throws Exception {
        if (present.isEmpty()) {
            alarms.clear();
        } else {
            alarms.update(present);
        }
        Long next = life.nextTime();
        // At the end of the input nothing becomes due, and its timer would come again and again. Otherwise a clock that
        // has
        // leapt past the time calls it at once, in its turn.
        if (next != null && context.timerService().currentWatermark() != Long.MAX_VALUE) {
            context.timerService().registerEventTimeTimer(next);
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

    private static String name(LifeInput input) {
        Finding finding = input.finding();
        Sign sign = input.sign();
        return finding != null
                ? finding.pattern() + finding.about()
                : sign != null ? sign.kind() + String.valueOf(sign.by()) + sign.alarmId() : "";
    }
}
