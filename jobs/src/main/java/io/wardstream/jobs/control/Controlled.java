package io.wardstream.jobs.control;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/**
 * Joins a keyed stream with the control facts, so that only the keyed stream has a time: see
 * {@link ControlledOperator}.
 */
public final class Controlled {

    private Controlled() {}

    /**
     * The function over the events, with every subtask told of every control fact.
     *
     * @param function must keep nothing in broadcast state
     * @param type what comes out
     */
    public static <K, I, O> SingleOutputStreamOperator<O> process(
            KeyedStream<I, K> events,
            DataStream<ControlFact> control,
            KeyedBroadcastProcessFunction<K, I, ControlFact, O> function,
            TypeInformation<O> type) {
        SingleOutputStreamOperator<O> result = events.connect(control.broadcast())
                .transform(function.getClass().getSimpleName(), type, new ControlledOperator<>(function));
        // Connecting with an unkeyed stream forgets the first one's key.
        TwoInputTransformation<?, ?, ?> transformation = (TwoInputTransformation<?, ?, ?>) result.getTransformation();
        keyed(transformation, events);
        return result;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the second input has no key, which Flink says with null
    private static <I, K> void keyed(TwoInputTransformation<?, ?, ?> transformation, KeyedStream<I, K> events) {
        ((TwoInputTransformation<I, ?, ?>) transformation).setStateKeySelectors(events.getKeySelector(), null);
        transformation.setStateKeyType(events.getKeyType());
    }
}
