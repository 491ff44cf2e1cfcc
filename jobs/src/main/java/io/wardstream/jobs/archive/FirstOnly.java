package io.wardstream.jobs.archive;

import java.io.Serial;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets the first of facts with the same id pass: where at-least-once ends. Keyed by the fact's id. An id is remembered
 * for {@link #MEMORY}: longer than any job is ever set back.
 *
 * @param <T> the facts
 */
final class FirstOnly<T> extends KeyedProcessFunction<String, T, T> {

    @Serial
    private static final long serialVersionUID = 1;

    static final Duration MEMORY = Duration.ofDays(7);

    private transient ValueState<Boolean> seen;

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<Boolean> descriptor = new ValueStateDescriptor<>("seen", Types.BOOLEAN);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(MEMORY).build());
        seen = getRuntimeContext().getState(descriptor);
    }

    @Override
    public void processElement(T fact, Context context, Collector<T> out) throws Exception {
        if (seen.value() == null) {
            seen.update(true);
            out.collect(fact);
        }
    }
}
