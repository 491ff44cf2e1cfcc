package io.wardstream.bench.drill.job;

import java.io.Serial;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Per device, hands on what is newer than all before: the deduplication that stands behind an at-least-once source. */
final class FirstSight extends KeyedProcessFunction<String, Reading, String> {

    @Serial
    private static final long serialVersionUID = 1;

    private transient @Nullable ValueState<Long> last;

    @Override
    public void open(OpenContext context) {
        last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Types.LONG));
    }

    @Override
    public void processElement(Reading reading, Context context, Collector<String> out) throws Exception {
        ValueState<Long> present = last;
        if (present == null) {
            throw new IllegalStateException("not open");
        }
        Long before = present.value();
        if (before == null || reading.seq() > before) {
            present.update(reading.seq());
            out.collect(reading.text());
        }
    }
}
