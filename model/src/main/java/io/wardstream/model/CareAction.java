package io.wardstream.model;

/**
 * What a member of staff did. Constants are only ever added at the end: their order is part of the state's format.
 */
public enum CareAction {
    /** Somebody has seen the alarm and takes it on. It does not end the alarm: only the condition does. */
    ACKNOWLEDGE,
    /** A new bag hangs, or the old one was refilled. */
    BAG_CHANGED,
    /** Somebody closed the clamp by hand. */
    CLAMP_CLOSED_BY_HAND,
    /** Somebody opened the clamp by hand; the system itself never does. */
    CLAMP_OPENED_BY_HAND,
    /** Somebody pauses the sound of an alarm, for the time that the settings allow. The alarm goes on. */
    SILENCE,
    /** Somebody who was called cannot come: the next tier is called at once. */
    DECLINE,
    /** The patient leaves, or the line is taken away: alarms about it end. */
    DISCHARGE,
    /** Somebody asks the system, by name, to close the clamp. */
    CLOSE_CLAMP,
    /** Somebody asks the system, by name, to open the clamp. */
    OPEN_CLAMP,
    /** Resuscitation begins: no clamp is closed by the system until it ends. */
    RESUSCITATION_BEGAN,
    /** Resuscitation has ended. */
    RESUSCITATION_ENDED,
    /** Nothing hangs on the hook, not even the set: what the scale shows now is its zero. */
    HOOK_EMPTY,
    /** Somebody says what no device can see: how conscious the patient is, whether oxygen is given. */
    OBSERVE,
    /** Somebody who may decide has looked at the patient, as a score asks for. */
    REVIEW,
    /** Nobody did anything: a watchman outside asks whether the ward hears, and waits for the echo. */
    PROBE
}
