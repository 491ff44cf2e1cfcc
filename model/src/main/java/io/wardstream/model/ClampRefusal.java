package io.wardstream.model;

/** Why a clamp did not carry out a command. */
public enum ClampRefusal {
    /** The command's time had passed when it came. */
    EXPIRED,
    /** The command came from an older incarnation of the safety job than one already seen. */
    STALE_EPOCH,
    /** Somebody at the bedside holds the clamp. */
    LOCKED_OUT,
    /** The command does not name this clamp or asks for what it cannot do. */
    NOT_UNDERSTOOD
}
