package io.wardstream.jobs.config;

import io.wardstream.jobs.clock.WardTime;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Wall time, which a simulated ward may run at another speed. A real ward leaves these alone. */
public final class TimeOptions {

    public static final ConfigOption<Double> SPEED = ConfigOptions.key("time.speed")
            .doubleType()
            .defaultValue(1.0)
            .withDescription("For simulations: ward time that passes in a unit of wall time.");
    public static final ConfigOption<Long> ANCHOR_WALL_MS = ConfigOptions.key("time.anchor-wall-ms")
            .longType()
            .defaultValue(0L)
            .withDescription("For simulations: wall time, in milliseconds since the epoch, at the anchor.");
    public static final ConfigOption<Long> ANCHOR_WARD_MS = ConfigOptions.key("time.anchor-ward-ms")
            .longType()
            .defaultValue(0L)
            .withDescription("For simulations: ward time, in milliseconds since the epoch, at the anchor.");

    static final List<ConfigOption<?>> ALL = List.of(SPEED, ANCHOR_WALL_MS, ANCHOR_WARD_MS);

    private TimeOptions() {}

    static WardTime read(Options options) {
        double speed = options.get(SPEED);
        boolean positive = speed > 0;
        options.check(positive, SPEED, "must be positive, not " + speed);
        return new WardTime(options.get(ANCHOR_WALL_MS), options.get(ANCHOR_WARD_MS), positive ? speed : 1);
    }
}
