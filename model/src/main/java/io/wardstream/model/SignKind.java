package io.wardstream.model;

/**
 * What an assessor can notice. A sign is emitted when something changes, never once a reading. Constants are only ever
 * added at the end: their order is part of the state's format.
 */
public enum SignKind {
    /** The fluid left in the bag fell to the low limit and stayed there for the confirming samples. Value: mL left. */
    LEVEL_LOW("mL"),
    /** The fluid left rose above the low limit and its hysteresis without a new bag. Value: mL left. */
    LEVEL_RESTORED("mL"),
    /** A new bag hangs: seen by its mass, or reported by staff. Value: mL in the new bag, if weighed. */
    BAG_CHANGED("mL"),
    /** Oxygen saturation below its limit in the confirming measurements. Value: %. */
    SPO2_LOW("%"),
    /** Oxygen saturation back at or above its limit and hysteresis. Value: %. */
    SPO2_RECOVERED("%"),
    /** Heart rate above its upper limit in the confirming measurements. Value: /min. */
    HR_HIGH("/min"),
    /** Heart rate below its lower limit in the confirming measurements. Value: /min. */
    HR_LOW("/min"),
    /** Heart rate back inside both limits and hysteresis. Value: /min. */
    HR_RECOVERED("/min"),
    /** The NEWS2 total reached the high threshold. Value: the total. */
    NEWS2_HIGH("{score}"),
    /** The NEWS2 total fell below the high threshold. Value: the total. */
    NEWS2_BELOW_HIGH("{score}"),
    /** Nothing was heard of a device for its limit. Value: seconds of silence. */
    DEVICE_SILENT("s"),
    /** A device that had been silent speaks again. */
    DEVICE_HEARD("s"),
    /** Staff acknowledged. */
    ACKNOWLEDGED(""),
    /** A clamp says that it is closed. */
    CLAMP_CLOSED(""),
    /** A clamp says that it is open. */
    CLAMP_OPENED(""),
    /** A clamp says that it refused a command or does not know its position. */
    CLAMP_FAULTED(""),
    /** A time that a pattern waits for has passed on the ward clock. Value: the wait in seconds. */
    TIME_IS_UP("s"),
    /** Staff paused the sound of an alarm. */
    SILENCED(""),
    /** Somebody who was called cannot come. */
    DECLINED(""),
    /** The patient has left, or the line was taken away. */
    DISCHARGED(""),
    /** Somebody asks, by name, for the clamp to be closed. */
    CLAMP_CLOSE_ASKED(""),
    /** Somebody asks, by name, for the clamp to be opened. */
    CLAMP_OPEN_ASKED(""),
    /** Resuscitation has begun. */
    RESUSCITATION_BEGAN(""),
    /** Resuscitation has ended. */
    RESUSCITATION_ENDED(""),
    /** At the present rate the bag will be empty soon. Value: minutes left. */
    EMPTY_SOON("min"),
    /** It will not be empty soon: the rate fell. Value: minutes left. */
    EMPTY_LATER("min"),
    /** The fluid left fell to the critical limit. Value: mL left. */
    LEVEL_CRITICAL("mL"),
    /** The bag is empty and nothing flows. Value: mL left. */
    BAG_EMPTY("mL"),
    /** Less than a fifth of what should have flowed has flowed, with fluid left. Value: mL/h. */
    FLOW_STOPPED("mL/h"),
    /** It flows again. Value: mL/h. */
    FLOW_RESUMED("mL/h"),
    /** The rate is below the ordered one. Value and limit: mL/h. */
    FLOW_LOW("mL/h"),
    /** The rate is above the ordered one. Value and limit: mL/h. */
    FLOW_HIGH("mL/h"),
    /** The rate is near the ordered one again. Value: mL/h. */
    FLOW_NORMAL("mL/h"),
    /** The rate is dangerously high. Value and limit: mL/h. */
    FREE_FLOW("mL/h"),
    /** The rate is no longer dangerously high. Value: mL/h. */
    FREE_FLOW_OVER("mL/h"),
    /** It flows, but too slowly to keep the vein open. Value and limit: mL/h. */
    BELOW_KVO("mL/h"),
    /** It flows fast enough to keep the vein open, or not at all. Value: mL/h. */
    ABOVE_KVO("mL/h"),
    /** Nothing hangs on the hook. Value: g. */
    BAG_REMOVED("g"),
    /** Something hangs on the hook again. Value: g. */
    BAG_REHUNG("g"),
    /** The pole was bumped, the bag swings, somebody pulls at it. Value: g of the jump. */
    BUMPED("g"),
    /** It hangs still again. */
    BUMP_OVER("g"),
    /** The bag became heavier without being changed. Value: g more. */
    WEIGHT_ADDED("g"),
    /** What was added is gone again, or a new bag hangs. Value: g. */
    WEIGHT_EXPLAINED("g"),
    /** The scale's zero has moved. Value: g off. */
    TARE_DRIFTED("g"),
    /** The scale's zero is where it should be. Value: g off. */
    TARE_CORRECTED("g"),
    /** More was delivered than ordered or allowed. Value and limit: mL. */
    VOLUME_OVER("mL"),
    /** An hour went by within what was ordered. Value: mL. */
    VOLUME_WITHIN("mL"),
    /** The sensor repeats one value where it should move. Value: the value. */
    SENSOR_FROZEN(""),
    /** The sensor says what cannot be. Value: the value. */
    SENSOR_IMPLAUSIBLE(""),
    /** The sensor is believed again. */
    SENSOR_OK(""),
    /** A device's battery is low. Value: %. */
    BATTERY_LOW("%"),
    /** A device's battery is charged again. Value: %. */
    BATTERY_OK("%"),
    /** A device's clock is off. Value: s ahead of the ward's. */
    CLOCK_SKEWED("s"),
    /** A device's clock agrees with the ward's again. Value: s. */
    CLOCK_IN_STEP("s"),
    /** A device is used for somebody whom the registry does not give it to. */
    ASSOCIATION_CONFLICT(""),
    /** Device and registry agree again. */
    ASSOCIATION_RESOLVED(""),
    /** Nothing was heard of a device for a while; it is not missed yet. Value: seconds of silence. */
    DEVICE_QUIET("s"),
    /** Staff say that nothing hangs on the hook: what the scale shows is its zero. */
    HOOK_EMPTIED(""),
    /**
     * A blood pressure cuff is inflated on the limb that the line runs into: that nothing flows is not said for a
     * while.
     */
    CUFF_INFLATED(""),
    /** The cuff is over, or explains nothing any more. Value: for how long it did. */
    CUFF_OVER("s"),
    /** Oxygen saturation far below, or fallen fast. Value: %. */
    SPO2_DESATURATED("%"),
    /** That is over. Value: %. */
    SPO2_DESATURATION_OVER("%"),
    /** Oxygen saturation at which organs suffer. Value: %. */
    SPO2_CRITICAL("%"),
    /** That is over. Value: %. */
    SPO2_CRITICAL_OVER("%"),
    /** Oxygen saturation above the prescribed target while oxygen is given. Value: %. */
    SPO2_HIGH("%"),
    /** That is over. Value: %. */
    SPO2_HIGH_OVER("%"),
    /** Heart rate beyond the extreme limits. Value: /min. */
    HR_EXTREME("/min"),
    /** That is over. Value: /min. */
    HR_EXTREME_OVER("/min"),
    /** Respiration beyond the limits of the warning. Value: /min. */
    RR_WARNING("/min"),
    /** That is over. Value: /min. */
    RR_WARNING_OVER("/min"),
    /** Respiration out of its range. Value: /min. */
    RR_OUT_OF_RANGE("/min"),
    /** Respiration back in its range. Value: /min. */
    RR_RECOVERED("/min"),
    /** Respiration beyond the extreme limits. Value: /min. */
    RR_EXTREME("/min"),
    /** That is over. Value: /min. */
    RR_EXTREME_OVER("/min"),
    /** No breath was seen for a while, by a sensor that works. Value: seconds. */
    BREATHING_STOPPED("s"),
    /** Breaths are seen again. Value: /min. */
    BREATHING_RESUMED("/min"),
    /** Systolic pressure out of its range. Value: mmHg. */
    SYS_OUT_OF_RANGE("mm[Hg]"),
    /** Systolic pressure back in its range. Value: mmHg. */
    SYS_RECOVERED("mm[Hg]"),
    /** Systolic pressure beyond the extreme limits. Value: mmHg. */
    SYS_EXTREME("mm[Hg]"),
    /** That is over. Value: mmHg. */
    SYS_EXTREME_OVER("mm[Hg]"),
    /** Mean pressure too low for the organs. Value: mmHg. */
    MAP_LOW("mm[Hg]"),
    /** Mean pressure back. Value: mmHg. */
    MAP_RECOVERED("mm[Hg]"),
    /** Mean pressure far too low. Value: mmHg. */
    MAP_VERY_LOW("mm[Hg]"),
    /** That is over. Value: mmHg. */
    MAP_VERY_LOW_OVER("mm[Hg]"),
    /** Temperature out of its range. Value: °C. */
    TEMP_OUT_OF_RANGE("Cel"),
    /** Temperature back in its range. Value: °C. */
    TEMP_RECOVERED("Cel"),
    /** Temperature beyond the extreme limits. Value: °C. */
    TEMP_EXTREME("Cel"),
    /** That is over. Value: °C. */
    TEMP_EXTREME_OVER("Cel"),
    /** One parameter of NEWS2 scores 3. Value: how many do. */
    NEWS2_RED("1"),
    /** None does any more. */
    NEWS2_NO_RED("1"),
    /** The NEWS2 total reached the urgent threshold. Value: the total. */
    NEWS2_MEDIUM("{score}"),
    /** The NEWS2 total fell below the urgent threshold. Value: the total. */
    NEWS2_BELOW_MEDIUM("{score}"),
    /** The NEWS2 total rose fast. Value: by how much. */
    NEWS2_ROSE("{score}"),
    /** It has not risen for a while. */
    NEWS2_STEADY("{score}"),
    /** A score has wanted something that nobody told for longer than it may. Value: how many parameters are missing. */
    NEWS2_INCOMPLETE("1"),
    /** Everything is known again, or what is missing is not due yet. */
    NEWS2_COMPLETE("1"),
    /** Somebody who may decide has looked at the patient. */
    REVIEWED(""),
    /** Staff told what no device can see. */
    OBSERVED(""),
    /** Heart rate over systolic pressure is high. Value: the quotient. */
    SHOCK_INDEX_HIGH("1"),
    /** That is over. Value: the quotient. */
    SHOCK_INDEX_HIGH_OVER("1"),
    /** Heart rate over systolic pressure is very high, or high with a low pressure. Value: the quotient. */
    SHOCK_INDEX_VERY_HIGH("1"),
    /** That is over. Value: the quotient. */
    SHOCK_INDEX_VERY_HIGH_OVER("1"),
    /** Mean pressure or shock index, in one cuff measurement, as in shock. Value: mean pressure, mmHg. */
    SHOCK("mm[Hg]"),
    /** Neither is any more, or nobody has measured for long. Value: mean pressure, mmHg. */
    SHOCK_OVER("mm[Hg]"),
    /** The newest systolic pressure is so low that no line of the patient is closed by the system. Value: mmHg. */
    HYPOTENSION("mm[Hg]"),
    /** It is not, or nobody has measured for long. Value: mmHg. */
    HYPOTENSION_OVER("mm[Hg]"),
    /** Vital signs and score as in sepsis. Value: criteria met. */
    SEPSIS_SUSPECTED("1"),
    /** That has been over for a while. Value: criteria met. */
    SEPSIS_UNLIKELY("1"),
    /** Pressure rises, the heart slows, breathing is off. Value: rise of the systolic pressure, %. */
    CUSHING_LIKE("%"),
    /** That is over. Value: %. */
    CUSHING_LIKE_OVER("%"),
    /** Several vital signs move the wrong way, and none is out of its range yet. Value: rise of the heart rate, /min. */
    TREND_WORSENING("/min"),
    /** They do not any more. Value: /min. */
    TREND_FLAT("/min"),
    /** Breathing slows and saturation or consciousness falls, with an opioid. Value: /min. */
    BREATHING_DEPRESSED("/min"),
    /** That is over. Value: /min. */
    BREATHING_DEPRESSED_OVER("/min"),
    /** No heart beat, and nothing else speaks against it. Value: /min. */
    ARREST_SUSPECTED("/min"),
    /** A heart beat is seen. Value: /min. */
    ARREST_OVER("/min"),
    /** A sensor is off, or its signal is too poor to be believed. Value: for how long, s. */
    SENSOR_OFF("s"),
    /** And nobody has put it right for long. Value: s. */
    SENSOR_OFF_LONG("s"),
    /** It measures again. */
    SENSOR_ON("s"),
    /** A limit is set so wide that it cannot alarm. Value: the limit. */
    LIMITS_OPEN(""),
    /** None is any more. */
    LIMITS_CLOSED(""),
    /** Something beyond a limit was not said, by a rule. Waited for: {@code pattern/rule}. Value: what was measured. */
    SUPPRESSED(""),
    /** Blood begins to run in a line. Value: mL in the bag, if weighed. */
    TRANSFUSION_STARTED("mL"),
    /** Temperature, pressure or heart rate moved as in a reaction since a measurement of the last hour. Value: by how much. */
    VITALS_SHIFTED(""),
    /** They have not, any more. */
    VITALS_SETTLED(""),
    /** Breathing got faster and saturation fell since a measurement of the last hour. Value: by how much, /min. */
    BREATHING_WORSE("/min"),
    /** Either is back. Value: /min. */
    BREATHING_BETTER("/min"),
    /** A watchman outside asked whether the ward hears. */
    PROBED(""),
    /** A model gives an event in the hours to come a probability of its threshold or more. Value: the probability. */
    RISK_PREDICTED("1"),
    /** It does not any more, or nothing can be predicted any more. Value: the probability, if there is one. */
    RISK_OVER("1");

    private final String unit;

    SignKind(String unit) {
        this.unit = unit;
    }

    /** The unit of the sign's value and limit as a UCUM code; empty if it has none. */
    public String unit() {
        return unit;
    }
}
