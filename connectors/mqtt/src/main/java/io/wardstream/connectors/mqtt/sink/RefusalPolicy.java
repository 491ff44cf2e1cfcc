package io.wardstream.connectors.mqtt.sink;

/** What to do when the broker refuses a message (a PUBACK with a reason code of 0x80 or more). */
public enum RefusalPolicy {
    /** Fail the task. */
    FAIL,
    /** Count it, log it without its payload, and go on. */
    DROP
}
