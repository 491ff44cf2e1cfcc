package io.wardstream.model;

/**
 * What a clamp can be told. By itself the system only ever closes; it opens one when a member of staff asks it to, by
 * name.
 */
public enum ClampAction {
    CLOSE,
    OPEN
}
