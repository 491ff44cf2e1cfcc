package io.wardstream.jobs.clock;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Tick;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of the log: the watermark of a partition is set by its tick records and by nothing else. No idleness, no
 * wall clock: a partition that is not read holds time still for everybody, which is the safe side.
 */
public final class TickWatermarks implements WatermarkGenerator<BedsideEvent> {

    private TickWatermarks() {}

    /** The strategy for the source of bedside events; records keep the timestamps that the log gives them. */
    public static WatermarkStrategy<BedsideEvent> strategy() {
        return WatermarkStrategy.forGenerator(context -> new TickWatermarks());
    }

    @Override
    public void onEvent(BedsideEvent event, long eventTimestamp, WatermarkOutput output) {
        Tick tick = event.tick();
        if (tick != null) {
            output.emitWatermark(new Watermark(tick.through()));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // Only ticks move time.
    }
}
