package io.wardstream.jobs.ingest;

import io.wardstream.connectors.mqtt.TickClock;
import io.wardstream.jobs.clock.WardTime;
import java.io.Serial;

/** The ticks' clock: monotonic wall time, at the speed of the ward. */
public final class WardTickClock implements TickClock {

    @Serial
    private static final long serialVersionUID = 1;

    private final WardTime time;
    private final TickClock wall = TickClock.monotonic();

    public WardTickClock(WardTime time) {
        this.time = time;
    }

    @Override
    public long nowMs() {
        return time.atWallMs(wall.nowMs());
    }
}
