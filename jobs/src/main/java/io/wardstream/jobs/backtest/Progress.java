package io.wardstream.jobs.backtest;

import io.wardstream.model.BedsideEvent;
import java.io.Serial;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Counts what has gone by, for who waits for the end. */
final class Progress extends RichMapFunction<BedsideEvent, BedsideEvent> {

    @Serial
    private static final long serialVersionUID = 1;

    /** The accumulator's name. */
    static final String DONE = "events-done";

    private final LongCounter done = new LongCounter();

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(DONE, done);
    }

    @Override
    public BedsideEvent map(BedsideEvent event) {
        done.add(1);
        return event;
    }
}
