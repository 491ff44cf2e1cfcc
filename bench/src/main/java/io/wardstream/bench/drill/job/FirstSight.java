package io.wardstream.bench.drill.job;

import java.io.Serial;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Per device, hands on each message the first time: the deduplication that stands behind an at-least-once source. It
 * remembers the newest number and the gaps below it, so a message that others have overtaken is not taken for a repeat.
 */
final class FirstSight extends KeyedProcessFunction<String, Reading, String> {

    @Serial
    private static final long serialVersionUID = 1;

    private transient @Nullable ValueState<Long> newest;
    private transient @Nullable MapState<Long, Boolean> gaps;

    @Override
    public void open(OpenContext context) {
        newest = getRuntimeContext().getState(new ValueStateDescriptor<>("newest", Types.LONG));
        gaps = getRuntimeContext().getMapState(new MapStateDescriptor<>("gaps", Types.LONG, Types.BOOLEAN));
    }

    @Override
    public void processElement(Reading reading, Context context, Collector<String> out) throws Exception {
        ValueState<Long> newestState = newest;
        MapState<Long, Boolean> gapsState = gaps;
        if (newestState == null || gapsState == null) {
            throw new IllegalStateException("not open");
        }
        Long before = newestState.value();
        long from = before == null ? 0 : before;
        if (reading.seq() > from) {
            for (long gap = from + 1; gap < reading.seq(); gap++) {
                gapsState.put(gap, true);
            }
            newestState.update(reading.seq());
            out.collect(reading.text());
        } else if (gapsState.contains(reading.seq())) {
            gapsState.remove(reading.seq());
            out.collect(reading.text());
        }
    }
}
