package io.wardstream.jobs.safety.vitals;

import io.wardstream.model.SignKind;

/** The ranges that vital signs are held against: the pattern that each is for, and what is said when it is left. */
enum Watch {
    SPO2_LOW("Spo2Low", SignKind.SPO2_LOW, SignKind.SPO2_RECOVERED),
    SPO2_DESATURATION("Spo2Desaturation", SignKind.SPO2_DESATURATED, SignKind.SPO2_DESATURATION_OVER),
    SPO2_CRITICAL("Spo2Critical", SignKind.SPO2_CRITICAL, SignKind.SPO2_CRITICAL_OVER),
    SPO2_HIGH("Spo2HighOnOxygen", SignKind.SPO2_HIGH, SignKind.SPO2_HIGH_OVER),
    HR("HeartRateOutOfRange", SignKind.HR_LOW, SignKind.HR_HIGH, SignKind.HR_RECOVERED),
    HR_EXTREME("HeartRateExtreme", SignKind.HR_EXTREME, SignKind.HR_EXTREME_OVER),
    ARREST("ArrestSuspected", SignKind.ARREST_SUSPECTED, SignKind.ARREST_OVER),
    RR_WARNING("RespirationWarning", SignKind.RR_WARNING, SignKind.RR_WARNING_OVER),
    RR("RespirationOutOfRange", SignKind.RR_OUT_OF_RANGE, SignKind.RR_RECOVERED),
    RR_EXTREME("RespirationExtreme", SignKind.RR_EXTREME, SignKind.RR_EXTREME_OVER),
    BREATHING_DEPRESSED("RespiratoryDepression", SignKind.BREATHING_DEPRESSED, SignKind.BREATHING_DEPRESSED_OVER),
    SYS("SystolicOutOfRange", SignKind.SYS_OUT_OF_RANGE, SignKind.SYS_RECOVERED),
    SYS_EXTREME("SystolicExtreme", SignKind.SYS_EXTREME, SignKind.SYS_EXTREME_OVER),
    MAP_LOW("MeanPressureLow", SignKind.MAP_LOW, SignKind.MAP_RECOVERED),
    MAP_VERY_LOW("MeanPressureVeryLow", SignKind.MAP_VERY_LOW, SignKind.MAP_VERY_LOW_OVER),
    SHOCK_INDEX("ShockIndexHigh", SignKind.SHOCK_INDEX_HIGH, SignKind.SHOCK_INDEX_HIGH_OVER),
    SHOCK_INDEX_VERY_HIGH("ShockIndexVeryHigh", SignKind.SHOCK_INDEX_VERY_HIGH, SignKind.SHOCK_INDEX_VERY_HIGH_OVER),
    CUSHING("CushingLike", SignKind.CUSHING_LIKE, SignKind.CUSHING_LIKE_OVER),
    TEMP("TemperatureOutOfRange", SignKind.TEMP_OUT_OF_RANGE, SignKind.TEMP_RECOVERED),
    TEMP_EXTREME("TemperatureExtreme", SignKind.TEMP_EXTREME, SignKind.TEMP_EXTREME_OVER);

    private final String pattern;
    private final SignKind below;
    private final SignKind above;
    private final SignKind back;

    Watch(String pattern, SignKind left, SignKind back) {
        this(pattern, left, left, back);
    }

    Watch(String pattern, SignKind below, SignKind above, SignKind back) {
        this.pattern = pattern;
        this.below = below;
        this.above = above;
        this.back = back;
    }

    /** The pattern that it is for. */
    String pattern() {
        return pattern;
    }

    /** What is said when a value has left the range. */
    SignKind left(boolean low) {
        return low ? below : above;
    }

    /** What is said when it is back. */
    SignKind back() {
        return back;
    }

    /** The band of one side of the range, in the state. */
    String side(boolean low) {
        return name() + (low ? "<" : ">");
    }
}
