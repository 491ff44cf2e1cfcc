package io.wardstream.jobs.control;

/**
 * A function on a {@link ControlledOperator} that wants to know how the ward clock moves, and not only when a timer
 * fires.
 */
public interface ClockFollower {

    /**
     * The ward clock comes further. Called on the task's thread before the timers up to there fire, without a key.
     *
     * @param through how far, {@link Long#MAX_VALUE} at the end of the input
     */
    void clockMoves(long through);
}
