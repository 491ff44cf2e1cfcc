package io.wardstream.jobs.safety;

import io.wardstream.jobs.order.OrderState;
import org.jspecify.annotations.Nullable;

/** What is kept of each device of a subject. Mutable state of one key; a POJO to Flink. */
public final class DeviceState {

    /** The order of its messages. */
    public OrderState order = new OrderState();

    /** When it was heard. */
    public SilenceState silence = new SilenceState();

    /** Its clock. */
    public ClockSkewState clock = new ClockSkewState();

    /** Its battery; null while that is not low, and where it says nothing of it. */
    public @Nullable BatteryState battery;

    /** Whether it is in doubt whose it is; null while it is not. */
    public @Nullable ConflictState conflict;

    public DeviceState() {}
}
