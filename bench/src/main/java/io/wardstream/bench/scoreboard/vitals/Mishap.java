package io.wardstream.bench.scoreboard.vitals;

/** What can be wrong with a monitor's sensors, while the body has nothing to do with it. */
enum Mishap {
    MOTION,
    PROBE_OFF,
    LEAD_OFF,
    /** The hand is cold: the signal is said to be poor, and right. */
    COLD,
    CUFF_ON_SENSOR,
    TEMP_OUT,
    FAHRENHEIT,
    SENTINELS,
    FROZEN,
    NO_BREATH_COUNTED,
    VALUES_MISSING,
    VITAL_MISSING
}
