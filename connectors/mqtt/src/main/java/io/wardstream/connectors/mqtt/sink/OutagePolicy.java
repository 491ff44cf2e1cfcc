package io.wardstream.connectors.mqtt.sink;

/**
 * What a sink does while it cannot publish: no connection, a broker that refuses it, or one that does not acknowledge.
 */
public enum OutagePolicy {
    /**
     * Fail the task: at once if the broker refuses the credentials or its certificate is not accepted, else after the
     * reconnect timeout or the ack timeout. For jobs that have nothing to do without this sink.
     */
    FAIL,
    /**
     * Never fail: try again for as long as it takes, and let messages with a deadline expire. For jobs that have other
     * duties too. A message without a deadline waits, and with it the next checkpoint.
     */
    WAIT
}
