package io.wardstream.jobs.safety;

import io.wardstream.jobs.order.OrderState;

/** What is kept of each device of a subject. Mutable state of one key; a POJO to Flink. */
public final class DeviceState {

    /** The order of its messages. */
    public OrderState order = new OrderState();

    /** When it was heard. */
    public SilenceState silence = new SilenceState();

    /** Its clock. */
    public ClockSkewState clock = new ClockSkewState();

    public DeviceState() {}
}
