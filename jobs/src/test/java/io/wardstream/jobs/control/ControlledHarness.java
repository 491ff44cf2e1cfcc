package io.wardstream.jobs.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * A function over events and control facts on its real operator, in milliseconds.
 *
 * @param <I> the events
 * @param <O> what comes out
 */
public final class ControlledHarness<I, O> implements AutoCloseable {

    private final KeyedTwoInputStreamOperatorTestHarness<String, I, ControlFact, O> harness;
    private long snapshots;

    /**
     * @param state from an earlier snapshot, or null to begin anew
     */
    public ControlledHarness(
            KeyedBroadcastProcessFunction<String, I, ControlFact, O> function,
            KeySelector<I, String> key,
            OperatorSubtaskState state)
            throws Exception {
        harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new ControlledOperator<>(function), key, fact -> "", Types.STRING);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    /** An event comes. */
    public void feed(I event, long at) throws Exception {
        harness.processElement1(new StreamRecord<>(event, at));
    }

    /** A control fact comes. */
    public void tell(ControlFact fact) throws Exception {
        harness.processElement2(new StreamRecord<>(fact));
    }

    /** The ward clock comes this far. */
    public void clock(long through) throws Exception {
        harness.processWatermark1(new Watermark(through));
    }

    /** What has come out, in order. */
    public List<O> output() {
        return harness.extractOutputValues();
    }

    /** What has come out on the side, in order. */
    public <T> List<T> side(OutputTag<T> tag) {
        Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
        List<T> values = new ArrayList<>();
        if (records != null) {
            records.forEach(record -> values.add(record.getValue()));
        }
        return values;
    }

    /** The state, as a checkpoint has it. */
    public OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(++snapshots, snapshots);
    }

    /** How many entries there are in keyed state. */
    public int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    /** How many event-time timers are booked. */
    public int timers() {
        return harness.numEventTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
