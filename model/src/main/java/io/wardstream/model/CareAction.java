package io.wardstream.model;

/** What a member of staff did. */
public enum CareAction {
    /** Somebody has seen the alarm and takes it on. It does not end the alarm: only the condition does. */
    ACKNOWLEDGE,
    /** A new bag hangs, or the old one was refilled. */
    BAG_CHANGED,
    /** Somebody closed the clamp by hand. */
    CLAMP_CLOSED_BY_HAND,
    /** Somebody opened the clamp by hand; the system itself never does. */
    CLAMP_OPENED_BY_HAND
}
