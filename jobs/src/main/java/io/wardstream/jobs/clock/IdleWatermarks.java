package io.wardstream.jobs.clock;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of a control topic: none. It marks itself idle at once, so that it never holds back the time of the stream
 * that it is joined with. (A final watermark instead would make everything late whenever the other stream is idle.)
 *
 * @param <T> the control facts
 */
public final class IdleWatermarks<T> implements WatermarkGenerator<T> {

    private IdleWatermarks() {}

    /** The strategy for a control topic. */
    public static <T> WatermarkStrategy<T> strategy() {
        return WatermarkStrategy.forGenerator(context -> new IdleWatermarks<T>());
    }

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
        output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.markIdle();
    }
}
