package io.wardstream.model;

/** What became of a decision to close a clamp. */
public enum ClampPhase {
    /** The command was sent to the device. */
    ISSUED,
    /** The decision stood, but an interlock held the command back; nothing was sent. */
    WITHHELD,
    /** The device answered that the clamp is where it was told to be. */
    CONFIRMED,
    /** The device answered, but the clamp is not there. */
    REFUSED,
    /** The device did not answer in time. */
    UNANSWERED,
    /** Every interlock held, but the line is in shadow mode: nothing was sent. */
    WOULD_CLOSE
}
