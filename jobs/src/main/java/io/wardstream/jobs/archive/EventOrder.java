package io.wardstream.jobs.archive;

import io.wardstream.jobs.order.OrderState;
import io.wardstream.jobs.order.Verdict;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Rejection;
import java.io.Serial;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Takes out what the log has twice, and flags what came behind a newer message of its device: the same verdicts, by the
 * same rule, as in the safety job. Keyed by device; broken records pass by on the side.
 */
final class EventOrder extends KeyedProcessFunction<String, LogEntry, ArchivedEvent> {

    @Serial
    private static final long serialVersionUID = 1;

    /** Records that cannot be read. */
    static final OutputTag<Rejection> BROKEN = new OutputTag<>("broken", TypeInformation.of(Rejection.class));

    private transient ValueState<OrderState> order;
    private transient Counter duplicates;

    @Override
    public void open(OpenContext context) {
        order = getRuntimeContext().getState(new ValueStateDescriptor<>("order", TypeInformation.of(OrderState.class)));
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("wardstream");
        duplicates = group.counter("duplicateEvents");
    }

    /** The device, or where a broken record lies. */
    static String key(LogEntry entry) {
        BedsideEvent event = entry.event();
        Rejection broken = entry.broken();
        return event != null ? event.deviceId() : broken != null ? broken.origin() : "";
    }

    @Override
    public void processElement(LogEntry entry, Context context, Collector<ArchivedEvent> out) throws Exception {
        Rejection broken = entry.broken();
        if (broken != null) {
            context.output(BROKEN, broken);
        }
        BedsideEvent event = entry.event();
        if (event == null) {
            return;
        }
        OrderState state = order.value();
        if (state == null) {
            state = new OrderState();
        }
        Verdict verdict = state.admit(event.boot(), event.seq());
        order.update(state);
        if (verdict == Verdict.DUPLICATE) {
            duplicates.inc();
        } else {
            out.collect(new ArchivedEvent(event, verdict == Verdict.STALE));
        }
    }
}
