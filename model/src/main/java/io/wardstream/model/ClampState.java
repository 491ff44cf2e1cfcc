package io.wardstream.model;

/** Where the clamp of a line stands, as the device itself senses it. */
public enum ClampState {
    OPEN,
    CLOSED,
    /** The clamp could not reach, or does not know, its position. */
    FAULT
}
