package io.wardstream.connectors.mqtt;

/** What to do with a message that the deserializer cannot read. Whatever it is, no other message suffers. */
public enum MalformedPolicy {
    /**
     * Fail the task. The message is not acknowledged, so it comes again and fails again until the deserializer, or the
     * policy, is changed: for feeds where a malformed message means that everything is wrong.
     */
    FAIL,
    /**
     * Count it ({@code malformed}, {@code numRecordsInErrors}), log its topic and size, and acknowledge it like any
     * other.
     */
    DROP,
    /** Count it, and hand on the record that {@link MalformedHandler} makes of it. */
    HAND_ON
}
