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
    CUFF_OVER("s");

    private final String unit;

    SignKind(String unit) {
        this.unit = unit;
    }

    /** The unit of the sign's value and limit as a UCUM code; empty if it has none. */
    public String unit() {
        return unit;
    }
}
