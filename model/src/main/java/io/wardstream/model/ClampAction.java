package io.wardstream.model;

/** What the system may tell a clamp. There is no opening: staff open, at the bedside. */
public enum ClampAction {
    CLOSE
}
