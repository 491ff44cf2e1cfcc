package io.wardstream.model;

/** What became of a decision to close a clamp. */
public enum ClampPhase {
    /** The command was sent to the device. */
    ISSUED,
    /** The decision stood, but an interlock held the command back; nothing was sent. */
    WITHHELD,
    /** The device answered that the clamp is closed. */
    CONFIRMED,
    /** The device answered, but the clamp is not closed. */
    REFUSED,
    /** The device did not answer in time. */
    UNANSWERED
}
