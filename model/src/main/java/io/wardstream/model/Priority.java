package io.wardstream.model;

/**
 * How soon somebody must act, in the words of IEC 60601-1-8: HIGH needs immediate response, MEDIUM prompt response, LOW
 * awareness. ADVISORY is no alarm condition at all: it is information.
 */
public enum Priority {
    ADVISORY,
    LOW,
    MEDIUM,
    HIGH;

    /** Whether this is more urgent than another. */
    public boolean above(Priority other) {
        return compareTo(other) > 0;
    }
}
