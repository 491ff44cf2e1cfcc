package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.model.Priority;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The alarms that vital signs may raise, by the names that the flow gives them, with what clinicians were told of each: of
 * which trouble it speaks, and how urgent it is (clinical catalogue, V1 to V22 and T1 to T3). It is not asked of the flow.
 */
enum Expected {
    SPO2_LOW("Spo2Low", Trouble.SATURATION, Priority.MEDIUM),
    DESATURATION("Spo2Desaturation", Trouble.SATURATION, Priority.HIGH),
    SPO2_CRITICAL("Spo2Critical", Trouble.SATURATION, Priority.HIGH),
    HR_RANGE("HeartRateOutOfRange", Trouble.HEART, Priority.MEDIUM),
    HR_EXTREME("HeartRateExtreme", Trouble.HEART, Priority.HIGH),
    ARREST("ArrestSuspected", Trouble.HEART, Priority.HIGH),
    RR_WARNING("RespirationWarning", Trouble.BREATH, Priority.LOW),
    RR_RANGE("RespirationOutOfRange", Trouble.BREATH, Priority.MEDIUM),
    RR_EXTREME("RespirationExtreme", Trouble.BREATH, Priority.HIGH),
    APNOEA("ApnoeaSuspected", Trouble.BREATH, Priority.HIGH),
    DEPRESSION("RespiratoryDepression", Trouble.OPIOID, Priority.HIGH),
    SYS_RANGE("SystolicOutOfRange", Trouble.PRESSURE, Priority.MEDIUM),
    MEAN_LOW("MeanPressureLow", Trouble.PRESSURE, Priority.MEDIUM),
    SYS_EXTREME("SystolicExtreme", Trouble.PRESSURE, Priority.HIGH),
    MEAN_VERY_LOW("MeanPressureVeryLow", Trouble.PRESSURE, Priority.HIGH),
    SHOCK_INDEX("ShockIndexHigh", Trouble.SHOCK, Priority.MEDIUM),
    SHOCK_INDEX_VERY_HIGH("ShockIndexVeryHigh", Trouble.SHOCK, Priority.HIGH),
    CUSHING("CushingLike", Trouble.BRAIN, Priority.HIGH),
    TEMP_RANGE("TemperatureOutOfRange", Trouble.TEMPERATURE, Priority.LOW),
    TEMP_EXTREME("TemperatureExtreme", Trouble.TEMPERATURE, Priority.MEDIUM),
    RED("News2SingleRed", Trouble.SCORE, Priority.MEDIUM),
    URGENT("News2Medium", Trouble.SCORE, Priority.MEDIUM),
    EMERGENCY("News2High", Trouble.SCORE, Priority.HIGH),
    RISE("News2Rise", Trouble.SCORE_RISES, Priority.MEDIUM),
    OVERDUE("ResponseOverdue", Trouble.NOBODY_CAME, Priority.HIGH),
    INCOMPLETE("News2Incomplete", Trouble.UNKNOWN, Priority.LOW),
    SEPSIS("SepsisSuspected", Trouble.SEPSIS, Priority.MEDIUM),
    TREND("DeteriorationTrend", Trouble.TREND, Priority.LOW),
    SENSOR_OFF("SensorOff", Trouble.SENSOR, Priority.LOW),
    SENSOR_OFF_LONG("SensorOffLong", Trouble.SENSOR, Priority.MEDIUM),
    FROZEN("FrozenSensor", Trouble.FROZEN, Priority.LOW),
    IMPLAUSIBLE("ImplausibleReading", Trouble.FROZEN, Priority.LOW),
    QUIET("DeviceQuiet", Trouble.SILENCE, Priority.LOW),
    SILENT("DeviceSilent", Trouble.SILENCE, Priority.MEDIUM);

    /** What an alarm speaks of. Of one trouble one alarm is enough, if it is as urgent as it should be. */
    enum Trouble {
        SATURATION,
        HEART,
        BREATH,
        OPIOID,
        PRESSURE,
        SHOCK,
        BRAIN,
        TEMPERATURE,
        SCORE,
        SCORE_RISES,
        NOBODY_CAME,
        UNKNOWN,
        SEPSIS,
        TREND,
        SENSOR,
        /** A sensor that says what it cannot know: one alarm for all of that. */
        FROZEN,
        SILENCE
    }

    private static final Map<String, Expected> BY_PATTERN = new HashMap<>();

    static {
        for (Expected each : values()) {
            BY_PATTERN.put(each.pattern, each);
        }
    }

    private final String pattern;
    private final Trouble trouble;
    private final Priority priority;

    Expected(String pattern, Trouble trouble, Priority priority) {
        this.pattern = pattern;
        this.trouble = trouble;
        this.priority = priority;
    }

    /** The pattern's id. */
    String pattern() {
        return pattern;
    }

    Trouble trouble() {
        return trouble;
    }

    Priority priority() {
        return priority;
    }

    /** By the pattern's id; null if the board does not know it. */
    static @Nullable Expected of(String pattern) {
        return BY_PATTERN.get(pattern);
    }
}
