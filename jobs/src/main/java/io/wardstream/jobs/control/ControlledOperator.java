package io.wardstream.jobs.control;

import java.io.Serial;
import java.util.List;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * A keyed operator whose second input, the control facts, has no part in event time, whatever its source says: the
 * clock of the operator is the clock of the events.
 *
 * <p>To rely on that source calling itself idle is not enough. Until its first word the operator's clock stands while
 * events are read, and then it leaps over all of them at once; and who looks for leaps, because nobody listens during
 * one, would take the start of a job for an outage, or not, as the scheduler pleases.
 */
final class ControlledOperator<K, I, O> extends CoBroadcastWithKeyedOperator<K, I, ControlFact, O> {

    @Serial
    private static final long serialVersionUID = 1;

    ControlledOperator(KeyedBroadcastProcessFunction<K, I, ControlFact, O> function) {
        super(function, List.of());
    }

    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        if (userFunction instanceof ClockFollower follower) {
            follower.clockMoves(mark.getTimestamp());
        }
        processWatermark(mark);
    }

    @Override
    public void processWatermark2(Watermark mark) {
        // Control facts have no time.
    }
}
