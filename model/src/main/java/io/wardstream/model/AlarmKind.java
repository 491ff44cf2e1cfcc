package io.wardstream.model;

/** What an alarm is about (IEC 60601-1-8): the patient's body, or the equipment and the system. */
public enum AlarmKind {
    PHYSIOLOGICAL,
    TECHNICAL
}
