package io.wardstream.model;

/** What a device is, as far as it decides how long its silence may last and what it can be told. */
public enum DeviceKind {
    /** A load cell under an infusion bag. */
    LOAD_CELL,
    /** A load cell with a clamp on the same line. */
    LOAD_CELL_WITH_CLAMP,
    /** A clamp alone. */
    CLAMP,
    /** A vital-sign monitor. */
    MONITOR,
    /** A button, a terminal or a console that staff use: it speaks only when it is used. */
    STAFF_TERMINAL;

    /** Whether the device carries a clamp that can be commanded. */
    public boolean hasClamp() {
        return this == LOAD_CELL_WITH_CLAMP || this == CLAMP;
    }

    /** Whether the device weighs a bag. */
    public boolean weighs() {
        return this == LOAD_CELL || this == LOAD_CELL_WITH_CLAMP;
    }
}
