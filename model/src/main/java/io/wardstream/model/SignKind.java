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
    TIME_IS_UP("s");

    private final String unit;

    SignKind(String unit) {
        this.unit = unit;
    }

    /** The unit of the sign's value and limit as a UCUM code; empty if it has none. */
    public String unit() {
        return unit;
    }
}
