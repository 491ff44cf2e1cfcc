package io.wardstream.cep;

import io.wardstream.model.Sign;

/** What raises alarms of one id, and what ends them. */
public interface AlarmRule {

    /** What a person needs to know of it. */
    PatternCard card();

    /** Whether this sign says that the condition is gone. Pure; asked for signs about the alarm's own subject only. */
    boolean clearedBy(Sign sign);

    /**
     * Whether the condition is over in the moment in which it is found: then the alarm is raised and cleared at once.
     */
    default boolean momentary() {
        return false;
    }
}
